"""Links: what bears on a claim or an argument, in the terms of the map and without helpers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from clashmap.model import Relation, RelationKind
from clashmap.verdicts.bearing import ATTACKS, MUTUAL
from clashmap.verdicts.framework import Framework, Part


class Role(Enum):
    """How one thing bears on another."""

    ATTACK = "attack"
    REASON = "reason"
    PREMISE = "premise"


_ROLES = {
    RelationKind.SUPPORT: Role.REASON,
    RelationKind.ENTAILMENT: Role.REASON,
    RelationKind.CONCLUSION: Role.REASON,
    RelationKind.PREMISE: Role.PREMISE,
} | dict.fromkeys(ATTACKS, Role.ATTACK)


@dataclass(frozen=True, slots=True)
class Link:
    """All that bears on the member *target* through one of its attackers, *via*: itself, or what a helper reads."""

    role: Role
    target: int
    via: int
    sources: Sequence[int]


def links(framework: Framework, member: int) -> Iterator[Link]:
    """What bears on *member*, a node or a step; of an argument with several steps, all that bears on them."""
    attackers, members = framework.graph.attackers, framework.members
    for via in attackers[member]:
        part = members[via].part
        if part is Part.UNBACKED:
            yield Link(Role.REASON, member, via, attackers[via])
        elif part is Part.DENIED:
            (needed,) = attackers[via]
            if members[needed].part is Part.STEP:
                yield from links(framework, needed)
            else:
                yield Link(Role.PREMISE, member, via, (needed,))
        elif part is not Part.KICKED:
            yield Link(Role.ATTACK, member, via, (via,))


def relations(
    framework: Framework, ids: Sequence[str], step: int | None
) -> dict[tuple[Role, int], tuple[int, Relation]]:
    """The relation by which each node bears on the one with these *ids*, or on its *step*, and its place among them."""
    found: dict[tuple[Role, int], tuple[int, Relation]] = {}
    for id in ids:
        for relation in framework.map.incoming[id]:
            if None in (step, relation.step) or relation.step == step:
                found.setdefault((_ROLES[relation.kind], framework.index[relation.source]), (len(found), relation))
        for relation in framework.map.outgoing[id]:
            if relation.kind in MUTUAL:
                found.setdefault((Role.ATTACK, framework.index[relation.target]), (len(found), relation))
    return found
