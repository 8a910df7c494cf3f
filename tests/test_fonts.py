"""Which letters a renderer can show: asked of renderers that know exactly what they know, and of the real one."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.draw import fonts
from clashmap.draw.fonts.pixels import rows

CELL = re.compile(r'<text x="(\d+)" y="(\d+)">([^<]*)</text>')
SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


def packed(width: int, lines: list[bytes], filters: list[int]) -> bytes:
    """A PNG of RGBA *lines*, each filtered by one of the five ways of the PNG standard."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    above, raw = bytes(width * 4), b""
    for kind, line in zip(filters, lines, strict=True):
        raw += bytes([kind])
        for index, byte in enumerate(line):
            left, corner = (line[index - 4], above[index - 4]) if index >= 4 else (0, 0)
            up = above[index]
            promised = left + up - corner
            near = min(
                (abs(promised - left), 0, left), (abs(promised - up), 1, up), (abs(promised - corner), 2, corner)
            )
            raw += bytes([(byte - (0, left, up, (left + up) // 2, near[2])[kind]) % 256])
        above = line
    head = struct.pack(">IIBBBBB", width, len(lines), 8, 6, 0, 0, 0)
    half = len(zlib.compress(raw)) // 2
    data = zlib.compress(raw)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", data[:half]), chunk(b"IDAT", data[half:]), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@given(st.data())
def test_pixels_are_read_however_they_are_filtered(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 5))
    lines = data.draw(st.lists(st.binary(min_size=width * 4, max_size=width * 4), min_size=1, max_size=6))
    filters = data.draw(st.lists(st.integers(0, 4), min_size=len(lines), max_size=len(lines)))
    assert rows(packed(width, lines, filters)) == (4, lines)


def picture(text: str, family: str = "Arial") -> str:
    return f'<svg width="100" height="100" font-family="{family}"><text x="1" y="9">{text}</text></svg>'


def machine(installed: dict[str, str]) -> Callable[[str], bytes]:
    """A renderer for a machine with the families *installed*, each with its letters; it falls back from one to all.

    As real ones do, it draws nothing where no family is there, and looks no further behind a letter in no font.
    """

    def renderer(svg: str) -> bytes:
        found = re.search(r'font-family="([^"]*)"', svg)
        named = found[1].split(", ") if found else []
        first = next((installed[name] for name in named if name in installed), None)
        size = SIZE.search(svg)
        assert size
        width, height = int(size[1]), int(size[2])
        pixels = [bytearray(width * 4) for _ in range(height)]
        for x, y, escaped in CELL.findall(svg):
            fallback = first is not None
            for place, letter in enumerate(unescape(escaped)):
                everywhere = "".join(installed.values())
                fallback = fallback and (letter in (first or "") or letter in everywhere)
                shown = letter in (first or "") or (fallback and letter in everywhere)
                ink = ord(letter).to_bytes(4, "big") if shown else b"\1\1\1\1"
                at = (int(x) + 8 * place) * 4
                if first is not None:
                    pixels[int(y)][at : at + 4] = ink
        return packed(width, [bytes(line) for line in pixels], [1] * height)

    return renderer


def test_letters_in_no_font_are_found_and_boxes_stand_for_them() -> None:
    renderer = machine({"Arial": "Aa□", "Other": "ѳ☆"})
    (shown,), lacking = fonts.fitted([picture("A ѳ空☆★ a")], renderer)
    assert lacking == ["★", "空"]
    assert "A ѳ□☆□ a" in shown
    assert fonts.fitted([picture("A ѳ")], renderer)[1] == []


def test_of_many_letters_each_is_looked_for_unless_the_first_of_its_script_are_in_no_font() -> None:
    han = [chr(0x4E00 + number) for number in range(200)]
    drawn: list[int] = []

    def counting(svg: str) -> bytes:
        drawn.append(len(CELL.findall(svg)))
        return renderer(svg)

    renderer = machine({"Arial": "A", "Han": "".join(han[:30] + han[31:150])})
    assert fonts.fitted([picture("".join(han))], counting)[1] == [han[30], *han[150:]]
    renderer = machine({"Arial": "A", "Other": "ѳ"})
    drawn.clear()
    assert fonts.fitted([picture("ѳ" + "".join(han))], counting)[1] == han
    assert max(drawn) < 60


def test_a_family_that_has_all_letters_is_named_first() -> None:
    renderer = machine({"Arial": "A", "DejaVu Sans": "A☆"})
    (shown,), lacking = fonts.fitted([picture("ab☆")], renderer)
    assert not lacking
    assert re.search(r'font-family="([^",]*)', shown)[1] == "DejaVu Sans"  # type: ignore[index]
    (shown,), _ = fonts.fitted([picture("abc")], renderer)
    assert re.search(r'font-family="([^",]*)', shown)[1] == "Arial"  # type: ignore[index]


def test_a_family_is_named_where_those_of_the_theme_are_not_there() -> None:
    (shown,), lacking = fonts.fitted([picture("abc", r"Fancy \1 Hand")], machine({"Ubuntu": "A"}))
    assert not lacking
    assert r'font-family="Fancy \1 Hand, Arial' in shown
    assert ", Ubuntu," in shown
    assert fonts.fitted([picture("abc")], machine({}))[1] == ["A"]


def test_only_what_is_written_is_asked_for() -> None:
    svg = '<svg><title>空</title><g aria-label="域"><text x="1">e\u0301 &amp; \u200d\u00a0б</text></g></svg>'
    assert fonts.letters(svg) == {"e", "&", "б"}


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("空域", "no font here has 空域 (Chinese, Japanese or Korean), and boxes stand in their place; install"),
        ("は대", "Noto Sans CJK"),
        ("。「？", "no font here has 。「？ (Chinese, Japanese or Korean), and boxes stand in their place"),
        ("ह।", "ह। (Devanagari), and"),
        ("ع", "ع (Arabic), and boxes stand in their place; install the font Noto Sans Arabic"),
        ("ह", "Noto Sans Devanagari"),
        ("Ж", "(Cyrillic), and boxes stand in their place; install the font DejaVu Sans"),
        ("😀", "(emoji), and boxes stand in their place; install the font Noto Emoji"),
        ("⇒", "no font here has ⇒, and boxes stand in their place; install the font DejaVu Sans"),
        ("一丁七万丈三上下不与", "一丁七万丈三上下 and 2 more (Chinese"),
    ],
)  # fmt: skip
def test_the_message_names_letters_script_and_font(letters: str, said: str) -> None:
    (message,) = fonts.advice(letters)
    assert said in message


def test_each_font_has_a_message_of_its_own() -> None:
    assert len(fonts.advice("空ع域☆")) == 3
