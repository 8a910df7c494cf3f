"""Cards: that no text leaves its card, that long texts can be read, and that every mark on a map is explained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.draw.card import Card, Chip, Line, Rank, card
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.lines.joint import joints
from clashmap.draw.lines.route import Route
from clashmap.draw.render import render
from clashmap.draw.sheet import counts, frame
from clashmap.draw.sheet.legend import legend_of
from clashmap.draw.sheet.sources import Cited
from clashmap.draw.svg.anchor import is_safe
from clashmap.draw.svg.cards import card_group
from clashmap.draw.svg.links import links
from clashmap.draw.svg.pen import Pen
from clashmap.draw.text import is_rtl, measure
from clashmap.draw.theme import LIGHT, PAPERS, THEMES, ColourBy, Theme, theme
from clashmap.draw.view import Link, Verdicts, View, select
from clashmap.draw.view.scope import Scope
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.model import RelationKind
from clashmap.verdicts.judge import Verdict
from geometry import offences, spilling

RANKS: Sequence[Rank] = ("plain", "head", "option", "resolution")
BYS: Sequence[ColourBy] = ("side", "tag", "role", "group")
WORDS = "a canteen should go vegetarian because most carbon of its lunches is in the meat that they serve".split()  # noqa: SIM905
LONG = " ".join(WORDS[(number * 7) % len(WORDS)] for number in range(140))[:800]
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

texts = st.one_of(
    st.lists(st.sampled_from([*WORDS, WORD, "—", "¶", "漢字", "I", "W" * 60]), max_size=120).map(" ".join),
    st.text(max_size=60),
).map(lambda text: text[:800])


def view_of(text: str, scope: Scope | None = None) -> View:
    return select(loads(text), scope or Scope())


def drawn(made: Card, look: Theme = LIGHT) -> str:
    """The card as an SVG document."""
    inside = card_group(Pen(1.0, 0.0, 0.0), look, made, Rect(0, 0, made.width, made.height))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(inside)}</svg>'


PLAIN = view_of(
    """===
sides: {aff: For, neg: Against}
sources: {s: {title: S}, t: {title: T}}
===

# One

[A]: a #tag {side: aff, role: an uncommonly long role, cite: ["s 1-2", "t 3", "t 4"]}

<B>: b #analytic {side: neg}

(1) One premise.
(2) Another.
----
(3) [A]

[C]: c
"""
)


@given(
    id=st.sampled_from(list(PLAIN.nodes)),
    title=texts,
    text=texts,
    width=st.sampled_from((156.0, 196.0, 264.0, 480.0, 1200.0)),
    rank=st.sampled_from(RANKS),
    chips=st.lists(st.builds(Chip, st.sampled_from(list(LIGHT.links)), st.booleans(), texts), max_size=14),
    verdict=st.sampled_from((None, *Verdict)),
    by=st.sampled_from(BYS),
)
def test_no_text_leaves_its_card(
    id: str, title: str, text: str, width: float, rank: Rank, chips: list[Chip], verdict: Verdict | None, by: ColourBy
) -> None:
    node = replace(PLAIN.nodes[id], title=title, text=text)  # type: ignore[type-var]
    look = replace(LIGHT, colour_by=by)
    view = replace(PLAIN, verdicts=Verdicts({id: verdict} if verdict else {}))
    made = card(node, view, look, width=width, rank=rank, chips=chips)
    assert spilling(made) == []
    assert len(made.chips) + made.more == len(chips)
    assert all(placed.y + 13 <= made.height - 2 for placed in made.chips)
    assert all(placed.line.x + placed.line.width <= width - 8 for placed in made.chips)
    assert all(second.y - first.y >= 16 for first, second in pairwise(made.chips))  # a pill is 13 high
    for first, second in combinations((*made.lines, *([made.mark.word] if made.mark else [])), 2):
        if first.y == second.y:
            assert span(first)[1] <= span(second)[0] or span(second)[1] <= span(first)[0], (first.text, second.text)
    ElementTree.fromstring(drawn(made, look))


def span(line: Line) -> tuple[float, float]:
    """Left and right end."""
    return (line.x - line.width, line.x) if line.right else (line.x, line.x + line.width)


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("width", [196.0, 264.0, 420.0, 560.0, 900.0, 1600.0])
def test_a_long_text_has_lines_of_a_readable_length(width: float, rank: Rank) -> None:
    made = card(replace(PLAIN.nodes["[C]"], text=LONG), PLAIN, LIGHT, width=width, rank=rank)
    body = [line for line in made.lines if line.colour == LIGHT.body]
    assert " ".join(line.text for line in body) == LONG
    assert max(len(line.text) for line in body) <= 80
    if width >= 420:
        full = sorted(len(line.text) for line in body)[len(body) // 2]
        assert full >= 40


def test_a_wide_card_sets_a_long_text_in_columns() -> None:
    made = card(replace(PLAIN.nodes["[C]"], text=LONG), PLAIN, LIGHT, width=900.0)
    body = [line for line in made.lines if line.colour == LIGHT.body]
    columns = sorted({line.x for line in body})
    assert len(columns) == 3
    for left, right in zip(columns, [*columns[1:], 900.0], strict=True):
        assert all(line.x + line.width < right - 8 for line in body if line.x == left)
    counts = [sum(line.x == column for line in body) for column in columns]
    assert max(counts) - min(counts) <= 2
    assert made.height < card(replace(PLAIN.nodes["[C]"], text=LONG), PLAIN, LIGHT, width=420.0).height * 0.7


def test_a_text_that_is_read_from_the_right_begins_there() -> None:
    text = "السماء مفتوحة " * 40
    made = card(replace(PLAIN.nodes["[C]"], title="سماء", text=text), PLAIN, LIGHT, width=900.0)
    assert spilling(made) == []
    assert all(line.right and line.rtl for line in made.lines)
    body = [line for line in made.lines if line.colour == LIGHT.body]
    assert body[0].x == 892.0
    assert body[-1].x < 892.0  # the last column is the leftmost


def test_a_text_hardly_longer_than_a_line_stays_on_one() -> None:
    text = LONG[:84].rstrip()
    made = card(replace(PLAIN.nodes["[C]"], text=text), PLAIN, LIGHT, width=900.0)
    assert text in [line.text for line in made.lines]


def test_a_map_of_long_texts_is_drawn_without_towers() -> None:
    text = f"# G\n\n[A]: {LONG}\n  - [B]: {LONG}\n  + [C]: {LONG}\n    - [D]: short\n"
    drawing = render(loads(text), page="a4").drawing
    assert offences(drawing) == []
    for made, rect in drawing.cards.values():
        assert rect.height < 1.8 * rect.width, made.node.id


EXPLODED = """\
[Thesis]: The thesis.

<Steps>: In steps.

(1) [Meat costs]: Most of the carbon is in the meat.
(2) What costs the climate most should not be sold.
-- Modus ponens --
(3) Meat should not be sold.
(4) What should not be sold should be off the menu.
----
(5) [Thesis]
"""


def test_an_argument_spelled_out_shows_premises_rule_and_conclusion() -> None:
    view = view_of(EXPLODED, Scope(explode=True))
    made = card(view.nodes["<Steps>"], view, LIGHT, width=264.0)
    assert spilling(made) == []
    words = " ".join(line.text for line in made.lines)
    assert words == (
        "Steps In steps. (1) Meat costs (2) What costs the climate most should not be sold. Modus ponens"
        " (3) Meat should not be sold. (4) What should not be sold should be off the menu. from (3), (4) (5) Thesis"
    )
    assert len(made.bars) == 2
    order = {line.text: line.y for line in made.lines}
    assert order["(2)"] < made.bars[0].y < order["(3)"] < order["(4)"] < made.bars[1].y < order["(5)"]
    for bar in made.bars:
        assert all(line.y < bar.y - 2 or line.y - line.size > bar.y - 4 or line.right for line in made.lines)
    closed = view_of(EXPLODED)
    made = card(closed.nodes["<Steps>"], closed, LIGHT, width=264.0)
    assert (made.bars, [line.text for line in made.lines]) == ((), ["4 premises", "Steps", "In steps."])


@pytest.mark.parametrize("width", [156.0, 196.0, 264.0, 560.0])
def test_a_verdict_stands_in_the_corner_and_changes_nothing_but_its_mark(width: float) -> None:
    node = PLAIN.nodes["[A]"]
    bare = card(node, PLAIN, LIGHT, width=width)
    assert bare.mark is None
    pictures, frames = {drawn(bare)}, set()
    for verdict in Verdict:
        made = card(node, replace(PLAIN, verdicts=Verdicts({node.id: verdict})), LIGHT, width=width)
        assert made.mark is not None
        assert (made.mark.verdict, made.mark.word.text) == (verdict, verdict.value)
        assert made.mark.word.x < made.mark.x - 4.0 < made.mark.x + 4.0 < width - 3.0
        level = [line for line in made.lines if line.y == made.mark.word.y]
        assert all(span(line)[1] < span(made.mark.word)[0] for line in level)
        assert {line.text for line in bare.lines} <= {line.text for line in made.lines}
        pictures.add(drawn(made).replace(f">{verdict}<", "><"))
        frames.add((made.lines, made.height, made.mark.x, made.mark.y, made.mark.word.x))
    assert (len(pictures), len(frames)) == (4, 1)


def test_a_folded_group_says_what_is_in_it_and_looks_like_a_stack() -> None:
    text = "# One\n\n[A]: a\n  + <B>: b\n\n# Two\n\n[C]: c\n  - [A]\n"
    view = view_of(text, Scope(collapse=("One",)))
    (folded,) = (node for node in view.nodes.values() if node.title == "One")
    made = card(folded, view, LIGHT, width=228.0)
    assert spilling(made) == []
    assert "1 claim and 1 argument" in " ".join(line.text for line in made.lines)
    rects = list(ElementTree.fromstring(drawn(made)).iter("{http://www.w3.org/2000/svg}rect"))
    assert len(rects) == 3
    for rect in rects:
        assert float(rect.get("x", "")) + float(rect.get("width", "")) <= made.width
        assert float(rect.get("y", "")) + float(rect.get("height", "")) <= made.height
    assert offences(render(loads(text), scope=Scope(collapse=("One",)), page="a4").drawing) == []


@pytest.mark.parametrize("by", BYS)
def test_a_stripe_has_its_word_beside_it(by: ColourBy) -> None:
    view = view_of(
        "# G\n\n[A]: a #t #u {side: aff, role: link}\n  - [B]: b #u {side: neg, role: impact}\n\n# H\n\n[C]: c\n"
    )
    look = replace(LIGHT, colour_by=by)
    cards = {id: card(node, view, look, width=228.0) for id, node in view.nodes.items()}
    words = {"side": ("AFF", "NEG"), "tag": ("#t", "#u"), "role": ("link", "impact"), "group": ("G", "G")}[by]
    for id, word in zip(("[A]", "[B]"), words, strict=True):
        found = cards[id].stripe
        assert found is not None
        (line,) = (line for line in cards[id].lines if line.text == word)
        assert (line.colour, line.right) == (found.colour, False)
    assert cards["[C]"].stripe is None if by != "group" else cards["[C]"].stripe is not None
    first, second = cards["[A]"].stripe, cards["[B]"].stripe
    assert (first == second) == (by == "group")
    if by != "side":
        assert any("AFF" in line.text for line in cards["[A]"].lines)


def symbols(view: View, look: Theme = LIGHT, *, chips: bool = False) -> list[str]:
    return [key.symbol for key in legend_of(view, look, PAPERS["a4"], 10.0, chips=chips)[0]]


@pytest.mark.parametrize(
    ("text", "scope", "expected"),
    [
        ("[A]: a", Scope(), ["claim"]),
        ("<A>: a", Scope(), ["argument"]),
        ("[A]: a\n  + [B]: b", Scope(), ["support", "claim"]),
        ("[A]: a\n  - <B>: b", Scope(), ["attack", "claim", "argument"]),
        ("<A>: a\n  _ <B>: b", Scope(), ["undercut", "argument"]),
        ("[A]: a\n  >< [B]: b {side: aff}", Scope(), ["contradiction", "claim", "stripe:0"]),
        ("<A>: a\n\n(1) [P]: p\n----\n(2) [Q]: q\n", Scope(), ["support", "premise", "claim", "argument"]),
        (
            "<A>: a\n\n(1) [P]: p\n----\n(2) [Q]: q\n",
            Scope(explode=True),
            ["support", "premise", "claim", "argument", "step"],
        ),
        (
            "# G\n\n[A]: a\n  + [B]: b\n\n# H\n\n[C]: c\n",
            Scope(collapse=("G",)),
            ["claim", "folded"],
        ),
        ("# G\n\n[A]: a\n  + [B]: b\n\n# H\n\n[C]: c\n  + [D]: d\n", Scope(), ["support", "claim", "head"]),
    ],
)
def test_the_legend_has_what_occurs_and_no_more(text: str, scope: Scope, expected: list[str]) -> None:
    assert symbols(view_of(text, scope)) == expected


def test_the_legend_of_many_stripes_is_bounded_and_in_order() -> None:
    view = view_of("".join(f"[C{number}]: c #tag{number}\n\n" for number in range(40)))
    found = [symbol for symbol in symbols(view, replace(LIGHT, colour_by="tag")) if symbol.startswith("stripe:")]
    assert found == [f"stripe:{number}" for number in range(12)]


@pytest.mark.parametrize("name", THEMES)
def test_every_symbol_of_the_legend_can_be_drawn(name: str) -> None:
    text = "# G\n\n[A]: a {side: aff}\n  + [B]: b\n  - [C]: c\n  >< [D]: d\n\n"
    text += "<S>\n\n(1) [P]: p\n----\n(2) [A]\n  <_ <U>: u\n\n# H\n\n[X]: x\n"
    sheet = render(loads(text), scope=Scope(explode=True, collapse=("H",)), page="a4", theme=theme(name))
    assert {"premise", "step", "folded", "claim", "stripe:0"} <= {key.symbol for key in sheet.legend}
    ElementTree.fromstring(sheet.svg())


@pytest.mark.parametrize("width", [500.0, 620.0, 794.0, 1123.0])
def test_the_legend_leaves_no_entry_alone_in_its_row(width: float) -> None:
    view = view_of("".join(f"[C{number}]: c #tag{number}\n\n" for number in range(12)))
    page = replace(PAPERS["a4"], width=width)
    keys, top = legend_of(view, replace(LIGHT, colour_by="tag"), page, 14.0, chips=True)
    rows = [[key for key in keys if key.y == y] for y in dict.fromkeys(key.y for key in keys)]
    assert len(keys) == 14
    assert len(rows) == 1 or min(len(row) for row in rows) > 2
    assert all(key.line.x + key.line.width <= width - page.margin for key in keys)
    raised = legend_of(view, replace(LIGHT, colour_by="tag"), page, 14.0, chips=True, above=30.0)[1]
    assert raised == pytest.approx(top - 30.0)


def ending(*ends: tuple[str, float]) -> list[Route]:
    """Lines from nodes up to the lower border of a card, 200 px wide and 50 px high, at these x."""
    kinds = {"[X]": RelationKind.ATTACK}
    return [
        Route(Link(kinds.get(id, RelationKind.SUPPORT), id, "<S>"), (*[Point(x, 90)] * 3, Point(x, 50)), Point(x, 70))
        for id, x in ends
    ]


@pytest.mark.parametrize(
    ("ends", "brackets"),
    [
        ([("[P]", 20), ("[Q]", 40), ("[R]", 60)], [(15, 65)]),
        ([("[R]", 60), ("[P]", 20), ("[Q]", 40)], [(15, 65)]),
        ([("[P]", 20), ("[X]", 40), ("[Q]", 60)], [(15, 25), (55, 65)]),
        ([("[X]", 20), ("[P]", 40)], [(35, 45)]),
        ([("[X]", 20)], []),
    ],
)
def test_linked_premises_meet_in_a_bracket_that_nothing_else_runs_into(
    ends: list[tuple[str, float]], brackets: list[tuple[float, float]]
) -> None:
    view = view_of("<S>: s\n\n(1) [P]: p\n(2) [Q]: q\n(3) [R]: r\n----\n(4) [T]: t\n\n[X]: x\n  -> <S>\n")
    boxes = dict.fromkeys(view.nodes, Rect(0, 100, 200, 50)) | {"<S>": Rect(0, 0, 200, 50)}
    found = list(joints(ending(*ends), boxes, view.nodes))
    assert [(curve[0].x, curve[-1].x) for curve in found] == brackets
    assert all({point.y for point in curve} == {50, 57} for curve in found)


def test_premises_have_no_heads_of_their_own() -> None:
    drawing = render(loads("<S>: s\n\n(1) [P]: p\n(2) [Q]: q\n----\n(3) [T]: t\n"), page="a4").drawing
    written = "".join(links(Pen(1, 0, 0), LIGHT, drawing))
    assert written.count("is a premise of") == 2
    assert written.count(" Z") == 1  # the filled head at the conclusion


def hrefs(svg: str) -> list[dict[str, str]]:
    return [dict(found.attrib) for found in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}a")]


def test_a_title_with_an_address_can_be_clicked() -> None:
    view = view_of('[A]: a {url: "https://example.org/?a=1&b=2"}\n\n[B]: b\n')
    svg = drawn(card(view.nodes["[A]"], view, LIGHT, width=228.0))
    address = "https://example.org/?a=1&b=2"
    assert hrefs(svg) == [{"href": address, "{http://www.w3.org/1999/xlink}href": address}]
    (anchor,) = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}a")
    assert [child.tag.rpartition("}")[2] for child in anchor] == ["text", "path"]  # the title, and a line under it
    assert anchor[0].text == "A"
    assert hrefs(drawn(card(view.nodes["[B]"], view, LIGHT, width=228.0))) == []


SAFE = [
    "https://example.org",
    "HTTP://a.b/c:d",
    "mailto:a@b.c",
    "part.svg",
    "a/b:c",
    "../up.svg#x",
    "#here",
    "?q",
    "/root",
]
UNSAFE = [
    "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "\x01javascript:a", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//example.org/x",
    "\\\\host\\x", "https:\\\\x", "http:///x",
    "https:x", "a b", "blob:x", "x:y", "?a:b/c\n", "ja\u200bvascript:x", "about:blank",
]  # fmt: skip


@pytest.mark.parametrize("address", UNSAFE)
def test_an_address_that_may_harm_is_never_written(address: str) -> None:
    view = replace(PLAIN, hrefs={"[A]": address})
    assert not is_safe(address)
    assert hrefs(drawn(card(view.nodes["[A]"], view, LIGHT, width=228.0))) == []


@pytest.mark.parametrize("address", SAFE)
def test_an_address_that_is_safe_is_written_as_it_is(address: str) -> None:
    view = replace(PLAIN, hrefs={"[A]": address})
    assert [found["href"] for found in hrefs(drawn(card(view.nodes["[A]"], view, LIGHT, width=228.0)))] == [address]


def test_a_part_of_a_map_leads_back_to_the_whole() -> None:
    part = replace(PLAIN, hrefs={"": "debate.svg"}, subtitle="A part of it " * 40)
    lines = frame(part, {}, LIGHT, PAPERS["a4"], chips=False).heading
    back = next(line for line in lines if line.href)
    others = [line for line in lines if line is not back and line.y == back.y]
    assert all(line.x + line.width < back.x - back.width for line in others)
    assert [line for line in frame(PLAIN, {}, LIGHT, PAPERS["a4"], chips=False).heading if line.href] == []


def sourced(count: int, title: str = "Free buses in town {} and what became of them") -> tuple[View, ArgumentMap]:
    """A map that cites so many sources."""
    entries = "".join(f'  s{n}: {{title: "{title.format(n)}", issued: "2024-03-01"}}\n' for n in range(count))
    cites = ", ".join(f'"s{n} 1"' for n in range(count))
    map = loads(f"===\nsources:\n{entries}===\n\n[A]: a {{cite: [{cites}]}}\n")
    return select(map), map


@pytest.mark.parametrize("page", ["a4", "a0", "16:9"])
@pytest.mark.parametrize("count", [1, 2, 5, 14, 60])
@pytest.mark.parametrize(
    "title", ["Free buses in town {} and what became of them", "W{0}" * 400, "{0} " + "long " * 300]
)
def test_the_foot_names_as_many_sources_as_it_can_and_always_says_what_the_sign_means(
    page: str, count: int, title: str
) -> None:
    view, map = sourced(count, title)
    made = frame(view, map.references, LIGHT, PAPERS[page], chips=False)
    text = " ".join(line.text for line in made.footer)
    assert len(made.footer) <= 4
    assert text.endswith("¶ = paragraph of the source.")
    assert all(line.x + line.width <= PAPERS[page].width - PAPERS[page].margin + 0.01 for line in made.footer)
    assert made.footer[-1].y == pytest.approx(PAPERS[page].height - PAPERS[page].margin - made.footer[0].size * 0.2)
    full = Cited.of(view, map.references).sentence()
    left = re.search(r"and (\d+) more source", text)
    named = count - (int(left[1]) if left else 0)
    assert named >= 1
    assert text != full if left else text == full or "…" in text
    assert full.count("2024-03-01") == count
    for first, second in pairwise(made.footer):
        assert second.y - first.y >= first.size * 1.2
    if made.legend:
        assert max(key.y for key in made.legend) + made.footer[0].size < made.footer[0].y - made.footer[0].size * 0.8
    assert made.room.bottom < made.legend[0].y - made.footer[0].size


def test_a_long_title_takes_two_lines_and_a_long_subtitle_too() -> None:
    short = frame(PLAIN, {}, LIGHT, PAPERS["a4"], chips=False)
    view = replace(PLAIN, title=LONG[:160], subtitle=LONG[:200])
    made = frame(view, {}, LIGHT, PAPERS["a4"], chips=False)
    title, subtitle = ([line.text for line in made.heading if line.bold is bold] for bold in (True, False))
    assert (" ".join(title), len(title)) == (" ".join(LONG[:160].split()), 2)
    assert (" ".join(subtitle), len(subtitle)) == (f"{LONG[:200].rstrip()} · {counts(PLAIN)}", 2)
    assert made.room.y > short.room.y + 2 * made.heading[0].size
    assert made.room.bottom == short.room.bottom
    made = frame(replace(view, title=LONG), {}, LIGHT, PAPERS["a4"], chips=False)
    title = [line.text for line in made.heading if line.bold]
    assert len(title) == 2
    assert title[-1].endswith("…")
    assert all(line.x + line.width <= PAPERS["a4"].width for line in made.heading)


ARABIC = "السماء مفتوحة"


def test_words_from_right_to_left_do_not_turn_what_stands_beside_them() -> None:
    view = replace(PLAIN, title="Open skies", subtitle=ARABIC)
    (_, under) = frame(view, {}, LIGHT, PAPERS["a4"], chips=False).heading
    assert under.text == f"\u200e\u2068{ARABIC}\u2069 · \u2068{counts(PLAIN)}\u2069"
    assert not under.right
    assert 'direction="rtl"' not in Pen(1, 0, 0).line(under)
    made = card(replace(PLAIN.nodes["[A]"], role=ARABIC), PLAIN, LIGHT, width=400.0,
                chips=[Chip(RelationKind.SUPPORT, True, ARABIC)])  # fmt: skip
    assert made.chips[0].line.text == f"\u200e\u2068→\u2069 \u2068{ARABIC}\u2069"
    assert any(f"\u2068{ARABIC}\u2069 · \u2068s ¶1-2" in line.text for line in made.lines)
    cited, map = sourced(12, ARABIC * 3 + " {}")
    footer = frame(cited, map.references, LIGHT, PAPERS["a4"], chips=False).footer
    assert len(footer) > 1
    assert all(line.text.count("\u2068") == line.text.count("\u2069") for line in footer)
    assert not any(is_rtl(line.text) for line in footer)


@pytest.mark.parametrize(("title", "lang"), [(ARABIC, ""), ("Open skies", "he"), ("Open skies", "ar-EG")])
def test_the_heading_stands_where_its_reading_begins(title: str, lang: str) -> None:
    page = PAPERS["a4"]
    view = replace(PLAIN, title=title, lang=lang, hrefs={"": "debate.svg"}, subtitle="A part of it " * 40)
    lines = frame(view, {}, LIGHT, page, chips=False).heading
    back = next(line for line in lines if line.href)
    others = [line for line in lines if line is not back]
    assert all((line.right, line.rtl, line.x) == (True, True, page.width - page.margin) for line in others)
    assert (back.right, back.x) == (False, page.margin)
    assert all(line.x - line.width > back.x + back.width for line in others if line.y == back.y)


@pytest.mark.parametrize(("off", "left"), [(26.0, True), (60.0, False)])
def test_the_number_of_links_at_a_sign_keeps_away_from_cards(off: float, left: bool) -> None:
    drawing = render(loads("[A]: a\n  + [B]: b\n"), page="a4").drawing
    (route,) = drawing.routes
    made, _ = drawing.cards["[B]"]
    beside = Rect(route.sign.x + off, route.sign.y - 20, 200, 60)
    counted = replace(route, link=replace(route.link, count=12))
    crowded = replace(drawing, routes=(counted,), cards={**drawing.cards, "[B]": (made, beside)})
    svg = ElementTree.fromstring(f"<g>{''.join(links(Pen(1, 0, 0), LIGHT, crowded))}</g>")
    (count,) = (text for text in svg.iter("text") if text.text == "×12")
    assert (float(count.get("x", "")) < route.sign.x) == left


@pytest.mark.parametrize("kind", LIGHT.links)
def test_chips_carry_the_sign_of_their_kind(kind: RelationKind) -> None:
    made = card(PLAIN.nodes["[C]"], PLAIN, LIGHT, width=228.0, chips=[Chip(kind, True, "There")])
    assert f">{LIGHT.links[kind].sign}</text>" in drawn(made)
    assert measure(made.chips[0].line.text, LIGHT.meta_size) < 228.0
