"""The rules of the reading “warrant” applied to a map round by round, without any attack graph: slow and plain."""

from __future__ import annotations

from collections.abc import Iterable

from clashmap.graph import ArgumentMap
from clashmap.model import Argument, RelationKind
from clashmap.verdicts.judge import Verdict

STANDS, FALLS, CONTESTED = Verdict.STANDS, Verdict.FALLS, Verdict.CONTESTED
_MUTUAL = (RelationKind.CONTRADICTION, RelationKind.CONTRARY)
_OPPOSITE = {STANDS: FALLS, FALLS: STANDS, CONTESTED: CONTESTED}

Key = str | tuple[str, int]
"""A claim or an argument, or one of several steps of an argument."""


def all_of(found: Iterable[Verdict]) -> Verdict:
    found = list(found)
    return FALLS if FALLS in found else CONTESTED if CONTESTED in found else STANDS


class Rules:
    """The least fixed point of the rules."""

    def __init__(self, map: ArgumentMap, *, granted: Iterable[str] = (), beaten: Iterable[str] = ()) -> None:
        self.map, self.granted, self.beaten = map, set(granted), set(beaten)
        self.known: dict[Key, Verdict] = {}
        self.same = {id: [id] for id in map.arguments} | self._same()

    def verdicts(self) -> dict[str, Verdict]:
        keys: list[Key] = [node.id for node in self.map.nodes]
        keys += [key for argument in self.map.arguments.values() for key in self._steps(argument) if key not in keys]
        while (now := {key: self._judged(key) for key in keys}) != self.known:
            self.known = now
        return {key: verdict for key, verdict in self.known.items() if isinstance(key, str)}

    def _same(self) -> dict[str, list[str]]:
        entails = {id: {id} for id in self.map.claims}
        for _ in entails:
            for relation in self.map.relations:
                if relation.kind is RelationKind.ENTAILMENT:
                    entails[relation.source] |= entails[relation.target]
        return {id: [other for other in entails if other in entails[id] and id in entails[other]] for id in entails}

    def _steps(self, argument: Argument) -> list[Key]:
        if len(argument.steps) <= 1:
            return [argument.id]
        return [(argument.id, number) for number in range(len(argument.steps))]

    def _of(self, keys: Iterable[Key]) -> list[Verdict]:
        return [self.known.get(key, CONTESTED) for key in keys]

    def _judged(self, key: Key) -> Verdict:
        id, number = (key, None) if isinstance(key, str) else key
        if said := self._status(id):
            return STANDS if said == "conceded" else FALLS
        node = self.map.node(id)
        several = isinstance(node, Argument) and len(node.steps) > 1
        if isinstance(node, Argument) and several and number is None:
            return all_of(self._of(self._steps(node)))
        needs = [_OPPOSITE[verdict] for verdict in self._of(self._attackers(id, number))]
        needs += self._of(self._premises(id, number))
        if reasons := self._reasons(id) if not (isinstance(node, Argument) and node.steps) else []:
            needs.append(_OPPOSITE[all_of(_OPPOSITE[verdict] for verdict in self._of(reasons))])
        return all_of(needs)

    def _status(self, id: str) -> str | None:
        if self.granted & set(self.same[id]):
            return "conceded"
        if self.beaten & set(self.same[id]):
            return "kicked"
        said = [self.map.node(other).data.get("status") for other in self.same[id]]
        return next((word for word in ("conceded", "kicked") if word in said), None)

    def _attackers(self, id: str, step: int | None) -> list[Key]:
        found: list[Key] = []
        for relation in self.map.relations:
            attacks = relation.kind in (RelationKind.ATTACK, *_MUTUAL)
            undercuts = relation.kind is RelationKind.UNDERCUT and (step is None or relation.step in (None, step))
            if relation.target in self.same[id] and (attacks or undercuts):
                found.append(relation.source)
            if relation.source in self.same[id] and relation.kind in _MUTUAL:
                found.append(relation.target)
        return found

    def _premises(self, id: str, step: int | None) -> list[str]:
        node = self.map.node(id)
        return list(node.steps[step or 0].premises) if isinstance(node, Argument) and node.steps else []

    def _reasons(self, id: str) -> list[Key]:
        reasons: list[Key] = []
        for argument in self.map.arguments.values():
            steps = zip(argument.steps, self._steps(argument), strict=False)
            reasons += [key for step, key in steps if step.conclusion in self.same[id]]
        for relation in self.map.relations:
            if (
                relation.kind in (RelationKind.SUPPORT, RelationKind.ENTAILMENT)
                and relation.target in self.same[id]
                and relation.source not in self.same[id]
            ):
                reasons.append(relation.source)
        return reasons
