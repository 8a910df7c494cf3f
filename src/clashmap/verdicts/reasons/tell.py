"""Telling what members of an attack graph do to each other in the terms of the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clashmap.model import Relation, RelationKind
from clashmap.verdicts.grounded import IN
from clashmap.verdicts.judge import VERDICTS, Judgement
from clashmap.verdicts.reasons.explanation import Because, Ground, Reason
from clashmap.verdicts.reasons.links import Link, Role, links, relations
from clashmap.verdicts.reasons.needs import rests

_BECAUSE = {Role.ATTACK: Because.ATTACKED, Role.REASON: Because.UNBACKED, Role.PREMISE: Because.DENIED}


class Teller:
    """Tells the reasons of one judgement; of claims that are equal the first, but for the one that is asked about."""

    def __init__(self, judgement: Judgement, asked: str) -> None:
        self.labels = judgement.labels
        self.framework = framework = judgement.framework
        self.rests = rests(judgement)
        self.supposed = judgement.supposed
        self.asked = {framework.index[asked]: asked}
        self.equal: dict[int, list[str]] = {}
        for id, node in framework.index.items():
            if framework.members[node].id != id:
                self.equal.setdefault(node, []).append(id)

    def name(self, member: int) -> str:
        """The id by which a member is told."""
        return self.asked.get(member, self.framework.members[member].id)

    def stands_or_falls(self, member: int, chosen: Mapping[int, int]) -> tuple[Reason, Sequence[int]]:
        """Why *member* stands or falls, and the members that this rests on.

        *chosen* tells for what needs one of several which it is.
        """

        def pick(member: int) -> int:
            return chosen[member] if member in chosen else self.rests(member)[0]

        supposed = self._supposed(member)
        if supposed is not None:
            return self._told(member, supposed, [])
        bearing = list(links(self.framework, member))
        if self.labels[member] == IN:
            needed = [(link, [pick(link.via)] if link.role is Role.REASON else link.sources) for link in bearing]
            return self._told(member, Because.ANSWERED if needed else Because.ASSERTED, needed)
        by_via = {link.via: link for link in bearing}
        via = pick(member)
        if via not in by_via:  # it is that a step does not stand
            via = pick(self.framework.graph.attackers[via][0])
        link = by_via[via]
        return self._told(member, _BECAUSE[link.role], [(link, link.sources)])

    def contested(self, member: int, on: int) -> Reason:
        """Why *member* is contested: that *on* is, which bears on it."""
        link = next(link for link in links(self.framework, member) if on in link.sources)
        return self._told(member, Because.OPEN, [(link, [on])])[0]

    def _supposed(self, member: int) -> Because | None:
        """Why *member* stands or falls without regard to what bears on it, if so."""
        stands = self.labels[member] == IN
        if member in self.supposed:
            return Because.GRANTED if stands else Because.BEATEN
        if self.framework.index[self.framework.members[member].id] in self.framework.settled:
            return Because.CONCEDED if stands else Because.KICKED
        return None

    def _ids(self, member: int) -> list[str]:
        """All the ids of a node, or that of a step."""
        return [self.framework.members[member].id, *self.equal.get(member, ())]

    def _told(
        self, member: int, because: Because, rests_on: Sequence[tuple[Link, Sequence[int]]]
    ) -> tuple[Reason, Sequence[int]]:
        members = self.framework.members
        said: dict[int, dict[tuple[Role, int], tuple[int, Relation]]] = {}
        found: dict[tuple[Role, int], tuple[int, Ground]] = {}
        for link, sources in rests_on:
            if link.target not in said:
                said[link.target] = relations(self.framework, self._ids(link.target), members[link.target].step)
            for source in sources:
                node = self.framework.index[members[source].id]
                place, relation = said[link.target].get((link.role, node), (-1, None))
                ground = Ground(
                    relation.kind if relation else RelationKind.PREMISE,
                    self.name(source),
                    VERDICTS[self.labels[source]],
                    relation,
                    members[source].step,
                )
                found.setdefault((link.role, source), (place, ground))
        told = sorted(found.items(), key=lambda item: item[1][0])
        reason = Reason(
            self.name(member),
            VERDICTS[self.labels[member]],
            because,
            tuple(ground for _, (_, ground) in told),
            members[member].step,
        )
        return reason, [source for (_, source), _ in told]
