"""Several sheets: nothing is lost between them, all can be read, and each names what it leads to."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clashmap.draw.render import LEGIBLE, render, render_sheets
from clashmap.draw.sheet import Sheet
from clashmap.draw.theme import PAPERS
from clashmap.draw.view import select
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from geometry import offences


def _debate(cards: int, *, group: int, seed: int = 1, links: int = 1) -> ArgumentMap:
    """A map of so many cards in groups of that size, each of which bears on some earlier ones."""
    pick = random.Random(seed)
    lines = ["===", "title: Large", "===", ""]
    for number in range(cards):
        if group and number % group == 0:
            lines += [f"# Group {number // group}", ""]
        lines += [f"[Claim {number}]: {'words that say why ' * pick.randint(1, 8)}.", ""]
        for _ in range(links if number else 0):
            low = number - number % group if group and number % group and pick.random() < 0.8 else 0
            lines += [
                f"[Claim {number}]",
                f"  {pick.choice(('+>', '->', '><'))} [Claim {pick.randrange(low, number)}]",
                "",
            ]
    return loads("\n".join(lines))


def _faults(map: ArgumentMap, sheets: tuple[Sheet, ...]) -> list[str]:
    """Cards that are not on one sheet, and links that are not shown once inside a sheet or at both ends between two."""
    view = select(map)
    home = {id: number for number, sheet in enumerate(sheets) for id in sheet.drawing.cards}
    on = Counter(id for sheet in sheets for id in sheet.drawing.cards)
    faults = [id for id in view.nodes if on[id] != 1]
    inside = Counter(link for sheet in sheets for link in sheet.drawing.view.links)
    away = Counter((away.node, away.kind, away.outgoing, away.words) for s in sheets for away in s.drawing.view.away)
    for link in view.links:
        a, b = home[link.source], home[link.target]
        wanted = [(link.source, link.kind, True, f"sheet {b + 1}: {view.nodes[link.target].label}"),
                  (link.target, link.kind, False, f"sheet {a + 1}: {view.nodes[link.source].label}")]  # fmt: skip
        if inside[link] != (a == b) or (a != b and any(not away[end] for end in wanted)):
            faults.append(f"{link.source} -> {link.target}")
        away.subtract(wanted if a != b else ())
    return [*faults, *(str(end) for end, count in away.items() if count > 0)]


@given(
    cards=st.integers(2, 40), group=st.sampled_from((0, 3, 9, 40)), sheets=st.integers(2, 5), seed=st.integers(0, 99)
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_link_and_no_card_is_lost_between_sheets(cards: int, group: int, sheets: int, seed: int) -> None:
    map = _debate(cards, group=group, seed=seed, links=2)
    made = render_sheets(map, select(map), sheets=sheets, page="a4", engine="tidy")
    assert len(made) <= sheets
    assert _faults(map, made) == []
    assert [offence for sheet in made for offence in offences(sheet.drawing)] == []


def test_a_large_map_takes_as_many_sheets_as_it_needs_to_be_legible() -> None:
    map = _debate(120, group=12)
    made = render_sheets(map, select(map), page="a4")
    assert len(made) > 2
    assert min(sheet.smallest_text for sheet in made) >= LEGIBLE
    assert render(map, page="a4").smallest_text < LEGIBLE
    assert _faults(map, made) == []
    for number, sheet in enumerate(made, 1):
        assert sheet.heading[1].text.startswith(f"Sheet {number} of {len(made)}")


def test_groups_stay_whole_where_they_fit() -> None:
    map = _debate(60, group=6)
    made = render_sheets(map, select(map), sheets=4, page="a3")
    titles = [group.title for sheet in made for group, _ in sheet.drawing.frames]
    assert titles == [f"Group {number}" for number in range(10)]


def test_a_group_too_large_says_which_part_of_it_is_where() -> None:
    map = loads(
        "# Small\n\n[R]: r\n\n# Large\n\n[T]: top\n"
        + "".join(f"  + [C{a}]: why\n" + "".join(f"    + [C{a}.{b}]: because\n" for b in range(9)) for a in range(4))
    )
    made = render_sheets(map, select(map), sheets=3, page="a4")
    titles = [group.title for sheet in made for group, _ in sheet.drawing.frames]
    assert [title for title in titles if title != "Small"] == [
        f"Large ({n} of {len(made)})" for n in range(1, len(made) + 1)
    ]
    for a in range(4):  # it is cut at its branches: what bears on one point stays with it
        assert len({n for n, sheet in enumerate(made) for id in sheet.drawing.cards if id.startswith(f"[C{a}.")}) == 1


def test_the_first_sheet_has_a_key_to_all_and_the_others_name_those_beside_them(article: ArgumentMap) -> None:
    made = render_sheets(article, select(article), sheets=3, page="a4")
    first, second, third = ([line.text for line in sheet.heading[2:]] for sheet in made)
    assert [re.match(r"Sheet (\d)", line)[1] for line in first] == ["1", "2", "3"]  # type: ignore[index]
    assert second[0] == "At the top (sheet 1): The US should guarantee air support"
    assert [line[:9] for line in second[1:]] == ["← Sheet 1", "→ Sheet 3"]
    assert [line[:9] for line in third[1:]] == ["← Sheet 2"]


def test_the_key_of_very_many_sheets_stays_small() -> None:
    map = _debate(100, group=2)
    made = render_sheets(map, select(map), sheets=50, page="a4", engine="tidy")
    assert len(made) == 50
    assert made[0].heading[-1].text == "and 11 more sheets"
    assert all(line.x + line.width <= sheet.page.width for sheet in made for line in sheet.heading)


def test_one_sheet_of_auto_is_never_illegible_and_has_the_shape_of_paper() -> None:
    map = _debate(2500, group=25)
    sheet = render(map, engine="tidy")
    assert sheet.page.name == "poster"
    assert sheet.smallest_text == pytest.approx(LEGIBLE)
    assert max(sheet.page.width, sheet.page.height) / min(sheet.page.width, sheet.page.height) == pytest.approx(
        2**0.5, abs=0.01
    )
    frame = sheet.page.margin * 0.5
    for _, rect in sheet.drawing.cards.values():
        x, y = rect.x * sheet.drawing.scale + sheet.drawing.x, rect.y * sheet.drawing.scale + sheet.drawing.y
        assert x > frame
        assert y + rect.height * sheet.drawing.scale < sheet.legend[0].y


def test_several_sheets_of_auto_take_the_smallest_legible_page(article: ArgumentMap) -> None:
    view = select(article)
    made = render_sheets(article, view, sheets=2)
    assert min(sheet.smallest_text for sheet in made) >= LEGIBLE
    smaller = {"a0": "a1", "a1": "a2", "a2": "a3", "a3": "a4"}[made[0].page.name]
    assert min(sheet.smallest_text for sheet in render_sheets(article, view, sheets=2, page=smaller)) < LEGIBLE


@pytest.mark.parametrize(("orientation", "lies"), [("landscape", True), ("portrait", False)])
def test_the_page_lies_or_stands_as_asked(orientation: str, lies: bool, article: ArgumentMap) -> None:
    view = select(article)
    for sheet in (
        render_sheets(article, view, page="a4", orientation=orientation, sheets=1)[0],  # type: ignore[arg-type]
        *render_sheets(article, view, page="a3", sheets=2, orientation=orientation),  # type: ignore[arg-type]
    ):
        assert (sheet.page.width > sheet.page.height) is lies


@pytest.mark.parametrize("page", [name for name in PAPERS if name.startswith("a")])
def test_auto_turns_the_page_to_where_the_text_is_larger(page: str) -> None:
    tall = loads(
        "".join(f"{'  ' * n}{'+ ' if n else ''}[C{n}]: a reason for what stands above it\n" for n in range(16))
    )
    lying, standing = (render(tall, page=page, orientation=way).smallest_text for way in ("landscape", "portrait"))
    assert render(tall, page=page).smallest_text == pytest.approx(max(lying, standing), rel=0.03)


@pytest.mark.parametrize("option", ["orientation", "direction", "layout", "theme"])
def test_an_unknown_name_is_answered_with_the_known_ones(option: str) -> None:
    with pytest.raises((ValueError, LookupError), match="sideways"):
        render(loads("[A]: a"), **{option: "sideways"})  # type: ignore[arg-type]


def test_fewer_than_one_sheet_is_refused() -> None:
    map = loads("[A]: a")
    with pytest.raises(ValueError, match="cannot be drawn on 0 sheets"):
        render_sheets(map, select(map), sheets=0)
