"""The nearest passage: what in a source is most like a quotation that does not stand in it."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from clashmap.evidence.quotation.index import OTHER, Index
from clashmap.evidence.quotation.tokens import Token, is_word

_VOTERS = 40
"""The rarest tokens of a quotation, by whose places in the source it is looked for."""
_PLACES = 300_000
"""Places of these that are looked at, at most, but for those of the rarest."""
_TRIED = 3
"""Regions of a source that are compared with a quotation in full."""
_ENOUGH, _FEW_PLACES = 8, 20_000
"""So many of the rarest tokens are enough when the next one stands in too many places."""
_REACH = 2_000
"""Tokens that a part of a quotation may stand behind the one before it, to be found when it is not the same."""
_LONG = 1_500
"""Tokens of a part, at most, whose place is found to the word."""
_PARTS = 40
"""Parts of a quotation, at most, that are looked for."""
_ALIKE = 60.0
"""How like a part the words beside its neighbour must be, from 0 to 100, to be taken for it."""
_OTHERS = 4
"""Words at either end of a part, at most, for which the source may have others."""
_LEAST = 0.4
"""Likeness below which two texts have nothing to do with each other."""
_ALMOST = 0.999
"""The likeness of what is not the same."""


class Near(NamedTuple):
    """From token *start* to before token *end*, and how like the quotation that is."""

    start: int
    end: int
    likeness: float


def nearest(stretches: list[list[Token]], index: Index, low: int, high: int) -> Near | None:
    """The place from token *low* to before *high* that is most like the *stretches* of a quotation, in their order.

    The longest of them is looked for everywhere, by the places of its rarest words, and the others beside it.
    """
    from rapidfuzz import fuzz

    small, line = index.caseless
    parts = [[token.norm.casefold() for token in stretch] for stretch in stretches[:_PARTS]]
    codes = ["".join([small.get(norm, OTHER) for norm in part]) for part in parts]
    if not codes:
        return None
    anchor = max(range(len(codes)), key=lambda number: (len(codes[number]), -number))
    span = _anywhere(codes[anchor], parts[anchor], index, low, high)
    if span is None:
        return None
    spans = {anchor: span}
    end = span[1]
    for number in range(anchor + 1, len(codes)):
        if beside := _beside(codes[number], line, end, min(high, end + _REACH)):
            spans[number] = beside
            end = beside[1]
    start = span[0]
    for number in range(anchor - 1, -1, -1):
        if beside := _beside(codes[number], line, max(low, start - _REACH), start):
            spans[number] = beside
            start = beside[0]
    while start > low and index.is_torn(start):
        start -= 1
    while end < high and index.is_torn(end):
        end += 1
    said = " ".join(token.norm for stretch in stretches for token in stretch)
    norms = (*index.norms, "")
    there = " ".join(
        norms[min(ord(code), len(norms) - 1)] for at in sorted(spans) for code in index.line[slice(*spans[at])]
    )
    is_same = said.casefold() == there.casefold()
    likeness = _ALMOST if is_same else min(fuzz.ratio(said, there) / 100, _ALMOST)
    return Near(start, end, likeness) if likeness >= _LEAST else None


def _anywhere(code: str, part: list[str], index: Index, low: int, high: int) -> tuple[int, int] | None:
    """Where *code* fits best, by votes: each place of a rare token of it says where it would have to begin."""
    _, line = index.caseless
    width = max(8, len(code) // 4)
    voters = [
        (index.counts[character], at)
        for at, (character, norm) in enumerate(zip(code, part, strict=True))
        if character != OTHER and is_word(norm)
    ] or [(index.counts[character], at) for at, character in enumerate(code) if character != OTHER]
    votes: dict[int, float] = {}
    seen = 0
    for number, (count, offset) in enumerate(sorted(voters)[:_VOTERS]):
        if seen and seen + count > (_FEW_PLACES if number >= _ENOUGH else _PLACES):
            break
        seen += count
        weight = log(1 + len(line) / count)
        at = line.find(code[offset], low, high)
        while at >= 0:
            bucket = (at - offset) // width
            votes[bucket] = votes.get(bucket, 0.0) + weight
            at = line.find(code[offset], at + 1, high)
    if not votes:
        return None
    scores = {bucket: vote + votes.get(bucket + 1, 0.0) for bucket, vote in votes.items()}
    best: tuple[float, int, int] | None = None
    for bucket in sorted(scores, key=lambda bucket: (-scores[bucket], bucket))[:_TRIED]:
        start = max(low, bucket * width - width)
        end = min(high, (bucket + 2) * width + len(code) + width)
        ratio, span = _aligned(code, line, start, end)
        if best is None or ratio > best[0]:
            best = (ratio, *span)
    return best[1:] if best else None


def _beside(code: str, line: str, low: int, high: int) -> tuple[int, int] | None:
    """Where *code* stands in a region beside another part, or what is like it there."""
    if high <= low:
        return None
    at = line.find(code, low, high)
    if at >= 0:
        return at, at + len(code)
    ratio, span = _aligned(code, line, low, high)
    return span if ratio >= _ALIKE else None


def _aligned(code: str, line: str, low: int, high: int) -> tuple[float, tuple[int, int]]:
    """The tokens of a region that are most like *code*, and how like they are, from 0 to 100."""
    from rapidfuzz import fuzz

    if len(code) > _LONG:
        start, end = low, min(high, low + len(code))
        return fuzz.ratio(code[:_LONG], line[start : start + _LONG]), (start, end)
    window = line[low:high]
    if len(code) >= len(window):
        start, end = low, high
    else:
        found = fuzz.partial_ratio_alignment(code, window)
        if found is None:
            return 0.0, (low, high)
        start, end = low + found.dest_start, low + found.dest_end
    slack = min(40, 6 + len(code) // 4)
    for _ in range(2):
        end = max(
            range(max(start + 1, end - slack), min(high, end + slack) + 1),
            key=lambda at: (fuzz.ratio(code, line[start:at]), -at),
        )
        start = max(
            range(max(low, start - slack), min(end - 1, start + slack) + 1),
            key=lambda at: (fuzz.ratio(code, line[at:end]), at),
        )
    return fuzz.ratio(code, line[start:end]), _widened(code, line, (start, end), low, high)


def _widened(code: str, line: str, span: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    """*span* with what the source has for the first and the last words of *code*, where these are others there."""
    from rapidfuzz.distance import LCSseq

    start, end = span
    same = [step for step in LCSseq.opcodes(code, line[start:end]) if step.tag == "equal"]
    if not same:
        return span
    before, behind = (
        same[0].src_start - same[0].dest_start,
        len(code) - same[-1].src_end - (end - start - same[-1].dest_end),
    )
    return max(low, start - min(max(before, 0), _OTHERS)), min(high, end + min(max(behind, 0), _OTHERS))
