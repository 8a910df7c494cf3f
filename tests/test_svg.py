"""The SVG as a reader of XML, a screen reader, a printer and another renderer take it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from clashmap.draw.render import render
from clashmap.draw.sheet import Sheet
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from paths import DEBATE, ROOT

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "rect", "g", "text", "path", "circle"}
ELSEWHERE = re.compile(
    r"url\(|var\(|rgba?\(|https?://(?!www\.w3\.org/2000/svg)|javascript:|<!DOCTYPE|<\?xml-", re.IGNORECASE
)
NASTY = """===
title: '<script>alert(1)</script> & "quotes"'
===

[A <b>bold</b> & "quoted" 'title']: Text with \\[brackets\\], <, >, &amp; and a bell \x07 and ∀ 𝗣 中文 é.
  - <img onerror=alert(1)>: x\\" onload=\\"alert(1)
  + [\\N]: \\G \\l &#x41;
"""


@pytest.fixture(scope="module")
def sheet(article: ArgumentMap) -> Sheet:
    return render(article, page="a2")


@pytest.fixture(scope="module")
def root(sheet: Sheet) -> ElementTree.Element:
    return ElementTree.fromstring(sheet.svg())


def cards(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [group for group in root.iter(f"{SVG}g") if group.get("tabindex") == "0"]


def test_it_has_only_shapes_and_text(root: ElementTree.Element) -> None:
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED


def test_it_refers_to_nothing_outside_itself(sheet: Sheet) -> None:
    assert ELSEWHERE.findall(sheet.svg()) == []
    assert "style=" not in sheet.svg()
    assert "class=" not in sheet.svg()


def test_every_colour_is_hexadecimal(root: ElementTree.Element) -> None:
    colours = {element.get(name) for element in root.iter() for name in ("fill", "stroke")} - {None, "none"}
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour or "") for colour in colours)


def test_it_is_named_and_described(root: ElementTree.Element, article: ArgumentMap) -> None:
    assert root.get("role") == "graphics-document document"
    assert root.findtext(f"{SVG}title") == article.title
    assert "64 claims, 51 arguments" in (root.findtext(f"{SVG}desc") or "")


def test_every_node_has_a_place_in_the_reading_order_and_a_name(
    root: ElementTree.Element, article: ArgumentMap
) -> None:
    names = [card.get("aria-label") or "" for card in cards(root)]
    assert len(names) == 115
    zone = next(name for name in names if "Enforcing the zone means war" in name.partition(".")[0])
    assert zone.startswith("Claim, Negative, link: Enforcing the zone means war.")
    assert "Supports: " in zone
    assert "A no-fly zone starts the war" in zone
    assert zone.endswith("Source: paragraph 45.")
    ids = [card.get("id") for card in cards(root)]
    assert len(set(ids)) == len(ids)
    assert "claim-enforcing-the-zone-means-war" in ids


def test_ids_do_not_change_with_edits_elsewhere() -> None:
    def ids(text: str) -> set[str]:
        return {card.get("id") or "" for card in cards(ElementTree.fromstring(render(loads(text)).svg()))}

    text = "[One]: a\n  + [Two]: b\n"
    assert ids(text) == {"claim-one", "claim-two"}
    assert ids("[Nought]: n\n  - [One half]: h\n\n" + text) >= ids(text)


def test_titles_that_make_the_same_id_are_marked_by_their_own_letters() -> None:
    sheet = render(loads("[A]: a\n\n[a!]: b\n\n[A 2]: c\n"))
    ids = [card.get("id") or "" for card in cards(ElementTree.fromstring(sheet.svg()))]
    assert len(set(ids)) == 3
    assert {"claim-a", "claim-a-2"} <= set(ids)
    assert set(ids) <= {
        card.get("id")
        for card in cards(ElementTree.fromstring(render(loads("[Z]: z\n\n[A]: a\n\n[a!]: b\n\n[A 2]: c\n")).svg()))
    }


def test_every_line_of_text_has_its_length(root: ElementTree.Element) -> None:
    lines = [text for card in cards(root) for text in card.iter(f"{SVG}text") if text.get("aria-hidden") is None]
    assert len(lines) > 400
    assert all(float(text.get("textLength") or 0) > 0 for text in lines)


def test_every_link_is_named_and_signed(root: ElementTree.Element, sheet: Sheet) -> None:
    titles = [title.text or "" for group in root.iter(f"{SVG}g") for title in group.findall(f"{SVG}title")]
    assert len(titles) == len(sheet.drawing.routes)
    assert sum(" attacks " in title for title in titles) > 30
    signs = [text.text for text in root.iter(f"{SVG}text") if text.get("aria-hidden") == "true"]
    assert len(signs) >= len(sheet.drawing.routes)
    assert set(signs) == {"+", "−", "?", "≠"}


def test_what_is_written_is_never_markup() -> None:
    svg = render(loads(NASTY)).svg()
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert root.findtext(f"{SVG}title") == '<script>alert(1)</script> & "quotes"'


def test_the_bytes_depend_on_the_text_alone(tmp_path: Path, article: ArgumentMap) -> None:
    """Hash seed, working folder, time zone and locale are all different; the bytes are not."""
    made = []
    for seed, folder, locale in (("1", ROOT, "C"), ("2", tmp_path, "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": f"Etc/GMT-{seed}"}
        command = [
            sys.executable,
            "-m",
            "clashmap",
            "render",
            os.path.relpath(DEBATE, folder),
            "-o",
            "-",
            "--page",
            "a3",
        ]
        made.append(subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout)
    assert made[0] == made[1]
    assert made[0].decode() == render(article, page="a3").svg()


def test_another_renderer_shows_it(sheet: Sheet) -> None:
    resvg_py = pytest.importorskip("resvg_py")
    picture = bytes(resvg_py.svg_to_bytes(svg_string=sheet.svg(), width=600, dpi=96))
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
