"""The layout contest: what its score prefers, what it asks of candidates, and how its work grows with the map."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clashmap.draw.card import card, deck
from clashmap.draw.drawing import Drawing
from clashmap.draw.engines import tidy
from clashmap.draw.geometry import Rect
from clashmap.draw.layout import connect, contest
from clashmap.draw.layout.arrange import Means, Wanted
from clashmap.draw.layout.contest import Score, lay_out
from clashmap.draw.layout.plan import Job
from clashmap.draw.lines.grid import Grid
from clashmap.draw.render import render
from clashmap.draw.sheet.press import Orientation
from clashmap.draw.theme import LIGHT
from clashmap.draw.view import select
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from geometry import offences

ROOM = Rect(0.0, 0.0, 1500.0, 1000.0)


def groups(count: int, *, apart: int = 9) -> str:
    """A debate of *count* claims in groups of 25; every so many of them bear on one of another group, too."""
    lines = ["===\ntitle: Made up\nsides: {aff: Affirmative, neg: Negative}\n===\n"]
    for number in range(count):
        if number % 25 == 0:
            lines.append(f"# Group {number // 25}\n")
        words = "no words are wasted on what this claim says of that one " * (1 + number % 3)
        lines.append(f"[Claim {number}]: {words.strip()}. {{side: {'aff' if number % 2 else 'neg'}}}")
        if number % 25:
            lines.append(f"  +> [Claim {number - 1 - number % min(number % 25, 3)}]")
        if number % apart == 1:
            lines.append(f"  -> [Claim {number * 7 % count}]")
        lines.append("")
    return "\n".join(lines)


def job(text: str, direction: Wanted = "auto", *, columns: bool = True) -> Job:
    return Job(select(loads(text)), LIGHT, Means(tidy.place, columns=columns, direction=direction))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Score(8.0, 0.5, 90, 9e9), Score(7.4, 1.0, 0, 0.0)),
        (Score(7.6, 0.9, 90, 9e9), Score(7.9, 0.8, 0, 0.0)),
        (Score(9.0, 0.9, 90, 9e9), Score(20.0, 0.8, 0, 0.0)),
        (Score(24.0, 0.5, 90, 9e9, 3.0), Score(21.0, 1.0, 0, 0.0, 3.0)),
        (Score(27.0, 0.9, 90, 9e9, 3.0), Score(60.0, 0.8, 0, 0.0, 3.0)),
        (Score(8.0, 0.901, 3, 9e9), Score(8.0, 0.9, 4, 0.0)),
        (Score(8.0, 0.9, 3, 1.0), Score(8.0, 0.9, 3, 2.0)),
    ],
    ids=[
        "text first",
        "then lines",
        "larger than readable is no gain",
        "text first on A1",
        "readable from further away",
        "then crossings",
        "then length",
    ],
)
def test_the_score_weighs_in_its_published_order(better: Score, worse: Score) -> None:
    assert better.key > worse.key


def test_every_candidate_is_asked_and_knows_the_best_so_far() -> None:
    asked = job(groups(30))
    packed = lay_out(asked, ROOM)
    small, same = replace(packed, scale=packed.scale / 3), replace(packed)
    told: list[Drawing | None] = []

    def offering(*drawings: Drawing) -> contest.Candidate:
        def candidate(given: Job, room: Rect, best: Drawing | None) -> Iterator[Drawing]:
            assert (given, room) == (asked, ROOM)
            told.append(best)
            yield from drawings

        return candidate

    candidates = (offering(), offering(small), offering(packed, same), offering(small))
    assert lay_out(asked, ROOM, candidates=candidates) is packed
    assert told == [None, None, small, packed]
    with pytest.raises(ValueError, match="no candidate"):
        lay_out(asked, ROOM, candidates=(offering(),))


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
@pytest.mark.parametrize("columns", [True, False])
def test_arrows_point_where_they_are_wanted(direction: Wanted, columns: bool) -> None:
    text = "[R]: r {role: resolution}\n\n" + groups(60) + "\n[Claim 0]\n  +> [R]\n"
    drawing = lay_out(job(text, direction, columns=columns), ROOM)
    assert offences(drawing) == []
    inside = [route.link for route in drawing.routes if route.link not in drawing.led]
    assert len(inside) >= 50
    for link in inside:
        source, target = (drawing.cards[id][1] for id in (link.source, link.target))
        space = {
            "up": source.y - target.bottom,
            "down": target.y - source.bottom,
            "left": source.x - target.right,
            "right": target.x - source.right,
        }[direction]
        assert space > 0, link
    top = drawing.cards["[R]"][1].centre
    others = [rect.centre for id, (_, rect) in drawing.cards.items() if id != "[R]"]
    level, sign = direction in ("left", "right"), 1 if direction in ("up", "left") else -1
    assert all(sign * (other[not level] - top[not level]) > 0 for other in others)


def test_a_search_without_end_is_given_up_and_the_rest_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = groups(100)
    whole = lay_out(job(text), ROOM)
    monkeypatch.setattr(contest, "MOST_STEPS", 1500)
    hurried = lay_out(job(text), ROOM)
    assert offences(hurried) == []
    assert 0 < len(hurried.led) < len(whole.led)
    assert hurried.chips > whole.chips


def test_of_very_many_links_only_those_inside_a_group_are_lines() -> None:
    drawing = lay_out(job(groups(420)), ROOM)
    assert offences(drawing) == []
    assert not drawing.led
    group = {id: group.id for group in drawing.view.root.groups for id in group.nodes}
    assert all(group[route.link.source] == group[route.link.target] for route in drawing.routes)
    assert sum(group[link.source] == group[link.target] for link in drawing.chips) < 0.1 * len(drawing.view.links)


def test_the_work_for_one_claim_does_not_grow_with_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    made, searched = 0, 0
    search = Grid.search

    def counted(*given: object, **named: object) -> object:
        nonlocal made
        made += 1
        return card(*given, **named)  # type: ignore[arg-type]

    def counted_search(*given: object) -> object:
        nonlocal searched
        searched += 1
        return search(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(deck, "card", counted)
    monkeypatch.setattr(Grid, "search", counted_search)
    share: list[float] = []
    for count in (100, 400, 1600):
        made = searched = 0
        lay_out(job(groups(count)), ROOM)
        share.append(made / count)
        assert searched <= 6 * connect.MOST_LED
    assert all(after <= before for before, after in pairwise(share))
    assert share[-1] <= 6


def debate(cards: int, seed: int) -> ArgumentMap:
    """A small debate in up to four groups."""
    pick = random.Random(seed)
    lines = ["===\ntitle: Made up\n===\n", "[C 0]: What it is about. {role: resolution}\n"]
    for number in range(1, cards):
        if pick.random() < 4 / cards:
            lines.append(f"# Group {number}\n")
        lines.append(f"[C {number}]: {'why it is so ' * pick.randint(0, 9)}x.")
        lines += [
            f"  {pick.choice(('+>', '->'))} [C {pick.randrange(number)}]" for _ in range(pick.choice((1, 1, 1, 2)))
        ]
        lines.append("")
    return loads("\n".join(lines))


@given(cards=st.integers(1, 60), seed=st.integers(0, 999))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_larger_page_never_has_smaller_text_and_is_turned_as_is_best(cards: int, seed: int) -> None:
    drawn = debate(cards, seed)
    sizes = []
    for page in ("a4", "a3", "a2", "a1", "a0"):
        sizes.append(render(drawn, page=page).smallest_text)
        for way in get_args(Orientation)[1:] if page in ("a4", "a1") else ():
            assert render(drawn, page=page, orientation=way).smallest_text <= 1.03 * sizes[-1], (page, way)
    assert sizes == sorted(sizes)
