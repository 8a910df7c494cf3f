"""Choices that are asked for again and again, and found one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions.parts import named, restrict

SMALL = 8
"""Arguments up to which all choices are found at once, so that no solver has to wait for the next question."""


class Kept:
    """What an iterator gives, in its order, each asked of it once."""

    __slots__ = ("_found", "_more")

    def __init__(self, more: Iterator[list[int]]) -> None:
        self._found: list[list[int]] = []
        self._more = more

    def at(self, place: int) -> list[int] | None:
        """What stands at *place*, which is at most one further than ever asked; None at the end."""
        if place == len(self._found):
            found = next(self._more, None)
            if found is None:
                return None
            self._found.append(found)
        return self._found[place]


def keep(graph: AttackGraph, members: list[int], solve: Callable[[AttackGraph], Iterator[list[int]]]) -> Kept:
    """What *solve* gives for the part *members* of *graph*, by the names that they have there."""
    found = (named(members, places) for places in solve(restrict(graph, members)))
    return Kept(iter(list(found)) if len(members) <= SMALL else found)
