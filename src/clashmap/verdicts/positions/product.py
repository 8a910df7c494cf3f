"""Extensions put together from those of parts between which there is no attack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.kept import keep
from clashmap.verdicts.positions.parts import connected


def product(
    graph: AttackGraph, solve: Callable[[AttackGraph], Iterator[list[int]]], budget: Budget
) -> Iterator[list[int]]:
    """Each choice of one that *solve* gives for each part, in a stable order, each in no order, found one by one."""
    parts = [keep(graph, members, solve) for members in connected(graph, budget)]
    chosen: list[list[int]] = []
    for part in parts:
        first = part.at(0)
        if first is None:
            return
        chosen.append(first)
    places = [0] * len(parts)
    while True:
        yield list(chain.from_iterable(chosen))
        for number in range(len(parts) - 1, -1, -1):
            budget.check()
            places[number] += 1
            following = parts[number].at(places[number])
            if following is not None:
                chosen[number] = following
                break
            places[number] = 0
            chosen[number] = parts[number].at(0) or []
        else:
            return
