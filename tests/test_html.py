"""The HTML page as a parser, a content policy and a hostile writer take it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.assets import asset
from clashmap.draw.html import dumps
from clashmap.draw.html.spare import spared_script, spared_style
from clashmap.draw.render import render
from clashmap.draw.theme import theme
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.verdicts.judge import judge
from paths import CARDS

VOID = {"meta", "br", "link", "input"}
SCRIPTS = ("early.js", "map.js", "layout.js", "picture.js", "panel.js", "state.js", "verdicts.js", "page.js")
STYLES = ("page.css", "verdicts.css")
TOKEN = re.compile(
    r"""//.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"""
    r"|(?:(?<=[(,=:?!&|])|(?<=[(,=:?!&|] ))/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*"
    r"|[\w$#]+|=>|\.{3}|[!=]==?|\?\?=?|\?\.|\|\|=?|&&=?|\+\+|--|\*\*=?|>{2,3}=?|<<=?|[-+*/%<>&|^]=|\n|\S"
)
"""A string, template, pattern, word, sign or line break of a script, the longest first as browsers read them."""
ATTEMPTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title></style></svg><img src=x onerror=alert(1)>",
    "<!--<script>",
    "--> ]]> <![CDATA[",
    "' onload='alert(1) \" onfocus=\"alert(1)",
    "\u2028alert(1)\u2029//",
    "\u202eright to left\u2066",
    "&lt;b&gt; &#x3c;script&#x3e; &amp;",
    "javascript:alert(1)",
    "\ud800 \x00 \x07 \ufffe",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)}",
)


class Page(HTMLParser):
    """The elements of a page with their attributes, what its scripts and styles hold, and what is left open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.raw.append((self.open[-1], self.elements[-1][1], data))
        elif data.strip():
            self.words.append(data.strip())

    @property
    def policy(self) -> str:
        return next(a["content"] or "" for tag, a in self.elements if a.get("http-equiv") == "Content-Security-Policy")

    @property
    def data(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(next(text for _, a, text in self.raw if a.get("id") == "data"))
        return found


def page(text: str) -> str:
    map = loads(text)
    return dumps(map, render(map, engine="tidy"))


def quoted(text: str) -> str:
    return json.dumps(text.replace("\x00", "").replace("\ud800", "").replace("\ufffe", "").replace("\x07", ""))


def hostile(text: str) -> str:
    """A debate with *text* wherever a writer can put one."""
    said = re.sub(r"[\[\]<>#{}@*_\\\x00-\x1f\ud800-\udfff\u2028\u2029]", lambda found: f"\\{found[0]}", text)
    data = quoted(text)
    return (
        f"===\ntitle: {data}\nsides: {{aff: {data}, neg: Neg}}\nlang: {data}\n"
        f"sources:\n  s: {{title: {data}, author: {data}, URL: {data}}}\n===\n\n# {said}\n\n"
        f"[One]: {said} #tag {{side: aff, role: {data}, cite: [{data}, 's 4']}}\n  - <Two>: {said}\n"
        f"    _ [{said}]: x\n"
    )


@pytest.fixture(scope="module")
def text(article: ArgumentMap) -> str:
    return dumps(article, render(article))


def test_it_is_whole_html_with_one_of_each_id(text: str) -> None:
    found = Page(text)
    assert found.open == []
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    ids = [a["id"] for _, a in found.elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_the_policy_lets_run_what_we_wrote_and_nothing_else(text: str) -> None:
    found = Page(text)
    code = [(tag, words) for tag, a, words in found.raw if a.get("type") is None]
    assert [tag for tag, _ in code] == ["style", "script", "script"]
    for tag, words in code:
        mark = b64encode(sha256(words.encode()).digest()).decode()
        assert f"'sha256-{mark}'" in re.findall(f"{tag}-src ([^;]*)", found.policy)[0].split()
    assert found.policy.startswith("default-src 'none';")
    assert found.policy.endswith("base-uri 'none'; form-action 'none'")
    assert "unsafe" not in found.policy
    at = [tag for tag, _ in found.elements].index("style")
    assert any("http-equiv" in a for _, a in found.elements[:at])


def test_it_needs_nothing_from_outside_and_has_no_code_in_attributes(text: str) -> None:
    found = Page(text)
    for tag, attributes in found.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "foreignobject", "image", "use"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "src", "srcset", "action", "formaction", "xlink:href"}
            assert name != "href" or (value or "").startswith("#")
    style = next(words for tag, _, words in found.raw if tag == "style")
    assert not re.search(r"@import|url\(|expression|//", style.replace("*/", ""))


def test_our_script_puts_no_markup_into_the_page() -> None:
    script = "".join(asset(f"page/{name}") for name in SCRIPTS)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\b|Function\(|fetch|XMLHttp|import\(",
        script,
    )
    assert not re.search(r"localStorage|cookie|https?://(?!www\.w3\.org/2000/svg)", script.replace("^https?:", ""))


@pytest.mark.parametrize("verdicts", [False, True])
def test_script_and_style_are_small(article: ArgumentMap, verdicts: bool) -> None:
    """As the page has them, with the rules that spell out the colours of the themes."""
    judgement = judge(article) if verdicts else None
    text = dumps(article, render(article, judgement=judgement, engine="tidy"))
    delivered = [words for _, a, words in Page(text).raw if a.get("type") is None]
    assert len(delivered) == 3
    assert sum(len(words.encode()) for words in delivered) < 60_000


def tokens(script: str) -> list[str]:
    """What a browser reads of a *script*: its words, strings, templates, signs, and the line breaks that may count."""
    found: list[str] = []
    for token in TOKEN.findall(script):
        if token.startswith("//") or (token == "\n" and (not found or found[-1] in "{,;}\n")):
            continue
        found.append(token)
    return found


@pytest.mark.parametrize("name", SCRIPTS)
def test_sparing_changes_nothing_that_a_browser_reads(name: str) -> None:
    source = asset(f"page/{name}")
    code = re.sub("^ *//.*", "", source, flags=re.MULTILINE)
    # what the sparing does not know: no string or template over several lines, no comment that is another's line
    assert all(line.count("`") % 2 == 0 for line in code.split("\n"))
    assert "/*" not in code
    spared = spared_script(source)
    assert tokens(spared) == tokens(source)
    assert "\n " not in spared


@pytest.mark.parametrize(
    "line",
    [
        "a = b + +c - -d;", "a = b++ + c;", "a = b - --c;", "x = y ? -1 : +z;", "return -1;", 'a = " = ; { " + b;',
        "a = ` = ; { ${b} = `;", "a = `${b ? ` = ${c} , ` : ``} = `;", "a = b.match(/ = , [/]/) ?? / { /.test(b);",
        "a = b / c / d;", 'a = "\\" = " + b;', "a = ' = ' + b;", "b(); // as a, or b,", "a => ({ ...b, c: [1, , 2] });",
        "a\n+ b;", "f(a)\ng(b);",
        "if (a) b(); else {\n  c();\n}\nfunction d() {}\n", "a ||= b && !c; d >>= 1; e **= 2;",
    ],
)  # fmt: skip
def test_sparing_knows_the_signs(line: str) -> None:
    script = f"{line}\n  f( g );\n"
    assert tokens(spared_script(script)) == tokens(script)
    assert spared_script(script).endswith("f(g);")


def test_a_style_is_spared() -> None:
    assert spared_style("a > b { c: d e; f: g }\n@media (x: 1) {\n  /* no */\n  .h :is(i, j) { k: l; }\n}\n") == (
        "a>b{c:d e;f:g}@media (x:1){.h :is(i,j){k:l}}"
    )
    for name in STYLES:
        style = asset(f"page/{name}")
        assert '"' not in re.sub(r'\["[^"\s]*"\]|="[^"\s]*"', "", style)
        without = re.sub(r"/\*.*?\*/", "", style)
        assert re.sub(r"[\s;]", "", spared_style(style)) == re.sub(r"[\s;]", "", without)


def test_nobody_wins() -> None:
    for name in SCRIPTS:
        assert not re.search(r"\b(win|wins|winner|won|lose|loses|loser)\b", asset(f"page/{name}"), re.IGNORECASE)


def test_the_outline_tells_every_claim_once_with_all_that_is_known(text: str, article: ArgumentMap) -> None:
    outline = text.partition('<section id="outline"')[2].partition("</section>")[0]
    told = re.findall(r'<p dir="auto"><a href="#([^"]+)">', outline)
    assert len(told) == len(set(told)) == CARDS
    zone = re.search(r'<p dir="auto"><a href="#claim-enforcing-the-zone-means-war">.*', outline)
    assert zone is not None
    known = ("Negative, link, claim", "Once NATO jets enforce the zone", "<cite>¶45.2-3</cite>", "supports <a href=")
    for words in known:
        assert words in zone[0]
    assert "Premise: " in outline
    assert "Therefore: " in outline
    shown = {a.get("id") for _, a in Page(text).elements}
    assert set(told) <= shown


def test_the_data_says_what_the_map_says(text: str, article: ArgumentMap) -> None:
    data = Page(text).data
    cards, links = data["cards"], data["links"]
    assert isinstance(cards, list)
    assert isinstance(links, list)
    assert len(cards) == CARDS
    assert len(links) == 142
    assert [card["title"] for card in cards if card.get("role") == "resolution"] == [
        "The US should guarantee air support"
    ]
    assert all(card["up"] != index for index, card in enumerate(cards) if "up" in card)
    assert data["sides"] == [["aff", "Affirmative"], ["neg", "Negative"]]


def test_what_hangs_under_what_has_no_circle() -> None:
    cards = Page(page("[A]: a\n  + [B]: b\n    + [C]: c\n      + [A]\n\n[D]: d\n  >< [E]: e\n  - [D]\n")).data["cards"]
    assert isinstance(cards, list)
    for start in range(len(cards)):
        seen, here = set(), start
        while "up" in cards[here]:
            assert here not in seen
            seen.add(here)
            here = cards[here]["up"]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=ascii)
def test_what_is_written_is_never_markup(attempt: str) -> None:
    text = page(hostile(attempt))
    plain = Page(page(hostile("plain")))
    found = Page(text)
    assert [tag for tag, _ in found.elements if tag in ("script", "style", "img", "b")] == [
        "style",
        "script",
        "script",
        "script",
    ]
    assert {name for _, a in found.elements for name in a} <= {name for _, a in plain.elements for name in a} | {"href"}
    assert all((a.get("href") or "#").startswith("#") for _, a in found.elements)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", text)
    block = text.partition('<script type="application/json" id="data">')[2].partition("</script>")[0]
    assert not re.search(r"[<>&\u2028\u2029\n]", block)
    text.encode("utf-8")


@given(st.text(max_size=60))
@settings(max_examples=25)
def test_any_text_makes_a_page_that_is_whole(attempt: str) -> None:
    found = Page(page(hostile(attempt)))
    assert found.open == []
    assert isinstance(found.data["cards"], list)


@pytest.mark.parametrize(("written", "read"), [("de", "de"), ("pt-BR", "pt-BR"), ("'\"><script>'", "en"), ("", "en")])
def test_the_language_is_what_the_front_matter_says_if_it_is_one(written: str, read: str) -> None:
    assert f'<html lang="{read}">' in page(f"===\ntitle: T\nlang: {written}\n===\n\n[A]: a\n")


def test_a_source_is_a_link_only_if_a_browser_may_go_there() -> None:
    for address, kept in (
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
    ):
        text = page(f"===\nsources:\n  s: {{title: S, URL: '{address}'}}\n===\n\n[A]: a {{cite: s 1}}\n")
        links = [a["href"] for tag, a in Page(text).elements if tag == "a" and not (a["href"] or "").startswith("#")]
        assert links == ([address] if kept else [])


def test_only_the_light_theme_turns_dark_by_itself(article: ArgumentMap) -> None:
    dark = theme("dark")
    light = dumps(article, render(article, page="a2", engine="tidy"))
    assert re.search(r"prefers-color-scheme:dark\)\{:root\{color-scheme:dark", light)
    assert f'svg [fill="#F7F6F3"]{{fill:{dark.tray}}}' in light
    own = dumps(article, render(article, page="a2", engine="tidy", theme=theme("contrast")))
    assert "prefers-color-scheme:dark){:root{color-scheme" not in own


def test_the_outline_names_all_sources_however_many() -> None:
    sources = "".join(f'  s{at}: {{title: "The long report of the year {at} about everything"}}\n' for at in range(40))
    claims = "".join(f"[C{at}]: So. {{cite: s{at}}}\n\n" for at in range(40))
    map = loads(f"===\nsources:\n{sources}===\n{claims}")
    told = dumps(map, render(map)).partition('<p class="source"')[2].partition("</p>")[0]
    assert all(f"of the year {at} about" in told for at in range(40))


def test_an_empty_map_is_a_page_too() -> None:
    assert Page(page("")).open == []


def test_a_long_chain_stays_shallow_enough_for_browsers() -> None:
    text = "".join(f"[Claim {number}]: c\n  + [Claim {number + 1}]\n\n" for number in range(120))
    page_ = page(text)
    depth = deepest = 0
    for tag in re.findall(r"</?ul\b", page_.partition('id="outline"')[2]):
        depth += -1 if "/" in tag else 1
        deepest = max(deepest, depth)
    assert depth == 0
    assert deepest <= 60
