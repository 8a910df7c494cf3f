"""Pages: the lines of a text without the heads, feet and numbers of its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from clashmap.evidence.readers.lines import Line

_EDGE = 2
"""Lines at the top and at the bottom of a page in which its head and foot are looked for."""
_GAP = 1.45
"""How many sizes of type the lines of a text are apart at most, as printers set it."""
_NUMBER = re.compile(r"(?i)(?:page |p\. ?)?[-–— ]*(?:\d{1,4}|[ivxl]{1,7})[-–— ]*(?:(?:of|/) ?\d{1,4})?")
_DIGITS = re.compile(r"\d+|\b[ivxl]{1,7}\b")


def inner(lines: Sequence[Line]) -> list[Line]:
    """*lines* without those at the edge of a page that stand, but for numbers, on three pages, or on all of fewer.

    At the edge are lines that a gap parts from the text, and the outermost two, how close the text may come.
    The number of a page goes wherever there is more than one; a title in larger type than the heads after it stays.
    """
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    edges = [_edge(page) for page in pages]
    outer = [
        (*edge, max(page, key=lambda line: line.y), min(page, key=lambda line: line.y))
        for page, edge in zip(pages, edges, strict=True)
    ]
    counts = Counter(key for known in outer for key in {_key(line) for line in known})
    least = max(2, min(3, len(pages)))
    kept: list[Line] = []
    for page, edge, known in zip(pages, edges, outer, strict=True):
        left_out = {id(line) for line in known if counts[_key(line)] >= least}
        if len(pages) > 1:
            left_out |= {id(line) for line in (*edge[:1], *edge[-1:]) if _NUMBER.fullmatch(line.text)}
        kept += (line for line in page if id(line) not in left_out)
    return kept


def _edge(page: Iterable[Line]) -> list[Line]:
    """The lines at the top and at the bottom of *page* that a gap parts from the text between them."""
    by_height = sorted(page, key=lambda line: -line.y)
    top = _apart(by_height)
    return by_height[:top] + by_height[max(top, len(by_height) - _apart(by_height[::-1])) :]


def _apart(lines: Sequence[Line]) -> int:
    """How many of *lines*, the outermost first, stand apart from the others."""
    apart = 0
    for number, (line, after) in enumerate(pairwise(lines[: _EDGE + 1]), 1):
        if abs(line.y - after.y) > _GAP * max(line.size, after.size):
            apart = number
    return apart if len(lines) > 1 else len(lines)


def _key(line: Line) -> tuple[str, float]:
    """What is the same on every page of a head or foot."""
    return _DIGITS.sub("#", line.text), line.size
