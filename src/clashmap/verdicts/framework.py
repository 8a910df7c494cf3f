"""From a map to an attack graph: what has to hold for a claim or an argument to stand, under a named reading.

The reading ``warrant`` is what a judge does:

- an argument stands if all its premises stand and nothing that attacks it stands;
- a claim with reasons stands if at least one of them stands and nothing that attacks it does; a claim without stands;
- an undercut attacks the step, a contradiction attacks both ways;
- an argument whose premises are not spelled out is judged as a claim;
- claims that entail each other are one claim; what is conceded stands, and what is kicked falls.

It is expressed by helper arguments in a plain attack graph. For a claim *c* with reasons *r1 … rk* there is
*unbacked(c)*, attacked by every *ri* and attacking *c*; for a premise *p* of a step *s* there is *denied(p)*, attacked
by *p* and attacking *s*. This is exact: in a complete labelling an argument is in if and only if all its attackers are
out, and out if and only if one of them is in. So *unbacked(c)* is out if and only if some reason is in, and in if and
only if all are out, which is what *c* needs; and *denied(p)* is in, out or undecided when *p* is out, in or undecided.
The label of a helper follows from those of what it reads, so each complete labelling of the map, read by the rules
above, is one of the graph, and the other way round; as the least of them, the grounded one carries over too.

The reading ``attacks`` ignores support and premises: a claim or an argument stands if nothing that attacks it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clashmap.graph import ArgumentMap
from clashmap.resolve.worth import CONCEDED, KICKED
from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.bearing import Bearing

READINGS = ("warrant", "attacks")


class Part(StrEnum):
    """What an argument of the attack graph is in the map."""

    NODE = "node"
    """A claim, or an argument (with the step that it is, where it has no more than one)."""
    STEP = "step"
    """One of several steps of an argument."""
    UNBACKED = "unbacked"
    """Helper: that no reason for a claim stands."""
    DENIED = "denied"
    """Helper: that a premise, or one of the steps of an argument, does not stand."""
    KICKED = "kicked"
    """Helper: that a claim is given up by those who made it."""


@dataclass(frozen=True, slots=True)
class Member:
    """An argument of the attack graph: what it is, of which claim or argument, and of which of its steps."""

    part: Part
    id: str
    step: int | None = None


@dataclass(frozen=True)
class Framework:
    """A map as an attack graph under one reading."""

    map: ArgumentMap
    reading: str
    graph: AttackGraph
    members: tuple[Member, ...]
    """What each argument of the graph is, in its order. Of claims that entail each other the first stands for all."""
    index: Mapping[str, int]
    """The argument of the graph that each claim or argument of the map is, by id; equal claims share one."""
    parts: Mapping[str, tuple[int, ...]]
    """For each id what is to be fixed to grant or beat it: its *index*, and the steps of an argument with several."""
    settled: Mapping[int, str]
    """What is ``conceded`` and what is ``kicked``, by its argument of the graph."""


def frame(map: ArgumentMap, *, reading: str = "warrant") -> Framework:
    """*map* as an attack graph. Raises ValueError when there is no such *reading*."""
    if reading not in READINGS:
        raise ValueError(f"no reading {reading!r}; there are {', '.join(READINGS)}")
    bearing = Bearing.of(map) if reading == "warrant" else Bearing.bare(map)
    made = _Frame(bearing)
    made.attack()
    if reading == "warrant":
        made.need()
        made.back()
    made.settle()
    graph = AttackGraph.of(len(made.members), made.links)
    return Framework(map, reading, graph, tuple(made.members), bearing.index, bearing.parts, bearing.settled)


class _Frame:
    """An attack graph while it is made."""

    def __init__(self, bearing: Bearing) -> None:
        self.bearing = bearing
        self.members = [Member(Part.NODE if step is None else Part.STEP, id, step) for id, step in bearing.units]
        self.links: dict[tuple[int, int], None] = {}

    def attack(self) -> None:
        """Link what attacks to what it strikes."""
        self.links.update(dict.fromkeys(self.bearing.attacks()))

    def need(self) -> None:
        """Let each step need its premises, and an argument with several steps all of these."""
        denials: dict[int, int] = {}
        for needed, needing in self.bearing.needs():
            if needed not in denials:
                denials[needed] = self._help(Part.DENIED, needed)
                self.links[needed, denials[needed]] = None
            self.links[denials[needed], needing] = None

    def back(self) -> None:
        """Let what has reasons need one of them; support of an argument that is spelled out is none: premises count."""
        arguments, parts = self.bearing.map.arguments, self.bearing.parts
        spelled_out = {part for argument in arguments.values() if argument.steps for part in parts[argument.id]}
        supports = (link for link in self.bearing.supports() if link[1] not in spelled_out)
        reasons: dict[int, dict[int, None]] = {}
        for reason, target in (*self.bearing.conclusions(), *supports):
            reasons.setdefault(target, {})[reason] = None
        for target, backing in reasons.items():
            unbacked = self._help(Part.UNBACKED, target)
            self.links[unbacked, target] = None
            self.links.update({(reason, unbacked): None for reason in backing})

    def settle(self) -> None:
        """Let what is conceded stand, and what is kicked fall."""
        parts, settled = self.bearing.parts, self.bearing.settled
        fixed = {part: said for number, said in settled.items() for part in parts[self.members[number].id]}
        self.links = {link: None for link in self.links if fixed.get(link[1]) != CONCEDED}
        for part, said in fixed.items():
            if said == KICKED:
                self.links[self._help(Part.KICKED, part), part] = None

    def _help(self, part: Part, of: int) -> int:
        """Add a helper argument for a member."""
        member = self.members[of]
        self.members.append(Member(part, member.id, member.step))
        return len(self.members) - 1
