"""The grounded extension: what every complete extension has, and itself the least of them."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import extension
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.found import Found


def every(graph: AttackGraph, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The grounded extension, which is the only one."""
    budget.check()
    yield extension(graph)


def having(graph: AttackGraph, argument: int, budget: Budget, *, inside: bool) -> Found:
    """The grounded extension, if it has *argument*, or, not *inside*, has not."""
    budget.check()
    accepted = extension(graph)
    return (lambda: accepted) if (argument in accepted) == inside else None
