"""The evidence of a page: cites, quotations, cards and passages, as a parser takes them and in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from axe import accessible
from chromium import chromium, needs_chromium
from clashmap.cli import cli
from clashmap.draw.html.evidence import Evidence
from clashmap.draw.html.exhibits import marked
from clashmap.draw.html.passages import passages, pieces
from clashmap.draw.render import render
from clashmap.draw.view import select
from clashmap.evidence.cards import Card, CardParagraph, Mark, Marked
from clashmap.evidence.locator import Locator, parse_locator
from clashmap.evidence.quotation import quotation
from clashmap.evidence.shelf import Shelf
from clashmap.evidence.text import SourceText
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.source import Place, Source, Span
from clashmap.verdicts.judge import judge
from test_html import ATTEMPTS, Page
from test_page_browser import TALL, Opened

ZONE = """===
title: A zone
sides: {aff: Yes, neg: No}
sources:
  haun: {title: Lessons of the air war, author: [{family: Haun, given: Phil}], issued: 2025, URL: "https://haun.example/a"}
  lee: {title: What zones cost, author: [{family: Lee}], issued: 2023}
===

[A zone]: The sky should be closed. {side: aff, role: resolution}
  + <Cities>: Fewer missiles reach homes. {side: aff, cite: "haun 2", card: cities, quote: "patrols stopped missiles"}
  - <War>: It puts jets in combat. {side: neg, cite: ["haun 3.1-2", "haun 2-3.1", "lee 2, 9"], card: [war, cities]}
    - <Apart>: Both sides kept apart. {side: aff, cite: "lee 3", quote: ["kept apart", "“for years”"]}
  - <Cost>: Jets are few. {side: neg, card: war}
"""
HAUN = (
    "Lessons of the air war",
    "Over the cities the patrols stopped the slow missiles. Fast ones got through.",
    "Enforcing a zone means shooting. No one doubts that they would break it. What follows is war.",
)
LEE = ("What zones cost", "It would need two hundred jets.", "In Syria they kept apart for years.")
WAR = "No one doubts that [they] would break it. […] What follows is war."
WAR_CARD = "#card-1"


def paragraph(text: str, *marks: tuple[Mark, str]) -> CardParagraph:
    spans = [Marked(mark, Span(text.index(words), text.index(words) + len(words))) for mark, words in marks]
    return CardParagraph(text, tuple(spans), Place(Source("cards/x.md", text), Span(0, 0)), parts=quotation(text).parts)


def card(id: str, tag: str, *body: CardParagraph, locator: str = "3") -> Card:
    fields = {"author": [{"family": "Haun", "given": "Phil"}], "issued": 2025, "title": "Lessons of the air war"}
    place = Place(Source(f"cards/{id}.md", ""), Span(0, 0))
    return Card(id, place, fields, body, "haun", parse_locator(locator), tag=tag)


def shelved(map: ArgumentMap, *cards: Card, **texts: tuple[str, ...]) -> ArgumentMap:
    shelf = Shelf(
        texts=MappingProxyType({id: SourceText(id, f"{id}.txt", text) for id, text in texts.items()}),
        cards=MappingProxyType({card.id: card for card in cards}),
    )
    return replace(map, shelf=shelf)


def zone() -> ArgumentMap:
    body = paragraph(
        WAR,
        (Mark.UNDERLINED, "doubts that [they] would break"),
        (Mark.READ, "[they] would break it. […]"),
        (Mark.INSERTION, "[they]"),
        (Mark.OMISSION, "[…]"),
    )
    cards = (
        card("war", "A zone means war", body, paragraph("And so on.")),
        card("cities", "Patrols save cities", paragraph("Over the cities", (Mark.READ, "cities")), locator="2.1"),
    )
    return shelved(loads(ZONE), *cards, haun=HAUN, lee=LEE)


def page(map: ArgumentMap, *, embed: bool = True, **options: Any) -> str:
    return render(map, engine="tidy", **options).html(map, embed_sources=embed)


def element(text: str, id: str) -> str:
    """What is in the element of a page with this *id*, as it is written."""
    tag, rest = re.search(rf'<(\w+)[^>]* id="{id}"[^>]*>(.*)', text, re.DOTALL).groups()  # type: ignore[union-attr]
    return str(rest.partition(f"</{tag}>")[0])


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", html.replace("<p", " <p")).split())


def shown(text: str, title: str) -> dict[str, Any]:
    cards = Page(text).data["cards"]
    assert isinstance(cards, list)
    return next(card for card in cards if card["title"] == title)


def test_a_page_holds_no_word_of_a_source_unless_it_is_to() -> None:
    text = page(zone(), embed=False)
    for sentence in ("Fast ones got through", "Enforcing a zone means shooting", "two hundred jets", "In Syria"):
        assert sentence not in text
    assert "Passages" not in text
    assert "This page holds" not in text
    assert "kept apart" in text  # which is quoted
    assert shown(text, "Apart")["cites"] == [["source-1", "paragraph 3"]]


def test_a_passage_is_told_once_and_every_citation_leads_to_all_of_it() -> None:
    text = page(zone())
    for paragraph_ in (*HAUN[1:], *LEE[1:]):
        for sentence in paragraph_.rstrip(".").split(". "):
            assert text.count(sentence) == 1 + (sentence in WAR), sentence
    assert Page(text).open == []
    haun, lee = shown(text, "War")["cites"]
    assert haun[:2] == ["source-0", "paragraphs 3.1-2, 2-3.1, 3"]
    assert {place: " ".join(words(element(text, id)) for id in ids) for place, *ids in haun[2:]} == {
        "¶2": HAUN[1],
        "¶3": HAUN[2],
    }
    assert (lee[0], len(lee[2:])) == ("source-1", 1)
    (apart,) = shown(text, "Apart")["cites"]
    assert words(element(text, apart[2][1])) == LEE[2]


LOCATORS = st.builds(
    lambda a, b, c, d: Locator(*sorted(((a, b), (c, d)), key=lambda point: (point[0], point[1] or 99))),
    st.integers(1, 3), st.integers(0, 3), st.integers(1, 3), st.integers(0, 3),
)  # fmt: skip


@given(st.lists(LOCATORS, max_size=6))
def test_pieces_share_all_words_and_lose_none(locators: list[Locator]) -> None:
    text = SourceText("s", "s.txt", ("One is. Two is. Three is.", "Four is.", "Five is. Six is. Seven is."))
    texts = {"s": text}
    meant = [[*passages("s", locator, texts)] for locator in locators]
    parts = pieces((one for own in meant for one in own), texts)
    for locator, own in zip(locators, meant, strict=True):
        joined = " ".join(piece.text(texts) for one in own for piece in parts[one])
        assert joined == (text.passage(locator) or "").replace("\n", " ")
    all_ = " ".join(piece.text(texts) for piece in {piece for own in parts.values() for piece in own})
    assert all(all_.count(word) <= 1 for word in ("One", "Two", "Three", "Four", "Five", "Six", "Seven"))


MARKS = st.lists(
    st.tuples(st.sampled_from(Mark), st.integers(0, 12), st.integers(0, 12)).map(
        lambda one: Marked(one[0], Span(min(one[1:]), max(one[1:])))
    ),
    max_size=8,
)


@given(st.text('ab<&>" ’', min_size=12, max_size=12), MARKS)
def test_marks_may_overlap_and_change_no_letter(text: str, marks: list[Marked]) -> None:
    """However they lie, what a browser reads is whole, and each letter is in just the elements that mark it."""
    tags = {"u": Mark.UNDERLINED, "mark": Mark.READ, "omission": Mark.OMISSION, "insertion": Mark.INSERTION}
    inside: list[str] = []
    letters: list[tuple[str, frozenset[Mark]]] = []
    for token in re.findall(r"<[^>]*>|&\w+;|.", marked(text, marks)):
        if token.startswith("</"):
            inside.pop()
        elif token.startswith("<"):
            inside.append(re.findall(r"\w+", token)[-1])
        else:
            letters.append((token, frozenset(tags[name] for name in inside)))
    assert inside == []
    plain = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
    assert "".join(plain.get(letter, letter) for letter, _ in letters) == text
    assert [held for _, held in letters] == [
        frozenset(one.mark for one in marks if one.span.start <= at < one.span.end) for at in range(len(text))
    ]


def test_a_card_is_told_once_with_its_marks_and_named_wherever_else_it_is_used() -> None:
    text = page(zone(), embed=False)
    outline = text.partition('<section id="outline"')[2].partition("</section>")[0]
    assert outline.count("<details") == 2
    war = element(text, "card-1")
    assert words(war).startswith("Card Haun 25: A zone means war Haun 25 Phil Haun, 2025, “Lessons of the air war” ¶3")
    they = '<u><i class="insertion">[they]</i> would break</u> it. <i class="omission">[…]</i>'
    assert f"<u>doubts that </u><mark>{they}</mark>" in war
    assert '<p dir="auto">And so on.</p>' in war
    assert outline.count('href="#card-1"') == 1
    assert shown(text, "Cost")["shown"] == shown(text, "War")["shown"][:1] == ["card-1"]


def test_quotations_stand_between_marks() -> None:
    text = page(zone(), embed=False)
    assert [words(element(text, id)) for id in shown(text, "Apart")["shown"]] == ["“kept apart”", "“for years”"]


def test_every_source_is_cited_in_short_and_in_full() -> None:
    text = page(zone())
    assert words(element(text, "source-0")).startswith("Haun 25 Phil Haun, 2025, “Lessons of the air war,”")
    assert '<a href="https://haun.example/a" rel="noreferrer" target="_blank">' in element(text, "source-0")
    assert "2 passages of “Lessons of the air war” and 2 passages of “What zones cost”" in text


def test_what_the_script_asks_for_is_there() -> None:
    for embed in (False, True):
        text = page(zone(), embed=embed)
        ids = [a["id"] for _, a in Page(text).elements if "id" in a]
        assert len(ids) == len(set(ids))
        asked = set(re.findall(r'"((?:source|quote|card|passage)-\d+)"', text.partition('id="data">')[2]))
        assert asked <= set(ids)
        assert any(id.startswith("passage") for id in asked) is embed
        assert {link[1:] for link in re.findall(r'href="(#(?:card|passage)-\d+)"', text)} <= set(ids)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=ascii)
def test_no_evidence_is_markup(attempt: str) -> None:
    def made(words: str) -> str:
        fields = {"title": words, "author": words, "URL": words, "issued": words}
        one = replace(card("c", words, paragraph(f"a {words} b", (Mark.READ, words))), fields=fields)
        map = loads("===\nsources: {haun: {title: T}}\n===\n\n[A]: a {cite: haun 1, card: c, quote: q}\n")
        claim = replace(map.claims["[A]"], data={**map.claims["[A]"].data, "quote": words})
        return page(shelved(replace(map, claims={"[A]": claim}), one, haun=(words, words, words)))

    found, plain = Page(made(attempt)), Page(made("plain"))
    assert found.open == []
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in plain.elements]
    assert all(set(a) <= {*b, "dir"} for (_, a), (_, b) in zip(found.elements, plain.elements, strict=True))


def test_a_place_past_the_end_and_an_unknown_card_show_nothing() -> None:
    map = shelved(loads("[A]: a {cite: [haun 4, haun 3.9, ghost 1], card: nowhere}\n"), haun=HAUN)
    evidence = Evidence(map, select(map), embed=True)
    assert evidence.held == ""
    assert [cited[:2] for cited in evidence.cites(map.claims["[A]"])] == [
        ["source-0", "paragraphs 4, 3.9"],
        ["source-1", "paragraph 1"],
    ]
    assert evidence.shown(map.claims["[A]"]) == []
    assert Page(page(map)).open == []


def test_the_drawing_marks_cards_and_quotations_and_explains_them_where_they_are() -> None:
    map = zone()
    svg = render(map, engine="tidy").svg()
    for told in ("Haun 25 ¶2 “…”", "Haun 25 ¶3.1-2, 2-3.1; Lee 23 ¶2, 9", "card of evidence", "quotes its source"):
        assert told in svg
    assert "Card: Haun 25." in svg
    assert "With a quotation." in svg
    plain = render(replace(map, shelf=Shelf()), engine="tidy").svg()
    assert "card of evidence" not in plain
    assert "Haun 25 ¶2 “…”" in plain


@pytest.mark.parametrize("theme", ["light", "print"])
@pytest.mark.parametrize("verdicts", [False, True])
def test_a_frame_in_a_box_tells_a_card_from_a_cite(theme: str, verdicts: bool) -> None:
    map = zone()
    sheet = render(map, engine="tidy", theme=theme, judgement=judge(map) if verdicts else None)
    cards = [card for card, _ in sheet.drawing.cards.values()]
    framed = {card.node.title: card for card in cards if card.frame}
    assert {*framed} == {"Cities", "War", "Cost"}
    for card in framed.values():
        (line,) = (line for line in card.lines if "Haun 25" in line.text)
        frame = card.frame
        assert 0 < frame.x < line.x - line.width / 2 < line.x < frame.right < card.width
        assert 0 < frame.y < line.y < frame.bottom
    drawn = re.findall(r'<path d="M[^"]* Z" fill="none" stroke="(#\w+)"', sheet.svg())
    assert drawn == [sheet.drawing.theme.quiet] * (len(framed) + 1)  # and in the legend


SCHOOL = """===
title: School
sources:
  board: {title: "Who pays for buses?", author: "{School Board}", issued: 2024, container-title: Minutes}
  okafor: {title: What sleep is worth., author: {family: Okafor, given: Ada}, issued: 2025}
  lind: {title: Who sleeps?, author: {family: Lind}}
  haun-a: {title: One!, author: Haun, issued: 2020}
  haun-b: {title: Two, author: Haun, issued: 2020}
===

[Should school begin at nine?]: Lessons. {role: resolution, cite: ["okafor 2.2", "board 3"]}
  + <A>: a {cite: ["lind 1", "haun-a 2", "haun-b 3", "ghost 4"]}
"""


def test_a_drawing_calls_each_source_by_one_name_and_its_foot_says_which_it_is() -> None:
    """The short cite, where it says who and when and is no other's; else the id."""
    sheet = render(loads(SCHOOL), engine="tidy")
    svg = sheet.svg()
    assert "Okafor 25 ¶2.2; School Board 24 ¶3" in svg
    assert "lind ¶1; haun-a ¶2; haun-b ¶3; ghost ¶4" in svg
    assert " ".join(line.text for line in sheet.footer) == (
        "Sources: School Board 24: Who pays for buses? Minutes, 2024; Okafor 25: What sleep is worth, 2025; "
        "lind: Lind, Who sleeps?; haun-a: Haun, One! 2020; haun-b: Haun, Two, 2020. "
        "¶ = paragraph of the source; ¶2.2 = sentence 2 of paragraph 2."
    )
    assert "At the top: Should school begin at nine? " in sheet.description + " "
    assert "?." not in svg
    foot = words(page(loads(SCHOOL)).partition('<p class="source"')[2].partition("</p>")[0])
    assert "lind: Lind n.d. Lind, n.d., “Who sleeps?”" in foot
    assert "Okafor 25 Ada Okafor" in foot
    assert "Okafor 25: " not in foot


def test_one_source_needs_no_name_and_ends_with_one_mark() -> None:
    map = loads("===\nsources: {a: {title: Who pays?, issued: 2020}, }\n===\n\n[A]: a {cite: a 3}\n")
    (line,) = render(map, engine="tidy").footer
    assert line.text == "Source: Who pays? 2020. ¶ = paragraph of the source."
    map = loads("===\nsources: {a: {title: Who pays?}}\n===\n\n[A]: a {cite: a 3}\n")
    (line,) = render(map, engine="tidy").footer
    assert line.text == "Source: Who pays? ¶ = paragraph of the source."


def test_a_page_with_passages_says_what_stands_in_them() -> None:
    own = 'cite: "haun 2", card: cities, quote: "patrols stopped missiles"'
    quotes = 'cite: "haun 2", card: cities, quote: ["patrols stopped the slow missiles", "patrols stopped missiles", '
    changed = '"[planes of] the patrols stopped … missiles"'
    text = ZONE.replace(own, f'{quotes}"What follows is war", {changed}]').replace("kept apart", "kept far apart")
    body = paragraph(WAR, (Mark.INSERTION, "[they]"), (Mark.OMISSION, "[…]"))
    edited = card("edited", "Edited", replace(body, parts=quotation(WAR).parts))
    map = shelved(
        loads(text.replace("card: war}", "card: edited}")), *zone().shelf.cards.values(), edited, haun=HAUN, lee=LEE
    )
    marks = re.compile("[✓✗] .*")

    def held(text: str, title: str) -> list[str]:
        elements = (words(element(text, id)) for id in shown(text, title)["shown"])
        return [found[0] if (found := marks.search(each.partition(" Haun 25 Phil")[0])) else "" for each in elements]

    told = page(map)
    assert held(told, "Cities")[:3] == [
        "✓ word for word in its source",
        "✗ not word for word in its source; ¶2.1 is most like it",
        "✗ in its source, but at ¶3.3",
    ]
    assert held(told, "Cities")[3] == "✓ word for word, 2 words put in, 1 omission"
    assert held(told, "Cities")[4] == "✓ word for word in its source"
    assert held(told, "Cost") == ["✓ word for word, 1 word put in"]  # nothing stands where its dots do
    assert held(told, "War")[0].startswith("✗ not word for word")  # “And so on.” is not in it
    assert held(told, "Apart") == [
        "✗ not word for word in its source; ¶3.1 is most like it",
        "✓ word for word in its source",
    ]
    assert not marks.search(page(map, embed=False))
    alone = page(replace(map, shelf=Shelf(texts={"haun": map.shelf.texts["haun"]}, cards=map.shelf.cards)))
    assert held(alone, "Apart") == ["", ""]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["render", *arguments], prog_name="clashmap")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zone.argdown").write_text(ZONE, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "haun.txt").write_text("\n\n".join(HAUN), encoding="utf-8")
    return tmp_path


def test_embedding_is_asked_for_and_says_what_it_does(folder: Path) -> None:
    debate, out = str(folder / "zone.argdown"), folder / "map.html"
    done = run(debate, "-o", str(out), "--embed-sources", "--sources", str(folder / "texts"))
    assert done.exit_code == 0, done.output
    assert (
        f"{out} holds 2 passages of “Lessons of the air war”; the texts are their authors’ (copyright): " in done.stderr
    )
    assert "(copyright): pass it on only if you may" in out.read_text(encoding="utf-8")
    assert "the text of “lee” is not in" in done.stderr
    assert "Fast ones got through" in out.read_text(encoding="utf-8")
    done = run(debate, "-o", str(out))
    assert "copyright" not in done.stderr
    assert "Fast ones got through" not in out.read_text(encoding="utf-8")


def test_a_view_of_the_front_matter_cannot_ask_for_it(folder: Path) -> None:
    debate = folder / "zone.argdown"
    view = "title: A zone\nviews: {all: {embed-sources: true, embed_sources: true}}\n"
    debate.write_text(ZONE.replace("title: A zone\n", view), encoding="utf-8")
    (folder / "texts").rename(folder / "sources")
    run(str(debate), "--all-views", "-o", str(folder / "map.html"))
    assert not [made for made in folder.glob("*.html") if "Fast ones" in made.read_text(encoding="utf-8")]


def test_what_cannot_be_embedded_is_refused(folder: Path) -> None:
    debate, out = str(folder / "zone.argdown"), str(folder / "map.html")
    for arguments, told in (
        ((debate, "-o", str(folder / "map.svg"), "--embed-sources"), "add -o map.html"),
        ((debate, "-o", out, "--sources", str(folder / "texts")), "add --embed-sources"),
        ((debate, "-o", out, "--embed-sources"), f"is in {(folder / 'sources').as_posix()}: put haun.txt there"),
        (("-", "-o", out, "--embed-sources"), "beside standard input there are no sources"),
    ):  # fmt: skip
        done = run(*arguments)
        assert done.exit_code == 2
        assert told in done.stderr
        assert not Path(out).exists()


def test_a_card_that_cannot_be_read_is_left_out_and_the_rest_is_drawn(folder: Path) -> None:
    debate, out = folder / "zone.argdown", folder / "map.svg"
    (folder / "cards").mkdir(exist_ok=True)
    (folder / "cards" / "war.md").write_text("---\nid: [war\n---\n\nWhat follows.\n", encoding="utf-8")
    done = run(str(debate), "-o", str(out))
    assert done.exit_code == 1
    assert "E040" in done.stderr
    assert "what cannot be read there is left out" in done.stderr
    assert "It puts jets in combat." in out.read_text(encoding="utf-8")
    out.unlink()
    debate.write_text(debate.read_text(encoding="utf-8") + "\n[A]: a {cite: ghost 1}\n", encoding="utf-8")
    done = run(str(debate), "-o", str(out))
    assert "nothing was written" in done.stderr
    assert not out.exists()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "map.html"
    map = zone()
    path.write_text(page(map, judgement=judge(map)), encoding="utf-8")
    return path.as_uri()


class TestBrowser:
    """What a reader sees of it."""

    pytestmark = needs_chromium

    def test_a_click_shows_the_cite_the_card_and_the_passage(self, browser: Any, file: str) -> None:
        with Opened(browser, file) as browsed:
            panel = browsed.get_by_role("complementary")
            browsed.locator("#argument-war rect").first.click(force=True)
            assert panel.get_by_role("link", name="https://haun.example/a").count() == 1
            for told in ("Haun 25", "paragraphs 3.1-2, 2-3.1", HAUN[1], "A zone means war", "And so on.", LEE[1]):
                assert told in panel.inner_text()
            assert panel.locator("details[open] mark").first.inner_text() == "[they] would break it. […]"
            assert panel.locator("blockquote", has_text="Enforcing a zone means shooting. No one").count() >= 1
            ids = browsed.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
            assert len(ids) == len(set(ids))
            panel.get_by_role("button", name="Apart").click()
            assert "“for years”" in panel.inner_text()
            assert panel.locator("details").count() == 0

    def test_the_buttons_cover_no_box(self, browser: Any, file: str) -> None:
        with Opened(browser, file, viewport={"width": 1280, "height": 900}) as browsed:
            edges = "[...document.querySelectorAll('.sheet, .zoom')].map((one) => one.getBoundingClientRect())"
            sheet, zoom = browsed.evaluate(f"{edges}.map(({{ top, bottom }}) => [top, bottom])")
            assert sheet[1] <= zoom[0] + 1

    def test_cards_are_printed_open_and_marked_in_black_and_white(self, browser: Any, file: str) -> None:
        with Opened(browser, file) as browsed:
            browsed.emulate_media(media="print")
            style = "getComputedStyle(document.querySelector('#outline details %s'))"
            assert browsed.evaluate(f"{style % 'summary'}.listStyleType") == "none"
            assert browsed.evaluate(f"{style % 'mark'}.backgroundColor") == "rgba(0, 0, 0, 0)"
            assert browsed.evaluate(f"{style % 'mark'}.borderTopWidth") == "1px"
            assert browsed.locator("#outline details mark").first.is_visible()

    @pytest.mark.parametrize("id", ["argument-cities", "argument-apart", "claim-a-zone"])
    def test_an_address_opens_the_map_where_it_fills_the_window(self, browser: Any, file: str, id: str) -> None:
        with Opened(browser, f"{file}#{id}", viewport={"width": 1300, "height": 900}) as browsed:
            browsed.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            free = browsed.evaluate(
                """() => {
                    const [x, y] = [area.width, area.height].map((side) => side / view.k / 2);
                    const { made } = picture;
                    const rooms = [[made.x - view.x + x, view.x + x - made.x - made.w],
                                   [made.y - view.y + y, view.y + y - made.y - made.h]];
                    return rooms.map(([before, behind]) => [before * view.k, behind * view.k]);
                }"""
            )
            for before, behind in free:
                assert abs(before - behind) < 2 or max(before, behind) < 14
            box = browsed.locator(f"#{id}").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 932

    def test_the_outline_leads_to_cards_and_passages(self, browser: Any, file: str) -> None:
        with Opened(browser, f"{file}#argument-cost") as browsed:
            browsed.get_by_role("button", name="Outline").click()
            outline = browsed.get_by_role("region", name="Outline")
            outline.get_by_role("link", name="Lee 23 ¶3").click()
            assert browsed.locator("#outline blockquote", has_text=LEE[2]).bounding_box()["y"] < 700
            outline.get_by_role("link", name="Haun 25: A zone means war").click()
            assert browsed.locator(WAR_CARD).is_visible()
            assert "#argument-cost" in browsed.url  # what was in hand stays there

    def test_without_scripts_cards_unfold_and_passages_are_there(self, browser: Any, file: str) -> None:
        with Opened(browser, file, java_script_enabled=False) as browsed:
            card = browsed.locator(WAR_CARD)
            assert card.get_by_text("And so on.").is_hidden()
            card.locator("summary").click()
            assert card.get_by_text("And so on.").is_visible()
            browsed.get_by_role("link", name="Lee 23 ¶3").click()
            assert "passage-" in browsed.url
            assert browsed.get_by_text("This page holds").first.is_visible()

    def test_cards_are_printed_open(self, browser: Any, file: str) -> None:
        with Opened(browser, file) as browsed:
            browsed.emulate_media(media="print")
            box = browsed.locator(f"{WAR_CARD} blockquote").bounding_box()
            assert box["height"] > 10

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_serious(self, browser: Any, file: str, scheme: str) -> None:
        with Opened(browser, file, color_scheme=scheme) as browsed:
            steps = ("() => pick(indexOf.get('argument-war'))", "() => open(outlinePanel)")
            accessible(browsed, steps=steps)

    def test_a_telephone_shows_it_within_its_width(self, browser: Any, file: str) -> None:
        with Opened(browser, f"{file}#argument-war", viewport=TALL, has_touch=True, is_mobile=True) as browsed:
            panel = browsed.get_by_role("complementary")
            assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
            assert browsed.evaluate("document.documentElement.scrollWidth") <= TALL["width"]
