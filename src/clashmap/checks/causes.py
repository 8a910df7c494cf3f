"""Causes: of one mistake only the finding that names it is kept, and none that merely follows from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from clashmap.argdown.changes import TITLE as UNCLOSED
from clashmap.argdown.faults import COLON, INDENTATION, INFERENCE, ORPHAN, RECONSTRUCTION
from clashmap.checks import citations, debate, links, locks, names, nearmiss, quotations, values
from clashmap.diagnostics import Diagnostic
from clashmap.source import Place

_MISSING = (debate.UNTITLED, names.UNWRITTEN, links.NO_CONCLUSION)
"""Rules that find what is missing: where something was misread, it is missing because of that."""
_EXPLAINING = (*nearmiss.OWN, UNCLOSED, names.SHARED_NAME)
_EMPTY_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_NEAR = 1000
"""How many characters above a fault of a structure its first line is looked for."""

_Spot = tuple[str, int]
"""A file and an offset in it."""


def without_consequences(found: Sequence[Diagnostic], read: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What of the checks' findings *found* does not follow from another one, or from what reading found, *read*."""
    misread = {_start(one) for one in read}
    unread = sorted(start for one in read if one.code[0] == "S" and (start := _start(one)))
    missed = misread | {_start(one) for one in found if one.rule in _EXPLAINING}
    colons = {_start(one) for one in read if one.rule is COLON}
    elsewhere = {_start(one) for one in found if one.rule is quotations.ELSEWHERE}
    unsourced = {_start(one) for one in found if one.rule is citations.UNKNOWN_SOURCE}
    relations = {_line(one) for one in read if one.rule in (ORPHAN, INDENTATION)}
    broken = [one.place for one in read if one.rule in (RECONSTRUCTION, INFERENCE) and one.place]
    headed = {(place.source.path, _paragraph_above(place)) for place in broken}

    def follows(one: Diagnostic) -> bool:
        rule, start = one.rule, _start(one)
        return (
            (rule in _MISSING and start in missed)
            or (rule is nearmiss.INDENTED and start in misread)
            or (rule is names.DISAGREEING and start in colons)
            or (rule is values.RETYPED and start in unsourced)
            or (rule is locks.PAST_THE_END and start in elsewhere)
            or (rule is links.NO_CONCLUSION and _line(one) in relations)
            or (rule is names.UNWRITTEN and _paragraph(one.place) in headed)
            or (rule is debate.UNTITLED and _holds(one.place, unread))
        )

    return [one for one in found if not follows(one)]


def _holds(place: Place | None, starts: Sequence[_Spot]) -> bool:
    """Whether one of *starts*, which are in order, is within *place*."""
    if place is None:
        return False
    at = bisect_left(starts, (place.source.path, place.span.start))
    return at < len(starts) and starts[at] < (place.source.path, place.span.end)


def _paragraph(place: Place | None) -> _Spot | None:
    """Where the text of *place* ends, by its file."""
    return (place.source.path, place.span.start + len(place.text.rstrip())) if place else None


def _paragraph_above(place: Place) -> int:
    """Where what is above the paragraph of *place* ends."""
    breaks = list(_EMPTY_LINE.finditer(place.source.text, max(place.span.start - _NEAR, 0), place.span.start))
    return breaks[-1].start() if breaks else -1


def _line(diagnostic: Diagnostic) -> _Spot | None:
    """The line that *diagnostic* begins on, by its file and first offset."""
    place = diagnostic.place
    return (place.source.path, place.source.line_at(place.span.start).start) if place else None


def _start(diagnostic: Diagnostic) -> _Spot | None:
    return (diagnostic.place.source.path, diagnostic.place.span.start) if diagnostic.place else None
