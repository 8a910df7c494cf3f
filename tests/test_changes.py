"""What would change a verdict: found fast, and beside it by trying everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from random import Random

import pytest

from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.model import Claim, Relation, RelationKind
from clashmap.verdicts.changes import Flips, Point, changed, flips, points, tops, unanswered
from clashmap.verdicts.framework import READINGS
from clashmap.verdicts.judge import Judgement, Verdict, judge, rejudge
from judged import chance

STANDS, FALLS, CONTESTED = Verdict.STANDS, Verdict.FALLS, Verdict.CONTESTED
_MUTUAL = (RelationKind.CONTRADICTION, RelationKind.CONTRARY)
_ATTACKS = (RelationKind.ATTACK, RelationKind.UNDERCUT, *_MUTUAL)


def crowded(random: Random) -> ArgumentMap:
    """A map with few claims and many attacks, so that much has more than one defence."""
    claims = [f"[C{number}]" for number in range(random.randint(3, 8))]
    signs = random.choice(("-", "--+", "-+><"))
    pairs = [random.choices(claims, k=2) for _ in range(random.randint(len(claims), 3 * len(claims)))]
    signs = [sign for sign in ("-", "+", "><") if sign[0] in signs]
    return loads("".join(f"{one}\n  {random.choice(signs)} {other}\n\n" for one, other in pairs))


def by_chance(seed: int) -> tuple[Judgement, list[str]]:
    """A judgement of a small map, sometimes under suppositions, and one id of each claim and argument."""
    random = Random(seed)
    map = crowded(random) if seed % 2 else chance(random)
    ids = [node.id for node in map.nodes]
    granted, beaten = (random.sample(ids, k=min(len(ids), random.choice((0, 0, 1)))) for _ in range(2))
    judgement = judge(map, reading=random.choice((*READINGS, "warrant")), granted=granted, beaten=beaten)
    first: dict[int, str] = {}
    for id in ids:
        first.setdefault(judgement.framework.index[id], id)
    return judgement, list(first.values())


def written(judgement: Judgement, id: str) -> str | None:
    """What the writer says of the status of *id*, or of a claim that is the same."""
    index = judgement.framework.index
    said = {str(node.data.get("status")) for node in judgement.map.nodes if index[node.id] == index[id]}
    return next((word for word in ("conceded", "kicked") if word in said), None)


def status(judgement: Judgement, id: str) -> str | None:
    index = judgement.framework.index
    supposed = {index[other] for other in (*judgement.granted, *judgement.beaten)}
    return "supposed" if index[id] in supposed else written(judgement, id)


def supposing(judgement: Judgement, id: str, *, beaten: tuple[str, ...] = (), granted: tuple[str, ...] = ()) -> Verdict:
    more = {"granted": (*judgement.granted, *granted), "beaten": (*judgement.beaten, *beaten)}
    return rejudge(judgement.framework, **more).verdict(id)


def all_flips(judgement: Judgement, ids: list[str], id: str) -> dict[frozenset[str], Verdict]:
    """The smallest sets that change the verdict on *id*, by trying all sets."""
    index, verdict = judgement.framework.index, judgement.verdict(id)
    fit = [other for other in ids if index[other] != index[id] and status(judgement, other) != "supposed"]
    for offered in ([other for other in fit if status(judgement, other) != "conceded"], fit):
        for size in range(1, len(offered) + 1):
            tried = {frozenset(held): supposing(judgement, id, beaten=held) for held in combinations(offered, size)}
            if found := {held: other for held, other in tried.items() if other is not verdict}:
                return found
    return {}


@pytest.mark.parametrize("seed", range(0, 2000, 100))
def test_the_flips_are_all_the_smallest_sets(seed: int) -> None:
    for number in range(seed, seed + 100):
        judgement, ids = by_chance(number)
        for id in Random(number).sample(ids, k=min(3, len(ids))):
            found = flips(judgement, id, most=10**6)
            expected = all_flips(judgement, ids, id)
            assert {frozenset(members): verdict for members, verdict in found.sets} == expected, (number, id)
            assert len(found.sets) == len(expected)
            assert found.is_all
            assert found.searched is None
            few = flips(judgement, id, most=2)
            assert set(few.sets) <= set(found.sets)
            assert len(few.sets) == min(2, len(expected))
            assert few.is_all == (len(expected) <= 2)


def attackers(judgement: Judgement, id: str) -> list[str]:
    """What attacks *id*, or a claim that is the same, and is not kicked."""
    index = judgement.framework.index
    found = []
    for relation in judgement.map.relations:
        ends = [(relation.source, relation.target)] if relation.kind in _ATTACKS else []
        ends += [(relation.target, relation.source)] if relation.kind in _MUTUAL else []
        found += [source for source, target in ends if index[target] == index[id]]
    return [source for source in found if written(judgement, source) != "kicked"]


def rests_on(judgement: Judgement, id: str) -> set[str]:
    """*id* and all that it rests on."""
    index, found = judgement.framework.index, {id}
    for _ in judgement.map.nodes:
        places = {index[other] for other in found}
        found |= {other for other in judgement.framework.index if index[other] in places}
        bearing = [r for r in judgement.map.relations if r.kind not in _ATTACKS and index[r.target] in places]
        found |= {relation.source for relation in bearing}
    return found


def is_unanswered(judgement: Judgement, source: str) -> bool:
    if status(judgement, source) == "conceded":
        return True
    return (
        judgement.verdict(source) is STANDS
        and status(judgement, source) is None
        and not any(attackers(judgement, other) for other in rests_on(judgement, source))
    )


@pytest.mark.parametrize("seed", range(0, 600, 100))
def test_unanswered_and_points_are_what_their_definitions_say(seed: int) -> None:
    for number in range(seed, seed + 100):
        judgement, ids = by_chance(number)
        threats = [
            relation
            for relation in judgement.map.relations
            if relation.kind in _ATTACKS
            and status(judgement, relation.target) is None
            and is_unanswered(judgement, relation.source)
        ]
        assert list(unanswered(judgement)) == threats, number
        threats = [relation for relation in threats if status(judgement, relation.source) != "conceded"]
        index = judgement.framework.index
        for top in ids[:2]:
            verdict = judgement.verdict(top)
            expected: dict[str, Point] = {}
            killers: dict[str, str] = {}
            for id in (id for id in ids if index[id] != index[top]):
                beaten, granted = supposing(judgement, top, beaten=(id,)), supposing(judgement, top, granted=(id,))
                sources = {index[r.source]: r.source for r in threats if index[r.target] == index[id]}
                saved = len(sources) == 1 and supposing(judgement, id, beaten=tuple(sources.values())) is STANDS
                is_open = {
                    STANDS: not attackers(judgement, id),
                    FALLS: saved,
                    CONTESTED: True,
                }[judgement.verdict(id)]
                settled = status(judgement, id) in ("conceded", "supposed")
                if is_open and not settled and {beaten, granted} != {verdict}:
                    expected[id] = Point(id, judgement.verdict(id), beaten, granted)
                    if saved:
                        killers[id] = judgement.framework.members[next(iter(sources))].id
            found = points(judgement, top)
            if not expected:
                members = {member for held, _ in flips(judgement, top).sets for member in held}
                assert {point.id for point in found} == members, number
                continue
            freed = {
                id: killer
                for id, killer in killers.items()
                if killer in expected and expected[killer].if_beaten is expected[id].if_granted
            }
            for id, killer in freed.items():
                frees = (*expected[killer].frees, expected.pop(id).id)
                expected[killer] = replace(expected[killer], frees=tuple(sorted(frees, key=ids.index)))
            by_id = {point.id: replace(point, frees=tuple(sorted(point.frees, key=ids.index))) for point in found}
            assert by_id == expected, (number, top)
            decides = [{point.if_beaten, point.if_granted} - {verdict, CONTESTED} != set() for point in found]
            assert decides == sorted(decides, reverse=True)


def told(text: str) -> list[tuple[str, str, str]]:
    """The points on [Zone] in *text*: each with the verdict if it is beaten, and if it is granted."""
    return [(p.id, p.if_beaten.value, p.if_granted.value) for p in points(judge(loads(text)), "[Zone]")]


def test_points_that_are_contested_or_not_attacked_are_told_the_near_ones_first() -> None:
    text = """\
[Zone]
  + <Fear>
    + [Pilots stay away]
  + <Clear sky>
    - <Drones>
  - <War>
    >< <Bluff>
"""
    assert told(text) == [
        ("<Fear>", "falls", "contested"),
        ("<War>", "stands", "falls"),
        ("[Pilots stay away]", "falls", "contested"),
        ("<Bluff>", "falls", "stands"),
    ]


def test_points_that_decide_come_before_those_that_only_leave_it_contested() -> None:
    text = """\
[Zone]
  + <Fear>
    + <Pilots stay away>
      + [They say so]
  - <War>
    >< <Bluff>
    - [Peace]
"""
    assert told(text) == [
        ("<Fear>", "falls", "stands"),
        ("<Pilots stay away>", "falls", "stands"),
        ("[They say so]", "falls", "stands"),
        ("[Peace]", "contested", "stands"),
    ]


def test_what_falls_by_one_unanswered_attack_is_a_point_and_what_two_attack_is_none() -> None:
    one = "[Zone]\n  - <War>\n  - <Cost>\n    - [Cheap]\n"
    assert told(one) == [("<War>", "stands", "falls")]
    saved = "[Zone]\n  - [War]\n    - <Bluff>\n      - [Seen]\n"
    assert told(saved) == [("[Seen]", "stands", "falls")]
    assert told(saved + "      - [Heard]\n") == [("[War]", "stands", "falls")]


def test_what_falls_by_one_attacker_is_told_with_it_where_both_change_the_same() -> None:
    text = "[Zone]\n  - [War]\n    - <Bluff>\n      - [Seen]\n"
    (point,) = points(judge(loads(text)), "[Zone]")
    assert (point.id, point.frees) == ("[Seen]", ("<Bluff>",))
    apart = text + "\n[Zone]\n  + [Seen]\n"
    assert {point.id: point.frees for point in points(judge(loads(apart)), "[Zone]")} == {"<Bluff>": ()}


def test_where_no_point_decides_alone_they_are_what_decides_together() -> None:
    assert told("[Zone]\n  - <War>\n  - <Cost>\n") == [("<War>", "falls", "falls"), ("<Cost>", "falls", "falls")]


def test_flips_of_a_worked_example() -> None:
    text = """\
[Zone]: There should be one.
  - <War>: It means war.
    + [Shots]: Someone will shoot.
  - <Cost>: It is dear.
"""
    found = flips(judge(loads(text)), "[Zone]")
    assert found == Flips(((("<War>", "<Cost>"), STANDS), (("[Shots]", "<Cost>"), STANDS)))


def test_a_concession_flips_only_what_nothing_else_does() -> None:
    text = "[Zone]\n  - [Cost]: It is dear. {status: conceded}\n    - <Cheap>\n  - <War>\n"
    judgement = judge(loads(text))
    assert flips(judgement, "[Zone]").sets == ((("[Cost]", "<War>"), STANDS),)
    assert told(text) == [("[Cost]", "falls", "falls"), ("<War>", "falls", "falls")]
    assert [relation.source for relation in unanswered(judgement)] == ["[Cost]", "<War>"]
    backed = judge(loads("[Zone]: z\n  + <A>: a {status: conceded}\n  + <B>: b\n"))
    assert flips(backed, "[Zone]").sets == ((("<A>", "<B>"), FALLS),)


def test_nothing_flips_what_is_kicked_or_conceded_or_bare() -> None:
    judgement = judge(loads("[A]: A. {status: kicked}\n  - [B]\n\n[C]: C. {status: conceded}\n  - [B]\n"))
    assert [flips(judgement, id) for id in ("[A]", "[B]", "[C]")] == [Flips(())] * 3


def test_many_attackers_have_many_smallest_sets_and_that_is_said() -> None:
    lines = [f"  - [A{n}]\n    + [B{n}]\n      + [C{n}]\n        + [D{n}]\n" for n in range(30)]
    found = flips(judge(loads("[Zone]\n" + "".join(lines))), "[Zone]", most=5)
    assert [len(members) for members, _ in found.sets] == [30] * 5
    assert not found.is_all


def test_a_search_that_ends_early_says_how_far_it_got() -> None:
    lines = [f"  - [A{n}]\n" for n in range(3000)]
    found = flips(judge(loads("[Zone]\n" + "".join(lines))), "[Zone]")
    assert (found.sets, found.is_all) == ((), False)
    assert 0 < (found.searched or 0) < 3000


TOPS = [
    pytest.param("[A]\n  - [B]\n\n[R]: R. {role: resolution}\n  +> [A]\n", ["[R]", "[A]"], id="the resolution"),
    pytest.param("[A]\n  - [B]\n\n[R]: R. #resolution\n", ["[R]", "[A]"], id="a tag"),
    pytest.param("[A]\n  - [B]\n\n[C]\n  - [D]\n    - [E]\n\n[F]\n", ["[C]", "[A]"], id="the weightiest"),
    pytest.param("[A]\n  >< [B]\n\n[C]\n  >< [A]\n", ["[A]", "[B]", "[C]"], id="contradictions"),
    pytest.param("[A]\n  - [B]\n    >< [C]\n\n[D]\n  >< [E]\n", ["[A]", "[D]", "[E]"], id="a rival of what bears"),
    pytest.param("[B]\n  +> [C]\n\n[D]\n  +> [A]\n\n[A]\n  >< [B]\n\n[C]\n  >< [D]\n", ["[C]", "[A]"], id="two such"),
    pytest.param("[F]\n\n[A]\n\n[B]\n", ["[F]", "[A]", "[B]"], id="nothing but single claims"),
    pytest.param("[A]\n  - [B]\n    - [C]\n      - [A]\n\n[C]\n  - [D]\n", ["[C]"], id="a circle"),
    pytest.param("[A]\n  - [A]\n\n[B]\n  - [C]\n", ["[B]"], id="what attacks itself"),
    pytest.param("<A>\n\n(1) [P]\n----\n(2) [Q]\n", ["[Q]"], id="a conclusion"),
    pytest.param("", [], id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), TOPS)
def test_tops(text: str, expected: list[str]) -> None:
    assert list(tops(judge(loads(text)))) == expected


def test_unanswered_of_a_worked_example() -> None:
    text = """\
[Zone]
  - <War>
    + [Shots]
      - [Nobody shoots]
  - <Cost>
  - <Kicked>
    - [Kicked answer]
  - [Rights]
    >< [Duties]
    - [Rights are few]

[Kicked answer]: K. {status: kicked}

[Gone]: G. {status: kicked}
  - [Late]
"""
    found = unanswered(judge(loads(text)))
    assert [relation.source for relation in found] == ["[Nobody shoots]", "<Cost>", "<Kicked>", "[Rights are few]"]


def test_changed_is_in_reading_order() -> None:
    map = loads("<A>\n  - [B]\n    - <C>\n      + [D]\n")
    assert changed(judge(map), judge(map, beaten=["[D]"])) == ("<A>", "[B]", "<C>", "[D]")
    assert changed(judge(map), judge(map)) == ()


def test_long_chains_are_no_trouble() -> None:
    claims = [Claim(id=f"[C{number}]", title=None) for number in range(20_001)]
    attacks = [Relation(RelationKind.ATTACK, b.id, a.id) for a, b in pairwise(claims)]
    judgement = judge(ArgumentMap(claims={claim.id: claim for claim in claims}, relations=tuple(attacks)))
    found = flips(judgement, "[C0]")
    assert found.sets[0] == (("[C2]",), FALLS)
    assert (len(found.sets), found.is_all) == (20, False)
    assert tops(judgement) == ("[C0]",)
    assert [relation.source for relation in unanswered(judgement)] == ["[C20000]"]
    assert [(point.id, point.frees) for point in points(judgement, "[C0]")] == [("[C20000]", ("[C19999]",))]


def test_an_unknown_claim_is_an_error() -> None:
    judgement = judge(loads("[A]\n"))
    for find in (flips, points):
        with pytest.raises(KeyError):
            find(judgement, "[B]")
