"""Data in braces and front matter. What is written most is read here; for all else there is YAML."""

from __future__ import annotations

import re
from typing import Any

from clashmap.argdown.cursor import Cursor
from clashmap.argdown.faults import DATA
from clashmap.argdown.patterns import NEWLINE
from clashmap.argdown.tree import Data
from clashmap.source import Span

_SHORT = 500
_BLOCK_START = re.compile(rf"\{{[ \t]*{NEWLINE}")

# Most data has a word, and most front matter a line of words, behind each name. Both say in YAML what they look like,
# and loading YAML takes longer than reading a small debate.
_WORDS = re.compile(r"\{ *([A-Za-z_]+ *: +[A-Za-z][A-Za-z_-]*(?: *, *[A-Za-z_]+ *: +[A-Za-z][A-Za-z_-]*)*) *\}")
_LINES = re.compile(r"===+\r?\n((?:[A-Za-z_]+: +[A-Za-z][A-Za-z0-9 .,;!?()'-]*\r?\n)+)===+")
_CONSTANTS = frozenset({"null", "true", "false"})


def plain_table(written: str) -> dict[str, Any] | None:
    """The table in braces or between equals signs that is *written* as plain words; None where it takes YAML to say."""
    if words := _WORDS.fullmatch(written):
        halves = [pair.split(":") for pair in words.group(1).split(",")]
    elif lines := _LINES.fullmatch(written):
        halves = [line.split(":") for line in lines.group(1).splitlines()]
    else:
        return None
    pairs = [(name.strip(), word.strip()) for name, word in halves]
    values: dict[str, Any] = dict(pairs)
    is_plain = len(values) == len(pairs) and not any(word.lower() in _CONSTANTS for pair in pairs for word in pair)
    return values if is_plain else None


def read_data(cursor: Cursor, span: Span) -> Data:
    """The data in the braces at *span*. When a line break follows the brace, it is YAML in block style."""
    written = cursor.source.text[span.start : span.end]
    if not written.endswith("}"):
        opening = Span(span.start, span.start + 1)
        cursor.report(DATA, "this { is never closed", opening, "Put } behind the last value.")
        return Data(span, {})
    values = plain_table(written)
    if values is None:
        block = _BLOCK_START.match(written)
        inner = Span(span.start + block.end(), span.end - 1) if block else span
        values = _load(cursor, inner, span)
    return Data(span, values)


def read_front_matter(cursor: Cursor, span: Span) -> Data:
    """The data between the equals signs at *span*."""
    written = cursor.source.text[span.start : span.end]
    values = plain_table(written)
    if values is None:
        start = len(written) - len(written.lstrip("="))
        end = max(start, len(written.rstrip("=")))
        values = _load(cursor, Span(span.start + start, span.start + end), span)
    return Data(span, values)


def _load(cursor: Cursor, inner: Span, outer: Span) -> dict[str, Any]:
    """The YAML at *inner*; empty when it cannot be read, which is reported."""
    from clashmap.argdown.yamlload import load_table

    text = cursor.source.text
    rest = "".join(text[outer.end : outer.end + _SHORT].splitlines()[:1])
    loaded = load_table(text[inner.start : inner.end], rest, in_braces=text[outer.start] == "{")
    if isinstance(loaded, dict):
        return loaded
    start = min(inner.start + loaded.offset, max(inner.start, inner.end - 1))
    cursor.report(DATA, loaded.message, Span(start, min(start + 1, outer.end)), loaded.help)
    return {}
