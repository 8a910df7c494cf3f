"""Odd maps: whatever is written, and however it is asked for, the drawing keeps its rules."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.draw.geometry import Rect
from clashmap.draw.layout.arrange import Wanted
from clashmap.draw.layout.speeches import Speeches, flow
from clashmap.draw.render import render, render_sheets
from clashmap.draw.sheet import Sheet
from clashmap.draw.sheet.press import Orientation
from clashmap.draw.sheet.series import Count
from clashmap.draw.theme import PAPERS
from clashmap.draw.view import select
from clashmap.draw.view.scope import Scope
from clashmap.library import loads
from geometry import offences, outside

SIGNS = ("+>", "->", "_>", "+", "-", "_", "><")
TEXTS = ("", "Some words of the claim that is made here", "Many words of a long text " * 31, "w" * 90)
DATA = ("role: resolution", "role: option", "side: aff", "speech: 1AC", "speech: 1NC", 'cite: "source 3"')


@st.composite
def maps(draw: st.DrawFn) -> str:
    """Claims under headings of any depth, each with relations to any others or itself."""
    count = draw(st.integers(1, 14))
    lines, depth = ["===\ntitle: Odd\n===\n"], 0
    for number in range(count):
        if draw(st.integers(0, 3)) == 0:
            depth = draw(st.integers(1, depth + 1))
            lines.append(f"{'#' * depth} Group {number}\n")
        data = ", ".join(draw(st.lists(st.sampled_from(DATA), unique_by=lambda pair: pair.split(":")[0], max_size=2)))
        lines.append(f"[Claim {number}]: {draw(st.sampled_from(TEXTS))} {{{data}}}" if data else f"[Claim {number}]: t")
        ends = draw(st.lists(st.tuples(st.sampled_from(SIGNS), st.integers(0, count - 1)), max_size=4))
        lines += [f"  {sign} [Claim {end}]" for sign, end in ends]
        lines.append("")
    return "\n".join(lines)


def wrong(sheet: Sheet) -> list[str]:
    """All that is wrong with a sheet."""
    page = sheet.page
    inside = Rect(page.margin, page.margin, page.width - 2 * page.margin, page.height - 2 * page.margin)
    sheet.svg()
    return [*offences(sheet.drawing), *outside(sheet.drawing, inside)]


@given(
    text=maps(),
    asked=st.fixed_dictionaries(
        {
            "page": st.sampled_from(("auto", *PAPERS)),
            "orientation": st.sampled_from(get_args(Orientation)),
            "direction": st.sampled_from(get_args(Wanted)),
            "engine": st.sampled_from(("auto", "tidy")),
            "layout": st.sampled_from(("auto", "auto", "speeches")),
        }
    ),
    fold=st.booleans(),
    clash=st.booleans(),
    sheets=st.sampled_from(("auto", 1, 3)),
)
@settings(max_examples=60, deadline=None)
def test_every_drawing_of_an_odd_map_keeps_the_rules(
    text: str, asked: dict[str, Any], fold: bool, clash: bool, sheets: Count
) -> None:
    map = loads(text)
    try:
        view = select(map, Scope(collapse=tuple(map.sections) if fold else (), only_clash=clash))
    except LookupError:  # nothing is part of a clash
        return
    if not any("speech" in node.data for node in view.nodes.values()):
        asked["layout"] = "auto"
    if asked["layout"] == "speeches":
        asked["direction"] = "auto"
    drawn = render_sheets(map, view, sheets=sheets, **asked)
    assert [found for sheet in drawn for found in wrong(sheet)] == []
    assert sorted(id for sheet in drawn for id in sheet.drawing.cards) == sorted(view.nodes)


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
@pytest.mark.parametrize("others", [0, 1])
def test_the_resolution_stays_on_the_page_when_little_or_nothing_else_is_left(direction: Wanted, others: int) -> None:
    text = "# One\n\n[R]: " + "Long words " * 30 + "{role: resolution}\n\n" + "# Two\n\n[A]: a\n  -> [R]\n" * others
    sheet = render(loads(text), direction=direction, page="a3", orientation="portrait", engine="tidy")
    assert "[R]" in sheet.drawing.cards
    assert wrong(sheet) == []


@pytest.mark.parametrize("direction", ["auto", "right"])
def test_a_thicket_is_drawn_without_asking_an_engine(monkeypatch: pytest.MonkeyPatch, direction: Wanted) -> None:
    monkeypatch.setattr("clashmap.draw.engines.embedded.run", None)
    monkeypatch.setattr("clashmap.draw.engines.embedded.Tank.run", None)
    text = "\n".join(f"[C {a}]: Text\n" + "".join(f"  >< [C {b}]\n" for b in range(a)) for a in range(20))
    assert wrong(render(loads(text), direction=direction, page="a3")) == []


def test_a_flow_follows_a_chain_of_any_length_and_does_not_go_round_in_circles() -> None:
    count = 3000
    lines = ["[C 0]: t {speech: 1AC}\n"]
    lines += [
        f"[C {number}]: t\n  +> [C {number - 1}]\n  +> [C {(number + 1) % count}]\n" for number in range(1, count)
    ]
    said = loads("\n".join(lines))
    view = select(said)
    drawn = flow(Speeches.of(said, view), view)
    assert drawn.names == ("1AC",)
    assert drawn.tops == ("[C 0]",)
    assert sum(map(len, drawn.below.values())) == count - 1


@pytest.mark.parametrize("direction", ["left", "right"])
def test_a_fan_too_wide_for_one_side_of_a_card_hangs_in_columns(direction: Wanted) -> None:
    text = "[T]: t\n" + "".join(f"  + [C{number}]: a claim\n" for number in range(60))
    drawing = render(loads(text), page="a3", direction=direction).drawing
    assert len(drawing.routes) == 60
    assert offences(drawing) == []
