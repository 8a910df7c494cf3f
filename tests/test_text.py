"""Measuring and wrapping text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.draw.text import is_rtl, measure, shorten, wrap
from clashmap.draw.text.scripts import clusters

HIDDEN = str.maketrans("", "", "\u00ad\u200b")
"""What only says where a line may end."""
TELLING = st.text(max_size=80) | st.text(
    "ab -/_.،。「」中あっ한ש ل ا ب\u0301\u064e\u00a0\u00ad\u200b\u200d\u2060เก็नद\u094d👩🏽🇩🇪\ufe0f\u202e\ud800",
    max_size=80,
)


@pytest.mark.parametrize(
    ("text", "size", "bold", "width"),
    [  # Arial's own advance widths: i 455, W 1933, m 1706, space 569, A 1366; bold i 569
        ("i", 2048, False, 455),
        ("W", 2048, False, 1933),
        ("m m", 2048, False, 2 * 1706 + 569),
        ("À", 2048, False, 1366),
        ("A\u0300", 2048, False, 1366),
        ("i", 2048, True, 569),
        ("中文", 10, False, 20),
        ("", 12, False, 0),
        ("a\u00a0b", 2048, False, 2 * 1139 + 569),
        ("ש", 2048, False, 1495 * 1.08),  # and the air that text from right to left is given
        ("가", 2048, False, 2048),
        ("\u1100\u1161\u11a8", 2048, False, 2048),  # the same syllable, in its three letters
        ("a\u200d\u200bb\u00ad", 2048, False, 2 * 1139),
    ],
)
def test_widths_are_those_of_arial(text: str, size: float, bold: bool, width: float) -> None:
    assert measure(text, size, bold=bold) == pytest.approx(width)


@pytest.mark.parametrize(
    "sign", ["👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "❤\ufe0f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"]
)
def test_an_emoji_is_one_wide_sign_however_it_is_written(sign: str) -> None:
    assert measure(sign, 2048) == pytest.approx(2660, abs=300)
    assert measure(sign * 3, 2048) == pytest.approx(3 * measure(sign, 2048))


def test_arabic_letters_are_narrower_where_they_are_joined() -> None:
    assert measure("بببب", 12) < measure("ب ب ب ب", 12) / 1.5
    assert measure("بَبَ", 12) == measure("بب", 12), "a vowel mark parted the letters"
    assert measure("ب\u200cب", 12) == pytest.approx(2 * measure("ب", 12), rel=0.001), "a non-joiner did not"


@given(TELLING, st.floats(20, 400), st.booleans(), st.booleans())
def test_no_line_is_wider_than_it_may_be(text: str, width: float, bold: bool, balance: bool) -> None:
    for line in wrap(text, width, 12, bold=bold, balance=balance):
        assert measure(line, 12, bold=bold) > 0
        assert measure(line, 12, bold=bold) <= width + 1e-9 or len(clusters(line)) == 1


@given(TELLING, st.floats(20, 400), st.booleans())
def test_wrapping_loses_nothing_that_shows(text: str, width: float, balance: bool) -> None:
    def showing(text: str) -> str:
        return "".join(c for c in text.translate(HIDDEN) if not c.isspace() and c != "\ufe0f" and measure(c, 12))

    shown = "".join(wrap(text, width, 12, balance=balance))
    if "\u00ad" in text:  # one at the end of a line is a hyphen there
        shown, text = shown.replace("-", ""), text.replace("-", "")
    assert showing(shown) == showing(text)


@given(TELLING, st.floats(12, 60))
def test_no_letter_is_ever_cut(text: str, width: float) -> None:
    def letters(line: str) -> set[str]:
        return {letter.strip().replace("\ufe0f", "") for letter in clusters(line) if measure(letter.strip(), 12)}

    written = letters(text) | letters(text.translate(HIDDEN))
    for line in wrap(text, width, 12):
        assert letters(line.removesuffix("-") if "\u00ad" in text else line) <= written
    short = shorten(text, width, 12)
    kept = short.removesuffix("…")
    assert letters(kept) <= written
    assert measure(short, 12) <= width + 1e-9 or len(clusters(kept)) == 1


@given(st.text(alphabet="abc de", max_size=120), st.floats(60, 300))
def test_balancing_does_not_add_lines(text: str, width: float) -> None:
    assert len(wrap(text, width, 12, balance=True)) == len(wrap(text, width, 12))


def test_a_line_breaks_behind_a_dash_and_a_slash() -> None:
    assert wrap("air-support/over-the-horizon", 70, 12) == ("air-support/", "over-the-", "horizon")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("人人生而自由，平等。", "人 人 生 而 自 由， 平 等。"),
        ("「これ」ちょっと", "「こ れ」 ちょっ と"),
        ("NATO将在2025年", "NATO 将 在 2025 年"),
        ("자유로우며 그", "자유로우며 그"),
        ("เราเข้าไปในเมือง", "เรา เข้า ไป ใน เมือง"),
        ("ab\u200bcd\u2060ef", "ab cd\u2060ef"),
        ("10\u00a0000 €", "10\u00a0000 €"),
        ("soft\u00adly", "soft- ly"),
        ("क्षत्रिय स्त्री।", "क्षत्रिय स्त्री।"),
        ("a😀b", "a 😀 b"),
        ("בין-לאומי", "בין- לאומי"),
        ("བོད་ཡིག", "བོད་ ཡིག"),
    ],
)
def test_lines_end_where_a_script_lets_them(text: str, pieces: str) -> None:
    widest = max(measure(piece, 12) for piece in pieces.split(" "))
    lines = wrap(text, widest, 12)
    ends = {"".join(pieces.split(" ")[:count]) for count in range(1, len(pieces.split(" ")) + 1)}
    assert len(lines) > 1 or " " not in pieces
    assert all("".join(lines[: count + 1]).replace(" ", "") in ends for count in range(len(lines)))


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    assert wrap("un\u00adbreak\u00adable", 400, 12) == ("unbreakable",)
    assert wrap("un\u00adbreak\u00adable", 60, 12) == ("unbreak-", "able")
    assert shorten("un\u00adbreakable", 400, 12) == "unbreakable"


def test_a_long_word_is_rather_cut_behind_a_separator() -> None:
    address = "https_//example.org/a_path.with?many=parts&more@here"
    lines = wrap(address, 100, 12)
    assert "".join(lines) == address
    assert all(line[-1] in "/_.?=&@" or line == lines[-1] for line in lines)


@pytest.mark.parametrize(
    ("text", "right"),
    [("", False), ("12.5% (", False), ("C++ היא", False), ("היא C++", True), ("“الناس”", True), ("\u200fabc", True)],
)
def test_the_first_letter_gives_the_direction(text: str, right: bool) -> None:
    assert is_rtl(text) is right


def test_what_is_shortened_says_so_and_fits() -> None:
    short = shorten("Deniability against the no-fly zone", 100, 12)
    assert short.endswith("…")
    assert measure(short, 12) <= 100
    assert shorten("Short", 100, 12) == "Short"
    assert shorten("\u200b\x07", 100, 12) == ""
