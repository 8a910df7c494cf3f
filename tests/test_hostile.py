"""Words that try to become markup, scripts or addresses: whatever stands in a map, its drawing only shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attempts import ATTEMPTS
from chromium import CHROMIUM, PATIENCE, chromium
from clashmap.draw import html
from clashmap.draw.render import render
from planting import PLACES, planted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SVG, XML, XLINK = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/XML/1998/namespace}",
    "{http://www.w3.org/1999/xlink}",
)
_NUMBER = r"-?\d+(\.\d+)?"
_COLOUR = r"#[0-9A-F]{6}|none"
_NAME = r"[a-z]+-[^\W_]+(-[^\W_]+)*(--[0-9a-f]{10})?"
_ANY = r"(?s).*"
SHAPE = {"fill": _COLOUR, "stroke": _COLOUR, "stroke-width": _NUMBER, "stroke-dasharray": rf"{_NUMBER}( {_NUMBER})*"}
PLACE = dict.fromkeys(("x", "y", "width", "height", "rx", "cx", "cy", "r"), _NUMBER)
ALLOWED = {
    "svg": {
        **PLACE,
        "viewBox": rf"0 0 {_NUMBER} {_NUMBER}",
        "font-family": r"[\w ',-]+",
        "direction": "ltr",
        "lang": r"[A-Za-z0-9-]+",
        f"{XML}lang": r"[A-Za-z0-9-]+",
        "role": "graphics-document document",
        "aria-labelledby": rf"{_NAME}-title",
        "aria-describedby": rf"{_NAME}-text",
    },
    "title": {"id": rf"{_NAME}-title"},
    "desc": {"id": rf"{_NAME}-text"},
    "g": {
        "id": _NAME,
        "role": "group|heading|graphics-symbol img|graphics-object group",
        "tabindex": "0",
        "aria-label": _ANY,
        "aria-hidden": "true",
    },
    "a": {"href": _ANY, f"{XLINK}href": _ANY},
    "rect": {**PLACE, **SHAPE},
    "circle": {**PLACE, **SHAPE},
    "path": {"d": r"[MLCAZ0-9. -]*", **SHAPE},
    "text": {
        **PLACE,
        "font-size": _NUMBER,
        "font-weight": "bold",
        "fill": _COLOUR,
        "text-anchor": "middle|end",
        "direction": "rtl",
        "textLength": _NUMBER,
        "lengthAdjust": "spacingAndGlyphs",
        "aria-hidden": "true",
    },
}
"""What we write ourselves, and what the values of it look like: nothing else may be in a drawing."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]")
"""What must not come into the text: control characters, halves of characters, and what turns the direction."""
FRAGMENTS = st.sampled_from(
    [*ATTEMPTS, "<", ">", '"', "'", "&", "&#", ";", "]]>", "--", "/", ":", "javascript", "\x00"]
)
HOSTILE = st.lists(FRAGMENTS | st.text(st.characters(codec=None), max_size=20), max_size=4).map("".join)


def rotated(start: int) -> list[str]:
    """An attempt for each place, another one in each; by all starts, each is in every place once."""
    return [ATTEMPTS[(start + place) % len(ATTEMPTS)] for place in range(PLACES)]


def assert_harmless(svg: str) -> None:
    assert not _UNFIT.search(svg)
    assert "<!" not in svg
    assert "<?" not in svg
    root = ElementTree.fromstring(svg.encode("utf-8"))
    ids = [id for element in root.iter() if (id := element.get("id")) is not None]
    assert len(set(ids)) == len(ids)
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= set(ids)
    for element in root.iter():
        allowed = ALLOWED[element.tag.removeprefix(SVG)]
        for name, value in element.attrib.items():
            assert re.fullmatch(allowed[name], value), f"{element.tag} {name}={value!r}"
            if name.endswith("href"):
                assert urlsplit(value).scheme in ("", "http", "https", "mailto")
                assert not value.startswith(("//", "/\\", "\\"))


@pytest.mark.parametrize("start", range(len(ATTEMPTS)))
def test_attempts_stay_words(start: int) -> None:
    assert_harmless(render(planted(rotated(start)), engine="tidy").svg())


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=range(len(ATTEMPTS)))
def test_one_attempt_everywhere_stays_words(attempt: str) -> None:
    assert_harmless(render(planted([f"{attempt}{place}" for place in range(PLACES)]), engine="tidy").svg())


@settings(max_examples=60)
@given(st.lists(HOSTILE, min_size=PLACES, max_size=PLACES))
def test_anything_at_all_stays_words(words: list[str]) -> None:
    assert_harmless(render(planted(words), engine="tidy").svg())


def test_what_is_allowed_is_not_more_than_what_is_written() -> None:
    """The list above would be worth nothing if it let through what no drawing has."""
    root = ElementTree.fromstring(render(planted([f"word {place}" for place in range(PLACES)])).svg())
    for bad in ("<script/>", "<g onload='x'/>", "<path d='url(x)'/>", "<a href='javascript:x'/>", "<text fill='red'/>"):
        svg = ElementTree.tostring(root, encoding="unicode").replace("</ns0:svg>", "").replace("ns0:", "")
        svg = svg.replace("xmlns:ns0", "xmlns")
        assert_harmless(f"{svg}</svg>")
        with pytest.raises((AssertionError, KeyError)):
            assert_harmless(f"{svg}{bad}</svg>")


class _Scripts(HTMLParser):
    """The scripts and event attributes of a page, as a parser of HTML sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.events: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/json") not in attrs
        self.events += [name for name, _ in attrs if name.startswith("on") or name in ("src", "srcdoc", "style")]

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts.append(data)


def scripts(page: str) -> _Scripts:
    parser = _Scripts()
    parser.feed(page)
    parser.close()
    return parser


def paged(words: Sequence[str]) -> str:
    map = planted(words)
    return html.dumps(map, render(map, engine="tidy"))


def test_a_page_has_the_scripts_that_we_wrote_and_no_others() -> None:
    ours = scripts(paged([f"word {place}" for place in range(PLACES)]))
    assert ours.scripts
    assert ours.events == []
    for start in range(0, len(ATTEMPTS), 3):
        found = scripts(paged(rotated(start)))
        assert found.scripts == ours.scripts
        assert found.events == []


WATCH = """
globalThis.ran = [];
globalThis.pwned = () => ran.push('pwned');
for (const name of ['alert', 'confirm', 'prompt', 'open']) globalThis[name] = () => ran.push(name);
"""
PROVOKE = """() => {
  addEventListener('click', (event) => event.preventDefault(), true);
  for (const element of document.querySelectorAll('*')) {
    for (const type of ['load', 'error', 'mouseover', 'focus', 'click', 'toggle', 'beginEvent'])
      element.dispatchEvent(new MouseEvent(type, {bubbles: type !== 'load', cancelable: true}));
  }
  return [...document.querySelectorAll('a')].map((link) => new URL(link.href.baseVal ?? link.href, location).protocol);
}"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def as_file(page: Page, text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
    page.goto(path.as_uri(), wait_until="load")


def as_markup(page: Page, text: str, path: Path) -> None:
    path.with_suffix(".html").write_text("<!doctype html><meta charset=utf-8><main></main>", encoding="utf-8")
    page.goto(path.with_suffix(".html").as_uri())
    page.evaluate("(text) => { document.querySelector('main').innerHTML = text; }", text)


def happened(
    browser: Browser, show: Callable[[Page, str, Path], None], text: str, path: Path
) -> tuple[list[str], set[str], set[str]]:
    """What ran, which addresses were asked for, and the schemes of all links, when *text* is shown and provoked."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    asked: set[str] = set()
    page.add_init_script(WATCH)
    page.on("request", lambda request: asked.add(request.url.partition("#")[0]))
    show(page, text, path)
    schemes = page.evaluate(PROVOKE)
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    ran: list[str] = page.evaluate("ran")
    page.close()
    return ran, asked, set(schemes)


def drawn(words: Sequence[str]) -> str:
    return render(planted(words), engine="tidy").svg()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")
@pytest.mark.parametrize("suffix", ["svg", "html"])
@pytest.mark.parametrize("show", [as_file, as_markup])
def test_nothing_runs_and_nothing_is_fetched(
    browser: Browser, tmp_path: Path, show: Callable[[Page, str, Path], None], suffix: str
) -> None:
    make = drawn if suffix == "svg" else paged
    for start in range(0, len(ATTEMPTS), 8):
        path = tmp_path / f"hostile.{suffix}"
        ran, asked, schemes = happened(browser, show, make(rotated(start)), path)
        assert ran == [], start
        assert schemes <= {"http:", "https:", "mailto:", "file:"}, start
        assert asked <= {path.as_uri(), path.with_suffix(".html").as_uri()}, start


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")
@pytest.mark.parametrize("show", [as_file, as_markup])
def test_what_would_run_or_be_fetched_is_noticed(
    browser: Browser, tmp_path: Path, show: Callable[[Page, str, Path], None]
) -> None:
    bad = "<a href='javascript:pwned()'/><g onclick='pwned()'/><image href='http://evil.test/x'/>"
    svg = f"<svg xmlns='{SVG[1:-1]}'>{bad}</svg>"
    ran, asked, schemes = happened(browser, show, svg, tmp_path / "bad.svg")
    assert "pwned" in ran
    assert "http://evil.test/x" in asked
    assert schemes == {"javascript:"}
