"""Checks: what is wrong with a resolved map; one small function per rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from clashmap.checks import (
    cards,
    citations,
    debate,
    emphasis,
    links,
    locks,
    names,
    nearmiss,
    quotations,
    settings,
    sources,
    values,
    worth,
)
from clashmap.checks.allow import allow as allow
from clashmap.checks.causes import without_consequences
from clashmap.diagnostics import Diagnostic
from clashmap.graph import ArgumentMap

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
    links.undercut_of_claim,
    citations.unknown_source,
    citations.impossible_locator,
    quotations.quotations,
    quotations.without_cite,
    locks.past_the_end,
    locks.passage_changed,
    locks.not_locked,
    sources.mistaken_field,
    sources.unreadable_date,
    sources.id_without_file,
    *cards.CHECKS,
    debate.unknown_side,
    debate.unknown_speech,
    debate.mistyped_key,
    debate.key_without_value,
    debate.value_is_no_text,
    debate.data_overwritten,
    worth.unknown_status,
    worth.impossible_strength,
    worth.unknown_burden,
    settings.slips_in_settings,
    settings.unknown_league,
    settings.unreadable_date,
    debate.text_without_title,
)


def check(map: ArgumentMap) -> tuple[Diagnostic, ...]:
    """Everything the rules find in *map*, by file and place; what reading found is in ``map.diagnostics``."""
    found = without_consequences([diagnostic for find in CHECKS for diagnostic in find(map)], map.diagnostics)
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))
