"""Measuring and wrapping text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.draw.text import measure, shorten, wrap


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
    ],
)
def test_widths_are_those_of_arial(text: str, size: float, bold: bool, width: float) -> None:
    assert measure(text, size, bold=bold) == pytest.approx(width)


@given(st.text(max_size=200), st.floats(20, 400), st.booleans())
def test_no_line_is_wider_than_it_may_be(text: str, width: float, balance: bool) -> None:
    for line in wrap(text, width, 12, balance=balance):
        assert measure(line, 12) <= width or len(line) == 1
        assert line.strip()


@given(st.text(max_size=200), st.floats(20, 400), st.booleans())
def test_wrapping_loses_nothing_but_white_space(text: str, width: float, balance: bool) -> None:
    assert "".join("".join(wrap(text, width, 12, balance=balance)).split()) == "".join(text.split())


@given(st.text(alphabet="abc de", max_size=120), st.floats(60, 300))
def test_balancing_does_not_add_lines(text: str, width: float) -> None:
    assert len(wrap(text, width, 12, balance=True)) == len(wrap(text, width, 12))


def test_a_line_breaks_behind_a_dash_and_a_slash() -> None:
    assert wrap("air-support/over-the-horizon", 70, 12) == ("air-support/", "over-the-", "horizon")


def test_what_is_shortened_says_so_and_fits() -> None:
    short = shorten("Deniability against the no-fly zone", 100, 12)
    assert short.endswith("…")
    assert measure(short, 12) <= 100
    assert shorten("Short", 100, 12) == "Short"
