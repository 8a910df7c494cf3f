"""Preferred extensions: admissible sets to which nothing can be added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import IN, OUT
from clashmap.verdicts.positions import complete, encoding, maximal
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.found import Found
from clashmap.verdicts.positions.oracle import Oracle
from clashmap.verdicts.positions.parts import ancestors, named, restrict
from clashmap.verdicts.positions.remainder import Remainder, remainder
from clashmap.verdicts.positions.walk import walk

SMALL = 8
"""Arguments of a set that is small enough to be told of for each that was added."""


def every(graph: AttackGraph, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The preferred extensions, the order being the same each time."""
    return _over(remainder(graph), budget)


def having(graph: AttackGraph, argument: int, budget: Budget, *, inside: bool) -> Found:
    """A preferred extension that has *argument*, or, not *inside*, has not.

    Only what attacks the argument, in any number of steps, matters.
    """
    members = complete.admissible(graph, argument, budget) if inside else _lacking(graph, argument, budget)
    return None if members is None else lambda: next(_over(remainder(graph, granted=members), budget))


def _lacking(graph: AttackGraph, argument: int, budget: Budget) -> list[int] | None:
    """An admissible set that has not *argument* and cannot grow to have it, if there is one."""
    rest = remainder(graph)
    if rest.labels[argument] == IN:
        return None
    if rest.labels[argument] == OUT:
        return list(rest.settled)
    place = rest.place(argument)
    above = ancestors(rest.graph, place)
    chosen = _without(restrict(rest.graph, above), above.index(place), budget)
    if chosen is None:
        return None
    return [*rest.settled, *named(rest.members, named(above, chosen))]


def _over(rest: Remainder, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The preferred extensions of a graph of which *rest* remains."""

    def solve(part: AttackGraph, barred: frozenset[int]) -> Iterator[list[int]]:
        size = len(part)
        oracle = _oracle(part, encoding.admissible, budget)
        for place in sorted(barred):
            oracle.add([~place])
        sets = range(1, size + 1)
        while oracle.solve():
            maximal.grow(oracle, sets)
            yield [variable - 1 for variable in oracle.true(sets)]
            missing = oracle.false(sets)
            if not missing:
                return
            oracle.add(missing)

    return map(rest.whole, walk(rest.graph, solve, budget))


def _oracle(graph: AttackGraph, encode: Callable[[AttackGraph], Iterator[list[int]]], budget: Budget) -> Oracle:
    """One for admissible or complete sets, large ones first."""
    size = len(graph)
    return Oracle(encode(graph), variables=2 * size, budget=budget, hopes=range(1, 2 * size + 1))


def _without(graph: AttackGraph, argument: int, budget: Budget) -> list[int] | None:
    """An admissible set of *graph* that has not *argument* and cannot grow to have it, if there is one."""
    size = len(graph)
    sets = range(1, size + 1)
    oracle = _oracle(graph, encoding.complete, budget)

    def learn(added: Sequence[int]) -> None:
        """Hold that a preferred extension has an admissible set or attacks it, as two that do not clash are one."""
        members = {variable - 1 for variable in oracle.true(sets)}
        covered: set[int] = set()
        for most in (SMALL, size):
            for variable in added:
                if variable not in covered:
                    budget.check()
                    support = _support(graph, variable - 1, members, most=most)
                    if len(support) <= most:
                        covered.update([variable] if most == SMALL else [place + 1 for place in support])
                        oracle.add([variable, *[size + place + 1 for place in support]])

    beaten = oracle.solve(size + argument + 1)
    if beaten or maximal.find(oracle, sets, ~argument, learn=learn):
        return [variable - 1 for variable in oracle.true(sets)]
    return None


def _support(graph: AttackGraph, argument: int, members: set[int], *, most: int) -> list[int]:
    """A small admissible part, with *argument*, of the admissible set *members*; given up beyond *most* arguments."""
    support = [argument]
    attacked = set(graph.targets[argument])
    for supported in support:  # which grows on the way
        for attacker in graph.attackers[supported]:
            if attacker not in attacked:
                defender = next(other for other in graph.attackers[attacker] if other in members)
                support.append(defender)
                attacked.update(graph.targets[defender])
        if len(support) > most:
            break
    return support
