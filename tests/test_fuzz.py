"""Any text is read without an exception, in linear work, and without losing a character."""

from __future__ import annotations

import json
from collections.abc import Callable
from cProfile import Profile
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.argdown import parse
from clashmap.argdown.directives import directives
from clashmap.argdown.lossless import lossless
from clashmap.argdown.tokens import Kind
from clashmap.checks import check
from clashmap.formats.argdown_json import dumps
from clashmap.resolve import resolve
from clashmap.source import Source
from documents import document, mutate
from paths import DEBATE, ROOT
from shapes import SHAPES
from words import FRAGMENTS

CONFORMANCE = ROOT.parent / "shared" / "conformance" / "argdown" / "inputs"
INPUTS = [path.read_bytes().decode() for path in sorted((*CONFORMANCE.glob("*.argdown"), *DEBATE.glob("*.argdown")))]

TEXTS = st.one_of(
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), max_size=40).map("".join),
    st.builds(
        mutate,
        st.builds(Random, st.integers(0, 2**32)),
        st.one_of(st.sampled_from(INPUTS), st.builds(document, st.integers(0))),
    ),
)


def read(text: str) -> None:
    """Read *text* through all stages, and look at what cannot be wrong whatever it says."""
    source = Source("text", text)
    parsed = parse(source)
    map = resolve([parsed])
    for found in (*map.diagnostics, *check(map)):
        assert found.place is not None
        assert 0 <= found.place.span.start <= found.place.span.end <= len(text)
        assert found.fix is None or found.fix.edits
    json.loads(dumps(map, with_map=True))
    directives(text)


def assert_lossless(text: str) -> None:
    tokens = lossless(Source("text", text))
    assert "".join(text[token.start : token.end] for token in tokens) == text
    ends = [0, *(token.end for token in tokens)]
    assert [token.start for token in tokens] == ends[:-1]
    assert ends[-1] == len(text)
    space = "".join(text[token.start : token.end] for token in tokens if token.kind is Kind.SPACE)
    assert not space.strip(" \t\r\n'")


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    read(text)


@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    assert_lossless(text)


def test_no_character_of_the_inputs_is_lost() -> None:
    for text in INPUTS:
        assert_lossless(text)


@pytest.mark.slow
@settings(max_examples=5_000)
@given(TEXTS)
def test_much_text_is_read(text: str) -> None:
    read(text)
    assert_lossless(text)


def calls(work: Callable[[], Any]) -> int:
    """How many functions *work* calls, built-in ones included: the same every time, unlike how long it takes."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


# A look-up of near names has a budget, which only a longer text uses up.
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "titles nearly alike"])
def test_twice_the_text_is_twice_the_work(shape: str) -> None:
    """Only calls are counted; what one of them does is seen by the benchmark."""
    read(SHAPES[shape](500))  # what is made on first use
    once, twice = (calls(lambda size=size: read(SHAPES[shape](size))) for size in (4_000, 8_000))
    assert twice < once * 2.5 + 1_000


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_text_of_anything_is_read(shape: str, thorough: bool) -> None:
    text = SHAPES[shape](200_000 if thorough else 100_000)
    read(text)
    assert_lossless(text)


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["words", "one word", "blanks", "wide letters", "shortcodes"])
def test_a_line_of_megabytes_is_read(shape: str, thorough: bool) -> None:
    read(SHAPES[f"one line of {shape}"](10_000_000 if thorough else 4_000_000))


def test_a_bomb_of_aliases_is_refused() -> None:
    (found,) = parse(Source("text", SHAPES["a bomb of aliases"](100))).diagnostics
    assert (found.code, found.message) == ("S003", "this data is nested too deep or too large")
