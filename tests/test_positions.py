"""Positions: every semantics against all subsets of small graphs, properties on larger ones, published answers."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import product as cartesian

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.formats.attackgraphs import loads
from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions import SEMANTICS, accepted, extensions
from paths import ROOT

PUBLISHED = ROOT.parent / "shared" / "conformance" / "attack-graphs"
needs_published = pytest.mark.skipif(not PUBLISHED.exists(), reason="the published attack graphs are not here")
EXPECTED = json.loads((PUBLISHED / "expected.json").read_text(encoding="utf-8")) if PUBLISHED.exists() else {}
QUICK = [name for name, expected in EXPECTED.items() if expected["m"] <= 250]
Sets = list[tuple[int, ...]]


def every_subset(graph: AttackGraph) -> dict[str, Sets]:
    """The extensions under each semantics, by their definitions, as bits."""
    size = len(graph)
    whole = (1 << size) - 1
    strikes = [sum(1 << target for target in set(targets)) for targets in graph.targets]
    attackers = [sum(1 << source for source in range(size) if strikes[source] >> each & 1) for each in range(size)]
    free: list[tuple[int, int]] = []
    for chosen in range(whole + 1):
        attacked = 0
        for each in range(size):
            if chosen >> each & 1:
                attacked |= strikes[each]
        if not attacked & chosen:
            free.append((chosen, attacked))

    def defended(attacked: int) -> int:
        return sum(1 << each for each in range(size) if not attackers[each] & ~attacked)

    def largest(sets: list[tuple[int, int]], *, ranged: bool) -> list[int]:
        sizes = {chosen: chosen | attacked if ranged else chosen for chosen, attacked in sets}
        return [one for one, a in sizes.items() if not any(a != b and a & b == a for b in sizes.values())]

    admissible = [pair for pair in free if not pair[0] & ~defended(pair[1])]
    complete = [chosen for chosen, attacked in admissible if chosen == defended(attacked)]
    preferred = largest(admissible, ranged=False)
    common = whole
    for chosen in preferred:
        common &= chosen
    found = {
        "grounded": [min(complete, key=int.bit_count)],
        "complete": complete,
        "preferred": preferred,
        "stable": [chosen for chosen, attacked in free if chosen | attacked == whole],
        "semi-stable": largest(admissible, ranged=True),
        "stage": largest(free, ranged=True),
        "ideal": [max((chosen for chosen, _ in admissible if not chosen & ~common), key=int.bit_count)],
    }
    return {
        semantics: sorted(tuple(each for each in range(size) if chosen >> each & 1) for chosen in sets)
        for semantics, sets in found.items()
    }


def random_graph(chance: random.Random, *, most: int) -> AttackGraph:
    size = chance.randint(0, most)
    density = chance.choice((0.1, 0.2, 0.3, 0.5))
    pairs = cartesian(range(size), repeat=2)
    return AttackGraph.of(size, [(a, b) for a, b in pairs if chance.random() < density * (0.3 if a == b else 1)])


def agree(graph: AttackGraph) -> None:
    for semantics, expected in every_subset(graph).items():
        found = extensions(graph, semantics=semantics)
        assert sorted(found.sets) == expected, (graph, semantics)
        assert found.is_all
        assert found.is_known
        for argument, sceptically in cartesian(range(len(graph)), (False, True)):
            answer = accepted(graph, argument, semantics=semantics, sceptically=sceptically)
            shown = [members for members in expected if (argument in members) != sceptically]
            assert answer.holds == (bool(shown) != sceptically), (graph, semantics, argument, sceptically)
            assert answer.witness in (shown or [None]), (graph, semantics, argument, sceptically)


def test_small_graphs_have_the_extensions_of_the_definitions() -> None:
    chance = random.Random(5)
    for _ in range(400):
        agree(random_graph(chance, most=8))
    for _ in range(1_600):
        agree(random_graph(chance, most=5))


@pytest.mark.slow
def test_many_small_graphs_have_the_extensions_of_the_definitions(thorough: bool) -> None:
    chance = random.Random(6)
    for _ in range(50_000 if thorough else 5_000):
        agree(random_graph(chance, most=8))


@st.composite
def graphs(draw: st.DrawFn) -> AttackGraph:
    """Graphs of up to 24 arguments with few attacks, so that they come in several components."""
    size = draw(st.integers(1, 24))
    argument = st.integers(0, size - 1)
    return AttackGraph.of(size, draw(st.lists(st.tuples(argument, argument), max_size=2 * size)))


@settings(max_examples=60)
@given(graphs())
def test_semantics_include_each_other(graph: AttackGraph) -> None:
    found = {semantics: set(extensions(graph, semantics=semantics, most=3_000).sets) for semantics in SEMANTICS}
    ((grounded,), (ideal,)) = found["grounded"], found["ideal"]
    assert set(grounded) <= set(ideal)
    assert all(set(ideal) <= set(members) for members in found["preferred"])
    assert found["stable"] <= found["semi-stable"] <= found["preferred"]
    if found["stable"]:
        assert found["stable"] == found["semi-stable"] == found["stage"]
    if len(found["complete"]) < 3_000:
        complete = found["complete"]
        assert {one for one in complete if not any(set(one) < set(other) for other in complete)} == found["preferred"]


@settings(max_examples=60)
@given(graphs(), st.data())
def test_accepted_is_what_the_extensions_have(graph: AttackGraph, data: st.DataObject) -> None:
    argument = data.draw(st.integers(0, len(graph) - 1))
    for semantics in SEMANTICS:
        found = extensions(graph, semantics=semantics, most=3_000)
        if found.is_all:
            having = [argument in members for members in found.sets]
            assert accepted(graph, argument, semantics=semantics).holds == any(having)
            assert accepted(graph, argument, semantics=semantics, sceptically=True).holds == all(having)


@settings(max_examples=40)
@given(graphs(), st.data())
def test_extensions_do_not_depend_on_how_arguments_are_numbered(graph: AttackGraph, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(graph))))
    moved = AttackGraph.of(
        len(graph), [(order[a], order[b]) for a, targets in enumerate(graph.targets) for b in targets]
    )
    for semantics in SEMANTICS:
        before = extensions(graph, semantics=semantics, most=3_000)
        after = extensions(moved, semantics=semantics, most=3_000)
        assert before.is_all == after.is_all
        if before.is_all:
            assert {tuple(sorted(order[each] for each in members)) for members in before.sets} == set(after.sets)


def cycles(count: int) -> AttackGraph:
    """So many pairs of arguments that attack each other, each pair one of the next."""
    pairs = range(0, 2 * count, 2)
    links = [(first - 2, first) for first in pairs if first]
    return AttackGraph.of(2 * count, [*((a, a + 1) for a in pairs), *((a + 1, a) for a in pairs), *links])


def test_what_has_more_extensions_than_atoms_in_the_world_gives_the_first_of_them() -> None:
    graph = cycles(400)
    for semantics in ("complete", "preferred", "stable", "semi-stable", "stage"):
        found = extensions(graph, semantics=semantics, most=5)
        assert len(set(found.sets)) == 5
        assert not found.is_all
        assert found.is_known
    assert accepted(graph, 799, sceptically=True).holds is False
    assert extensions(graph, semantics="ideal").sets == ((),)


def test_independent_choices_do_not_hide_that_all_ways_lead_to_one() -> None:
    # Whichever of each pair stands, the third that both attack falls, and so does all that attacks 0.
    attacks: list[tuple[int, int]] = []
    for first in range(1, 181, 3):
        attacks += [(first, first + 1), (first + 1, first), (first, first + 2), (first + 1, first + 2), (first + 2, 0)]
    graph = AttackGraph.of(181, attacks)
    assert accepted(graph, 0, sceptically=True, budget=60).holds is True
    assert accepted(graph, 3).holds is False


def test_a_long_chain_needs_no_recursion() -> None:
    size = 100_000
    graph = AttackGraph.of(size, [(0, 0), *((each, each + 1) for each in range(size - 1))])
    assert extensions(graph, semantics="preferred", most=1).sets == ((),)
    assert accepted(graph, size - 1, sceptically=True).holds is False


def test_what_is_not_known_in_time_is_not_guessed() -> None:
    chance = random.Random(3)
    graph = AttackGraph.of(600, [(chance.randrange(600), chance.randrange(600)) for _ in range(6_000)])
    for semantics in ("preferred", "stable", "semi-stable", "stage", "ideal"):
        found = extensions(graph, semantics=semantics, budget=0.05)
        assert not found.is_known
        assert not found.is_all
        assert accepted(graph, 0, semantics=semantics, budget=0.05).holds is None
    assert extensions(cycles(9), budget=0.0).is_known is False


def test_the_unknown_semantics_is_refused() -> None:
    with pytest.raises(ValueError, match="eager"):
        extensions(cycles(1), semantics="eager")
    with pytest.raises(ValueError, match="eager"):
        accepted(cycles(1), 0, semantics="eager")


REPEATED = """
import random
from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions import SEMANTICS, accepted, extensions
chance = random.Random(1)
graph = AttackGraph.of(60, [(chance.randrange(60), chance.randrange(60)) for _ in range(130)])
for semantics in SEMANTICS:
    print(extensions(graph, semantics=semantics, most=9))
    print([accepted(graph, each, semantics=semantics, sceptically=each % 2 == 1) for each in range(20)])
"""


def test_the_same_graph_gives_the_same_sets_in_the_same_order() -> None:
    def output(seed: str) -> bytes:
        env = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run([sys.executable, "-c", REPEATED], env=env, capture_output=True, check=True).stdout

    assert output("1") == output("2") != b""


def published(name: str) -> tuple[list[str], AttackGraph]:
    instance = loads((PUBLISHED / name).read_bytes(), name.rpartition(".")[2])
    return list(instance.names), instance.graph


def queries(expected: dict[str, object], names: list[str]) -> Iterator[tuple[str, str, bool, list[str]]]:
    queried = names if expected["queried"] == "all" else expected["queried"]
    assert isinstance(queried, list)
    yield "DC-CO", "complete", False, queried
    yield "DC-ST", "stable", False, queried
    yield "DS-PR", "preferred", True, queried
    yield "DS-ST", "stable", True, queried


def answers(name: str, *, every: int = 1) -> None:
    """Hold our answers on a graph to the agreed ones, about each argument, or about one of so many."""
    expected = EXPECTED[name]
    names, graph = published(name)
    place = {each: number for number, each in enumerate(names)}
    for task, semantics, sceptically, queried in queries(expected, names):
        held = {
            each: accepted(graph, place[each], semantics=semantics, sceptically=sceptically).holds
            for each in queried[::every]
        }
        assert held == {each: each in expected[task] for each in held}, task
    assert bool(extensions(graph, semantics="stable", most=1).sets) == expected["stable_exists"]
    (grounded,) = extensions(graph, semantics="grounded").sets
    assert sorted(names[each] for each in grounded) == sorted(expected["grounded"])
    for semantics in ("complete", "preferred", "stable"):
        count = expected.get(f"n_{semantics}")
        if count is not None:
            found = extensions(graph, semantics=semantics, most=2_001)
            assert len(set(found.sets)) == (2_001 if count == ">2000" else count), semantics
            if semantics in expected:
                named = sorted(sorted(names[each] for each in members) for members in found.sets)
                assert named == sorted(map(sorted, expected[semantics])), semantics


@needs_published
def test_published_graphs_with_few_attacks_have_the_agreed_answers() -> None:
    assert len(QUICK) > 50
    for name in QUICK:
        answers(name)


@needs_published
@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - set(QUICK)))
def test_published_graphs_with_many_attacks_have_the_agreed_answers(name: str, thorough: bool) -> None:
    answers(name, every=1 if thorough else 7)
