"""The reading view as a parser, a content policy, a hostile writer, and a reader with a browser take it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from axe import accessible
from chromium import chromium, needs_chromium
from clashmap.cli import cli
from clashmap.draw.reading import dumps
from clashmap.draw.reading.marking import marked
from clashmap.draw.theme import theme
from clashmap.draw.theme.contrast import READABLE, contrast
from clashmap.evidence.cards import Card, CardParagraph, Mark, Marked
from clashmap.evidence.locator import parse_locator
from clashmap.evidence.quotation import quotation
from clashmap.evidence.shelf import Shelf
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.graph import ArgumentMap
from clashmap.library import load, loads
from clashmap.source import Place, Source, Span
from paths import ARTICLE, DEBATE, needs_article
from test_html import ATTEMPTS, Page

TEXT = """\
Planes on a budget

Planes keep a club busy. They are cheap to keep, and children love them. Some say so.

Nobody cites this.

They are loud. At night, however, nobody flies.
"""
NIGHTS = "Nights\n\nAll is quiet at night.\n"
PLANES = """\
===
title: Planes
sides: {aff: Affirmative, neg: Negative}
sources:
  haun-25: {author: {family: Haun, given: Pat}, title: Planes on a budget, issued: 2025}
  rand-24: {author: RAND, title: Nights, issued: 2024}
  spare-20: {title: Not here, issued: 2020}
===

[Buy planes]: The club should. #analytic {side: aff}
  + <Cheap>: They cost little. {side: aff, role: link, cite: "haun-25 2.2", quote: "cheap to keep … children love them"}
  - <Loud>: They are not quiet. {side: neg, cite: "haun-25 4"}
    - <Nights>: Nights are quiet. {side: aff, cite: ["haun-25 4.2", "rand-24 2"]}
  - <Feeling>: Nobody says so. {side: neg}
  - <Elsewhere>: It is written elsewhere. {side: neg, cite: "spare-20 3"}
  - <Vaguely>: Somewhere in there. {side: neg, cite: "haun-25"}
"""


def shelved(map: ArgumentMap, **texts: str) -> ArgumentMap:
    held = {
        id.replace("_", "-"): SourceText(id.replace("_", "-"), f"{id}.txt", paragraphs(text))
        for id, text in texts.items()
    }
    return replace(map, shelf=Shelf(texts=MappingProxyType(held)))


def planes() -> ArgumentMap:
    return shelved(loads(PLANES), haun_25=TEXT, rand_24=NIGHTS)


def rows(page: str) -> dict[str, str]:
    """What is in the row of each paragraph, by its id."""
    parts = re.split(r'<div class="row(?: cited)?(?: heading)?" id="([^"]*)">', page)
    return {id: html.partition("</div>")[0] for id, html in zip(parts[1::2], parts[2::2], strict=True)}


def words(html: str) -> str:
    html = re.sub("</?(?:mark|span|strong|b|a|bdi|sup)(?: [^>]*)?>", "", html)
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", html).split()))


def test_every_paragraph_is_there_once_with_who_cites_it() -> None:
    found = rows(dumps(planes()))
    assert list(found) == [f"source-haun-25.{n}" for n in range(1, 5)] + [f"source-rand-24.{n}" for n in (1, 2)]
    for text, id in ((TEXT, "haun-25"), (NIGHTS, "rand-24")):
        for number, paragraph in enumerate(paragraphs(text), 1):
            row = re.sub("<sup.*?</sup>", "", found[f"source-{id}.{number}"])
            assert words(row.partition("<ul")[0]) == f"{number} {paragraph}"
    assert "Cheap" in found["source-haun-25.2"]
    assert "<ul" not in found["source-haun-25.3"]
    both = found["source-haun-25.4"]
    assert both.index("Loud") < both.index("Nights")
    # A point is told in full where it is met first, and by its name behind that.
    assert found["source-rand-24.2"].count("<li") == 1
    assert '<li class="again side0"><a href="#argument-nights">' in found["source-rand-24.2"]
    assert "They cost little." in found["source-haun-25.2"]
    assert "supports" in words(found["source-haun-25.2"])
    assert words(found["source-haun-25.2"]).count("Affirmative · link · argument") == 1


def test_sentences_are_numbered_where_they_are_cited_and_quoted_words_are_marked() -> None:
    found = rows(dumps(planes()))
    second = found["source-haun-25.2"]
    assert re.findall(r'<span id="source-haun-25\.2\.(\d)"[^>]*><sup>\1</sup>', second) == ["1", "2", "3"]
    quiet = re.findall('class="quiet"><sup>.</sup>(.*?)</span>', second)
    assert quiet == ["Planes keep a club busy.", "Some say so."]
    assert re.findall("<mark>(.*?)</mark>", second) == ["cheap to keep", "children love them"]
    assert 'href="#source-haun-25.2.2">2.2</a>' in second
    # The whole paragraph is cited, too, so nothing of it is set back.
    assert 'class="quiet"' not in found["source-haun-25.4"]
    assert "<sup" in found["source-haun-25.4"]
    # Whoever looks for new evidence counts nothing: a number stands before each sentence of several, cited or not.
    assert "<sup" not in found["source-haun-25.1"] + found["source-haun-25.3"]
    unread = shelved(loads(PLANES.replace("haun-25 2.2", "haun-25 4")), haun_25=TEXT)
    second = rows(dumps(unread))["source-haun-25.2"]
    assert re.findall(r"<sup>(\d)</sup>(\w+)", re.sub("</?mark>", "", second)) == [
        ("1", "Planes"),
        ("2", "They"),
        ("3", "Some"),
    ]
    assert 'class="quiet"' not in second


def test_of_words_that_stand_twice_those_that_are_cited_are_marked() -> None:
    text = TEXT.replace("Nobody cites this.", "They are loud, by day.")
    map = shelved(loads(PLANES.replace('"haun-25 4"}', '"haun-25 4", quote: "They are loud"}')), haun_25=text)
    found = rows(dumps(map))
    assert "<mark>They are loud</mark>." in re.sub("<sup.*?</sup>", "", found["source-haun-25.4"])
    assert "<mark>" not in found["source-haun-25.3"]


def test_quotations_and_cards_say_whether_they_stand_and_lead_to_where() -> None:
    text = PLANES.replace('"haun-25"}', '"haun-25", quote: ["nobody flies", "nobody swims"]}').replace(
        'cite: "haun-25 4"}', 'cite: "haun-25 4", card: noise}'
    )
    map = shelved(loads(text), haun_25=TEXT, rand_24=NIGHTS)
    body = CardParagraph(
        "They are loud.",
        (Marked(Mark.READ, Span(9, 13)),),
        Place(Source("cards/noise.md", ""), Span(0, 0)),
        parts=quotation("They are loud.").parts,
    )
    card = Card("noise", body.place, {"author": "Haun"}, (body,), "haun-25", parse_locator("2"), tag="Noise")
    page = dumps(replace(map, shelf=replace(map.shelf, cards={"noise": card})))
    check(page)
    vaguely = page.partition('id="argument-vaguely"')[2].partition("</li>")[0]
    assert '✓ word for word at <a href="#source-haun-25.4.2">¶4.2</a>' in vaguely
    assert "✗ not word for word in its source" in vaguely
    loud = page.partition('id="argument-loud"')[2].partition("</details>")[0]
    assert "They are <mark>loud</mark>." in loud
    assert "✗ in its source, but at ¶4.1" in loud
    assert "<mark>nobody flies</mark>" in rows(page)["source-haun-25.4"]


def test_what_is_not_beside_a_paragraph_is_below() -> None:
    page = words(dumps(planes()).partition("<main>")[2])
    assert re.search("Cite this source as a whole, or a place that it does not have Negative · argument Vaguely", page)
    assert re.search("Cites only sources whose text is not here 1 Negative · argument Elsewhere", page)
    assert re.search("Cites nothing 1 Negative · argument Feeling", page)
    assert re.search(r"Cites nothing, as the club’s own \(#analytic\) 1 Affirmative · claim Buy planes", page)
    assert "2 of 4 paragraphs cited, by 4 points. Nobody cites ¶3 and 1 heading." in page


def test_a_line_says_which_cited_sources_are_not_on_the_page() -> None:
    assert "Also cited, but the text is not here: Not here 20 (spare-20)." in words(dumps(planes()))
    map = shelved(loads(PLANES.replace('"spare-20 3"', '"haun-25 3"')), haun_25=TEXT, rand_24=NIGHTS)
    assert "Also cited" not in dumps(map)


def test_a_page_is_no_larger_than_text_and_points_ask_for() -> None:
    """Long ranges put many points beside every paragraph: of those that are told above only a few are named."""
    text = "\n".join(f"Line {number}. And more." for number in range(1, 2001))
    points = "\n".join(f'  + <P{n}>: Point {n}. {{cite: "s {n}-2000"}}' for n in range(1, 301))
    many = shelved(loads(f"===\nsources: {{s: {{title: S}}}}\n===\n\n[A]: a\n{points}\n"), s=text)
    page = dumps(many)
    found = rows(page)
    assert "and 288 more that are told above" in found["source-s.2000"]
    assert "told above" not in found["source-s.13"]
    assert page.count("<li") < 16 * 2000
    assert all(page.count(f'id="argument-p{n}"') == 1 for n in range(1, 301))


def test_it_says_whose_the_text_is() -> None:
    assert "holds the whole of these texts, whose copyright" in words(dumps(planes()))
    assert "holds the whole of this text, whose copyright" in words(dumps(shelved(loads(PLANES), haun_25=TEXT)))


def check(page: str) -> Page:
    """Hold that a page is whole and safe; its elements."""
    parsed = Page(page)
    assert parsed.open == []
    tags = {tag for tag, _ in parsed.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "base", "form", "use", "image"}
    ids = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in parsed.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")
        ]
        if "href" in attributes:
            address = attributes["href"] or ""
            assert address[1:] in ids if address[:1] == "#" else address.startswith(("http://", "https://"))
    (policy,) = (a["content"] or "" for tag, a in parsed.elements if tag == "meta" and "http-equiv" in a)
    (style,) = (text for tag, _, text in parsed.raw if tag == "style")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|https?:", style)
    return parsed


def test_it_is_whole_safe_and_the_same_every_time() -> None:
    check(dumps(planes()))
    assert dumps(planes()) == dumps(planes())
    assert dumps(planes()).endswith("</html>\n")


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_a_source_or_a_writer_says_is_text(attempt: str) -> None:
    line = attempt.replace("\n", " ").replace("\ud800", "")  # which no file that is read has
    map = loads(PLANES)
    nodes = {
        id: replace(
            node,
            title=attempt,
            text=attempt,
            side=attempt,
            role=attempt,
            data=MappingProxyType({"quote": [attempt, "cheap to keep"]}),
        )
        for id, node in map.arguments.items()
    }
    references = {
        id: replace(one, fields=MappingProxyType({"title": attempt, "author": attempt, "URL": attempt}))
        for id, one in map.references.items()
    }
    map = replace(
        map,
        title=attempt,
        sides=MappingProxyType({"aff": attempt}),
        arguments=MappingProxyType(nodes),
        references=MappingProxyType(references),
        front_matter=MappingProxyType({"lang": attempt}),
    )
    page = check(dumps(shelved(map, haun_25=f"{line}\n{line} They are cheap to keep. {line}\nx\n{line}\n")))
    plain = [word for word in page.words if "alert(1)" in word]
    assert plain or "alert" not in attempt


@given(
    st.text("ab.<& ", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    st.sets(st.integers(0, 30), max_size=4),
)
def test_marking_loses_no_letter(text: str, quoted: list[tuple[int, int]], places: set[int]) -> None:
    def spans(pairs: list[tuple[int, int]]) -> list[Span]:
        cut = [(min(a, len(text)), min(b, len(text))) for a, b in pairs]
        return [Span(min(pair), max(pair)) for pair in cut if pair[0] != pair[1]]

    marks = {place: "<i>" for place in places if place < max(len(text), 1) or place == len(text) > 0}
    html = marked(text, quoted=spans(quoted), marks=marks)
    assert html.count("<i>") == (len(marks) if text else 0)
    html = html.replace("<i>", "")
    plain = re.sub("</?mark>", "", html)
    assert plain.replace("&lt;", "<").replace("&amp;", "&") == text
    told = "".join(re.findall("<mark>(.*?)</mark>", html)).replace("&lt;", "<").replace("&amp;", "&")
    assert len(told) == len({at for span in spans(quoted) for at in range(*span)})


@pytest.mark.parametrize("name", ["light", "dark"])
def test_quiet_text_can_be_read(name: str) -> None:
    colours = theme(name)
    for ground in (colours.paper, colours.tray):
        for ink in (colours.text, colours.quiet, *(colours.stripe(number)[0] for number in range(8))):
            assert contrast(ink, ground) >= READABLE
    mark = {"light": "#fff0b3", "dark": "#3d3310"}[name]
    assert f"--mark:{mark}" in dumps(planes()).replace(" ", "")
    assert min(contrast(ink, mark) for ink in (colours.text, colours.quiet)) >= READABLE


def test_the_command_writes_it_and_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    Path("debate.argdown").write_text(PLANES, encoding="utf-8")
    Path("sources/haun-25.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(cli, ["cite", "debate.argdown", "--coverage", "-o", "reading.html"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "reading.html holds the whole text of Haun 25; the texts are their authors’ (copyright): pass" in done.stderr
    page = Path("reading.html").read_text(encoding="utf-8")
    assert page == dumps(load("debate.argdown", texts=True))
    piped = CliRunner().invoke(cli, ["cite", "debate.argdown", "--coverage", "-o", "-"])
    assert piped.stdout == page


@needs_article
def test_the_article_can_be_read_beside_its_map() -> None:
    map = load(DEBATE, texts=True, sources=ARTICLE.parent)
    page = dumps(map)
    check(page)
    found = rows(page)
    assert len(found) == len(map.shelf.texts["air-support"].paragraphs)
    cited = {number for node in map.nodes for citation in node.citations for number in citation.paragraphs}
    assert {int(id.rpartition(".")[2]) for id, row in found.items() if "<ul" in row} == cited


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@needs_chromium[0]
@needs_chromium[1]
@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 1366, "height": 768}},
        {"viewport": {"width": 1366, "height": 768}, "color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 740}},
        {"viewport": {"width": 1366, "height": 768}, "forced_colors": "active"},
    ],
    ids=["light", "dark", "phone", "contrast"],
)
def test_it_reads_well_in_a_browser(browser: Any, tmp_path: Path, options: dict[str, Any]) -> None:
    file = tmp_path / "reading.html"
    file.write_text(dumps(planes()), encoding="utf-8")
    context = browser.new_context(offline=True, bypass_csp=True, **options)  # for axe, which is a script
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    text, claim = (page.locator(f"#source-haun-25\\.4 {one}").first.bounding_box() for one in (".text", ".points > li"))
    if options["viewport"]["width"] > 768:
        assert text["x"] + text["width"] <= claim["x"]
        assert abs(text["y"] - claim["y"]) < 8
    else:
        assert text["y"] + text["height"] <= claim["y"]
    # From a claim to the sentence that it cites, and from the number of a paragraph to itself, by keyboard.
    page.locator('#argument-cheap .cites a[href="#source-haun-25.2.2"]').focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').textContent").startswith("2They are cheap")
    accessible(page, steps=())
    # What is shown, but for headings and what the address names.
    seen = "[...document.querySelectorAll('.row')].filter(row => row.offsetHeight).map(row => row.id.slice(7))"
    page.get_by_label("those that nobody cites").check()
    assert page.evaluate(seen) == ["haun-25.1", "haun-25.2", "haun-25.3", "rand-24.1"]
    page.get_by_label("those that are cited").check()
    assert page.evaluate(seen) == ["haun-25.1", "haun-25.2", "haun-25.4", "rand-24.1", "rand-24.2"]
    page.get_by_label("all paragraphs").check()
    assert len(page.evaluate(seen)) == 6
    context.close()
