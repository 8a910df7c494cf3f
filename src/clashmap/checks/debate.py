"""Rules about the debate: sides, and who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim
from clashmap.source import Place, Span

UNKNOWN_SIDE = rule(
    "D001",
    "unknown-side",
    Severity.WARNING,
    "a side is not among the sides of the debate",
    why="The drawing marks every claim with its side. A side that `sides` does not list gets no name and no mark.",
    bad="===\nsides: {aff: Affirmative, neg: Negative}\n===\n\n[Jets]: Jets are few. {side: con}\n",
    good="===\nsides: {aff: Affirmative, neg: Negative}\n===\n\n[Jets]: Jets are few. {side: neg}\n",
)


_SIDE = re.compile(r"[{,\s](side[\"']?\s*:[^,}\n]*)")


def unknown_side(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D001: a side that ``sides`` does not list; a debate without ``sides`` may name them as it likes."""
    if not map.sides:
        return
    names = Names(map.sides)
    listed = ", ".join(map.sides)
    nodes: tuple[Claim | Argument, ...] = (*map.claims.values(), *map.arguments.values())
    for node in nodes:
        if node.side is None or node.side in map.sides:
            continue
        yield Diagnostic(
            UNKNOWN_SIDE,
            f"there is no side “{node.side}”",
            _place_of(node),
            help=did_you_mean(names.nearest(node.side), otherwise=f"The sides at the top of the file are: {listed}."),
        )


def _place_of(node: Claim | Argument) -> Place:
    """Where the side of *node* is set: in the last of its places that sets one."""
    for place in reversed(node.places):
        match = _SIDE.search(place.text)
        if match:
            return Place(place.source, Span(place.span.start + match.start(1), place.span.start + match.end(1)))
    return node.places[0]
