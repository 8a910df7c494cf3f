"""Stable extensions: sets without conflicts that attack all that they lack."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import IN, UNDECIDED
from clashmap.verdicts.positions import encoding
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.found import Found
from clashmap.verdicts.positions.oracle import Oracle
from clashmap.verdicts.positions.product import product
from clashmap.verdicts.positions.remainder import Remainder, remainder


def every(graph: AttackGraph, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The stable extensions, the order being the same each time."""
    rest = remainder(graph)

    def solve(part: AttackGraph) -> Iterator[list[int]]:
        size = len(part)
        oracle = Oracle(encoding.stable(part), variables=size, budget=budget)
        while oracle.solve():
            members = oracle.true(range(1, size + 1))
            yield [member - 1 for member in members]
            oracle.add([-member for member in members])

    return map(rest.whole, product(rest.graph, solve, budget))


def having(graph: AttackGraph, argument: int, budget: Budget, *, inside: bool) -> Found:
    """A stable extension that has *argument*, or, not *inside*, has not."""
    rest = remainder(graph)
    if rest.labels[argument] == UNDECIDED:
        literal = rest.place(argument) + 1
        chosen = _one(rest, budget, literal if inside else -literal)
    elif (rest.labels[argument] == IN) == inside:
        chosen = _one(rest, budget)
    else:
        return None
    return None if chosen is None else lambda: rest.whole(chosen)


def _one(rest: Remainder, budget: Budget, *assumed: int) -> list[int] | None:
    """The places of a stable extension of what remains, with the literals *assumed*."""
    size = len(rest.graph)
    if not size:
        return []
    oracle = Oracle(encoding.stable(rest.graph), variables=size, budget=budget)
    return [variable - 1 for variable in oracle.true(range(1, size + 1))] if oracle.solve(*assumed) else None
