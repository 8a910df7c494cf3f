"""Mending: the edits of safe fixes, made and put into a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from clashmap.diagnostics import Edit, Fix
from clashmap.source import Place, Span

_NEWLINE = re.compile(r"\r\n|\r|\n")


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """*text*, the whole of one file, mended by *fixes*, whose places count in it.

    A fix that touches an earlier one is left out as a whole: what it would mend is found again in the mended text.
    So mend, read anew and mend again until there is nothing left to mend.
    """
    chosen: list[tuple[int, int, str]] = []
    for edits in sorted(sorted((*edit.place.span, edit.text) for edit in fix.edits) for fix in fixes):
        if not any(_touches(start, end, chosen) for start, end, _ in edits):
            for edit in edits:
                chosen.insert(bisect_left(chosen, edit), edit)
    pieces, done = list[str](), 0
    for start, end, new in chosen:
        pieces += (text[done:start], new)
        done = end
    return "".join((*pieces, text[done:]))


def _touches(start: int, end: int, chosen: list[tuple[int, int, str]]) -> bool:
    """Whether a change from *start* to *end* is over, or beside, one of those *chosen*, which are in order."""
    at = bisect_left(chosen, start, key=lambda edit: edit[0])
    return (at < len(chosen) and chosen[at][0] <= end) or (at > 0 and chosen[at - 1][1] >= start)


def put(place: Place, offset: int, text: str) -> Edit:
    """Put *text* in at *offset* of the file of *place*."""
    return Edit(Place(place.source, Span(offset, offset)), text)


def swap(place: Place, start: int, end: int, text: str = "") -> Edit:
    """Put *text* where *start* to *end* of the file of *place* was."""
    return Edit(Place(place.source, Span(start, end)), text)


def newline_of(place: Place) -> str:
    """The line break above the line of *place*, or the first of its file."""
    text, start = place.source.text, place.source.line_at(place.span.start).start
    found = _NEWLINE.search(text, max(start - 2, 0)) if start else _NEWLINE.search(text)
    return found.group() if found else "\n"
