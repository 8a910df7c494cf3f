"""Fixes of data: a blank, a comma, a quote or a brace that is missing."""

from __future__ import annotations

import re

from clashmap.diagnostics import Fix
from clashmap.mend import put, swap
from clashmap.source import Place

_NAME_BEFORE = re.compile(r"(?:^|[{,])[ \t]*[A-Za-z_][\w-]*\Z")
_ENTRY = re.compile(r"[A-Za-z_][\w-]*:[ \t]")
_FIRST_SIGNS = frozenset("@`%*!&|>")
_LINE_VALUE = re.compile(r"[ \t]*(?:- )?[\w-]+:[ \t]+(?P<value>[^\s\"'\\#\[\]{}|>][^\"'\\#\[\]{}\r\n]*?)[ \t]*")
_BRACE_VALUE = re.compile(r"[^\"'\\\[\]{},:\r\n]+(?=[,}])")
_LINE_REST = re.compile(r"[^\"'\\\r\n]+\Z")
_VALUE_BEFORE = re.compile(r":[ \t]+(?P<value>[^\"'\\\[\]{},:]*)\Z")
_NAMED = re.compile(r"(?:^|(?P<brace>[{,]))[ \t]*[A-Za-z_][\w-]*:[ \t]+\Z")
_NEXT = re.compile(r"\}|,[ \t]*[A-Za-z_][\w-]*:[ \t]")
_PAIRS = re.compile(r"\{[ \t]*\w+: +\w[\w-]*(?: [\w-]+){0,2}(?:, *\w+: +\w[\w-]*(?: [\w-]+){0,2})*")
_TEXT_END = re.compile(r"\s*\Z|(?:\r\n|\r|\n)[ \t]*(?:[\r\n]|(?:<?[-+_]|[-+_]>|><)[ \t])")
_PLAIN = re.compile(r"[^\\\[\]<>{}*_@/\r\n]*[^\\\[\]<>{}*_@/\s]")


def mend_data(place: Place) -> Fix | None:
    """What YAML is sure to want where it stopped reading; None when the writer may have meant one of two things."""
    sign, start = place.text[:1], place.span.start
    match sign:
        case ":":
            return _mend_colon(place)
        case "\t":
            return _mend_tab(place)
        case ",":
            before = place.source.text[:start].rstrip()[-1:]
            return Fix("delete the comma", (swap(place, start, start + 1),)) if before in ("{", ",", "[") else None
        case "\\" if place.source.text.count('"', place.source.line_at(start).start, start) % 2:
            return Fix("put a second backslash", (put(place, start, "\\"),))
        case "{":
            return close_data(place)
        case "#":
            return _quote(place, _value_before(place))
        case _ if sign in _FIRST_SIGNS:
            return _quote(place, start)
    before = place.source.text[:start].rstrip(" \t")
    if before[-1:] in ("'", '"', "]", "}") and _ENTRY.match(place.source.text, start):
        return Fix("put a comma before the name", (put(place, len(before), ","),))
    return None


def _mend_colon(place: Place) -> Fix | None:
    """A blank behind the colon of a name, or quotes round the rest of a line that has a second colon."""
    text, (start, end) = place.source.text, place.span
    line = place.source.line_at(start)
    if not text[end : end + 1].isspace():
        is_name = _NAME_BEFORE.search(text[line.start : start]) and text[end : end + 1].isalpha()
        return Fix("put a blank behind the colon", (put(place, end, " "),)) if is_name else None
    match = _LINE_VALUE.fullmatch(text, line.start, line.end)
    if match is None or not match.start("value") < start:
        return None
    return Fix("put the text in quotes", (put(place, match.start("value"), '"'), put(place, match.end("value"), '"')))


def _mend_tab(place: Place) -> Fix:
    """Two spaces for each tab that indents the line, or a blank for the one between words."""
    text, start = place.source.text, place.span.start
    line = place.source.line_at(start)
    if text[line.start : start].strip():
        return Fix("put a blank for the tab", (swap(place, start, start + 1, " "),))
    end = line.end - len(text[line.start : line.end].lstrip())
    indent = text[line.start : end]
    return Fix("put two spaces for each tab", (swap(place, line.start, end, indent.replace("\t", "  ")),))


def _value_before(place: Place) -> int:
    """Where the bare value that goes on at *place* begins; *place* itself when there is none."""
    line = place.source.line_at(place.span.start)
    match = _VALUE_BEFORE.search(place.source.text[line.start : place.span.start])
    return line.start + match.start("value") if match else place.span.start


def _quote(place: Place, start: int) -> Fix | None:
    """Quotes round the value that begins at *start*, up to the end of its line, or the comma or brace behind it."""
    text = place.source.text
    line = place.source.line_at(start)
    named = _NAMED.search(text[line.start : start])
    if named is None:
        return None
    match = (_BRACE_VALUE if named["brace"] else _LINE_REST).match(text, start, line.end)
    if match is None or (named["brace"] and not _NEXT.match(text, match.end())):
        return None
    end = start + len(match.group().rstrip())
    return Fix("put the text in quotes", (put(place, start, '"'), put(place, end, '"')))


def close_data(place: Place) -> Fix | None:
    """``}`` at the end of a line of names and single words, where an empty line or a relation stands below."""
    text, start = place.source.text, place.span.start
    line = place.source.line_at(start)
    written = text[start : line.end].rstrip()
    below = text[line.end :][:200].lstrip("\r").removeprefix("\n").partition("\n")[0].strip()
    before = text[line.start : start]
    if (
        "{" in before
        or not re.search(r"\w", before)
        or not _PAIRS.fullmatch(written)
        or (below and below[0] not in "+-_<>")
    ):
        return None
    return Fix("put a brace behind the data", (put(place, start + len(written), "}"),))


def move_data(place: Place) -> Fix | None:
    """``{side: aff} text`` to ``text {side: aff}``, where plain text follows, on this line only."""
    text, start = place.source.text, place.span.start
    line = place.source.line_at(start)
    before, written = text[line.start : start], text[start : line.end].rstrip()
    text_before, _, inner = before.rstrip(" \t").rpartition("{")
    is_data = inner.endswith("}") and inner.count("}") == 1 and ":" in inner
    if not (is_data and text_before.strip() and _PLAIN.fullmatch(written) and _TEXT_END.match(text, line.end)):
        return None
    said = text_before.rstrip(" \t")
    blank = " " if before[-1:].isspace() or written[0].isalnum() else ""
    moved = f"{blank}{written} {{{inner}"
    return Fix("put the data behind the text", (swap(place, line.start + len(said), start + len(written), moved),))
