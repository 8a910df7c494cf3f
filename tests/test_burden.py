"""Burden of proof: the standards at their edges, and what the front matter declares."""

from __future__ import annotations

import pytest

from clashmap.library import loads
from clashmap.resolve.worth import STANDARDS
from clashmap.verdicts.burden import Burden, Strongest, burden, meets
from clashmap.verdicts.strength import strengths


def proof(text: str, id: str = "[A]", standard: str | None = None, **supposed: list[str]) -> Burden:
    map = loads(text)
    return burden(map, strengths(map, model="df-quad", **supposed), id, standard=standard)


@pytest.mark.parametrize(
    ("pro", "con", "met"),
    [
        (0.6, 0.5, [True, False, False]),
        (0.5, 0.5, [False, False, False]),
        (0.0, 0.0, [False, False, False]),
        (0.01, 0.0, [True, False, False]),
        (0.5, 0.0, [True, False, False]),
        (0.51, 0.0, [True, True, True]),
        (0.8, 0.45, [True, True, False]),
        (0.75, 0.45, [True, False, False]),
        (0.72, 0.19, [True, True, True]),
        (0.65, 0.19, [True, True, False]),
        (0.9, 0.2, [True, True, False]),
        (0.2, 0.9, [False, False, False]),
    ],
)
def test_the_standards(pro: float, con: float, met: list[bool]) -> None:
    sides = [Strongest("[P]", pro) if pro else None, Strongest("[C]", con) if con else None]
    assert [meets(standard, *sides) for standard in STANDARDS] == met


def test_the_strongest_of_each_side_counts_whatever_their_number() -> None:
    text = "[A]: a\n  + [P]: p {strength: 0.4}\n  - [C]: c {strength: 0.3}\n  - [D]: d {strength: 0.35}\n  - [E]: e\n"
    found = proof(text.replace("e\n", "e {strength: 0.3}\n"))
    assert (found.pro, found.con, found.is_met) == (Strongest("[P]", 0.4), Strongest("[D]", 0.35), True)
    assert (found.standard, found.presumption, found.status) == ("preponderance", "neg", None)


def test_a_tie_is_not_met() -> None:
    assert not proof("[A]: a\n  + [P]: p\n  - [C]: c\n").is_met
    assert proof("[A]: a\n  + [P]: p {strength: 0.501}\n  - [C]: c\n").is_met


def test_what_nothing_speaks_for_is_not_met_but_conceding_it_is_enough() -> None:
    assert proof("[A]: a {strength: 1}\n").pro is None
    assert not proof("[A]: a {strength: 1}\n").is_met
    conceded = proof("[A]: a {status: conceded}\n  - [C]: c {strength: 1}\n")
    assert (conceded.is_met, conceded.status) == (True, "conceded")
    assert not proof("[A]: a {status: kicked}\n  + [P]: p\n").is_met
    kicked = proof("[A]: a\n  + [P]: p {status: kicked}\n")
    assert (kicked.pro, kicked.is_met) == (None, False)


def test_an_argument_speaks_for_its_conclusion_and_a_contradiction_against_both() -> None:
    text = "<R>: r\n\n(1) [P]: p {strength: 0.8}\n----\n(2) [A]: a\n\n[A]\n  >< [B]: b {strength: 0.3}\n"
    found = proof(text)
    assert found.pro == Strongest("<R>", 0.8)
    assert found.con
    assert found.con.id == "[B]"
    assert proof(text, "[B]").pro is None


def test_what_settles_a_claim_settles_it_for_what_equals_it() -> None:
    text = (
        "===\nmodel: {mode: strict}\n===\n\n[A]: a\n  + [B]: b {status: conceded}\n  +> [B]\n  - [C]: c {strength: 1}\n"
    )
    assert proof(text, "[A]").is_met
    assert proof(text, "[B]").is_met


def test_what_is_supposed_goes_before_what_is_said() -> None:
    text = "[A]: a {status: kicked}\n  + [P]: p\n  - [C]: c\n"
    assert (proof(text, granted=["[A]"]).is_met, proof(text, granted=["[A]"]).status) == (True, "granted")
    assert not proof(text.replace("kicked", "conceded"), beaten=["[A]"]).is_met
    assert proof(text.replace("kicked", "open"), beaten=["[C]"]).is_met


@pytest.mark.parametrize(
    ("front", "standard", "presumption"),
    [
        ("", "preponderance", "neg"),
        ("burden: clear-and-convincing", "clear-and-convincing", "neg"),
        (
            "burden: {standard: beyond-reasonable-doubt, presumption: aff}\nsides: {aff: F, neg: A}",
            "beyond-reasonable-doubt",
            "aff",
        ),
        ("burden: {presumption: con}", "preponderance", "con"),
        ("burden: {presumption: nobody}\nsides: {pro: F, con: A}", "preponderance", "con"),
        ("sides: {prop: F, opp: A}", "preponderance", "opp"),
        ("sides: {yes: F, no: A}", "preponderance", "no"),
        ("burden: brd", "preponderance", "neg"),
        ("burden: [clear-and-convincing]", "preponderance", "neg"),
    ],
)
def test_the_front_matter_declares_standard_and_presumption(front: str, standard: str, presumption: str) -> None:
    found = proof(f"===\ntitle: t\n{front}\n===\n\n[A]: a\n")
    assert (found.standard, found.presumption) == (standard, presumption)


def test_a_standard_that_is_asked_for_goes_before_the_declared_one() -> None:
    text = "===\nburden: beyond-reasonable-doubt\n===\n\n[A]: a\n  + [P]: p\n"
    assert not proof(text).is_met
    assert proof(text, standard="preponderance").is_met
    with pytest.raises(ValueError, match="preponderance"):
        proof(text, standard="scintilla")
