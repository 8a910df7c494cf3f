"""What Chromium hands to a screen reader of an SVG, opened as a file and inside a page.

On the map of MAP below, the reference (``@argdown/cli`` 1.7.5, ``argdown map -f svg``) comes out as a root without a
name or a description, in it a group “Argument Map” of groups named “cluster_1”, “n0”, “n6” and “n1->n0”; nothing in it
can be reached by keyboard, and every line of text is a node of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chromium import PATIENCE, chromium, needs_chromium
from clashmap.draw.render import render
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from paths import CARDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium
MAP = """===
title: A map
lang: de
sides: {aff: Affirmative, neg: Negative}
===

[Before]: It stands before the groups.

# One

[A]: Thesis. {side: aff, role: resolution}
  + [B]: Because. {side: aff}
  - <C>: No! {side: neg}

## Inner

[D]: Deeper.
  - [E]: Deepest.

# Two

[F]: Another.
  -> [A]
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """A node of the accessibility tree, *depth* steps below the root of those that are not ignored."""

    role: str
    name: str
    description: str
    focusable: bool
    depth: int


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def opened(browser: Browser, svg: str, folder: Path, how: str) -> Page:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    if how == "file":
        (folder / "map.svg").write_text(svg, encoding="utf-8")
        page.goto((folder / "map.svg").as_uri())
    else:
        page.set_content(f'<!doctype html><html lang="ar" dir="rtl"><title>x</title><main>{svg}</main></html>')
    return page


def heard(page: Page) -> list[Heard]:
    """The accessibility tree in the order in which it is read out."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    found: list[Heard] = []

    def walk(node: dict[str, Any], depth: int) -> None:
        if not node.get("ignored"):
            told = {held["name"]: held["value"].get("value") for held in node.get("properties", ())}
            words = [str(node.get(key, {}).get("value", "")) for key in ("role", "name", "description")]
            found.append(Heard(*words, bool(told.get("focusable")), depth))
            depth += 1
        for child in node.get("childIds", ()):
            if child in known:
                walk(known[child], depth)

    walk(nodes[0], 0)
    return found


def cards(nodes: list[Heard]) -> list[Heard]:
    return [node for node in nodes if node.role == "graphics-symbol"]


@pytest.mark.parametrize("how", ["file", "page"])
def test_the_document_and_every_claim_has_a_name(browser: Browser, tmp_path: Path, how: str) -> None:
    nodes = heard(opened(browser, render(loads(MAP)).svg(), tmp_path, how))
    (document,) = [node for node in nodes if node.role == "graphics-document"]
    assert document.name == "A map"
    assert document.description.startswith("An argument map of 6 claims, 1 argument, ")
    told = [
        "Claim: Before. It stands before the groups.",
        "Claim, Affirmative, resolution: A. Thesis. Supported by: B. Attacked by: C; F.",
        "Claim, Affirmative: B. Because. Supports: A.",
        "Argument, Negative: C. No! Attacks: A.",
        "Claim: D. Deeper. Attacked by: E.",
        "Claim: E. Deepest. Attacks: D.",
        "Claim: F. Another. Attacks: A.",
    ]
    assert [card.name for card in cards(nodes)] == told
    assert all(card.focusable for card in cards(nodes))
    inside = [(node.name.partition(".")[0], node.depth - document.depth) for node in nodes
              if node.role == "group" or node in cards(nodes)]  # fmt: skip
    assert inside[:4] == [
        ("Claim: Before", 1),
        ("One", 1),
        ("Claim, Affirmative, resolution: A", 2),
        ("Claim, Affirmative: B", 2),
    ]
    assert inside[5:] == [("Inner", 2), ("Claim: D", 3), ("Claim: E", 3), ("Two", 1), ("Claim: F", 2), ("Legend", 1)]


def test_nothing_else_is_heard_but_heading_legend_and_sources(browser: Browser, tmp_path: Path) -> None:
    nodes = heard(opened(browser, render(loads(MAP)).svg(), tmp_path, "file"))
    words = [node.name for node in nodes if node.role == "StaticText"]
    assert words[:2] == ["A map", "6 claims, 1 argument, 1 support, 3 attacks"]
    assert {"supports", "attacks", "claim"} < set(words[2:])
    assert not {"Thesis.", "B", "One", "+"} & set(words)


def test_the_language_is_declared(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, render(loads(MAP)).svg(), tmp_path, "file")
    assert page.evaluate("document.documentElement.getAttribute('lang')") == "de"
    assert page.evaluate("document.documentElement.getAttribute('xml:lang')") == "de"
    wrong = render(loads(MAP.replace("lang: de", "lang: 'de\" onload=\"x'"))).svg()
    assert "lang=" not in wrong


@pytest.mark.parametrize("how", ["file", "page"])
def test_the_keyboard_reaches_every_claim_in_order(
    browser: Browser, tmp_path: Path, article: ArgumentMap, how: str
) -> None:
    page = opened(browser, render(article, page="a2").svg(), tmp_path, how)
    reached = []
    for _ in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement?.getAttribute('aria-label')")
        if name is None:
            break
        reached.append(name)
    told = [card.name for card in cards(heard(page))]
    assert len(told) == CARDS
    assert reached[: len(told)] == told


def test_claims_are_read_in_the_order_of_the_text(browser: Browser, tmp_path: Path, article: ArgumentMap) -> None:
    sheet = render(article, page="a2")
    told = [card.name for card in cards(heard(opened(browser, sheet.svg(), tmp_path, "file")))]
    labels = [node.label for node in sheet.drawing.view.nodes.values()]
    assert all(f": {label}" in name for label, name in zip(labels, told, strict=True))


def test_a_title_that_is_a_link_is_still_reached(browser: Browser, tmp_path: Path) -> None:
    text = '[A]: a {url: "https://example.org/a"}\n  + [B]: b\n'
    sheet = render(loads(text))
    page = opened(browser, sheet.svg(), tmp_path, "file")
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()"))
    assert [name.split()[0] for name in names] == ["g", "a", "g"]
    (link,) = [node for node in heard(page) if node.role == "link"]
    assert link.name == "A"
