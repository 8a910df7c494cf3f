"""Parts of an attack graph that can be judged by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions.budget import Budget


def connected(graph: AttackGraph, budget: Budget) -> list[list[int]]:
    """The parts between which there is no attack at all, each ascending, in the order of their first argument."""
    seen = bytearray(len(graph))
    found: list[list[int]] = []
    for first in range(len(graph)):
        if not seen[first]:
            budget.check()
            seen[first] = 1
            part = [first]
            for argument in part:  # which grows on the way
                for neighbours in (graph.targets[argument], graph.attackers[argument]):
                    for neighbour in neighbours:
                        if not seen[neighbour]:
                            seen[neighbour] = 1
                            part.append(neighbour)
            found.append(sorted(part))
    return found


def ancestors(graph: AttackGraph, argument: int) -> list[int]:
    """*argument* and all from which attacks lead to it, in any number of steps, ascending."""
    seen = bytearray(len(graph))
    seen[argument] = 1
    found = [argument]
    for target in found:  # which grows on the way
        for attacker in graph.attackers[target]:
            if not seen[attacker]:
                seen[attacker] = 1
                found.append(attacker)
    return sorted(found)


def restrict(graph: AttackGraph, members: Sequence[int]) -> AttackGraph:
    """The graph of *members* alone, numbered as they come."""
    if len(members) == len(graph) and all(place == member for place, member in enumerate(members)):
        return graph
    place = {member: number for number, member in enumerate(members)}
    return AttackGraph([[place[to] for to in graph.targets[member] if to in place] for member in members])


def named(members: Sequence[int], places: Iterable[int]) -> list[int]:
    """The *members* at these *places*."""
    return [members[place] for place in places]
