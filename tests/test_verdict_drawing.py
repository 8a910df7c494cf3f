"""Verdicts in drawings: that they can be told apart, read and found, and that they move nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.cli.look import READINGS as TYPED
from clashmap.draw import html
from clashmap.draw.card.deck import Deck
from clashmap.draw.names import element_ids
from clashmap.draw.render import render, render_sheets
from clashmap.draw.sheet import Sheet
from clashmap.draw.sheet.press import Layout
from clashmap.draw.sheet.series import Count
from clashmap.draw.theme import LIGHT, THEMES, Theme, loads, theme
from clashmap.draw.theme.contrast import READABLE, contrast
from clashmap.draw.view import Folded, View, select
from clashmap.draw.view.judged import judged
from clashmap.draw.view.scope import Scope
from clashmap.draw.view.split import split
from clashmap.graph import ArgumentMap
from clashmap.library import loads as read
from clashmap.model import RelationKind
from clashmap.verdicts.framework import READINGS
from clashmap.verdicts.judge import Verdict, judge
from conftest import Run
from geometry import offences, spilling
from test_odd_maps import maps

SVG = "{http://www.w3.org/2000/svg}"
BUS = """===
title: A later start of school
sides: {pro: Pro, con: Con}
sources: {sleep: {title: Sleep in teenagers}}
===

[Start at nine]: Our school should start at nine. {role: resolution}
  + <Grades>: Rested pupils learn more. {side: pro, cite: "sleep 3-4, 7"}
  - [Buses]: The buses cannot come later. {side: con}
    - [New contract]: The contract ends in May. {side: pro}
      >< [Renewed]: The contract was renewed. {side: con}
  - [Sport]: Clubs would train in the dark. {side: con, role: impact}

<Grades>

(1) Rested pupils pay attention.
    - [Boredom]: They are bored, not tired. {side: con}
(2) They are rested.
----
(3) Grades go up.
  + [Start at nine]
"""
VERDICTS = {
    "[Start at nine]": "falls", "<Grades>": "falls", "[Buses]": "contested", "[New contract]": "contested",
    "[Renewed]": "contested", "[Sport]": "stands", "[Boredom]": "stands",
}  # fmt: skip
GROUPS = """===
title: Lunch
===

# The case

[Canteen]: The canteen should go green. {role: resolution}
  + [Health]: Greens are healthy.
    - [Chips]: Chips are green too.
      - [Rules]: Rules say what green is.

# The cost

[Price]: It costs more.
  -> [Canteen]
  + [Deals]: Deals end in May.
  - [Grant]: A grant pays for it.
"""


@pytest.fixture(scope="module")
def bus() -> ArgumentMap:
    return read(BUS)


def drawn(map: ArgumentMap, **asked: Any) -> Sheet:
    return render(map, judgement=judge(map), page="a4", engine="tidy", **asked)


def cards(sheet: Sheet) -> dict[str, ElementTree.Element]:
    """The card of each node, as it is in the SVG."""
    root = ElementTree.fromstring(sheet.svg())
    found = {group.get("id"): group for group in root.iter(f"{SVG}g") if group.get("tabindex") == "0"}
    return {id: found[name] for id, name in element_ids(sheet.drawing.view).items()}


def part(card: ElementTree.Element, name: str) -> ElementTree.Element:
    (found,) = (element for element in card.iter() if element.get("data-part") == name)
    return found


def look(mark: ElementTree.Element) -> str:
    """The shape of a mark: its elements, and what their paths are made of."""
    shapes = [
        (element.tag, re.sub(r"[\d. -]", "", element.get("d", ""))) for element in mark.iter() if not element.text
    ]
    return str(shapes)


def test_every_card_has_its_verdict_as_a_word_a_name_and_a_mark(bus: ArgumentMap) -> None:
    made = cards(drawn(bus))
    assert {id: card.get("data-verdict") for id, card in made.items()} == VERDICTS
    for id, verdict in VERDICTS.items():
        mark = part(made[id], "verdict")
        assert [text.text for text in mark.iter(f"{SVG}text")] == [verdict]
        assert f", {verdict}" in made[id].get("aria-label", "").split(":")[0]


def test_verdicts_differ_by_shape_and_by_shade(bus: ArgumentMap) -> None:
    made = cards(drawn(bus))
    shapes = {VERDICTS[id]: look(part(card, "verdict")) for id, card in made.items()}
    assert len(set(shapes.values())) == 3
    grounds = {VERDICTS[id]: part(card, "box").get("fill", "") for id, card in made.items()}
    shades = [contrast(grounds[verdict], "#000000") for verdict in ("stands", "contested", "falls")]
    assert all(first > second + 0.5 for first, second in pairwise(shades))
    dashed = {VERDICTS[id] for id, card in made.items() if part(card, "box").get("stroke-dasharray")}
    assert dashed == {"contested"}


FAINT = loads('[colours]\nquiet = "#707070"\nedge = "#000000"\n')
"""A theme of one's own whose quiet words can be read on white, and on hardly anything else."""


@pytest.mark.parametrize("look", [*map(theme, THEMES), FAINT], ids=[*THEMES, "own"])
def test_every_text_can_be_read_on_the_ground_of_its_verdict(bus: ArgumentMap, look: Theme) -> None:
    seen = set()
    for card in cards(drawn(bus, theme=look)).values():
        ground = part(card, "box").get("fill", "")
        for text in card.iter(f"{SVG}text"):
            assert contrast(text.get("fill", ""), ground) >= READABLE, text.text
            seen.add((text.get("fill"), ground))
    assert len({ground for _, ground in seen}) == (3 if look is not FAINT else len({look.ground(v) for v in Verdict}))
    assert contrast(look.ground(Verdict.FALLS), look.box) > (1.15 if look is not FAINT else 1.0)


def test_what_a_verdict_is_moves_nothing(bus: ArgumentMap) -> None:
    def places(**supposed: Any) -> object:
        sheet = render(bus, judgement=judge(bus, **supposed), page="a4", engine="tidy")
        marks = [(card.mark.x, card.mark.y, card.mark.word.x) for card, _ in sheet.drawing.cards.values() if card.mark]
        boxes = [(id, rect) for id, (_, rect) in sheet.drawing.cards.items()]
        words = [card.lines for card, _ in sheet.drawing.cards.values()]
        return marks, boxes, words, [route.curve for route in sheet.drawing.routes]

    as_it_is = places()
    assert as_it_is == places(beaten=["[Sport]", "[Boredom]", "[Renewed]"]) == places(granted=["[Buses]"])


def test_a_wider_card_with_a_verdict_is_never_higher(bus: ArgumentMap) -> None:
    deck = Deck(judged(select(bus), judge(bus)), LIGHT)
    for id in VERDICTS:
        heights = [deck(id, float(width)).height for width in range(150, 360)]
        assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("title", ["Lunch", "Lunch at twelve for everybody in the canteen", "غداء"])
def test_a_verdict_alone_takes_a_line_only_where_the_title_leaves_no_room(title: str) -> None:
    map = read(f"[{title}]: It should be green.\n")
    view = select(map)
    bare, marked = Deck(view, LIGHT), Deck(judged(view, judge(map)), LIGHT)
    id = next(iter(view.nodes))
    added = [marked(id, float(width)).height - bare(id, float(width)).height for width in range(150, 500)]
    assert added == sorted(added, reverse=True)
    assert (added[0] == 0) == (title == "Lunch")
    assert (added[-1] == 0) == title.isascii()
    for width in (150.0, 260.0, 499.0):
        assert spilling(marked(id, width)) == []


READ = {"warrant": "; a claim needs one of its reasons", "attacks": ", counting attacks alone"}


def test_what_is_supposed_is_said(bus: ArgumentMap) -> None:
    sheet = render(bus, judgement=judge(bus, beaten=["[Sport]"]), page="a4")
    assert any("as if “Sport” fell" in line.text for line in sheet.footer)


def test_the_reading_and_its_limits_stand_under_every_picture(bus: ArgumentMap) -> None:
    for reading in READINGS:
        sheet = render(bus, judgement=judge(bus, reading=reading), page="a4")
        (note,) = (line.text for line in sheet.footer if "Verdicts" in line.text)
        assert note == f"Verdicts: what the whole map leaves standing{READ[reading]}. They decide no round."
        assert note in sheet.description
    assert READINGS == TYPED
    assert not any("Verdicts" in line.text for line in render(bus, page="a4").footer)


def widths(sheet: Sheet) -> dict[str, float]:
    """The width of each line, by what it says."""
    root = ElementTree.fromstring(sheet.svg())
    groups = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    return {group[0].text or "": float(group[1].get("stroke-width", "")) / sheet.drawing.scale for group in groups}


def rung(sheet: Sheet) -> set[str]:
    """What has the second border of what decides."""
    return {
        id for id, card in cards(sheet).items() if any(element.get("data-part") == "ring" for element in card.iter())
    }


def test_what_decides_stands_out_and_the_rest_steps_back(bus: ArgumentMap) -> None:
    plain, stressed = widths(render(bus, page="a4", engine="tidy")), widths(drawn(bus))
    by = {words: stressed[words] / plain[words] for words in plain}
    assert {words for words, factor in by.items() if factor > 1.3} == {"Sport attacks Start at nine"}
    assert all(factor < 0.8 for words, factor in by.items() if words != "Sport attacks Start at nine")
    sheet = drawn(bus)
    assert rung(sheet) == {"[Start at nine]", "[Sport]"}
    assert "decisive" in cards(sheet)["[Sport]"].get("aria-label", "")


def test_a_way_through_unnamed_lines_and_contradictions_is_drawn_where_these_are(bus: ArgumentMap) -> None:
    sheet = drawn(bus, scope=Scope(focus="<Grades>"))
    assert rung(sheet) == {"<Grades>", "[Boredom]"}
    assert [link for link in sheet.drawing.view.links if sheet.drawing.view.verdicts.decides(link)] == [
        link for link in sheet.drawing.view.links if (link.source, link.target) == ("[Boredom]", "<Grades>")
    ]
    circle = drawn(bus, scope=Scope(focus="[Renewed]"))
    assert rung(circle) == {"[New contract]", "[Renewed]"}
    (way,) = (link for link in circle.drawing.view.links if link.kind is RelationKind.CONTRADICTION)
    assert circle.drawing.view.verdicts.decides(way)


def test_what_the_writer_has_settled_is_said_where_it_is_judged() -> None:
    map = read("[A]: a\n  - [B]: b {status: kicked}\n")
    sheet = drawn(map)
    assert "kicked" in [line.text for line in sheet.drawing.cards["[B]"][0].lines]
    assert "kicked, falls" in sheet.svg()
    assert "kicked" not in render(map, page="a4").svg()


def test_a_part_is_judged_by_the_whole_map(bus: ArgumentMap) -> None:
    sheet = drawn(bus, scope=Scope(focus="[Buses]", depth=1))
    assert {id: card.get("data-verdict") for id, card in cards(sheet).items()} == {
        "[Buses]": "contested", "[New contract]": "contested",
    }  # fmt: skip
    assert any("whole map" in line.text for line in sheet.footer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A]: a\n", {"stands"}),
        ("[A]: a\n  - [B]: b\n", {"stands", "falls", "decides"}),
        ("[A]: a\n  >< [B]: b\n", {"contested"}),
    ],
)
def test_the_legend_has_the_verdicts_that_occur_and_no_more(text: str, expected: set[str]) -> None:
    map = read(text)
    symbols = {key.symbol for key in drawn(map).legend}
    assert symbols & {"stands", "falls", "contested", "decides"} == expected
    assert not {key.symbol for key in render(map, page="a4").legend} & {"stands", "falls", "contested", "decides"}


def away(view: View) -> list[tuple[str, bool, str, bool]]:
    return [(away.node, away.outgoing, away.words, away.decides) for away in view.away]


CUT = "[Top]: t\n  + [Good]: g\n  - [Bad]: b\n  - [Worse]: w\n    - [Not so]: n\n  - [Worst]: x\n    - [Nor so]: o\n"


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(tags=("seen",)), [("[Top]", False, "Bad", True)]),
        (Scope(focus="Top", depth=0), [
            ("[Top]", False, "Bad", True), ("[Top]", False, "Good", False), ("[Top]", False, "2 more attacks", False),
        ]),
        (Scope(focus="Not so"), [("[Not so]", True, "Worse", False)]),
    ],
)  # fmt: skip
def test_what_decides_is_named_where_it_is_not_drawn(scope: Scope, expected: list[tuple[str, bool, str, bool]]) -> None:
    map = read(CUT.replace(": t", ": t #seen").replace(": g", ": g #seen"))
    sheet = drawn(map, scope=scope)
    assert away(sheet.drawing.view) == expected
    says_so = any(decides for *_, decides in expected)
    assert ("decides “Top”" in [key.line.text for key in sheet.legend]) == says_so
    assert rung(sheet) == ({"[Top]"} if says_so else set())


@given(text=maps(), depth=st.sampled_from((0, 1, None)), at=st.integers(0, 20))
@settings(max_examples=80, deadline=None)
def test_of_what_is_cut_off_nothing_is_lost_and_all_that_decides_is_named(
    text: str, depth: int | None, at: int
) -> None:
    map = read(text)
    ids = list(select(map).nodes)
    if not ids:
        return
    bare = select(map, Scope(focus=ids[at % len(ids)], depth=depth))
    view = judged(bare, judge(map))
    ends = {(away.kind, away.node, other) for away in view.away for other in away.others}
    named = {(away.kind, away.node, other) for away in view.away if away.decides for other in away.others}
    assert ends == {(away.kind, away.node, other) for away in bare.away for other in away.others} | named
    cut = [(kind, {source, target}) for kind, source, target in view.verdicts.arrows
           if (source in view.nodes) != (target in view.nodes)]  # fmt: skip
    assert all((kind, {node, other}) in cut for kind, node, other in named)
    assert all(any((kind, {node, other}) == way for kind, node, other in named) for way in cut)
    assert all(len(away.others) == 1 for away in view.away if away.decides)


def test_a_part_of_a_split_map_marks_the_link_that_decides_once() -> None:
    map = read("[Ban]: b\n\n# For\n\n[Ban]\n  + [Good]: g\n    + [Fine]: f\n\n# Against\n\n[Bad]: b\n  -> [Good]\n")
    (_, _), (_, part), _ = split(map, stem="map", suffix=".svg")
    assert away(judged(part, judge(map))) == [
        ("[Good]", False, "Bad · Against", True), ("[Good]", True, "Ban", False),
    ]  # fmt: skip


def test_the_outline_names_what_decides_and_is_not_shown() -> None:
    text = "[Top]: t\n  - [Bad]: b\n\n# Part\n\n[Top]\n  + [Good]: g\n"
    said = invoke("show", "-", "--section", "Part", "--verdicts", text=text).output
    assert "attacks this: Bad (not shown, decisive)" in said
    assert "Bad" not in invoke("show", "-", "--section", "Part", text=text).output


def test_nothing_decides_where_only_the_top_would_be_marked() -> None:
    """It stands as asserted: its reasons are what is drawn, and do not count."""
    map = read("[Top]: t\n  + [Good]: g\n")
    sheet = render(map, judgement=judge(map, reading="attacks"), page="a4")
    assert "decides" not in {key.symbol for key in sheet.legend}
    assert rung(sheet) == set()
    assert set(widths(sheet).values()) == set(widths(render(map, page="a4")).values())


def test_only_what_decides_and_the_top_have_thick_borders() -> None:
    text = "# Case\n\n[Top]\n  + [Way]: w {role: option}\n  - [Price]\n\n# Taste\n\n[Taste]\n  -> [Top]\n  - [Salt]\n"
    map = read(text)
    for sheet, thick in ((drawn(map), {"[Top]", "[Price]"}), (render(map, page="a4"), {"[Top]", "[Way]", "[Taste]"})):
        boxes = {id: next(card.iter(f"{SVG}rect")) for id, card in cards(sheet).items()}
        widths = {id: float(box.get("stroke-width", "")) / sheet.drawing.scale for id, box in boxes.items()}
        assert {id for id, width in widths.items() if width > LIGHT.border + 0.1} == thick
        assert ("head" in {key.symbol for key in sheet.legend}) == ("[Taste]" in thick)


def test_the_legend_says_what_is_decided(bus: ArgumentMap) -> None:
    assert "decides “Start at nine”" in [key.line.text for key in drawn(bus).legend]


def marked(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The nodes that are no folded groups, with their verdicts."""
    for id, (card, _) in sheet.drawing.cards.items():
        assert (card.mark is None) == isinstance(card.node, Folded)
        if card.mark:
            yield id, card.mark.verdict.value


@given(
    text=maps(),
    fold=st.booleans(),
    explode=st.booleans(),
    flow=st.booleans(),
    sheets=st.sampled_from((1, 3)),
    reading=st.sampled_from(READINGS),
)
@settings(max_examples=40, deadline=None)
def test_however_it_is_laid_out_every_card_has_its_verdict_and_nothing_lies_on_anything(
    text: str, fold: bool, explode: bool, flow: bool, sheets: Count, reading: str
) -> None:
    map = read(text)
    judgement = judge(map, reading=reading)
    view = judged(select(map, Scope(collapse=tuple(map.sections) if fold else (), explode=explode)), judgement)
    layout: Layout = "speeches" if flow and not fold and "speech:" in text else "auto"
    made = render_sheets(map, view, sheets=sheets, page="a4", engine="tidy", layout=layout)
    found = dict(pair for sheet in made for pair in marked(sheet))
    assert found == {id: judgement.verdict(id) for id, node in view.nodes.items() if not isinstance(node, Folded)}
    for sheet in made:
        assert offences(sheet.drawing) == []
        ElementTree.fromstring(sheet.svg())
        for card, _ in sheet.drawing.cards.values():
            if card.mark:
                word = card.mark.word
                assert all(line.x - line.width > word.x or line.x < word.x - word.width or line.y != word.y
                           for line in card.lines)  # fmt: skip


def test_a_folded_group_says_how_many_of_it_stand() -> None:
    map = read(GROUPS)
    view = judged(select(map, Scope(collapse=("The case", "The cost"))), judge(map))
    texts = [node.text for node in view.nodes.values()]
    assert texts == [
        "4 claims: 3 stand, 1 falls. It turns on “Canteen”, which stands.",
        "3 claims: 2 stand, 1 falls. It turns on “Price”, which falls.",
    ]


def test_a_folded_group_is_told_by_the_verdict_on_what_it_turns_on() -> None:
    """Whatever else in it has the same title."""
    map = read("# In\n\n<Bus>: b\n  -> [Bus]\n\n[Bus]: c\n  - [Late]: d\n\n# Out\n\n[Top]: t\n  + [Bus]\n  - [Other]\n")
    view = judged(select(map, Scope(collapse=("In",))), judge(map))
    (folded,) = (node for node in view.nodes.values() if isinstance(node, Folded))
    assert folded.text == "2 claims and 1 argument: 2 stand, 1 falls. It turns on “Bus”, which falls."


def test_the_parts_of_a_split_map_keep_their_verdicts() -> None:
    map = read(GROUPS)
    judgement = judge(map)
    found: dict[str, str] = {}
    for _, view in split(map, stem="lunch", suffix=".svg"):
        (sheet,) = render_sheets(map, judged(view, judgement), sheets=1, page="a4", engine="tidy")
        found.update(marked(sheet))
        assert any("whole map" in line.text for line in sheet.footer)
    assert found == {node.id: judgement.verdict(node.id) for node in map.nodes}


def test_the_page_shows_the_same_marks(bus: ArgumentMap) -> None:
    page = html.dumps(bus, drawn(bus))
    for verdict in set(VERDICTS.values()):
        assert page.count('tabindex="0" aria-label') == len(VERDICTS)
        assert f'data-verdict="{verdict}"' in page


def test_without_verdicts_nothing_is_marked(bus: ArgumentMap) -> None:
    assert not re.search("data-|decisive|contested", render(bus, page="a4").svg())


def test_the_same_text_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    made = {
        run(
            "render",
            "-",
            "--to",
            "svg",
            "--verdicts",
            "--engine",
            "tidy",
            input=BUS.encode(),
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert "contested" in made.pop()


def invoke(*arguments: str, text: str = BUS) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=text, prog_name="clashmap")


def test_the_outline_tells_each_verdict_in_words() -> None:
    said = invoke("show", "-", "--verdicts").output
    for id, verdict in VERDICTS.items():
        assert re.search(rf"{re.escape(id)} \([^)]*{verdict}\)", said), id
    assert "Rested pupils pay attention. (falls)" in said
    assert "a claim needs one of its reasons. They decide no round." in said
    assert "counting attacks alone" in invoke("show", "-", "--verdicts", "--reading", "attacks").output
    assert not re.search("stands|falls|contested", invoke("show", "-").output)


def test_dot_tells_each_verdict_and_the_reading() -> None:
    said = invoke("render", "-", "--to", "dot", "--verdicts").output
    assert "They decide no round." in said
    labels = re.findall(r'label="(?:\w+ · )*(stands|falls|contested)\\n([^"\\]*)[^\n]*fillcolor="([^"]*)"', said)
    assert {title: verdict for verdict, title, _ in labels} == {id[1:-1]: verdict for id, verdict in VERDICTS.items()}
    assert {(verdict, colour) for verdict, _, colour in labels} == {(v.value, LIGHT.ground(v)) for v in Verdict}


@pytest.mark.parametrize("command", ["render", "show"])
def test_a_reading_without_verdicts_is_refused(command: str) -> None:
    done = invoke(command, "-", "--reading", "attacks")
    assert done.exit_code == 2
    assert "add --verdicts" in done.stderr


def test_every_kind_of_picture_can_have_verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["map.svg", "map.html", "map.pdf", "map.png"]
    pytest.importorskip("typst")
    done = invoke("render", "-", "--verdicts", *(word for name in names for word in ("-o", name)))
    assert done.exit_code == 0, done.output
    assert all((tmp_path / name).stat().st_size > 1000 for name in names)
    assert "of the cards drawn 2 stand, 2 fall, 3 are contested" in done.stderr
