"""Rules about citations: each names a source that is declared, and a place that can exist in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Fix, Severity, rule
from clashmap.evidence.locator import LocatorError, parse_locator
from clashmap.graph import ArgumentMap
from clashmap.mend import swap
from clashmap.model import Citation
from clashmap.source import Place

_FRONT = "===\nsources:\n  air-support: {title: Close air support, author: Haun, issued: 2020}\n===\n\n"

_CURLY = "“”„‟‘’‚«»"
_QUOTED = re.compile(rf"[{_CURLY}][^{_CURLY}\"\\{{}}\[\]\r\n]*[{_CURLY}]")


def _straighten(place: Place) -> Fix | None:
    """``cite: “poll 3”`` to ``cite: "poll 3"``."""
    match = _QUOTED.match(place.source.text, place.span.start)
    if match is None:
        return None
    start, end = match.span()
    return Fix("use straight quotes", (swap(place, start, start + 1, '"'), swap(place, end - 1, end, '"')))


UNKNOWN_SOURCE = rule(
    "E001",
    "unknown-source",
    Severity.ERROR,
    "a citation names a source that the front matter does not declare",
    why="Nobody can look up a quotation whose source is not in the list of sources.",
    bad=_FRONT + '[Jets]: Jets are few. {cite: "air-suport 45"}\n',
    good=_FRONT + '[Jets]: Jets are few. {cite: "air-support 45"}\n',
    mend=_straighten,
)
IMPOSSIBLE_LOCATOR = rule(
    "E002",
    "impossible-locator",
    Severity.ERROR,
    "a citation's locator cannot be a place in a text",
    why="A locator counts paragraphs from 1, then sentences: `45`, `45.2`, `45.1-2`, `45-47`. Only such a place can be "
    "found again and checked.",
    bad=_FRONT + '[Jets]: Jets are few. {cite: "air-support 47-45"}\n',
    good=_FRONT + '[Jets]: Jets are few. {cite: "air-support 45-47"}\n',
)
_LOCATORS = (
    "Paragraphs are plain numbers, without p. or ¶: write a paragraph such as 45, a sentence such as 45.2, "
    "or a range such as 45-47 or 45.1-2."
)


def _all(map: ArgumentMap) -> Iterator[Citation]:
    for node in map.nodes:
        yield from node.citations


def unknown_source(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E001: a citation of a source that is not declared."""
    names = Names(map.references)
    # One string may hold several locators; the source is wrong only once in it.
    seen: set[tuple[str, int, str]] = set()
    for citation in _all(map):
        where = (citation.place.source.path, citation.place.span.start, citation.source)
        if citation.source in map.references or where in seen:
            continue
        seen.add(where)
        declare = f"To declare it, write `{citation.source}: {{title: …, author: …}}` under `sources:` at the top."
        help = _straight(citation) or did_you_mean(names.nearest(citation.source), otherwise=declare)
        yield Diagnostic(
            UNKNOWN_SOURCE,
            f"there is no source “{citation.source.strip(_CURLY)}”",
            citation.place,
            help=help,
        )


def impossible_locator(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E002: a locator that cannot be read, counts from 0 or runs backwards."""
    for citation in _all(map):
        if not citation.locator or citation.first is not None or _straight(citation):
            continue
        try:
            parse_locator(citation.locator)
        except LocatorError as error:
            yield Diagnostic(
                IMPOSSIBLE_LOCATOR,
                f"“{citation.locator}” {error}",
                citation.place,
                help=_apart(citation, map) or _LOCATORS,
            )


def _straight(citation: Citation) -> str:
    """Help for quotes that YAML takes for letters; empty when there are none."""
    written = f"{citation.source} {citation.locator}".strip()
    bare = written.strip(_CURLY)
    return f'Use straight quotes: {{cite: "{bare}"}}.' if written.startswith(tuple(_CURLY)) else ""


def _apart(citation: Citation, map: ArgumentMap) -> str:
    """Help for a second source within one text; empty when there is none."""
    first, *more = (part.strip() for part in citation.locator.split(";"))
    parts = [f"{citation.source} {first}", *(part for part in more if part)]
    if len(parts) == 1:
        if first.partition(" ")[0] not in map.references:
            return ""
        parts = [first]  # a comma stands before it, and the citations before that are read already
    shown = ", ".join(f'"{part}"' for part in (parts if more else [f"{citation.source} …", *parts]))
    return f"Write several sources as a list: {{cite: [{shown}]}}."
