"""Stage extensions: sets without conflicts that, with what they attack, are as large as can be.

They need not have what the grounded extension has, so that the whole graph is searched.
"""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions import ranges
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.encoding import conflict_free_range
from clashmap.verdicts.positions.found import Found


def every(graph: AttackGraph, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The stage extensions, the order being the same each time."""
    return (tuple(sorted(found)) for found in ranges.every(graph, conflict_free_range, budget))


def having(graph: AttackGraph, argument: int, budget: Budget, *, inside: bool) -> Found:
    """A stage extension that has *argument*, or, not *inside*, has not."""
    found = ranges.having(graph, argument, conflict_free_range, budget, inside=inside)
    return found and (lambda: tuple(sorted(found())))
