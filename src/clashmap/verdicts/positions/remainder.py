"""What the grounded labelling leaves open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import IN, UNDECIDED, label
from clashmap.verdicts.positions.parts import named, restrict


@dataclass(frozen=True, slots=True)
class Remainder:
    """The undecided arguments of a graph among themselves.

    The complete, preferred, stable, semi-stable and ideal extensions of a graph that have an admissible set are the
    grounded closure of that set, each with one of the remainder of it (Baumann, Brewka and Ulbricht 2020, where the
    remainder is called the reduct).
    """

    settled: tuple[int, ...]
    """The arguments that are accepted, ascending."""
    members: tuple[int, ...]
    """The undecided arguments, ascending."""
    graph: AttackGraph
    """The attacks among the *members*, each numbered by its place there."""
    labels: bytearray
    """The label of each argument of the whole graph."""

    def place(self, argument: int) -> int:
        """Where *argument*, which is undecided, stands among the members."""
        return bisect_left(self.members, argument)

    def whole(self, places: Iterable[int]) -> tuple[int, ...]:
        """The extension of the whole graph that has the members at *places*."""
        return tuple(sorted([*self.settled, *named(self.members, places)]))


def remainder(graph: AttackGraph, *, granted: Iterable[int] = ()) -> Remainder:
    """What is left open once the grounded extension is accepted, and with it the admissible set *granted*."""
    labels = label(graph, granted=granted)
    settled = tuple(argument for argument, found in enumerate(labels) if found == IN)
    members = tuple(argument for argument, found in enumerate(labels) if found == UNDECIDED)
    return Remainder(settled, members, restrict(graph, members), labels)
