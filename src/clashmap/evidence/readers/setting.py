"""Setting: the paragraphs that were set in lines on pages, told by gaps, indents and sizes of type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clashmap.evidence.readers.lines import Line

_BULLET = re.compile(r"[•‣◦▪▸●○■□∙·⁃]\s*|[–—*-]\s+(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+\S|\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)\s+\S")
_FULL_STOP = re.compile(r"[.!?:…][\"'”’»)\]]*\d{0,3}$")
_DIVIDED = re.compile(r"([-\u00ad\u2010]?)([^\W\d_]+)[-\u00ad\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u00ad][^\W\d_]+)*")
_OF_SELF = ("ish", "less", "hood", "same")
"""What goes on with “self” without a hyphen."""
_TAIL = 80
"""Characters at the end of a line that say how it ends."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a text: its *size* of type, the *leading* of lines, the *length* of a full one in characters.

    In a text that *divides* words at the end of lines, a hyphen there is seldom a part of the word.
    """

    size: float
    leading: float
    length: float
    divides: bool


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, bool]]:
    """The paragraphs of *lines* in their order, and whether each is a heading: in larger type, or short and bold."""
    if not lines:
        return
    usual = _measure(lines)
    words = _words(lines)
    block = [lines[0]]
    for before, line, after in zip(lines, lines[1:], [*lines[2:], lines[-1]], strict=False):
        if _begins(line, before, after, block[0], usual):
            yield _text(block, words, usual), _is_heading(block, usual)
            block = []
        block.append(line)
    yield _text(block, words, usual), _is_heading(block, usual)


def _words(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands whole in a line; the halves of one that a line end divides are none."""
    words: Counter[str] = Counter()
    divided = False
    for line in lines:
        found = [match[0].replace("\u00ad", "-").casefold() for match in _WORD.finditer(line.text)]
        ends = bool(_DIVIDED.search(line.text[-_TAIL:]))
        words.update(found[divided : len(found) - ends])
        divided = ends
    return words


def _measure(lines: Sequence[Line]) -> _Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = max(sizes, key=lambda size: (sizes[size], size))
    gaps = Counter(
        round(gap * 2) / 2
        for before, line in pairwise(lines)
        if line.page == before.page and line.size == before.size == size
        for gap in [before.y - line.y]
        if 0.8 * size <= gap <= 3 * size
    )
    often = [gap for gap, count in gaps.items() if count >= 0.15 * gaps.total()]
    lengths = sorted(len(line.text) for line in lines if line.size == size)
    divides = sum(bool(_DIVIDED.search(line.text[-_TAIL:])) for line in lines) > 0.025 * len(lines)
    return _Measure(size, min(often, default=1.3 * size), lengths[len(lengths) * 3 // 4], divides)


def _begins(line: Line, before: Line, after: Line, first: Line, usual: _Measure) -> bool:
    """Whether *line*, with those *before* and *after* it, begins a paragraph; *first* begins the one before it."""
    if abs(line.size - before.size) > 0.07 * usual.size:
        return not (len(line.text) < 4 and line.size < before.size)  # a mark of a note that stands alone
    ended = bool(_FULL_STOP.search(before.text[-_TAIL:]))
    listed = bool(_BULLET.match(first.text) or _NUMBER.match(first.text))
    if _BULLET.match(line.text) and (ended or listed or line.text[0] not in "–—*-"):
        return True
    gap = before.y - line.y
    indent = line.x - before.x
    goes_on = line.text[0].islower()
    short = len(before.text) < (0.6 if line.size == usual.size else 0.3) * usual.length
    if line.page != before.page or gap < -0.5 * usual.size:  # the next page or column
        nearly = len(before.text) < 0.88 * usual.length or line.page > before.page + 1
        return not goes_on and (short or (ended and nearly))
    if gap > max(1.25 * usual.leading * max(1.0, line.size / usual.size), usual.leading + 2):
        return True
    if _NUMBER.match(line.text) and (ended or listed) and abs(line.x - first.x) < 0.7 * usual.size:
        return True
    if listed:
        return indent < -0.7 * usual.size and ended
    outdent = line.x - after.x if after.page == line.page and after.y < line.y else 0.0
    if ended and max(indent, outdent) > 0.7 * usual.size:
        return True
    return short and not goes_on


def _is_heading(block: Sequence[Line], usual: _Measure) -> bool:
    if len(block) > 4 or not any(character.isalpha() for character in block[0].text):
        return False
    if all(line.size > 1.07 * usual.size for line in block):
        return True
    short = sum(len(line.text) for line in block) < 1.5 * usual.length
    return short and all(line.bold for line in block) and not block[-1].text.endswith((".", ","))


def _text(block: Sequence[Line], words: Counter[str], usual: _Measure) -> str:
    """The text of a paragraph in one line."""
    first = block[0].text
    bullet = _BULLET.match(first)
    pieces = [first[bullet.end() :] if bullet and bullet.end() < len(first) else first]
    for line in block[1:]:
        divided = _DIVIDED.search(pieces[-1][-_TAIL:])
        if divided:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(("-" if _keeps(divided, line.text, words, usual) else "") + line.text)
        elif pieces[-1].endswith(("-", "\u2010", "—", "–", "/", "\u00ad")):
            pieces.append(line.text)
        else:
            pieces.append(" " + line.text)
    # A hyphen and a soft one may be one glyph of the font: within a line it is seen, and so it is one.
    return "".join(pieces).replace("\u00ad", "-").replace("\u2010", "-")


def _keeps(divided: re.Match[str], line: str, words: Counter[str], usual: _Measure) -> bool:
    """Whether the hyphen that ends the line before *line* belongs to a word, judged by the rest of the text."""
    compound, start = bool(divided[1]), divided[2]
    match = _WORD.match(line)
    if not match or not match[0][0].islower() or (start.isupper() and len(start) > 1):
        return True
    end = match[0].replace("\u00ad", "-").casefold()
    if start.casefold() == "self" and not end.startswith(_OF_SELF):
        return True
    whole, hyphened = f"{start}{end}".casefold(), f"{start}-{end}".casefold()
    if words[whole] or words[hyphened]:
        return words[hyphened] > words[whole]
    inner, hyphen, _ = end.partition("-")
    before, after = words[start.casefold()] > 0, words[inner] > 0
    if usual.divides:
        return after and (bool(hyphen) or (compound and before))
    return compound or before or after
