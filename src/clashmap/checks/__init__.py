"""Checks: what is wrong with a resolved map; one small function per rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from clashmap.checks import citations, debate, links, names
from clashmap.diagnostics import Diagnostic
from clashmap.graph import ArgumentMap

Check = Callable[[ArgumentMap], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    names.unknown_title,
    names.unknown_mention,
    names.disagreeing_definitions,
    names.shared_name,
    links.self_relation,
    links.circular_support,
    links.support_and_attack,
    citations.unknown_source,
    citations.impossible_locator,
    debate.unknown_side,
    debate.mistyped_key,
    debate.key_without_value,
    debate.value_is_no_text,
    debate.text_without_title,
)


def check(map: ArgumentMap) -> tuple[Diagnostic, ...]:
    """Everything the rules find in *map*, by file and place; what reading found is in ``map.diagnostics``."""
    found = (diagnostic for find in CHECKS for diagnostic in find(map))
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))
