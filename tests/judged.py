"""Maps made by chance, and the rules of a reading said once more, over the map itself and without helper nodes."""

from __future__ import annotations

from collections.abc import Collection
from random import Random
from typing import NamedTuple

from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, Relation, RelationKind, Step
from clashmap.source import Place, Source, Span
from clashmap.verdicts.judge import Verdict

NOWHERE = Place(Source("chance.argdown", ""), Span(0, 0))
ATTACKS = [RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.CONTRADICTION, RelationKind.CONTRARY]
MUTUAL = ATTACKS[2:]


def chance(random: Random, *, most: int = 8) -> ArgumentMap:
    """A map of up to so many claims and arguments, with all that bears on verdicts in it."""
    size = random.randint(1, most)
    claims = [f"[{letter}]" for letter in "ABCDEFGHIJKLMNOP"[: random.randint(1, size)]]
    arguments = [f"<{letter}>" for letter in "abcdefghijklmnop"[: size - len(claims)]]
    relations: dict[Relation, None] = {}

    def data() -> dict[str, str]:
        return {"status": random.choice(["conceded", "kicked"])} if random.random() < 0.08 else {}

    made: dict[str, Argument] = {}
    for id in arguments:
        steps: list[Step] = []
        if random.random() < 0.6:
            for _ in range(random.choice([1, 1, 2, 3])):
                premises = random.sample(claims, random.randint(0, min(2, len(claims))))
                steps.append(Step(tuple(premises), random.choice(claims), (), NOWHERE))
                for premise in premises:
                    relations[Relation(RelationKind.PREMISE, premise, id)] = None
                relations[Relation(RelationKind.CONCLUSION, id, steps[-1].conclusion)] = None
        made[id] = Argument(id=id, title=id[1:-1], steps=tuple(steps), data=data())
    for _ in range(round(size * random.choice([0.5, 1, 1.5, 2]))):
        kind = random.choices(list(RelationKind)[:6], [6, 8, 3, 2, 1.5, 1])[0]
        source, target = random.choice([*claims, *arguments]), random.choice([*claims, *arguments])
        step = None
        if kind is RelationKind.ENTAILMENT and not {source, target} <= set(claims):
            kind = RelationKind.SUPPORT
        if kind is RelationKind.UNDERCUT:
            if target not in made:
                kind = RelationKind.ATTACK
            elif made[target].steps:
                step = random.randrange(len(made[target].steps))
        relations[Relation(kind, source, target, (), step)] = None
    order = list(relations)
    random.shuffle(order)
    return ArgumentMap(
        claims={id: Claim(id=id, title=id[1:-1], data=data()) for id in claims},
        arguments=made,
        relations=tuple(order),
    )


class Unit(NamedTuple):
    """A claim, an argument, or one of several steps of one."""

    id: str
    step: int | None = None


class Rules:
    """What bears on what in a map, and what follows, under a reading and suppositions."""

    def __init__(
        self, map: ArgumentMap, *, reading: str = "warrant", granted: Collection[str] = (), beaten: Collection[str] = ()
    ) -> None:
        self.map = map
        self.warrants = reading == "warrant"
        self.first = {node.id: self._first(node.id) for node in map.nodes}
        self.granted = {self.first[id] for id in granted}
        self.beaten = {self.first[id] for id in beaten} - self.granted
        self.units = [Unit(id) for id in dict.fromkeys(self.first.values())]
        for argument in map.arguments.values():
            if len(argument.steps) > 1 and self.warrants:
                self.units += [Unit(argument.id, number) for number in range(len(argument.steps))]
        self.bearing = {unit: self._bearing(unit) for unit in self.units}
        self.fixed = {unit: self._fixed(unit.id) for unit in self.units}

    def _first(self, id: str) -> str:
        """The first of the claims that entail *id* and are entailed by it."""
        equal = [other for other in self.map.claims if self._entails(id, other) and self._entails(other, id)]
        return equal[0] if equal and self.warrants else id

    def _entails(self, start: str, goal: str) -> bool:
        seen, ahead = {start}, [start]
        for id in ahead:
            for relation in self.map.relations:
                if relation.kind is RelationKind.ENTAILMENT and relation.source == id and relation.target not in seen:
                    seen.add(relation.target)
                    ahead.append(relation.target)
        return goal in seen

    def same(self, id: str) -> list[str]:
        return [other for other, first in self.first.items() if first == self.first[id]]

    def _fixed(self, id: str) -> Verdict | None:
        if id in self.granted:
            return Verdict.STANDS
        if id in self.beaten:
            return Verdict.FALLS
        statuses = [self.map.node(other).data.get("status") for other in self.same(id)]
        return Verdict.STANDS if "conceded" in statuses else Verdict.FALLS if "kicked" in statuses else None

    def parts(self, id: str) -> list[Unit]:
        """The steps of an argument that has several."""
        return [unit for unit in self.units if unit.id == id and unit.step is not None]

    def _bearing(self, unit: Unit) -> dict[str, set[Unit]]:
        """What attacks a unit, what it needs all of, and what it needs one of."""
        attacks: set[Unit] = set()
        needs: set[Unit] = set(self.parts(unit.id)) if unit.step is None else set()
        reasons: set[Unit] = set()
        if not needs:
            for relation in self.map.relations:
                self._weigh(relation, unit, attacks, reasons)
            for argument in self.map.arguments.values() if self.warrants else ():
                for number, step in enumerate(argument.steps):
                    at = Unit(argument.id, number if len(argument.steps) > 1 else None)
                    if at == unit:
                        needs |= {Unit(self.first[premise]) for premise in step.premises}
                    if self.first[step.conclusion] == unit.id:
                        reasons.add(at)
        return {"attacks": attacks, "needs": needs, "reasons": reasons}

    def _weigh(self, relation: Relation, unit: Unit, attacks: set[Unit], reasons: set[Unit]) -> None:
        source, target = self.first[relation.source], self.first[relation.target]
        if relation.kind in ATTACKS:
            if target == unit.id and (None in (relation.step, unit.step) or relation.step == unit.step):
                attacks.add(Unit(source))
            if source == unit.id and relation.kind in MUTUAL:
                attacks.add(Unit(target))
        elif target == unit.id and self.warrants:
            steps = self.map.arguments[target].steps if target in self.map.arguments else ()
            if relation.kind in (RelationKind.SUPPORT, RelationKind.ENTAILMENT) and not steps and source != target:
                reasons.add(Unit(source))

    def follows(self, within: Collection[str]) -> dict[Unit, Verdict]:
        """What can be shown to stand or fall by nothing but the claims and arguments *within*."""
        units = [unit for unit in self.units if unit.id in within]
        found: dict[Unit, Verdict] = {}
        while True:
            before = len(found)
            for unit in units:
                verdict = self._shown(unit, found)
                if unit not in found and verdict is not None:
                    found[unit] = verdict
            if len(found) == before:
                return found

    def _shown(self, unit: Unit, found: dict[Unit, Verdict]) -> Verdict | None:
        if self.fixed[unit] is not None:
            return self.fixed[unit]
        attacks, needs, reasons = ([found.get(other) for other in others] for others in self.bearing[unit].values())
        stands, falls = Verdict.STANDS, Verdict.FALLS
        if stands in attacks or falls in needs or (reasons and set(reasons) == {falls}):
            return falls
        if set(attacks) <= {falls} and set(needs) <= {stands} and (stands in reasons or not reasons):
            return stands
        return None

    def verdicts(self) -> dict[str, Verdict]:
        """The verdict on every claim and argument."""
        found = self.follows(set(self.first.values()))
        return {id: found.get(Unit(first), Verdict.CONTESTED) for id, first in self.first.items()}
