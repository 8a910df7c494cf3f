"""What bears on what in a map: who attacks whom, who is a reason for what, and what an argument needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from clashmap.graph import ArgumentMap
from clashmap.model import RelationKind
from clashmap.resolve.worth import CONCEDED, status
from clashmap.verdicts.components import components

ATTACKS = frozenset(
    {RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.CONTRADICTION, RelationKind.CONTRARY},
)
"""The relations that attack; the last two do so both ways."""
MUTUAL = frozenset({RelationKind.CONTRADICTION, RelationKind.CONTRARY})
_SUPPORTS = frozenset({RelationKind.SUPPORT, RelationKind.ENTAILMENT})

Links = Iterator[tuple[int, int]]
"""Pairs of what bears and what it bears on; a pair may come twice."""


@dataclass(frozen=True)
class Bearing:
    """The claims, arguments and steps of a map, numbered from 0, and the links between them."""

    map: ArgumentMap
    units: tuple[tuple[str, int | None], ...]
    """What each number is: a claim or an argument, by id, or (with its number, from 0) one of several steps of one."""
    index: Mapping[str, int]
    """The number of each claim or argument, by id; equal claims share one."""
    parts: Mapping[str, tuple[int, ...]]
    """For each id its *index*, and the steps of an argument with several."""

    @classmethod
    def of(cls, map: ArgumentMap) -> Bearing:
        """What there is in *map*: of claims that entail each other the first, and of each argument all its steps."""
        same = equals(map)
        units: list[tuple[str, int | None]] = []
        index: dict[str, int] = {}
        parts: dict[str, tuple[int, ...]] = {}
        for node in map.nodes:
            if node.id in same:
                index[node.id], parts[node.id] = index[same[node.id]], parts[same[node.id]]
                continue
            argument = map.arguments.get(node.id)
            steps = range(len(argument.steps)) if argument and len(argument.steps) > 1 else ()
            index[node.id] = len(units)
            parts[node.id] = tuple(range(len(units), len(units) + 1 + len(steps)))
            units += [(node.id, None), *((node.id, step) for step in steps)]
        return cls(map, tuple(units), index, parts)

    @classmethod
    def bare(cls, map: ArgumentMap) -> Bearing:
        """Every claim and argument of *map* by itself."""
        index = {node.id: number for number, node in enumerate(map.nodes)}
        return cls(map, tuple((id, None) for id in index), index, {id: (number,) for id, number in index.items()})

    @cached_property
    def settled(self) -> Mapping[int, str]:
        """What is ``conceded`` and what is ``kicked``; of claims that are one, conceding counts first."""
        settled: dict[int, str] = {}
        for node in self.map.nodes:
            said, number = status(node.data), self.index[node.id]
            if said and settled.get(number) != CONCEDED:
                settled[number] = said
        return settled

    def struck(self, id: str) -> tuple[int, ...]:
        """What an attack on *id* strikes: the steps of an argument that has several, else the whole of it."""
        return self.parts[id][1:] or self.parts[id]

    def attacks(self) -> Links:
        """What attacks, and what it strikes; an undercut strikes the step that it names, if there are several."""
        for relation in self.map.relations:
            if relation.kind not in ATTACKS:
                continue
            struck = self.struck(relation.target)
            if relation.step is not None and len(struck) > 1:
                struck = (struck[relation.step],)
            yield from ((self.index[relation.source], target) for target in struck)
            if relation.kind in MUTUAL:
                yield from ((self.index[relation.target], source) for source in self.struck(relation.source))

    def needs(self) -> Links:
        """What is needed, and what needs it: a step all its premises, an argument with several steps all of these."""
        for argument in self.map.arguments.values():
            steps = self.struck(argument.id)
            if len(steps) > 1:
                yield from ((step, self.index[argument.id]) for step in steps)
            for step, inference in zip(steps, argument.steps, strict=False):
                yield from ((self.index[premise], step) for premise in inference.premises)

    def conclusions(self) -> Links:
        """Each step, and the claim that it concludes."""
        for argument in self.map.arguments.values():
            for step, inference in zip(self.struck(argument.id), argument.steps, strict=False):
                yield step, self.index[inference.conclusion]

    def supports(self) -> Links:
        """What supports or entails, and what it is for; nothing supports itself."""
        for relation in self.map.relations:
            if relation.kind in _SUPPORTS:
                source = self.index[relation.source]
                yield from ((source, target) for target in self.struck(relation.target) if target != source)


def equals(map: ArgumentMap) -> Mapping[str, str]:
    """For each claim that others entail and that entails them, but the first of them: the first of them, by id.

    Entailment is what support between claims means in strict mode; a ring of it makes all in it equal.
    """
    links = [(found.source, found.target) for found in map.relations if found.kind is RelationKind.ENTAILMENT]
    if not links:
        return {}
    order = {id: number for number, id in enumerate(map.claims)}
    entailed: dict[str, list[str]] = {id: [] for id in order}
    for source, target in links:
        entailed[source].append(target)
    same: dict[str, str] = {}
    for ring in components(order, entailed.__getitem__):
        first, *rest = sorted(ring, key=order.__getitem__)
        same.update(dict.fromkeys(rest, first))
    return same
