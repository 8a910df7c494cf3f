"""PDFs: read back with an independent reader."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import clashmap
from clashmap.draw.geometry import Rect
from clashmap.draw.pdf import PDFError, pdf
from clashmap.draw.pdf.placed import links, within
from clashmap.draw.pdf.tiles import MARGIN, OVERLAP, Tile, tiled
from clashmap.draw.pdf.window import is_blank, seen
from clashmap.draw.render import render_sheets
from clashmap.draw.sheet import Sheet
from clashmap.draw.theme import MM, PAPERS, Paper
from clashmap.draw.view.split import split
from clashmap.graph import ArgumentMap

typst = pytest.importorskip("typst", reason="typst is not installed")
pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")


@pytest.fixture(scope="module")
def sheet(article: ArgumentMap) -> Sheet:
    return clashmap.render(article, page="a2", engine="tidy")


@pytest.fixture(scope="module")
def made(sheet: Sheet) -> bytes:
    return pdf([sheet]).data


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_page_is_as_large_as_its_paper(made: bytes) -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    millimetres = [float(side) / 72 * 25.4 for side in page.mediabox[2:]]
    assert sorted(millimetres) == pytest.approx([420, 594], abs=0.05)


def test_the_words_of_every_card_can_be_found_whole(made: bytes, sheet: Sheet) -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    text = words(page.extract_text())
    lines = [line.text for card, _ in sheet.drawing.cards.values() for line in card.lines]
    assert len(lines) > 400
    missing = [line for line in lines if words(line) not in text]
    assert not missing


def test_every_font_is_embedded(made: bytes) -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    found = page["/Resources"]["/Font"].values()
    assert found
    for font in found:
        (inner,) = font.get_object()["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"].get_object())
        assert "/ToUnicode" in font.get_object()


def test_the_document_says_what_it_is_and_not_who_or_when(made: bytes, sheet: Sheet) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert reader.metadata.title == sheet.drawing.view.title
    assert reader.metadata.subject == sheet.description
    assert not {"/Author", "/CreationDate", "/ModDate"} & set(reader.metadata)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"xmp:CreateDate" not in made
    assert [entry.title for entry in reader.outline] == [sheet.drawing.view.title]


def test_several_sheets_are_several_pages(sheet: Sheet) -> None:
    small = clashmap.render(clashmap.loads("[A]: First.\n  - [B]: Other.\n"), page="a4", engine="tidy")
    reader = pypdf.PdfReader(io.BytesIO(pdf([sheet, small]).data))
    assert [round(max(map(float, page.mediabox))) for page in reader.pages] == [1684, 842]
    assert "Other." in reader.pages[1].extract_text()
    assert "Other." not in reader.pages[0].extract_text()


def test_the_same_text_makes_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    code = (
        "import sys, clashmap\n"
        "from clashmap.draw.pdf import pdf\n"
        "map = clashmap.loads('[A]: First.\\n  - [B]: Other.\\n')\n"
        "sys.stdout.buffer.write(pdf([clashmap.render(map, page='a4', engine='tidy')]).data)\n"
    )
    results = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        env = os.environ | {"PYTHONPATH": str(Path(clashmap.__file__).parents[1]), "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run([sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, check=True)
        results.add(done.stdout)
    assert len(results) == 1
    assert results.pop().startswith(b"%PDF-")


HOSTILE = [
    '#panic("x")',
    '*/ #read("/etc/passwd") /*',
    "\\u{41} $ x $ `raw` // no",
    '")) #set page(width: 1pt)',
    "a\x00b\x1b[0m",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_text_is_read_as_typst(text: str) -> None:
    sheet = clashmap.render(clashmap.loads("[A]: First of all.\n"), page="a4", engine="tidy")
    view = replace(sheet.drawing.view, title=text)
    given = replace(sheet, description=text, drawing=replace(sheet.drawing, view=view))
    reader = pypdf.PdfReader(io.BytesIO(pdf([given]).data))
    assert len(reader.pages) == 1
    assert "First of all." in reader.pages[0].extract_text()


@pytest.mark.parametrize(
    ("lang", "said"), [("de", "de"), ("pt-BR", "pt-BR"), ("zh-Hant-tw", "zh-TW"), ("no lang", "en")]
)
def test_the_language_is_that_of_the_debate(lang: str, said: str) -> None:
    map = clashmap.loads(f"===\ntitle: Zone\nlang: {lang}\n===\n\n[A]: First.\n")
    reader = pypdf.PdfReader(io.BytesIO(pdf([clashmap.render(map, page="a4", engine="tidy")]).data))
    assert reader.trailer["/Root"]["/Lang"] == said


def test_without_typst_it_says_what_to_install(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PDFError, match=r'pip install "clashmap\[pdf\]"'):
        pdf([sheet])


@pytest.mark.parametrize("page", ["a4", "a3", "a0", "16:9"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_tiles_cover_the_sheet_and_share_the_overlap(page: str, paper: str) -> None:
    whole, sheet = PAPERS[page], PAPERS[paper]
    tiles = tiled(whole, sheet)
    if len(tiles) == 1:
        assert tiles[0].window == Rect(0, 0, whole.width, whole.height)
        assert tiles[0].label == ""
        return
    rows, columns = tiles[0].rows, tiles[0].columns
    assert [(tile.row, tile.column) for tile in tiles] == [
        (row + 1, column + 1) for row in range(rows) for column in range(columns)
    ]
    for tile in tiles:
        window = tile.window
        assert window.width <= tile.paper.width - 2 * MARGIN + 1e-6
        assert window.height <= tile.paper.height - 2 * MARGIN + 1e-6
        assert window.x == pytest.approx((tile.column - 1) * (window.width - OVERLAP))
        assert window.y == pytest.approx((tile.row - 1) * (window.height - OVERLAP))
    assert (tiles[-1].window.right, tiles[-1].window.bottom) == pytest.approx((whole.width, whole.height))


def test_a_poster_is_one_page_a_tile_with_the_words_in_its_window(sheet: Sheet) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf([sheet], tile=PAPERS["a4"]).data))
    tiles = cut(sheet)
    assert len(reader.pages) == len(tiles) > 4
    texts = [words(page.extract_text()) for page in reader.pages]
    corner = f"q {MARGIN * 0.75:.3f}".encode()  # where the picture is cut off
    assert all(corner in page.get_contents().get_data() for page in reader.pages)
    for tile, text, entry in zip(tiles, texts, reader.outline, strict=True):
        assert tile.label in text
        assert tile.label in entry.title
    drawing, found = sheet.drawing, 0
    for card, rect in drawing.cards.values():
        for line in card.lines:
            x = drawing.x + drawing.scale * (rect.x + line.x - (line.width if line.right else 0.0))
            y = drawing.y + drawing.scale * (rect.y + line.y)
            box = Rect(x, y - line.size * drawing.scale, line.width * drawing.scale, line.size * drawing.scale * 1.3)
            for tile, text in zip(tiles, texts, strict=True):
                if box.overlaps(tile.window, gap=-1.0):
                    assert words(line.text) in text
                    found += 1
    assert found > 400
    assert sheet.heading[0].text not in texts[-1]


def cut(sheet: Sheet) -> tuple[Tile, ...]:
    """The tiles of a poster on A4."""
    return tiled(sheet.page, PAPERS["a4"], is_blank=partial(is_blank, sheet))


def test_a_poster_takes_little_more_than_the_sheet(article: ArgumentMap) -> None:
    sheet = clashmap.render(article, page="a1", engine="tidy")
    whole, poster = pdf([sheet]), pdf([sheet], tile=PAPERS["a4"])
    assert poster.pages > 12
    assert len(poster.data) < 3 * len(whole.data)


JOINED = """\
# {} One

<Step>

(1) [A]: Premise {}.
(2) [P]: Second one.
(3) [Q]: Third one.
(4) [R]: Fourth one.
(5) [S]: Fifth one.
(6) [T]: Sixth one.
(7) [U]: Seventh one.
----
(8) [C]: Conclusion.

<Plain>: Another argument.
  <_ [D]: Undercuts it.

# Two

[E]: A claim far away.
  +> [C]
  >< [D]
[F]: Other one.
  -> [E]
  -> [A]
"""


def picture(sheet: Sheet, window: Rect) -> bytes:
    """A PNG of what is in *window* of the page."""
    import resvg_py

    size = f'width="{window.width / 2}" height="{window.height / 2}"'
    box = f'viewBox="{window.x} {window.y} {window.width} {window.height}"'
    text, done = re.subn(r'width="\S+" height="\S+" viewBox="[^"]+"', f"{size} {box}", sheet.svg(), count=1)
    assert done
    return resvg_py.svg_to_bytes(svg_string=text, dpi=96)


def shows_the_same(sheet: Sheet, window: Rect) -> int:
    """How many cards are left out of a part that looks in *window* as the whole does."""
    part = seen(sheet, window)
    assert picture(part, window) == picture(sheet, window)
    return len(sheet.drawing.cards) - len(part.drawing.cards)


def test_a_window_shows_of_its_part_all_that_the_sheet_shows_there(sheet: Sheet) -> None:
    width, height = sheet.page.width / 3, sheet.page.height / 3
    windows = [Rect(column * width, row * height, width, height) for row in range(3) for column in range(3)]
    assert all(shows_the_same(sheet, window) for window in windows)


@pytest.mark.parametrize("words", [("Part", "one"), ("قسم", "هذا نص عربي")])
def test_a_small_window_cuts_signs_heads_and_brackets_as_the_sheet_has_them(words: tuple[str, str]) -> None:
    sheet = clashmap.render(clashmap.loads(JOINED.format(*words)), page="a3", engine="tidy")
    drawing, fewer = sheet.drawing, 0
    for route in drawing.routes:
        for point in (route.sign, route.curve[-1]):
            x, y = drawing.x + drawing.scale * point.x, drawing.y + drawing.scale * point.y
            for dx, dy in ((4, 0), (-12, 0), (0, 4), (0, -12)):
                fewer += shows_the_same(sheet, Rect(x + dx - 4 * (not dx), y + dy - 4 * (not dy), 8, 8)) > 0
    assert fewer


@pytest.fixture(scope="module")
def small() -> Sheet:
    """A few words on a large sheet."""
    return clashmap.render(clashmap.loads("[A]: First.\n  - [B]: Other.\n"), page="a1", engine="tidy")


def test_nothing_is_on_the_tiles_that_are_left_out(small: Sheet) -> None:
    tiles = cut(small)
    (blank,) = {tile.blank for tile in tiles}
    (rows,), (columns,) = {tile.rows for tile in tiles}, {tile.columns for tile in tiles}
    everywhere = {(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)}
    assert blank == everywhere - {(tile.row, tile.column) for tile in tiles}
    assert 4 < len(blank) < len(everywhere) - 2
    width, height = tiles[0].window.width, tiles[0].window.height
    paper = picture(replace(seen(small, Rect(0, 0, 0, 0)), heading=(), legend=(), footer=()), tiles[0].window.grown(-2))
    for row, column in everywhere:
        window = Rect((column - 1) * (width - OVERLAP), (row - 1) * (height - OVERLAP), width, height)
        assert (picture(small, window.grown(-2)) == paper) == ((row, column) in blank)


def test_a_tile_is_glued_only_to_tiles_that_are_printed(small: Sheet) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf([small], tile=PAPERS["a4"]).data))
    alone = 0
    for tile, page in zip(cut(small), reader.pages, strict=True):
        text = words(page.extract_text())
        assert "what is grey in the key is blank and not printed" in text
        left = tile.column > 1 and (tile.row, tile.column - 1) not in tile.blank
        upper = tile.row > 1 and (tile.row - 1, tile.column) not in tile.blank
        assert ("left" in text) == left
        assert ("upper" in text) == upper
        alone += tile.row > 1 and not upper
    assert alone


@pytest.mark.parametrize(("mark", "way"), [(Rect(100, 100, 2000, 10), "wide"), (Rect(100, 100, 10, 2000), "high")])
def test_the_paper_is_turned_so_that_fewer_pages_are_printed(mark: Rect, way: str) -> None:
    tiles = tiled(PAPERS["a0"], PAPERS["a4"], is_blank=lambda window: not mark.overlaps(window))
    assert {tile.paper.width > tile.paper.height for tile in tiles} == {way == "wide"}
    assert len(tiles) == 3


def test_an_empty_sheet_is_one_tile() -> None:
    (tile,) = tiled(PAPERS["a0"], PAPERS["a4"], is_blank=lambda _: True)
    assert tile.label.startswith("row 1, column 1 of")


SVG = """\
<text x="10" y="20" font-size="10" fill="#111111" textLength="50" lengthAdjust="spacingAndGlyphs">left</text>
<text x="100" y="20" font-size="10" fill="#111111" text-anchor="end" textLength="30">right</text>
<text x="65" y="20" font-size="10" text-anchor="middle" aria-hidden="true">+</text>
<a href="https://a.example/?b=1&amp;c" x="y"><text x="10" y="90" font-size="10" textLength="50">far</text></a>
<a href="a.v2.pdf"><text x="60" y="90" font-size="10" textLength="50">beside</text></a>
<a href="../b:c.pdf"><text x="60" y="150" font-size="10" textLength="50">above</text></a>
"""


def test_a_window_leaves_out_the_words_that_are_not_in_it() -> None:
    def left(x: float, y: float, width: float, height: float) -> list[str]:
        return re.findall(r">([^<\n]+)</text>", within(SVG, Rect(x, y, width, height)))

    assert left(0, 0, 200, 200) == ["left", "right", "+", "far", "beside", "above"]
    assert left(0, 0, 58, 50) == ["left"]
    assert left(59, 0, 10, 50) == ["left", "+"]
    assert left(71, 0, 100, 50) == ["right"]
    assert left(0, 95, 100, 40) == []


def test_links_lead_from_the_words_in_the_window() -> None:
    assert list(links(SVG, Rect(0, 0, 40, 200))) == [("https://a.example/?b=1&c", Rect(10, 80, 30, 13))]
    beside = [("./a.v2.pdf", Rect(65, 80, 45, 13)), ("../b:c.pdf", Rect(65, 140, 45, 13))]
    assert list(links(SVG, Rect(65, 0, 100, 200))) == beside


def test_the_index_of_a_split_map_leads_to_its_groups_and_they_lead_back(article: ArgumentMap) -> None:
    (name, index), (group, part), *_ = split(article, stem="a", suffix=".pdf")
    for view, there in ((index, group), (part, name)):
        sheet = render_sheets(article, view, page="a3", engine="tidy", sheets=1)[0]
        (page,) = pypdf.PdfReader(io.BytesIO(pdf([sheet]).data)).pages
        found = [entry.get_object()["/A"]["/URI"] for entry in page["/Annots"]]
        assert f"./{there}" in found


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_link_is_where_its_words_are_whichever_way_they_are_read(lang: str) -> None:
    text = f"===\nlang: {lang}\n===\n\n[A]: First. {{url: 'https://a.example/?x=1&y'}}\n  - [B]: Other.\n"
    sheet = clashmap.render(clashmap.loads(text), page="a4", engine="tidy")
    (page,) = pypdf.PdfReader(io.BytesIO(pdf([sheet]).data)).pages
    (found,) = [entry.get_object() for entry in page["/Annots"]]
    assert found["/A"]["/URI"] == "https://a.example/?x=1&y"
    ((_, rect), _) = sheet.drawing.cards.values()
    scale, (left, bottom, right, top) = sheet.drawing.scale, map_to_px(found["/Rect"], sheet)
    assert rect.x * scale + sheet.drawing.x < left < right < rect.right * scale + sheet.drawing.x
    assert rect.y * scale + sheet.drawing.y < top < bottom < rect.bottom * scale + sheet.drawing.y


def test_a_link_is_on_the_tile_that_shows_its_words() -> None:
    map = clashmap.loads("[A]: First. {url: 'https://a.example/'}\n  - [B]: Other.\n")
    sheet = clashmap.render(map, page="a2", engine="tidy")
    goals = list(links(sheet.svg(), Rect(0, 0, sheet.page.width, sheet.page.height)))
    reader = pypdf.PdfReader(io.BytesIO(pdf([sheet], tile=PAPERS["a4"]).data))
    found = 0
    for tile, page in zip(cut(sheet), reader.pages, strict=True):
        for entry in page.get("/Annots", []):
            left, low, right, top = (float(value) / 0.75 for value in entry.get_object()["/Rect"])
            x, y = left - MARGIN + tile.window.x, tile.paper.height - top - MARGIN + tile.window.y
            assert any(
                rect.x - 0.1 <= x
                and x + right - left <= rect.right + 0.1
                and rect.y - 0.1 <= y
                and y + top - low <= rect.bottom + 0.1
                for _, rect in goals
            )
            found += 1
    assert found >= len(goals) > 0


def map_to_px(rect: list[float], sheet: Sheet) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a rectangle in a PDF, which counts points from below, in px from above."""
    left, bottom, right, top = (float(value) / 0.75 for value in rect)
    return left, sheet.page.height - bottom, right, sheet.page.height - top


def test_a_sheet_for_which_the_paper_has_room_is_left_whole() -> None:
    small = Paper("small", 100 * MM, 90 * MM, 5 * MM)
    assert len(tiled(small, PAPERS["a4"])) == 1
    assert len(tiled(replace(PAPERS["a4"], width=210 * MM, height=297 * MM), PAPERS["a4"])) == 1
