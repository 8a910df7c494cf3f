"""The figures of a sheet: they find what is wrong with a drawing, and the table is in line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clashmap.cli.report import lines
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.render import render, render_sheets
from clashmap.draw.report import report
from clashmap.draw.view import select
from clashmap.graph import ArgumentMap
from clashmap.library import loads


def test_every_link_is_counted_once_and_nothing_lies_on_anything(article: ArgumentMap) -> None:
    found = report(sheet := render(article, page="a2"))
    assert found.cards == len(sheet.drawing.cards)
    assert found.lines + found.chips == len(sheet.drawing.view.links)
    assert (found.pierced, found.overlaps, found.away) == (0, 0, 0)
    assert 0.2 < found.use < 0.8


def test_links_to_other_sheets_are_counted_at_both_ends(article: ArgumentMap) -> None:
    view = select(article)
    found = [report(sheet) for sheet in render_sheets(article, view, sheets=3, page="a4")]
    assert sum(one.lines + one.chips for one in found) + sum(one.away for one in found) // 2 == len(view.links)


def test_faults_are_found() -> None:
    sheet = render(loads("[A]: a\n  + [B]: b\n  + [C]: c\n"), engine="tidy")
    cards = dict(sheet.drawing.cards)
    cards["[C]"] = (cards["[C]"][0], cards["[B]"][1].moved(3.0, 3.0))
    assert report(replace(sheet, drawing=replace(sheet.drawing, cards=cards))).overlaps == 2
    route = next(route for route in sheet.drawing.routes if route.link.source == "[B]")
    middle = sheet.drawing.cards["[C]"][1]
    start, end = Point(middle.x - 20, middle.y + 5), Point(middle.right + 20, middle.y + 5)
    through = replace(route, curve=(start, start, end, end))
    assert report(replace(sheet, drawing=replace(sheet.drawing, routes=(through,)))).pierced == 1


def test_page_use_is_the_share_that_cards_cover() -> None:
    sheet = render(loads("[A]: a"), page="a4")
    page = sheet.page
    width, height = page.width - 2 * page.margin, page.height - 2 * page.margin
    card = sheet.drawing.cards["[A]"][0]
    half = Rect(0.0, 0.0, width / 2 / sheet.drawing.scale, height / sheet.drawing.scale)
    shown = replace(sheet.drawing, cards={"[A]": (card, half)})
    assert report(replace(sheet, drawing=shown)).use == pytest.approx(0.5)


def test_the_table_is_in_line_and_names_sheets_where_there_are_several(article: ArgumentMap) -> None:
    view = select(article)
    one = lines(render_sheets(article, view, page="a3", sheets=1))
    assert one[0].split()[:2] == ["page", "A3"]
    several = lines(render_sheets(article, view, page="a4", sheets=3))
    assert several[0].split() == ["sheet", "1", "sheet", "2", "sheet", "3"]
    assert len(several) == len(one) + 1
    assert len({len(line) for line in several}) == 1


def test_many_sheets_are_printed_in_blocks_that_fit_a_terminal(article: ArgumentMap) -> None:
    printed = lines(render_sheets(article, select(article), page="a4", sheets=10, engine="tidy"))
    assert max(map(len, printed)) <= 100
    assert [line.split()[-1] for line in printed if line.lstrip().startswith("sheet")] == ["8", "10"]
