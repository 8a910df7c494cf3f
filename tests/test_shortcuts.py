"""Shortcuts: what is read fast because it is common reads as it would without them."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.argdown import lex
from clashmap.argdown.yamldata import plain_table
from clashmap.argdown.yamlload import load_table

NEVER = re.compile(r"(?!)")
ANYTHING = frozenset(map(chr, range(128)))
STARTS = st.sampled_from(("", "", "  + ", "\t- ", "a ", "a", "(1) ", "# ", "* ", "@", "--\n"))
TITLES = st.sampled_from(
    ("[A]", "[A]:", "[-A]", "[a [b]", "<B>", "<B>: ", "<-B>", "<!--B>", "[", "]:", "<B", ">", "_c_", "")
)
TAILS = st.sampled_from(
    ("", "", " ", ": b", ".b", ".A.", "/b", "//b", ",b", "=b", "é", "(u)", " [C]: c", " #t {a: b}", "{", "\\")
)
ENDS = st.sampled_from(("\n", "\n", "\n\n", "\r\n", " \t\n", ""))
TEXTS = st.lists(st.tuples(STARTS, TITLES, TAILS, ENDS).map("".join), max_size=6)


@settings(max_examples=300)
@given(TEXTS.map("".join))
def test_text_is_cut_into_the_same_tokens_without_shortcuts(text: str) -> None:
    fast = lex.tokenize(text)
    with (
        patch.object(lex, "CLAIM", NEVER),
        patch.object(lex, "ARGUMENT", NEVER),
        patch.object(lex, "MARKS", frozenset()),
        patch.object(lex, "LINE_SIGNS", ANYTHING),
    ):
        assert lex.tokenize(text) == fast


KEYS = st.sampled_from(("side", "a", "_b", "nan", "y", "Null"))
WORDS = st.sampled_from(
    ("aff", "NO", "null", "True", "nan", ".nan", "a b", "a #b", "a: b", "a, b", "it's", "a-b_c", "a!", "&a", "- a", "1")
)
BLANK = st.sampled_from(("", " ", "  "))


@given(st.lists(st.tuples(BLANK, KEYS, BLANK, BLANK, WORDS), max_size=3))
def test_words_in_braces_are_what_yaml_says(pairs: list[tuple[str, ...]]) -> None:
    written = "{" + ",".join(f"{before}{key}{behind}: {gap}{word}" for before, key, behind, gap, word in pairs) + "}"
    if (table := plain_table(written)) is not None:
        assert load_table(written, "", in_braces=True) == table


@given(st.lists(st.tuples(KEYS, BLANK, WORDS), max_size=3), st.sampled_from(("\n", "\r\n")))
def test_lines_of_words_are_what_yaml_says(lines: list[tuple[str, ...]], end: str) -> None:
    inner = end + "".join(f"{key}: {gap}{word}{end}" for key, gap, word in lines)
    if (table := plain_table(f"==={inner}===")) is not None:
        assert load_table(inner, "", in_braces=False) == table


@pytest.mark.parametrize(
    "written", ["{side: aff, role: link}", "{a:  b}", "===\ntitle: A no-fly zone, now?\n===", "===\na: b\nc: d e\n==="]
)
def test_the_common_is_read_without_yaml(written: str) -> None:
    assert plain_table(written)
