"""The SVG as a reader of XML, a screen reader, a printer and another renderer take it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from clashmap.draw.render import render
from clashmap.draw.sheet import Sheet
from clashmap.graph import ArgumentMap
from clashmap.library import load, loads
from paths import CARDS, DEBATE, ROOT

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
    assert "57 claims, 61 arguments" in (root.findtext(f"{SVG}desc") or "")


def test_every_node_has_a_place_in_the_reading_order_and_a_name(
    root: ElementTree.Element, article: ArgumentMap
) -> None:
    names = [card.get("aria-label") or "" for card in cards(root)]
    assert len(names) == CARDS
    zone = next(name for name in names if "Enforcing the zone means war" in name.partition(".")[0])
    assert zone.startswith("Claim, Negative, link: Enforcing the zone means war.")
    assert "Supports: " in zone
    assert "A no-fly zone starts the war" in zone
    assert zone.endswith("Source: paragraph 45.2-3.")
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
    """Hash seed, working folder, time zone, locale, encoding and the order of files differ; the bytes do not."""
    files = sorted(DEBATE.glob("*.argdown"))
    surroundings = (("1", files, ROOT, "C", "0"), ("2", files[::-1], tmp_path, "C.UTF-8", "1"))
    made = []
    for seed, written, folder, locale, utf8 in surroundings:
        debate = tmp_path / seed / "debate"
        debate.mkdir(parents=True)
        for file in written:
            shutil.copy(file, debate)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": utf8}
        environment |= {"TZ": f"Etc/GMT-{seed}", "PYTHONCOERCECLOCALE": "0"}
        path = os.path.relpath(debate, folder)
        command = [sys.executable, "-m", "clashmap", "render", path, "-o", "-", "--page", "a3"]
        made.append(subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout)
    assert made[0] == made[1]
    assert made[0].decode() == render(article, page="a3").svg()


def test_the_order_in_which_a_folder_lists_its_files_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.walk

    def drawn(*, backwards: bool) -> str:
        def walk(*arguments: Any, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
            for folder, folders, names in listed(*arguments, **options):
                folders.sort(reverse=backwards)
                yield folder, folders, sorted(names, reverse=backwards)

        monkeypatch.setattr(os, "walk", walk)
        return render(load(DEBATE), page="a3", engine="tidy").svg()

    assert drawn(backwards=False) == drawn(backwards=True)


def test_cards_stand_in_their_groups_in_the_order_of_the_text() -> None:
    text = "[Z]: z\n\n# One\n\n[A]: a\n\n## Inner\n\n[B]: b\n\n# Two\n\n[C]: c\n\n[D]: d\n"
    root = ElementTree.fromstring(render(loads(text)).svg())
    groups = {inner: outer for outer in root.iter() for inner in outer}
    found = []
    for card in cards(root):
        path, around = [], groups[card]
        while around is not root:
            path.append(around.get("aria-label"))
            around = groups[around]
        found.append((card.get("id"), path[::-1]))
    assert found == [
        ("claim-z", []),
        ("claim-a", ["One"]),
        ("claim-b", ["One", "Inner"]),
        ("claim-c", ["Two"]),
        ("claim-d", ["Two"]),
    ]


def test_of_many_links_a_name_tells_the_first_and_the_number() -> None:
    text = "[A]: a\n" + "".join(f"  + [B{number}]: b\n" for number in range(30)) + "  - [C.]: c\n"
    root = ElementTree.fromstring(render(loads(text)).svg())
    name = next(card.get("aria-label") for card in cards(root) if card.get("id") == "claim-a")
    few = "; ".join(f"B{number}" for number in range(10))
    assert name == f"Claim: A. a. Supported by: {few}; and 20 more. Attacked by: C."


def test_right_to_left_text_means_the_same_to_every_renderer() -> None:
    """Its middle is given, not an end, and it is isolated: renderers differ in what a start is, and a direction."""
    root = ElementTree.fromstring(render(loads("[NATO תוקפת]: אזור אסור NATO לטיסה (2025).\n")).svg())
    lines = {line.text: line for card in cards(root) for line in card.iter(f"{SVG}text")}
    body = lines["\u2067אזור אסור NATO לטיסה (2025).\u2069"]
    assert body.get("direction") == "rtl"
    assert body.get("text-anchor") == "middle"
    box = next(cards(root)[0].iter(f"{SVG}rect"))
    middle = float(box.get("x") or 0) + float(box.get("width") or 0) / 2
    assert abs(float(body.get("x") or 0) - middle) < float(box.get("width") or 0) / 2
    assert {text for text, line in lines.items() if line.get("textLength") is None} == {body.text, "NATO תוקפת"}
    assert lines["NATO תוקפת"].get("direction") is None


def test_no_title_turns_the_direction_of_the_words_behind_it() -> None:
    svg = render(loads("[a\u202eb\u2067c]: d\u202de\n  + [f\u2066g]: h\n")).svg()
    assert "\u202e" not in svg
    assert "\u202d" not in svg
    names = [card.get("aria-label") or "" for card in cards(ElementTree.fromstring(svg))]
    assert names == ["Claim: abc. de. Supported by: fg.", "Claim: fg. h. Supports: abc."]


def test_another_renderer_shows_it(sheet: Sheet) -> None:
    resvg_py = pytest.importorskip("resvg_py")
    picture = bytes(resvg_py.svg_to_bytes(svg_string=sheet.svg(), width=600, dpi=96))
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
