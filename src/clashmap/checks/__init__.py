"""Checks: what is wrong with a resolved map; one small function per rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from clashmap.argdown.changes import TITLE as UNCLOSED
from clashmap.argdown.faults import COLON, INDENTATION, INFERENCE, ORPHAN, RECONSTRUCTION
from clashmap.checks import citations, debate, emphasis, links, names, nearmiss, settings, values
from clashmap.checks.allow import allow as allow
from clashmap.diagnostics import Diagnostic
from clashmap.graph import ArgumentMap
from clashmap.source import Place

Check = Callable[[ArgumentMap], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    nearmiss.near_misses,
    emphasis.emphasis_in_word,
    values.changed_values,
    names.unwritten,
    names.unknown_mention,
    names.disagreeing_definitions,
    names.alike,
    names.shared_name,
    links.self_relation,
    links.circular_support,
    links.support_and_attack,
    links.argument_without_conclusion,
    citations.unknown_source,
    citations.impossible_locator,
    debate.unknown_side,
    debate.mistyped_key,
    debate.key_without_value,
    debate.value_is_no_text,
    debate.data_overwritten,
    settings.slips_in_settings,
    debate.text_without_title,
)


_CONSEQUENCES = (debate.UNTITLED, names.UNWRITTEN, links.NO_CONCLUSION)
"""Rules that find what is missing: where something was misread, it is missing because of that."""


_EMPTY_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_NEAR = 1000
"""How far above a fault of a structure its first line is looked for."""
_CAUSES = (COLON, citations.UNKNOWN_SOURCE)


def check(map: ArgumentMap) -> tuple[Diagnostic, ...]:
    """Everything the rules find in *map*, by file and place; what reading found is in ``map.diagnostics``."""
    found = [diagnostic for find in CHECKS for diagnostic in find(map)]
    misread = {_start(diagnostic) for diagnostic in map.diagnostics}
    unread = sorted(start for found in map.diagnostics if found.code[0] == "S" and (start := _start(found)))
    explaining = (*nearmiss.OWN, UNCLOSED, names.SHARED_NAME)
    missed = misread | {_start(diagnostic) for diagnostic in found if diagnostic.rule in explaining}
    by_rule = {rule: {_start(one) for one in (*map.diagnostics, *found) if one.rule is rule} for rule in _CAUSES}
    relations = {_line(one) for one in map.diagnostics if one.rule in (ORPHAN, INDENTATION)}
    broken = [one.place for one in map.diagnostics if one.rule in (RECONSTRUCTION, INFERENCE) and one.place]
    headed = {(place.source.path, _paragraph_above(place)) for place in broken}
    kept = (
        diagnostic
        for diagnostic in found
        if not (diagnostic.rule in _CONSEQUENCES and _start(diagnostic) in missed)
        and not (diagnostic.rule is nearmiss.INDENTED and _start(diagnostic) in misread)
        and not (diagnostic.rule is names.DISAGREEING and _start(diagnostic) in by_rule[COLON])
        and not (diagnostic.rule is values.RETYPED and _start(diagnostic) in by_rule[citations.UNKNOWN_SOURCE])
        and not (diagnostic.rule is links.NO_CONCLUSION and _line(diagnostic) in relations)
        and not (diagnostic.rule is names.UNWRITTEN and _paragraph(diagnostic.place) in headed)
        and not (diagnostic.rule is debate.UNTITLED and _holds(diagnostic.place, unread))
    )
    return tuple(sorted(kept, key=lambda diagnostic: diagnostic.sort_key))


def _holds(place: Place | None, starts: Sequence[tuple[str, int]]) -> bool:
    """Whether one of *starts*, which are in order, is within *place*."""
    if place is None:
        return False
    at = bisect_left(starts, (place.source.path, place.span.start))
    return at < len(starts) and starts[at] < (place.source.path, place.span.end)


def _paragraph(place: Place | None) -> tuple[str, int] | None:
    """Where the text of *place* ends, by its file."""
    return (place.source.path, place.span.start + len(place.text.rstrip())) if place else None


def _paragraph_above(place: Place) -> int:
    """Where what is above the paragraph of *place* ends."""
    breaks = list(_EMPTY_LINE.finditer(place.source.text, max(place.span.start - _NEAR, 0), place.span.start))
    return breaks[-1].start() if breaks else -1


def _line(diagnostic: Diagnostic) -> tuple[str, int] | None:
    """The line that *diagnostic* begins on, by its file and first offset."""
    place = diagnostic.place
    return (place.source.path, place.source.line_at(place.span.start).start) if place else None


def _start(diagnostic: Diagnostic) -> tuple[str, int] | None:
    return (diagnostic.place.source.path, diagnostic.place.span.start) if diagnostic.place else None
