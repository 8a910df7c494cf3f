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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clashmap.graph import ArgumentMap
from clashmap.model import Argument, RelationKind
from clashmap.resolve.worth import CONCEDED, KICKED, status
from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.equality import equals

READINGS = ("warrant", "attacks")
ATTACKS = frozenset(
    {RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.CONTRADICTION, RelationKind.CONTRARY},
)
"""The relations that attack; the last two do so both ways."""
MUTUAL = frozenset({RelationKind.CONTRADICTION, RelationKind.CONTRARY})
_SUPPORTS = frozenset({RelationKind.SUPPORT, RelationKind.ENTAILMENT})


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
    """Helper: that a claim is dropped by those who made it."""


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


def frame(map: ArgumentMap, *, reading: str = "warrant") -> Framework:
    """*map* as an attack graph. Raises ValueError when there is no such *reading*."""
    if reading not in READINGS:
        raise ValueError(f"no reading {reading!r}; there are {', '.join(READINGS)}")
    return _Frame(map).warrant() if reading == "warrant" else _Frame(map).attacks()


class _Frame:
    """An attack graph while it is made."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.members: list[Member] = []
        self.links: dict[tuple[int, int], None] = {}
        self.index: dict[str, int] = {}
        self.parts: dict[str, tuple[int, ...]] = {}
        self.denials: dict[int, int] = {}

    def attacks(self) -> Framework:
        for node in self.map.nodes:
            self._enter(node.id)
        self._attack()
        self._settle()
        return self._made("attacks")

    def warrant(self) -> Framework:
        same = equals(self.map)
        for claim in self.map.claims:
            if claim in same:
                self.index[claim] = self.index[same[claim]]
                self.parts[claim] = (self.index[claim],)
            else:
                self._enter(claim)
        for argument in self.map.arguments.values():
            self._enter(argument.id)
            if len(argument.steps) > 1:
                steps = [self._add(Part.STEP, argument.id, number) for number in range(len(argument.steps))]
                self.parts[argument.id] = (self.index[argument.id], *steps)
        self._attack()
        for argument in self.map.arguments.values():
            self._need(argument)
        self._back()
        self._settle()
        return self._made("warrant")

    def _made(self, reading: str) -> Framework:
        graph = AttackGraph.of(len(self.members), self.links)
        return Framework(self.map, reading, graph, tuple(self.members), self.index, self.parts)

    def _add(self, part: Part, id: str, step: int | None = None) -> int:
        self.members.append(Member(part, id, step))
        return len(self.members) - 1

    def _enter(self, id: str) -> None:
        self.index[id] = self._add(Part.NODE, id)
        self.parts[id] = (self.index[id],)

    def _steps(self, id: str) -> tuple[int, ...]:
        """What an attack on *id* strikes: the steps of an argument that has several, else the node itself."""
        return self.parts[id][1:] or self.parts[id]

    def _attack(self) -> None:
        """Link what attacks to what it strikes; an undercut strikes the step that it names, if there are several."""
        for relation in self.map.relations:
            if relation.kind not in ATTACKS:
                continue
            struck = self._steps(relation.target)
            if relation.step is not None and len(struck) > 1:
                struck = (struck[relation.step],)
            for target in struck:
                self.links[self.index[relation.source], target] = None
            if relation.kind in MUTUAL:
                for target in self._steps(relation.source):
                    self.links[self.index[relation.target], target] = None

    def _need(self, argument: Argument) -> None:
        """Let each step need its premises, and an argument with several steps all of these."""
        steps = self._steps(argument.id)
        if len(steps) > 1:
            for step in steps:
                self._deny(step, self.index[argument.id])
        for step, inference in zip(steps, argument.steps, strict=False):
            for premise in inference.premises:
                self._deny(self.index[premise], step)

    def _deny(self, premise: int, step: int) -> None:
        if premise not in self.denials:
            member = self.members[premise]
            self.denials[premise] = self._add(Part.DENIED, member.id, member.step)
            self.links[premise, self.denials[premise]] = None
        self.links[self.denials[premise], step] = None

    def _back(self) -> None:
        """Let what has reasons need one of them."""
        reasons: dict[int, dict[int, None]] = {}
        for source, target in self._reasons():
            if source != target:
                reasons.setdefault(target, {})[source] = None
        for target, backing in reasons.items():
            unbacked = self._add(Part.UNBACKED, self.members[target].id)
            self.links[unbacked, target] = None
            for reason in backing:
                self.links[reason, unbacked] = None

    def _reasons(self) -> Iterator[tuple[int, int]]:
        """Every reason and what it is one for; support of an argument that is spelled out is none: premises count."""
        spelled_out = [argument for argument in self.map.arguments.values() if argument.steps]
        for argument in spelled_out:
            for step, inference in zip(self._steps(argument.id), argument.steps, strict=True):
                yield step, self.index[inference.conclusion]
        proved = {argument.id for argument in spelled_out}
        for relation in self.map.relations:
            if relation.kind in _SUPPORTS and relation.target not in proved:
                yield self.index[relation.source], self.index[relation.target]

    def _settle(self) -> None:
        """Let what is conceded stand, and what is kicked fall; of claims that are one, conceding counts first."""
        said = {node.id: status(node.data) for node in self.map.nodes if node.data}
        conceded, kicked = (
            dict.fromkeys(part for id, word in said.items() if word == which for part in self.parts[id])
            for which in (CONCEDED, KICKED)
        )
        self.links = {link: None for link in self.links if link[1] not in conceded}
        for part in kicked:
            if part not in conceded:
                self.links[self._add(Part.KICKED, self.members[part].id), part] = None
