"""Complete extensions: admissible sets that have all that they defend."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import IN, OUT
from clashmap.verdicts.positions import encoding, grounded
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.found import Found
from clashmap.verdicts.positions.oracle import Oracle
from clashmap.verdicts.positions.parts import ancestors, named, restrict
from clashmap.verdicts.positions.remainder import remainder
from clashmap.verdicts.positions.walk import walk


def every(graph: AttackGraph, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The complete extensions, the grounded one first, the order being the same each time."""
    rest = remainder(graph)

    def solve(part: AttackGraph, barred: frozenset[int]) -> Iterator[list[int]]:
        size = len(part)
        oracle = Oracle(encoding.complete(part, barred=barred), variables=2 * size, budget=budget)
        while oracle.solve():
            literals = oracle.model[:size]
            yield [literal - 1 for literal in literals if literal > 0]
            oracle.add([-literal for literal in literals])

    yield rest.settled
    yield from (rest.whole(places) for places in walk(rest.graph, solve, budget) if places)


def having(graph: AttackGraph, argument: int, budget: Budget, *, inside: bool) -> Found:
    """A complete extension that has *argument*, or, not *inside*, has not; the grounded one is within all."""
    if not inside:
        return grounded.having(graph, argument, budget, inside=False)
    members = admissible(graph, argument, budget)
    return None if members is None else lambda: remainder(graph, granted=members).settled


def admissible(graph: AttackGraph, argument: int, budget: Budget) -> list[int] | None:
    """An admissible set that has *argument*, if there is one; in all of what attacks it in any number of steps."""
    rest = remainder(graph)
    if rest.labels[argument] == IN:
        return list(rest.settled)
    if rest.labels[argument] == OUT:
        return None
    place = rest.place(argument)
    above = ancestors(rest.graph, place)
    part = restrict(rest.graph, above)
    size = len(part)
    oracle = Oracle(encoding.admissible(part), variables=2 * size, budget=budget)
    if not oracle.solve(above.index(place) + 1):
        return None
    chosen = [variable - 1 for variable in oracle.true(range(1, size + 1))]
    return [*rest.settled, *named(rest.members, named(above, chosen))]
