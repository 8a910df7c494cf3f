"""Trails: where passages went in a text that was changed, told from what was locked of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from clashmap.evidence.fingerprint import fingerprint
from clashmap.evidence.locator import Locator
from clashmap.evidence.lock import LockedPassage
from clashmap.evidence.text import SourceText
from clashmap.evidence.units import Unit, Units

LIKE, LIKE_IF_SHORT = 0.6, 0.7
"""What is less like a passage than this is not taken for it; the second figure is for those of less than SHORT words.

Measured on an article of 109 paragraphs and 198 sentences. What is most like a passage in the rest of the article,
where it does not stand, was at most 0.34 like it for passages of 25 words or more, 0.57 from 12 to 24 words, and 0.67
below. Passages in which words were put in, left out or replaced by others of the article, and that were moved down by
three paragraphs, were as like what they had been as this (the median, and what 95 in 100 reach; how many were found):

======================  ==========================  ==========================
words edited            paragraphs of 25 and more   sentences of 12 to 24
======================  ==========================  ==========================
one in ten              0.93, 0.88; all             0.95, 0.84; all
two in ten              0.87, 0.77; all             0.88, 0.68; all
three in ten            0.80, 0.70; all             0.78, 0.55; 98 %
half                    0.67, 0.56; all             0.70, 0.29; 93 %
======================  ==========================  ==========================
"""
SHORT = 12
_FEW = 200
"""Pairs of words that stand side by side more often than this tell nothing."""
_WINDOWS = 6
"""How many places are looked at for each passage."""
_PAIRS = 400
"""How many pairs of the words of a passage are looked up, at most."""
_LONG = 500
"""Words of a passage from which on fewer places are tried, and how many paragraphs or sentences at both ends."""
_ENDS, _FEW_ENDS = 8, 3
_SLACK = 12
_MOST = 2_000
"""How often a passage is looked for, at most, where its trace stands."""


Known = tuple[Locator, LockedPassage]
"""Where a passage was, and what is known of it."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a passage is *found* now; *is_same* says that it is the very passage, *likeness* how much of it is."""

    found: Locator
    likeness: float
    is_same: bool


def trails(text: SourceText, lost: Iterable[Known], kept: Iterable[Locator] = ()) -> dict[Known, Trail]:
    """Where the passages *lost* are in *text*; what is nowhere is left out.

    *kept* are places whose passages are where they were. A passage that stands in several places is taken to have moved
    as far as those nearest to it did.
    """
    units = Units(text)
    places = {known: _exact(units, known[1], is_fine=_is_fine(known[0])) for known in lost}
    moves = {locator: locator for locator in kept}
    moves.update((locator, found[0]) for (locator, _), found in places.items() if len(found) == 1)
    expected = _Drift(moves)
    result = {}
    for known, found in places.items():
        locator, passage = known
        near = expected(locator)
        if found:
            result[known] = Trail(min(found, key=lambda place: _distance(place, near)), 1.0, True)
        elif (trail := _alike(units, passage.trace, near, is_fine=_is_fine(locator))) is not None:
            result[known] = trail
    return result


class _Drift:
    """Where a passage is expected: as far from where it was as the one nearest to it among known *moves*."""

    def __init__(self, moves: Mapping[Locator, Locator]) -> None:
        self._from = sorted(moves)
        self._moves = moves

    def __call__(self, old: Locator) -> Locator:
        at = bisect_left(self._from, old)
        beside = self._from[max(at - 1, 0) : at + 1]
        if not beside:
            return old
        nearest = min(beside, key=lambda known: _distance(known, old))
        shift = self._moves[nearest].first[0] - nearest.first[0]
        (first, from_), (last, to) = old
        return Locator((first + shift, from_), (last + shift, to))


def _distance(one: Locator, other: Locator) -> tuple[int, int, Locator]:
    (first, from_), (second, to) = one.first, other.first
    return (abs(first - second), abs(from_ - to), one)


def _is_fine(locator: Locator) -> bool:
    """Whether sentences are meant."""
    return bool(locator.first[1] or locator.last[1])


def _exact(units: Units, passage: LockedPassage, *, is_fine: bool) -> list[Locator]:
    """Where the very passage stands: paragraphs where such were meant, else sentences."""
    words = list(_occurrences(units.trace, passage.trace))
    for sentences in (True,) if is_fine else (False, True):
        spans = (units.span(at, at + len(passage.trace), sentences=sentences) for at in words)
        if found := [span for span in spans if span and _is_it(units.text, span, passage)]:
            return found
    return []


def _is_it(text: SourceText, locator: Locator, passage: LockedPassage) -> bool:
    return fingerprint(text.passage(locator) or "") == passage.fingerprint


def _occurrences(whole: bytes, part: bytes) -> Iterator[int]:
    at = whole.find(part) if part else -1
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = whole.find(part, at + 1)


def _alike(units: Units, part: bytes, near: Locator, *, is_fine: bool) -> Trail | None:
    """The stretch of paragraphs, or sentences, that is most like *part*; of several, the one nearest to *near*."""
    from rapidfuzz.distance import Indel

    best: tuple[float, tuple[int, int, Locator]] | None = None
    seen = set()
    size = len(part)
    least = LIKE_IF_SHORT if size < SHORT else LIKE
    ends_tried = _ENDS if size <= _LONG else _FEW_ENDS
    for start in _starts(units, part, near):
        slack = max(size // 2, _SLACK)
        found = units.within(start - slack, start + size + slack, sentences=is_fine)
        for begin, _, first in _nearest(found, 0, start, ends_tried):
            for _, end, last in _nearest(found, 1, begin + size, ends_tried):
                if last < first or (first, last) in seen:
                    continue
                seen.add((first, last))
                cutoff = -best[0] if best else least
                likeness = Indel.normalized_similarity(part, units.trace[begin:end], score_cutoff=cutoff)
                place = (-likeness, _distance(Locator(first, last), near))
                if likeness >= least and (best is None or place < best):
                    best = place
    return None if best is None else Trail(best[1][2], -best[0], False)


def _nearest(units: list[Unit], edge: Literal[0, 1], word: int, most: int) -> list[Unit]:
    """Of *units*, which are in order, the *most* whose first (0) or last (1) word, *edge*, is nearest to *word*."""
    at = bisect_left([unit[edge] for unit in units], word)
    around = units[max(at - most, 0) : at + most]
    return sorted(around, key=lambda unit: abs(unit[edge] - word))[:most]


def _starts(units: Units, part: bytes, near: Locator) -> Iterator[int]:
    """The words of the text where *part* may start: where it is expected, then where most pairs of its words are.

    A pair of words that both have says where *part* would start; those that say about the same are counted together.
    """
    yield units.starts[min(max(near.first[0], 1), len(units.starts)) - 1]
    if near.first[1] and units.text.has(near.first):
        yield units.words(Locator(near.first, near.first))[0]
    said = Counter[int]()
    for offset in range(0, len(part) - 1, len(part) // _PAIRS + 1):
        places = units.pairs.get(part[offset : offset + 2], ())
        if len(places) <= _FEW:
            said.update(at - offset for at in places)
    step = max(len(part) // 3, 3)
    votes, exact = Counter[int](), dict[int, int]()
    for start in sorted(said):
        bucket = start // step
        votes[bucket] += said[start]
        if bucket not in exact or said[start] > said[exact[bucket]]:
            exact[bucket] = start
    both = {bucket: count + votes.get(bucket + 1, 0) for bucket, count in votes.items()}
    windows = _WINDOWS if len(part) <= _LONG else 2
    for bucket in sorted(both, key=lambda bucket: (-both[bucket], bucket))[:windows]:
        yield exact[bucket]
        if bucket + 1 in exact:
            yield exact[bucket + 1]
