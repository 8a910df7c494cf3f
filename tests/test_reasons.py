"""Reasons: every explanation proves its verdict, by the fewest claims, and reads as a debater would say it."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest

from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.model import Claim, Relation, RelationKind
from clashmap.verdicts.framework import READINGS
from clashmap.verdicts.judge import Judgement, Verdict, judge
from clashmap.verdicts.reasons import Because, Explanation, Reason, explain
from judged import ATTACKS, MUTUAL, Rules, Unit, chance

STANDS, FALLS, CONTESTED = Verdict.STANDS, Verdict.FALLS, Verdict.CONTESTED


def judged(seed: int, most: int = 8) -> tuple[Judgement, Rules]:
    """A map by chance, judged under a reading by chance, mostly without suppositions."""
    random = Random(seed)
    map = chance(random, most=most)
    ids = [node.id for node in map.nodes]
    reading = random.choice(["warrant", "warrant", "warrant", *READINGS])
    granted = random.sample(ids, 1) if random.random() < 0.15 else []
    beaten = random.sample(ids, 1) if random.random() < 0.15 else []
    rules = Rules(map, reading=reading, granted=granted, beaten=beaten)
    return judge(map, reading=reading, granted=granted, beaten=beaten), rules


class Told:
    """An explanation, checked against the rules, with nothing taken on trust but the map."""

    def __init__(self, rules: Rules, explanation: Explanation) -> None:
        self.rules = rules
        self.explanation = explanation
        self.order = list(explanation.reasons)

    def unit(self, id: str, step: int | None) -> Unit:
        return Unit(self.rules.first[id], step)

    def ground_holds(self, reason: Reason) -> None:
        """Each ground has a reason of its own that says the same, and a relation that says what it is."""
        for ground in reason.grounds:
            assert self.explanation.reasons[ground.key].verdict is ground.verdict
            relation = ground.relation
            if relation is None:
                assert ground.kind is RelationKind.PREMISE
                continue
            assert relation in self.rules.map.relations
            assert relation.kind is ground.kind
            ends = [self.rules.first[relation.source], self.rules.first[relation.target]]
            if relation.kind in MUTUAL and ends[0] != self.rules.first[ground.id]:
                ends.reverse()
            assert ends == [self.rules.first[ground.id], self.rules.first[reason.id]]

    def bearing(self, reason: Reason) -> dict[str, set[Unit]]:
        """What bears on the claim or argument, all steps of an argument taken together."""
        unit = self.unit(reason.id, reason.step)
        steps = self.rules.parts(unit.id) if unit.step is None else []
        bearing = [self.rules.bearing[part] for part in steps or [unit]]
        return {role: {other for found in bearing for other in found[role]} for role in bearing[0]}

    def grounds(self, reason: Reason) -> dict[str, set[tuple[Unit, Verdict]]]:
        found: dict[str, set[tuple[Unit, Verdict]]] = {"attacks": set(), "needs": set(), "reasons": set()}
        for ground in reason.grounds:
            is_attack, is_premise = ground.kind in ATTACKS, ground.kind is RelationKind.PREMISE
            role = "attacks" if is_attack else "needs" if is_premise else "reasons"
            found[role].add((self.unit(ground.id, ground.step), ground.verdict))
        assert sum(map(len, found.values())) == len(reason.grounds), "nothing is told twice"
        return found

    def proves(self) -> None:
        """Each reason suffices for its verdict, and rests on what is told after it."""
        place = {key: number for number, key in enumerate(self.order)}
        for key, reason in self.explanation.reasons.items():
            self.ground_holds(reason)
            assert all(place[ground.key] > place[key] for ground in reason.grounds)
            self.suffices(reason)
        used = {self.order[0], *(g.key for reason in self.explanation.reasons.values() for g in reason.grounds)}
        assert used == set(self.order), "nothing is told in vain"

    def suffices(self, reason: Reason) -> None:
        bearing, grounds = self.bearing(reason), self.grounds(reason)
        fixed = self.rules.fixed[self.unit(reason.id, reason.step)]
        if reason.because in (Because.CONCEDED, Because.GRANTED, Because.KICKED, Because.BEATEN):
            assert fixed is reason.verdict
            is_supposed = self.rules.first[reason.id] in self.rules.granted | self.rules.beaten
            assert is_supposed == (reason.because in (Because.GRANTED, Because.BEATEN))
            assert not reason.grounds
            return
        assert fixed is None
        if reason.verdict is STANDS:
            assert grounds["attacks"] == {(unit, FALLS) for unit in bearing["attacks"]}
            assert grounds["needs"] == {(unit, STANDS) for unit in bearing["needs"]}
            assert len(grounds["reasons"]) == min(1, len(bearing["reasons"]))
            assert grounds["reasons"] <= {(unit, STANDS) for unit in bearing["reasons"]}
            assert reason.because is (Because.ANSWERED if reason.grounds else Because.ASSERTED)
        elif reason.because is Because.UNBACKED:
            assert grounds == {"attacks": set(), "needs": set(), "reasons": {(u, FALLS) for u in bearing["reasons"]}}
            assert reason.grounds
        else:
            role, verdict = {Because.ATTACKED: ("attacks", STANDS), Because.DENIED: ("needs", FALLS)}[reason.because]
            assert len(reason.grounds) == 1
            assert grounds[role] <= {(unit, verdict) for unit in bearing[role]}
            assert grounds[role]

    def leads_round(self, verdicts: dict[str, Verdict]) -> None:
        """Each reason names one thing that is contested, the last of them one in the circle."""
        reasons, circle = self.explanation.reasons, self.explanation.circle
        for reason, following in pairwise([*reasons.values(), None]):
            self.ground_holds(reason)
            (ground,) = reason.grounds
            assert (reason.because, reason.verdict, ground.verdict) == (Because.OPEN, CONTESTED, CONTESTED)
            assert {unit for unit, _ in set().union(*self.grounds(reason).values())} <= set().union(
                *self.bearing(reason).values()
            )
            assert following is None or ground.key == following.key
        keys = self.order[-len(circle) :]
        assert ground.key == keys[0]
        assert tuple(reasons[key].id for key in keys) == circle
        assert circle


def fewest(rules: Rules, id: str) -> int:
    """How many claims and arguments it takes to show the verdict on *id*, by trying all sets of them."""
    root = rules.first[id]
    others = [first for first in dict.fromkeys(rules.first.values()) if first != root]
    for size in range(len(others) + 1):
        for set_ in combinations(others, size):
            if Unit(root) in rules.follows({root, *set_}):
                return size + 1
    raise AssertionError


def shortest_way(rules: Rules, root: str) -> int:
    """The fewest steps of a walk along what is contested until it meets itself, by trying all walks."""
    found = rules.follows(set(rules.first.values()))

    def after(unit: Unit) -> set[Unit]:
        parts = rules.parts(unit.id) if unit.step is None else []
        bearing = [rules.bearing[part] for part in parts or [unit] if part not in found]
        is_backed = any(found.get(other) is STANDS for roles in bearing for other in roles["reasons"])
        counting = [others for roles in bearing for role, others in roles.items() if role != "reasons" or not is_backed]
        return {other for others in counting for other in others if other not in found}

    walks = [(Unit(root),)]
    while True:
        longer = [(*walk, unit) for walk in walks for unit in after(walk[-1])]
        if any(walk[-1] in walk[:-1] for walk in longer):
            return len(longer[0]) - 1
        walks = longer


def test_explanations_prove_verdicts_by_the_fewest_claims() -> None:
    for seed in range(3_000):
        judgement, rules = judged(seed)
        verdicts = rules.verdicts()
        for id, verdict in verdicts.items():
            explanation = explain(judgement, id)
            told = Told(rules, explanation)
            assert explanation.root == id == next(iter(explanation.reasons))
            assert explanation.reasons[id].verdict is verdict is judgement.verdict(id), seed
            assert explanation.is_shortest
            if verdict is CONTESTED:
                told.leads_round(verdicts)
                assert len(explanation.reasons) == shortest_way(rules, rules.first[id]), seed
            else:
                told.proves()
                assert not explanation.circle
                ids = {reason.id for reason in explanation.reasons.values()}
                assert len(ids) == fewest(rules, id), seed


def story(explanation: Explanation) -> list[str]:
    """Each reason as a line: its key, what decides it, and what it rests on."""
    return [
        " ".join([key, reason.because, *(f"{ground.kind} {ground.key}" for ground in reason.grounds)])
        for key, reason in explanation.reasons.items()
    ]


WORKED = {
    "an answered attack": (
        "[T]: t\n  + [R]: r\n  - [A]: a\n    - [B]: b\n    - [C]: c\n      + [D]: d",
        ["[T] answered support [R] attack [A]", "[A] attacked attack [B]", "[B] asserted", "[R] asserted"],
    ),
    "the reason that takes less to show": (
        "[T]: t\n  + [R]: r\n    - [A]: a\n      - [B]: b\n  + <S>: s",
        ["[T] answered support <S>", "<S> asserted"],
    ),
    "one answer to two attacks, though each has another": (
        "[T]: t\n  - [A]: a\n    - [X]: x\n    - [B]: b\n  - [C]: c\n    - [Y]: y\n    - [B]",
        ["[T] answered attack [A] attack [C]", "[C] attacked attack [B]", "[A] attacked attack [B]", "[B] asserted"],
    ),
    "all its reasons fall": (
        "[T]: t\n  + [R]: r\n    - [A]: a\n  + <S>: s\n    _ [A]",
        [
            "[T] unbacked support [R] support <S>",
            "<S> attacked undercut [A]",
            "[R] attacked attack [A]",
            "[A] asserted",
        ],
    ),
    "a premise falls": (
        "<S>\n\n(1) [P]: p\n(2) [Q]: q\n-----\n(3) [T]: t\n\n[Q]\n  - [A]: a",
        ["[T] unbacked conclusion <S>", "<S> denied premise [Q]", "[Q] attacked attack [A]", "[A] asserted"],
    ),
    "a step stands though the next one falls": (
        "<S>\n\n(1) [P]: p\n-----\n(2) [T]: t\n(3) [Q]: q\n-----\n(4) [C]: c\n\n[Q]\n  - [A]: a",
        ["[T] answered conclusion <S> step 1", "<S> step 1 answered premise [P]", "[P] asserted"],
    ),
    "what is conceded needs no proof, and what is kicked falls": (
        "[T]: t\n  - [A]: a\n    - [B]: b {status: conceded}\n      - [C]: c\n  - [D]: d {status: kicked}\n    + <E>",
        ["[T] answered attack [A] attack [D]", "[D] kicked", "[A] attacked attack [B]", "[B] conceded"],
    ),
    "a contradiction": (
        "[T]: t\n  - [A]: a\n    >< [B]: b\n  + [R]: r",
        ["[T] open attack [A]", "[A] open contradiction [B]", "[B] open contradiction [A]"],
    ),
    "reasons for each other": (
        "[T]: t\n  + [A]: a\n    + [B]: b\n      + [A]",
        ["[T] open support [A]", "[A] open support [B]", "[B] open support [A]"],
    ),
    "an attack on itself": ("[T]: t\n  - [T]", ["[T] open attack [T]"]),
    "a short way round, though a long one is nearer": (
        "[T]: t\n  - [A]: a\n    - <B>\n      - <C>\n        - <D>\n          - [A]\n    - [E]: e\n      >< [F]: f",
        ["[T] open attack [A]", "[A] open attack [E]", "[E] open contradiction [F]", "[F] open contradiction [E]"],
    ),
}


@pytest.mark.parametrize("name", WORKED)
def test_worked_examples(name: str) -> None:
    text, expected = WORKED[name]
    explanation = explain(judge(loads(text)), "[T]")
    assert story(explanation) == expected
    assert explanation.is_shortest


def test_what_is_supposed_is_its_own_reason() -> None:
    map = loads("[T]: t\n  - [A]: a {status: conceded}")
    assert story(explain(judge(map, beaten=["[A]"]), "[T]")) == ["[T] answered attack [A]", "[A] beaten"]
    assert story(explain(judge(map, granted=["[T]"]), "[T]")) == ["[T] granted"]


def test_equal_claims_are_told_by_the_first_but_the_one_asked_about() -> None:
    text = "[S]: s\n  +> [T]: t\n\n[T]\n  +> [S]\n  - <A>: a\n\n<U>: u\n  - [T]"
    judgement = judge(loads(f"===\nmodel:\n    mode: strict\n===\n\n{text}"))
    assert story(explain(judgement, "[T]")) == ["[T] attacked attack <A>", "<A> asserted"]
    assert story(explain(judgement, "<U>")) == ["<U> answered attack [S]", "[S] attacked attack <A>", "<A> asserted"]


def of(*links: tuple[RelationKind, int, int]) -> ArgumentMap:
    """A map of claims that are numbers."""
    ids = {number: f"[{number}]" for number in sorted({end for _, *ends in links for end in ends})}
    return ArgumentMap(
        claims={id: Claim(id=id, title=id[1:-1]) for id in ids.values()},
        relations=tuple(Relation(kind, ids[source], ids[target]) for kind, source, target in links),
    )


ATTACK, SUPPORT = RelationKind.ATTACK, RelationKind.SUPPORT


def test_a_chain_may_be_of_any_length() -> None:
    size = 12_000
    chain = [(SUPPORT if number % 3 else ATTACK, number, number - 1) for number in range(1, size)]
    for more, last in ((), ["asserted"]), ([(ATTACK, size - 1, size - 1)], ["open"]):
        judgement = judge(of(*chain, *more))
        explanation = explain(judgement, "[0]")
        assert len(explanation.reasons) == size
        assert story(explanation)[-1].split()[1:2] == last
    ring = judge(of(*chain, (ATTACK, 0, size - 1)))
    assert explain(ring, "[7]").circle == tuple(f"[{(number + 7) % size}]" for number in range(size))
    assert explain(ring, "[7]").is_shortest


def test_a_search_that_ends_gives_a_proof_all_the_same() -> None:
    random = Random(3)
    attacks = [(ATTACK, number, 0) for number in range(1, 41)]
    answers = [(ATTACK, answer, number) for _, number, _ in attacks for answer in random.sample(range(41, 65), 3)]
    map = of(*attacks, *answers)
    short, long = (explain(judge(map), "[0]", effort=effort) for effort in (10**6, 0))
    assert (short.is_shortest, long.is_shortest) == (True, False)
    assert len(short.reasons) < len(long.reasons)
    Told(Rules(map), short).proves()
    Told(Rules(map), long).proves()
