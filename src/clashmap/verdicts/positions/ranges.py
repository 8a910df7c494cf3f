"""Semi-stable and stage extensions: admissible sets, or any without conflicts, that leave least out of their range.

The range of a set is all that is in it or attacked by it (Caminada 2006; Verheij 1996).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions import maximal
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.found import Found
from clashmap.verdicts.positions.oracle import Oracle
from clashmap.verdicts.positions.parts import connected, named, restrict
from clashmap.verdicts.positions.product import product

Encode = Callable[[AttackGraph], Iterator[list[int]]]


def every(graph: AttackGraph, encode: Encode, budget: Budget) -> Iterator[list[int]]:
    """The sets of *graph* with most range among those that *encode* tells of, each in no order."""
    return product(graph, lambda part: _each(part, encode, budget), budget)


def having(graph: AttackGraph, argument: int, encode: Encode, budget: Budget, *, inside: bool) -> Found:
    """One of them that has *argument*, or, not *inside*, has not; only what is connected with it matters."""
    parts = connected(graph, budget)
    home = next(part for part in parts if argument in part)
    size = len(home)
    oracle = _oracle(restrict(graph, home), encode, budget)
    measured = range(2 * size + 1, 3 * size + 1)
    place = home.index(argument)
    wish = place + 1 if inside else ~place
    if not oracle.solve(wish, *measured) and (oracle.solve(*measured) or not maximal.find(oracle, measured, wish)):
        return None
    chosen = named(home, [variable - 1 for variable in oracle.true(range(1, size + 1))])

    def complete() -> tuple[int, ...]:
        others = (part for part in parts if part is not home)
        found = (named(part, next(_each(restrict(graph, part), encode, budget))) for part in others)
        return tuple(chain(chosen, *found))

    return complete


def _each(part: AttackGraph, encode: Encode, budget: Budget) -> Iterator[list[int]]:
    size = len(part)
    found = maximal.every(_oracle(part, encode, budget), range(2 * size + 1, 3 * size + 1), size)
    return ([variable - 1 for variable in members] for members in found)


def _oracle(part: AttackGraph, encode: Encode, budget: Budget) -> Oracle:
    size = 3 * len(part)
    return Oracle(encode(part), variables=size, budget=budget, hopes=range(1, size + 1))
