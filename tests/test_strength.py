"""Strength: published examples, the models written down a second time, and what maps make of them."""

from __future__ import annotations

from math import exp, isclose, prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.verdicts.judge import Verdict, judge
from clashmap.verdicts.strength import MODELS, BipolarGraph, strengths, weigh
from clashmap.verdicts.strength.disagreement import Disagreement, disagreements

ALL = pytest.mark.parametrize("model", MODELS)


# --- published examples -----------------------------------------------------------------------------------------------


def test_df_quad_on_the_debate_of_its_paper() -> None:
    # Rago, Toni, Aurisicchio and Baroni 2016, the e-democracy debate; base scores and links as Uncertainpy has them.
    names = ["A1", "A2", "P1", "P2", "P3", "C1", "C2", "C3", "C4"]
    base = [0.5, 0.5, 0.7, 0.5, 0.9, 0.2, 0.2, 0.6, 0.5]
    graph = named(names, base, attacks="C1-A2 C2-P2 C3-P2 C4-P2", supports="P1-A1 P2-A1 P3-A2")
    values = dict(zip(names, weigh(graph, model="df-quad").values, strict=True))
    assert (round(values["A1"], 3), round(values["A2"], 2), round(values["P2"], 2)) == (0.862, 0.85, 0.08)


def test_quadratic_energy_on_the_stock_example_of_its_paper() -> None:
    # Potyka 2018. The scores and results are those published with Uncertainpy; its file of links is not to be had, so
    # these were recovered: they are the ones, but for which of 4 and 5 is which, that give all seven results.
    names = ["Buy", "Sell", "1", "2", "3", "4", "5"]
    base = [0.5, 0.5, 0.8, 0.7, 0.3, 0.9, 0.9]
    attacks, supports = "2-1 4-1 5-3 3-2 Buy-Sell Sell-Buy", "4-2 2-Buy 5-Buy 1-Sell"
    weighed = weigh(named(names, base, attacks=attacks, supports=supports))
    assert [round(value, 4) for value in weighed.values[:2]] == [0.8216, 0.3622]
    assert [round(value, 2) for value in weighed.values[2:]] == [0.20, 0.81, 0.17, 0.9, 0.9]
    assert weighed.converged


def test_df_quad_on_the_graph_of_the_contribution_paper() -> None:
    # Kampik, Potyka, Yin, Čyras and Toni 2024 give .125 and .75 in example 3.1. The graph is from the tests of QBAF-Py,
    # by the same authors, where the two are what e comes to without d, and without b and c; the paper was not at hand.
    for left_out, expected in (("d", 0.125), ("bc", 0.75)):
        names = [name for name in "abcde" if name not in left_out]
        links = {"supports": "a-b a-c a-d d-e", "attacks": "b-e c-e"}
        kept = {
            kind: " ".join(link for link in text.split() if set(link.split("-")) <= set(names))
            for kind, text in links.items()
        }
        base = [0.5 if name in "ae" else 0.0 for name in names]
        assert weigh(named(names, base, **kept), model="df-quad").values[-1] == expected


def test_the_categoriser_on_the_comparison_of_rankings() -> None:
    # Bonzon, Delobelle, Konieczny and Maudet 2016; the links are the ones that give the published values.
    graph = named("abcde", [1.0] * 5, attacks="b-a d-a b-c e-d a-e c-e")
    weighed = weigh(graph, model="h-categoriser")
    assert [round(value, 2) for value in weighed.values] == [0.38, 1, 0.5, 0.65, 0.53]
    assert weighed.iterations > 1


def named(names: str | list[str], base: list[float], **links: str) -> BipolarGraph:
    """A graph from links such as ``a-b``, from *a* to *b*."""
    pairs = {kind: [pair.split("-") for pair in text.split()] for kind, text in links.items()}
    return BipolarGraph.of(
        base, **{kind: [(names.index(a), names.index(b)) for a, b in found] for kind, found in pairs.items()}
    )


# --- the models -------------------------------------------------------------------------------------------------------


def by_formula(model: str, base: float, attackers: list[float], supporters: list[float]) -> float:
    """The models as their papers write them down."""
    energy = sum(supporters) - sum(attackers)
    match model:
        case "quadratic-energy":
            impact = lambda x: max(0.0, x) ** 2 / (1 + max(0.0, x) ** 2)  # noqa: E731
            return base - base * impact(-energy) + (1 - base) * impact(energy)
        case "df-quad":
            attack, support = (1 - prod(1 - value for value in values) for values in (attackers, supporters))
            return base - base * max(0, attack - support) + (1 - base) * max(0, support - attack)
        case "euler":
            return 1 - (1 - base**2) / (1 + base * exp(energy))
    return base / (1 + sum(attackers))


Links = list[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn, *, is_acyclic: bool = False) -> tuple[list[float], Links, Links, Links]:
    size = draw(st.integers(1, 8))
    scores = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    if is_acyclic:
        ends = ends.filter(lambda ends: ends[0] > ends[1])
    links = st.lists(ends, max_size=2 * size) if size > 1 or not is_acyclic else st.just([])
    linked = st.lists(ends.filter(lambda ends: ends[0] > ends[1]), max_size=size) if size > 1 else st.just([])
    return draw(st.lists(scores, min_size=size, max_size=size)), draw(links), draw(links), draw(linked)


def graph(parts: tuple[list[float], Links, Links, Links]) -> BipolarGraph:
    base, attacks, supports, linked = parts
    return BipolarGraph.of(base, attacks=attacks, supports=supports, linked=linked)


@given(graphs())
def test_every_value_follows_from_the_others(parts: tuple[list[float], Links, Links, Links]) -> None:
    for model in MODELS:
        follow(parts, model)


def follow(parts: tuple[list[float], Links, Links, Links], model: str) -> None:
    base, attacks, supports, linked = parts
    weighed = weigh(graph(parts), model=model)
    assert all(0 <= value <= 1 for value in weighed.values)
    for number, value in enumerate(weighed.values):
        start = min([base[number], *(weighed.values[a] for a, b in linked if b == number)])
        against, for_it = (
            [weighed.values[a] for a, b in dict.fromkeys(links) if b == number] for links in (attacks, supports)
        )
        assert abs(by_formula(model, start, against, for_it) - value) <= weighed.residual + 1e-12
    assert weighed.converged == (weighed.residual <= 1e-9)


@given(graphs(is_acyclic=True), st.randoms(use_true_random=False))
def test_the_order_of_what_is_written_changes_no_bit(
    parts: tuple[list[float], Links, Links, Links], random: Random
) -> None:
    base, *links = parts
    new = list(range(len(base)))
    random.shuffle(new)
    moved = [0.0] * len(base)
    for number, at in enumerate(new):
        moved[at] = base[number]
    shuffled = [random.sample([(new[a], new[b]) for a, b in some], len(some)) for some in links]
    for model in MODELS:
        weighed, other = weigh(graph(parts), model=model), weigh(graph((moved, *shuffled)), model=model)
        assert weighed.values == [other.values[at] for at in new]
        assert (weighed.converged, weighed.residual, weighed.iterations) == (True, 0, 0)


@given(graphs(is_acyclic=True), st.floats(0, 1))
def test_an_attack_never_strengthens_and_support_never_weakens(
    parts: tuple[list[float], Links, Links, Links], score: float
) -> None:
    base, attacks, supports, linked = parts
    new = len(base)
    more = [*base, score]
    ways = (
        parts,
        (more, [*attacks, (new, 0)], supports, linked),
        (more, attacks, [*supports, (new, 0)], linked),
        (more, attacks, supports, [*linked, (new, 0)]),
    )
    for model in MODELS:
        plain, attacked, supported, needing = (weigh(graph(way), model=model).values[0] for way in ways)
        assert attacked <= plain + 1e-12
        assert supported >= plain - 1e-12
        assert needing <= plain + 1e-12
        if score == 0:
            assert attacked == supported == pytest.approx(plain, abs=1e-15)


@ALL
def test_the_order_of_many_changes_no_bit(model: str) -> None:
    random = Random(1)
    scores = [random.random() / 10 for _ in range(12)]
    found = set()
    for _ in range(50):
        random.shuffle(scores)
        for kind in ("attacks", "supports"):
            graph = BipolarGraph.of([0.3, *scores], **{kind: [(at + 1, 0) for at in range(12)]})
            found.add(weigh(graph, model=model).values[0])
    assert len(found) == 2


@ALL
def test_circles_that_plain_iteration_swings_in_are_settled(model: str) -> None:
    size = 20
    pairs = [(a, b) for a in range(size) for b in range(size) if a != b]
    weighed = weigh(BipolarGraph.of([0.9] * size, attacks=pairs), model=model)
    assert weighed.converged
    assert weighed.iterations > 1
    assert max(weighed.values) - min(weighed.values) < 1e-9


def test_what_does_not_settle_is_said() -> None:
    # Each round takes a part of the value away that becomes ever smaller: it goes to 0 too slowly to get there.
    weighed = weigh(BipolarGraph.of([1.0], attacks=[(0, 0)], linked=[(0, 0)]), model="h-categoriser")
    assert not weighed.converged
    assert 1e-9 < weighed.residual < 1e-3


def test_a_long_chain_needs_no_recursion() -> None:
    size = 100_000
    weighed = weigh(BipolarGraph.of([1.0] * size, attacks=[(at + 1, at) for at in range(size - 1)]), model="df-quad")
    assert list(weighed.values[-4:]) == [0, 1, 0, 1]


def test_very_many_supporters_overflow_nothing() -> None:
    graph = BipolarGraph.of([0.5] + [1.0] * 2000, supports=[(at, 0) for at in range(1, 2001)])
    assert all(isclose(weigh(graph, model=model).values[0], 1, abs_tol=1e-6) for model in MODELS if model[0] != "h")


# --- maps -------------------------------------------------------------------------------------------------------------


def values(text: str, *, model: str = "df-quad", **supposed: list[str]) -> dict[str, float]:
    found = strengths(loads(text), model=model, **supposed)
    return {id: round(value, 6) for id, value in found.values.items()}


STRUCTURE = """<R>: r {data}

(1) [P]: p {strength: 0.9}
(2) [Q]: q {strength: 0.6}
----
(3) [C]: c
"""


def test_an_argument_is_as_strong_as_the_weakest_of_its_linked_premises() -> None:
    text = STRUCTURE.replace("{data}", "")
    assert values(text)["<R>"] == 0.6
    assert values(text.replace("0.6", "0.8"))["<R>"] == 0.8
    assert values(text.replace("0.9", "0.3"))["<R>"] == 0.3
    assert values(text + "\n[Q]\n  - [X]: x\n")["<R>"] == 0.3, "an attack on a premise weakens the argument through it"
    assert values(text)["[C]"] == 0.5 + 0.5 * 0.6
    assert values(text, model="h-categoriser")["[C]"] == 0.5, "there is no support"


def test_an_argument_is_no_stronger_than_its_own_strength() -> None:
    assert values(STRUCTURE.replace("data", "strength: 0.2"))["<R>"] == 0.2
    assert values(STRUCTURE.replace("data", "strength: 0.7"))["<R>"] == 0.6


def test_an_undercut_weakens_the_argument_and_not_its_premises() -> None:
    text = STRUCTURE.replace("{data}", "") + "\n<R>\n  _ <U>: u {strength: 1}\n"
    assert (values(text)["<R>"], values(text)["[P]"], values(text)["[C]"]) == (0, 0.9, 0.5)


def test_of_several_steps_the_weakest_counts_and_an_undercut_strikes_one() -> None:
    text = "<R>: r\n\n(1) [P]: p {strength: 0.8}\n----\n(2) [I]: i\n(3) [Q]: q {strength: 0.7}\n----\n(4) [C]: c\n"
    first = values(text)
    assert (first["[I]"], first["<R>"]) == (0.5 + 0.5 * 0.8, 0.7)
    second = values(text.replace("----\n(4)", "----\n  <_ <U>: u {strength: 1}\n(4)"))
    assert (second["[I]"], second["<R>"], second["[C]"]) == (first["[I]"], 0, 0.5)
    both = values(text + "\n<R>\n  - [X]: x {strength: 1}\n")
    assert (both["[I]"], both["<R>"], both["[C]"]) == (0.5, 0, 0.5)


def test_each_relation_counts_once_and_a_contradiction_both_ways() -> None:
    alone = values("[A]: a\n  + [B]: b\n")
    assert alone["[A]"] == 0.75
    assert values("[A]: a\n  + [B]: b\n\n[B]\n  +> [A]\n") == alone
    clash = values("[A]: a {strength: 0.8}\n  >< [B]: b {strength: 0.4}\n")
    assert clash["[A]"] == pytest.approx(0.8 * (1 - clash["[B]"]), abs=1e-5)
    assert clash["[B]"] == pytest.approx(0.4 * (1 - clash["[A]"]), abs=1e-5)


def test_claims_that_entail_each_other_have_one_strength() -> None:
    text = "===\nmodel: {mode: strict}\n===\n\n[A]: a\n  + [B]: b {strength: 0.9}\n  +> [B]\n\n[X]: x\n  -> [A]\n"
    found = values(text)
    assert found["[A]"] == found["[B]"] == pytest.approx(0.9 * (1 - found["[X]"]), abs=1e-5)


def test_of_equal_claims_the_first_strength_counts_and_conceding_one_goes_before_kicking_another() -> None:
    text = "===\nmodel: {mode: strict}\n===\n\n[A]: a {x}\n  + [B]: b {y}\n  +> [B]\n"
    assert values(text.replace("{x}", "{strength: 0.3}").replace("{y}", "{strength: 0.9}"))["[A]"] == 0.3
    for x, y in (("conceded", "kicked"), ("kicked", "conceded")):
        assert values(text.replace("{x}", f"{{status: {x}}}").replace("{y}", f"{{status: {y}}}"))["[B]"] == 1


def test_kicking_an_argument_of_several_steps_kicks_each() -> None:
    text = "<R>: r {status: kicked}\n\n(1) [P]: p\n----\n(2) [I]: i\n----\n(3) [C]: c\n"
    assert values(text) == {"[P]": 0.5, "[I]": 0.5, "[C]": 0.5, "<R>": 0}


def test_what_is_conceded_is_beyond_attack_and_what_is_kicked_has_no_influence() -> None:
    text = "[A]: a\n  - [B]: b {status}\n    - [C]: c\n"
    assert values(text.replace("{status}", "{status: conceded}")) == {"[A]": 0, "[B]": 1, "[C]": 0.5}
    assert values(text.replace("{status}", "{status: kicked}")) == {"[A]": 0.5, "[B]": 0, "[C]": 0.5}
    assert values(text.replace("{status}", ""), granted=["[B]"])["[A]"] == 0
    assert values(text.replace("{status}", ""), beaten=["[B]"])["[A]"] == 0.5
    assert values(STRUCTURE.replace("{data}", "").replace("0.9", "0.9, status: kicked"))["<R>"] == 0
    assert values(STRUCTURE.replace("{data}", ""), granted=["<R>"])["<R>"] == 1


@pytest.mark.parametrize("strength", ["high", '"0.9"', "7", "-1", "true", ".nan", "[1]"])
def test_what_is_no_strength_is_left_out(strength: str) -> None:
    found = strengths(loads(f"[A]: a {{strength: {strength}}}\n"))
    assert (found.values["[A]"], found.base["[A]"]) == (0.5, 0.5)


@ALL
def test_the_order_of_the_text_does_not_matter(article: ArgumentMap, model: str) -> None:
    found = strengths(article, model=model)
    assert found.converged
    moved = ArgumentMap(
        claims=dict(reversed(article.claims.items())),
        arguments=dict(reversed(article.arguments.items())),
        relations=article.relations[::-1],
    )
    other = strengths(moved, model=model)
    assert all(isclose(value, other.values[id], abs_tol=1e-8) for id, value in found.values.items())


def test_a_model_or_a_claim_that_there_is_not() -> None:
    map = loads("[A]: a\n")
    with pytest.raises(ValueError, match="df-quad"):
        strengths(map, model="bayes")
    with pytest.raises(KeyError):
        strengths(map, granted=["[B]"])


# --- where strength and verdict disagree ------------------------------------------------------------------------------


def disagreeing(text: str, **supposed: list[str]) -> list[Disagreement]:
    map = loads(text)
    return list(disagreements(judge(map, **supposed), strengths(map, **supposed)))


def test_a_claim_that_stands_may_be_weaker_than_an_attacker_that_falls() -> None:
    # B falls to the weak X and has strong support; A stands as B falls.
    text = "[A]: a\n  - [B]: b\n    + [S]: s {strength: 1}\n    - [X]: x {strength: 0.1}\n"
    stands, falls = disagreeing(text)
    assert (stands.id, stands.verdict, stands.attacker) == ("[A]", Verdict.STANDS, "[B]")
    assert stands.strength < stands.base == 0.5
    assert (falls.id, falls.verdict, falls.attacker) == ("[B]", Verdict.FALLS, "[X]")
    assert falls.strength > falls.base == 0.5
    assert disagreeing(text, beaten=["[B]"]) == []


def test_a_claim_may_fall_for_want_of_a_reason_and_keep_its_strength() -> None:
    (falls,) = disagreeing("[A]: a\n  + [R]: r\n    - [X]: x {strength: 0.6}\n")
    assert (falls.id, falls.attacker) == ("[A]", None)


@pytest.mark.parametrize(
    "text",
    [
        "[A]: a\n  - [B]: b\n",
        "[A]: a\n  - [B]: b\n    - [C]: c\n",
        "[A]: a\n  >< [B]: b {strength: 0.9}\n",
        "[A]: a {strength: 0.2}\n  + [S]: s {strength: 1}\n  + [T]: t {strength: 1}\n"
        "  - [B]: b {strength: 1}\n    - [X]: x {strength: 0.01}\n    - [Y]: y {strength: 0.5}\n",
        "[A]: a\n  - [B]: b {strength: 0.4}\n",
        "[A]: a {status: kicked}\n  + [B]: b\n",
        "[A]: a {status: conceded}\n  - [B]: b {strength: 1}\n",
    ],
    ids=["attacked", "defended", "contested", "lifted", "weakened", "kicked", "conceded"],
)
def test_they_mostly_agree(text: str) -> None:
    assert disagreeing(text) == []
