"""Leagues: what each asks of evidence, and what a debate says of its league and its date."""

from __future__ import annotations

import pytest

from clashmap.argdown import parse
from clashmap.checks.cards.age import debate_day
from clashmap.checks.settings import unknown_league, unreadable_date
from clashmap.cli.texts import read_example
from clashmap.diagnostics import Diagnostic
from clashmap.evidence.csl.variables import VARIABLES
from clashmap.evidence.leagues import NONE, League, Policy, league, leagues
from clashmap.graph import ArgumentMap
from clashmap.resolve import resolve
from clashmap.source import Source

WHOLE = {
    "author": "Phil Haun",
    "issued": "2025-03-01",
    "title": "Close air support",
    "container-title": "War Review",
    "note": "professor of strategy",
    "page": "12-14",
}


def read(front: str) -> ArgumentMap:
    return resolve([parse(Source("d.argdown", f"===\n{front}\n===\n\n[A]: a\n"))])


def told(front: str) -> list[Diagnostic]:
    map = read(front)
    return [*unknown_league(map), *unreadable_date(map)]


def test_the_leagues_are_those_of_the_guide() -> None:
    assert list(leagues()) == ["nsda", "ncfca", "neda", "none"]
    assert [one.name for one in leagues().values()] == ["NSDA", "NCFCA", "NEDA", "no league"]


@pytest.mark.parametrize("one", leagues().values(), ids=list(leagues()))
def test_a_league_asks_for_fields_of_csl_and_says_where_it_has_that_from(one: League) -> None:
    asked = {field for choices in (*one.fields, *one.online) for field in choices}
    assert asked <= set(VARIABLES)
    assert one.source.endswith(".")
    assert one.ours.endswith(".")
    assert (one.years is None) == (one.id == "none")
    assert "years" in one.ours or one.years is None


def test_a_debate_without_a_league_is_asked_for_nothing() -> None:
    assert league(None) is NONE
    assert league("unheard-of") is NONE
    assert league(["nsda"]) is NONE
    assert (league("none").fields, league("none").omissions, league("none").years) == ((), Policy.ALLOWED, None)
    assert league(" NSDA ") is leagues()["nsda"]


@pytest.mark.parametrize("id", ["nsda", "ncfca", "neda"])
def test_a_whole_cite_lacks_nothing(id: str) -> None:
    assert league(id).missing(WHOLE) == ()


@pytest.mark.parametrize(
    ("id", "change", "missing"),
    [
        ("nsda", {"author": "", "editor": "Ito"}, []),
        ("nsda", {"author": " ", "issued": None}, ["author", "issued"]),
        ("nsda", {"container-title": [], "publisher": "RAND"}, []),
        ("nsda", {"page": None, "URL": "https://example.org"}, ["accessed"]),
        ("nsda", {"page": None, "DOI": "10.1/1"}, []),
        ("nsda", {"note": None}, ["note"]),
        ("ncfca", {"note": None}, []),
        ("ncfca", {"author": None}, ["author"]),
        ("ncfca", {"author": None, "publisher": "RAND"}, []),
        ("ncfca", {"issued": None, "accessed": "2025"}, []),
        ("ncfca", {"title": None, "page": None}, ["title", "URL"]),
        ("neda", {"title": None}, []),
        ("neda", {"note": "", "container-title": None}, ["note", "container-title"]),
        ("none", dict.fromkeys(WHOLE), []),
    ],
)
def test_what_a_cite_lacks(id: str, change: dict[str, object], missing: list[str]) -> None:
    assert [choices[0] for choices in league(id).missing(WHOLE | change)] == missing


@pytest.mark.parametrize(
    ("front", "code", "marked", "help"),
    [
        ("league: nsda", None, "", ""),
        ("league: NEDA", None, "", ""),
        ("league: none", None, "", ""),
        ("league: nsdaa", "E061", "nsdaa", "Did you mean nsda"),
        ("title: x\nleague: 'stoa'", "E061", "stoa", "The leagues are nsda, ncfca, neda;"),
        ("league: [nsda]", "E061", "league", "The leagues are"),
        ("league: 12", "E061", "12", "The leagues are"),
        ("leauge: nsda", "D002", "leauge", "Type league: for it."),
        ("leagues: nsda", "D002", "leagues", "Type league: for it."),
        ("leagues: nsda\nleague: nsda", None, "", ""),
        ("league: nsda\ndate: next spring", "E062", "next spring", "Type a year"),
        ("league: nsda\ndate: [1, 2]", "E062", "date", "Type a year"),
        ("league: nsda\ndate: 2025-11-01", None, "", ""),
        ("league: none\ndate: next spring", None, "", ""),
        ("date: 31/10/2018", None, "", ""),
    ],
)
def test_the_settings_of_a_debate(front: str, code: str | None, marked: str, help: str) -> None:
    found = told(front)
    assert [(one.code, one.place and one.place.text) for one in found] == ([(code, marked)] if code else [])
    assert all(one.help.startswith(help) for one in found)


@pytest.mark.parametrize(
    ("front", "card", "day"),
    [
        ('date: "2025-11-01"\nsources: {a: {issued: 2026}}', "", (2025, 11, 1)),
        ("date: November 2025", "", (2025, 11)),
        ("sources: {a: {issued: 2024-05-01}, b: {accessed: 2024-06}}", "issued: 2023", (2024, 6)),
        ("sources: {a: {issued: 2024}}", "accessed: 2025-02-03", (2025, 2, 3)),
        ("date: soon\nsources: {a: {issued: 2024}}", "", (2024,)),
        ("title: x", "", None),
    ],
)
def test_the_day_of_a_debate_is_never_that_of_the_clock(front: str, card: str, day: tuple[int, ...] | None) -> None:
    map = read_example(f"// d.argdown\n===\n{front}\n===\n\n[A]: a\n\n// cards/x.md\n---\n{card}\n---\nA.\n")
    assert debate_day(map) == day
