"""Rules about values in data and front matter that YAML reads otherwise than they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clashmap.argdown.tree import Data
from clashmap.checks.walk import data
from clashmap.diagnostics import Diagnostic, Fix, Severity, at, rule
from clashmap.graph import ArgumentMap
from clashmap.mend import put
from clashmap.source import Place, Source, Span

if TYPE_CHECKING:
    import yaml


def _quote(place: Place) -> Fix:
    return Fix("put the value in quotes", (put(place, place.span.start, '"'), put(place, place.span.end, '"')))


def _quote_line(place: Place) -> Fix | None:
    """Quotes round the whole value of a line, of which *place* is the part that is lost."""
    line = place.source.line_at(place.span.start)
    match = _VALUE.match(place.source.text, line.start, place.span.end)
    mark = next((quote for quote in "\"'" if match and quote not in match["value"]), None)
    if match is None or mark is None or "\\" in match["value"]:
        return None
    return Fix("put the text in quotes", (put(place, match.start("value"), mark), put(place, match.end("value"), mark)))


RETYPED = rule(
    "T014",
    "value-retyped",
    Severity.WARNING,
    "a value without quotes is read as a number, and comes out as another text",
    why="Data is YAML, in which 45.10 is the number 45.1, 007 is 7 and 1e3 is 1000. A place in a source, a room or a "
    "year that is written so is not what a card shows.",
    bad="[Cost]: It costs too much. {page: 45.10}\n",
    good='[Cost]: It costs too much. {page: "45.10"}\n',
    mend=_quote,
)
DATE = rule(
    "T015",
    "date-without-quotes",
    Severity.HINT,
    "a date without quotes is text here, and a point in time to other tools",
    why="Argdown's own tools read 2025-01-02 as a time of day and write it out as 2025-01-02T00:00:00.000Z. In quotes "
    "it is the same text to all of them.",
    bad="===\ndate: 2025-01-02\n===\n\n[Cost]: It costs too much.\n",
    good='===\ndate: "2025-01-02"\n===\n\n[Cost]: It costs too much.\n',
    mend=_quote,
)
CUT_OFF = rule(
    "T016",
    "value-cut-off",
    Severity.WARNING,
    "a # behind a blank ends a value without quotes",
    why="In data and front matter a # with a blank before it begins a comment: “We are #1 in the world” is read as “We "
    "are”. A comment that is meant has a blank behind its # as well.",
    bad="===\ntitle: We are #1 in the world\n===\n\n[Cost]: It costs too much.\n",
    good='===\ntitle: "We are #1 in the world"\n===\n\n[Cost]: It costs too much.\n',
    mend=_quote_line,
)

_VALUE = re.compile(r"[ \t]*(?:(?:- +)*[^\s:#\"'{\[-][^:#\r\n]*:[ \t]+|(?:- +)+)(?P<value>[^\s\"'\[{|>&*!][^\r\n]*)")
_LOST = re.compile(r"[ \t]+(?P<lost>#[^\s#].*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")
_SHOWN = frozenset({"side", "role", "cite", "title", "subTitle", "subtitle", "sides", "sources"})
"""Names whose values are shown as text, so that True and null are other texts than they were written as."""

_NUMBER = r"-?(?:0|[1-9][0-9]{0,14})(?:\.0|\.[0-9]{0,12}[1-9])?"
_SUSPECT = re.compile(
    rf"(?:[:,\[\-][ \t\r\n]+|\[)(?!{_NUMBER}[ \t]*(?:[,}}\]\r\n]|\Z))[-+.0-9]"
    r"|(?:[:,\[\-][ \t\r\n]+|\[)(?:~|[Nn]ull|NULL|True|TRUE|False|FALSE)\b"
    r"|[ \t]#[^\s#]"
)
"""What is in all data with something to report, and hardly in any other; so that nearly none is read twice."""
_BLOCK_START = re.compile(r"\{[ \t]*(?:\r\n|\r|\n)")


def changed_values(map: ArgumentMap) -> Iterator[Diagnostic]:
    """T014 to T016, in reading order."""
    for document in map.documents:
        for piece in data(document):
            start, written = _inner(piece, document.source)
            if piece.values and _SUSPECT.search(written):
                yield from _changed(piece, start, written, document.source)


def _inner(piece: Data, source: Source) -> tuple[int, str]:
    """Where the YAML of *piece* begins, and its text."""
    start, end = piece.span
    text = source.text[start:end]
    if text.startswith("="):
        inner = text.lstrip("=")
        return end - len(inner), inner.rstrip("=")
    if block := _BLOCK_START.match(text):
        return start + block.end(), text[block.end() : -1]
    return start, text


def _changed(piece: Data, start: int, written: str, source: Source) -> Iterator[Diagnostic]:
    """Compare each scalar of *written* with what it is read as."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(written, Loader=loader)
    except yaml.YAMLError:  # which another reading of the same data could cope with
        return
    work: list[tuple[yaml.Node | None, Any, bool]] = [(root, piece.values, False)]
    seen: set[int] = set()
    while work:
        node, value, is_shown = work.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode) and isinstance(value, dict):
            for key, below in reversed(node.value):
                name = str(key.value)
                if node is root and name == "strength" and isinstance(value.get(name), int | float):
                    continue  # 0.70 and .7 are as good as 0.7
                work.append((below, value.get(name), is_shown or (node is root and name in _SHOWN)))
        elif isinstance(node, yaml.SequenceNode) and isinstance(value, list):
            work.extend(
                (below, entry, is_shown) for below, entry in reversed(list(zip(node.value, value, strict=False)))
            )
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            span = Span(start + node.start_mark.index, start + node.end_mark.index)
            yield from _scalar(span, value, source, is_shown=is_shown)


def _scalar(span: Span, value: Any, source: Source, *, is_shown: bool) -> Iterator[Diagnostic]:
    written = source.text[slice(*span)]
    if lost := _LOST.match(source.text, span.end, source.line_at(span.end).end):
        message = f"“{lost['lost'].split()[0]}” and the rest of the line are left out"
        yield at(CUT_OFF, message, source, Span(*lost.span("lost")), help="Put the whole text in quotes.")
    if isinstance(value, str):
        if _DATE.fullmatch(written):
            message = f"other tools read {written} as a point in time"
            yield at(DATE, message, source, span, help=f'Put it in quotes: "{written}".')
        return
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    reads = "nothing" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if written and written != reads and (is_number or is_shown):
        message = f"“{written}” is read as {reads}"
        yield at(RETYPED, message, source, span, help=f'Put it in quotes: "{written}".')
