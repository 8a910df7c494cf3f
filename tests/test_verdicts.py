"""Verdicts: worked examples decided by hand, and an independent reading of the rules beside the attack graph."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.framework import READINGS, frame
from clashmap.verdicts.grounded import IN, OUT, UNDECIDED, label
from clashmap.verdicts.judge import Verdict, judge
from documents import document
from judged import Rules

STANDS, FALLS = Verdict.STANDS, Verdict.FALLS
_CASE = re.compile(r"^## (.+)\n(?:(?!```).*\n)*```argdown\n((?:.*\n)*?)```\n\n```\n((?:.*\n)*?)```", re.MULTILINE)
EXAMPLES = [
    pytest.param(path.stem, text, expected, id=f"{path.stem}: {title}")
    for path in sorted((Path(__file__).parent / "verdicts").glob("*.md"))
    for title, text, expected in _CASE.findall(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("reading", "text", "expected"), EXAMPLES)
def test_a_worked_example(reading: str, text: str, expected: str) -> None:
    map = loads(text)
    assert not [found for found in map.diagnostics if found.severity == "error"]
    judgement = judge(map, reading=reading)
    wanted = dict(line.split(" ", 1)[::-1] for line in expected.splitlines())
    assert {id: judgement.verdict(id).value for id in wanted} == wanted


def test_every_example_is_read() -> None:
    written = [line for path in Path(__file__).parent.glob("verdicts/*.md") for line in path.open(encoding="utf-8")]
    assert len(EXAMPLES) == sum(line.startswith("## ") for line in written)


@pytest.mark.parametrize("seed", range(600))
def test_the_attack_graph_says_what_the_rules_say(seed: int) -> None:
    random = Random(seed)
    map = loads(debate(random) if seed % 3 else document(seed))
    ids = [node.id for node in map.nodes]
    granted, beaten = ({random.choice(ids)} if ids and random.random() < 0.3 else set() for _ in range(2))
    beaten -= granted
    if not all(len(found) == 1 for found in map_equals(map).values()):
        granted, beaten = set(), set()
    judgement = judge(map, granted=granted, beaten=beaten)
    assert {id: judgement.verdict(id) for id in ids} == Rules(map, granted=granted, beaten=beaten).verdicts()


def map_equals(map: ArgumentMap) -> dict[int, list[str]]:
    """The claims that share one place in the attack graph."""
    found: dict[int, list[str]] = {}
    for id, place in frame(map).index.items():
        found.setdefault(place, []).append(id)
    return found


def debate(random: Random) -> str:
    """A small debate with structures, undercuts, contradictions, statuses and rings, at random."""
    claims, arguments = (
        [f"{a}{n}{b}" for n in range(random.randint(1, most))] for a, b, most in (("[C", "]", 7), ("<A", ">", 5))
    )
    lines = ["===", f"model: {{mode: {random.choice(('loose', 'loose', 'strict'))}}}", "==="]
    for name in random.choices(claims + arguments, k=2):
        lines += (
            ["", f"{name}: Text. {{status: {random.choice(('conceded', 'kicked'))}}}"] if random.random() < 0.3 else []
        )
    for argument in arguments:
        if random.random() < 0.6:
            lines += ["", argument, ""]
            number = 0
            for _ in range(random.choice((1, 1, 2, 3))):
                for _ in range(random.randint(1, 2)):
                    number += 1
                    lines.append(f"({number}) {random.choice(claims)}")
                lines.append("----")
                if random.random() < 0.3:
                    lines.append(f"  _ {random.choice(claims + arguments)}")
                number += 1
                lines.append(f"({number}) {random.choice(claims)}")
    for _ in range(random.randint(1, 14)):
        sign = random.choice(("+", "+", "-", "-", "->", "+>", "_", "><"))
        either = claims if sign == "><" else claims + arguments
        lines += ["", random.choice(arguments if sign == "_" else either), f"  {sign} {random.choice(either)}"]
    return "\n".join(lines) + "\n"


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> AttackGraph:
    size = draw(st.integers(0, most))
    ends = st.integers(0, max(0, size - 1))
    return AttackGraph.of(size, draw(st.lists(st.tuples(ends, ends), max_size=3 * size)) if size else [])


@given(graphs())
def test_the_grounded_labelling_is_the_least_complete_one(graph: AttackGraph) -> None:
    def is_complete(labels: tuple[int, ...]) -> bool:
        for argument, attackers in enumerate(graph.attackers):
            found = {labels[attacker] for attacker in attackers}
            if labels[argument] != (OUT if IN in found else IN if found <= {OUT} else UNDECIDED):
                return False
        return True

    complete = [labels for labels in product((UNDECIDED, IN, OUT), repeat=len(graph)) if is_complete(labels)]
    least = min(complete, key=lambda labels: sum(map(bool, labels)))
    assert tuple(label(graph)) == least
    assert all(mine in (UNDECIDED, theirs) for other in complete for mine, theirs in zip(least, other, strict=True))


@given(graphs(20), st.data())
def test_supposing_is_judging_another_graph(graph: AttackGraph, data: st.DataObject) -> None:
    arguments = st.lists(st.sampled_from(range(len(graph))), max_size=4) if len(graph) else st.just([])
    granted = data.draw(arguments)
    beaten = [argument for argument in data.draw(arguments) if argument not in granted]
    supposed = label(graph.suppose(granted=granted, beaten=beaten))
    assert label(graph, granted=granted, beaten=beaten) == supposed[: len(graph)]


def test_a_long_chain_of_claims_is_judged() -> None:
    text = "[C0]\n\n" + "".join(f"[C{n}]\n  - [C{n + 1}]\n\n" for n in range(10_000))
    judgement = judge(loads(text))
    assert judgement.verdict("[C0]") is STANDS
    assert judgement.verdict("[C1]") is FALLS


@pytest.mark.parametrize("reading", READINGS)
def test_an_empty_map_is_judged(reading: str) -> None:
    assert judge(loads(""), reading=reading).labels == b""


def test_an_unknown_reading_is_refused() -> None:
    with pytest.raises(ValueError, match="there are warrant, attacks"):
        frame(loads("[A]"), reading="fuzzy")
