"""Extensions put together from those of one strongly connected component at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.components import components
from clashmap.verdicts.grounded import IN, OUT, UNDECIDED
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.kept import Kept, keep

Solve = Callable[[AttackGraph, frozenset[int]], Iterator[list[int]]]
"""The extensions of a graph, at least one, without the arguments that are barred."""

ROOM = 10_000
"""Components whose extensions are kept, in case the same is asked of them again."""


class _Walk:
    """The components of a graph and the labels that the choices so far gave them."""

    __slots__ = ("_home", "_known", "graph", "labels", "parts", "solve")

    def __init__(self, graph: AttackGraph, solve: Solve, budget: Budget) -> None:
        self.graph = graph
        self.solve = solve
        self.parts: list[list[int]] = []
        """Those that attack before those that they attack."""
        for members in components(range(len(graph)), graph.attackers.__getitem__):
            budget.check()
            self.parts.append(sorted(members))
        self.labels = bytearray(len(graph))
        self._home = [0] * len(graph)
        for number, members in enumerate(self.parts):
            for member in members:
                self._home[member] = number
        self._known: dict[tuple[int, bytes], Kept] = {}

    def outside(self, number: int) -> bytes:
        """For each member: IN where it may be accepted, UNDECIDED where it is barred, OUT where it is rejected."""
        states = bytearray()
        for member in self.parts[number]:
            state = IN
            for attacker in self.graph.attackers[member]:
                if self._home[attacker] == number:
                    continue
                if self.labels[attacker] == IN:
                    state = OUT
                    break
                if self.labels[attacker] == UNDECIDED:
                    state = UNDECIDED
            states.append(state)
        return bytes(states)

    def choices(self, number: int, states: bytes) -> Kept:
        """What can be accepted in a component whose members are in these *states*."""
        members = self.parts[number]
        if IN not in states or len(members) == 1:
            lonely = IN in states and members[0] not in self.graph.targets[members[0]]
            return Kept(iter([members if lonely else []]))
        known = self._known.get((number, states))
        if known is None:
            rest = [member for member, state in zip(members, states, strict=True) if state != OUT]
            left = states.replace(bytes([OUT]), b"")
            barred = frozenset(place for place, state in enumerate(left) if state == UNDECIDED)
            known = keep(self.graph, rest, lambda part: self.solve(part, barred))
            if len(self._known) >= ROOM:
                self._known.clear()
            self._known[number, states] = known
        return known

    def settle(self, number: int, states: bytes, chosen: Sequence[int]) -> None:
        """Label a component in which *chosen* are accepted."""
        for member, state in zip(self.parts[number], states, strict=True):
            self.labels[member] = OUT if state == OUT else UNDECIDED
        for member in chosen:
            self.labels[member] = IN
            for target in self.graph.targets[member]:
                if self._home[target] == number:
                    self.labels[target] = OUT


def walk(graph: AttackGraph, solve: Solve, budget: Budget) -> Iterator[list[int]]:
    """The extensions of *graph*, in a stable order, each ascending, found one after the other.

    For semantics that are decomposed along the strongly connected components (Baroni, Giacomin and Guida 2005): in a
    component an argument that an accepted one outside attacks is rejected, one that an undecided one attacks is
    barred, and *solve* gives what remains to be chosen. As it always gives something, no choice is made in vain.
    """
    state = _Walk(graph, solve, budget)
    path: list[tuple[bytes, Kept, int]] = []
    forward = True
    while forward or path:
        budget.check()
        number = len(path)
        if forward and number == len(state.parts):
            yield [argument for argument, found in enumerate(state.labels) if found == IN]
            forward = False
            continue
        if forward:
            states = state.outside(number)
            kept, place = state.choices(number, states), 0
        else:
            number -= 1
            states, kept, place = path.pop()
        chosen = kept.at(place)
        forward = chosen is not None
        if chosen is not None:
            state.settle(number, states, chosen)
            path.append((states, kept, place + 1))
