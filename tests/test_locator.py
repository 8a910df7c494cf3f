"""Locators: what each form means, what is refused, and that printing one gives it back."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.evidence.locator import Locator, LocatorError, parse_locator


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("45", (45, 0), (45, 0)),
        ("45.2", (45, 2), (45, 2)),
        ("45.1-2", (45, 1), (45, 2)),
        ("45-47", (45, 0), (47, 0)),
        ("45.2-46.1", (45, 2), (46, 1)),
        ("45-46.1", (45, 0), (46, 1)),
        (" 45 – 47 ", (45, 0), (47, 0)),
        ("7-7", (7, 0), (7, 0)),
        ("45.2-45.3", (45, 2), (45, 3)),
        ("45-45.2", (45, 1), (45, 2)),
        ("45—47", (45, 0), (47, 0)),
        ("45.1\u00a0‑\u00a02", (45, 1), (45, 2)),
    ],
)
def test_every_form(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert parse_locator(text) == Locator(first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not a paragraph"),
        ("p. 45", "is not a paragraph"),
        ("45.1.2", "is not a paragraph"),
        ("45-", "is not a paragraph"),
        ("٤٥", "is not a paragraph"),
        ("9" * 5000, "is not a paragraph"),
        ("0", "counts from 0"),
        ("45.0", "counts from 0"),
        ("47-45", "runs backwards"),
        ("45.3-2", "runs backwards"),
        ("46.1-45.2", "runs backwards"),
    ],
)
def test_what_is_refused_and_why(text: str, why: str) -> None:
    with pytest.raises(LocatorError, match=why):
        parse_locator(text)


points = st.tuples(st.integers(1, 999), st.integers(0, 99))


@given(points, points)
def test_a_locator_prints_as_it_is_read(one: tuple[int, int], two: tuple[int, int]) -> None:
    first, last = sorted((one, two))
    if first[1] and last[0] > first[0] and not last[1]:
        last = (last[0], 1)
    locator = Locator(first, last)
    if first[0] == last[0] and not first[1]:
        locator = Locator(first, first)
    assert parse_locator(str(locator)) == locator


@given(st.from_regex(r"[1-9](\.[1-9])?[-–][1-9](\.[1-9])?", fullmatch=True))
def test_whatever_is_read_prints_as_a_locator_that_means_the_same(text: str) -> None:
    with contextlib.suppress(LocatorError):
        locator = parse_locator(text)
        assert parse_locator(str(locator)) == locator


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(LocatorError):
        locator = parse_locator(text)
        assert locator.first[0] <= locator.last[0]
