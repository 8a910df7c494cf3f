"""Semi-stable extensions: admissible sets that leave least undecided."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import IN, UNDECIDED
from clashmap.verdicts.positions import ranges
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.encoding import admissible_range
from clashmap.verdicts.positions.found import Found
from clashmap.verdicts.positions.remainder import remainder


def every(graph: AttackGraph, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The semi-stable extensions, the order being the same each time."""
    rest = remainder(graph)
    return map(rest.whole, ranges.every(rest.graph, admissible_range, budget))


def having(graph: AttackGraph, argument: int, budget: Budget, *, inside: bool) -> Found:
    """A semi-stable extension that has *argument*, or, not *inside*, has not."""
    rest = remainder(graph)
    if rest.labels[argument] != UNDECIDED:
        return (lambda: next(every(graph, budget))) if (rest.labels[argument] == IN) == inside else None
    found = ranges.having(rest.graph, rest.place(argument), admissible_range, budget, inside=inside)
    return found and (lambda: rest.whole(found()))
