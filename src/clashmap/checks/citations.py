"""Rules about citations: each names a source that is declared, and a place that can exist in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.argdown.changes import FRONT_MATTER_UNCLOSED
from clashmap.argdown.faults import DATA
from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Fix, Severity, rule
from clashmap.evidence.locator import LocatorError, parse_locator
from clashmap.graph import ArgumentMap
from clashmap.mend import swap
from clashmap.model import Citation
from clashmap.source import Place

_FRONT = "===\nsources:\n  air-support: {title: Close air support, author: Haun, issued: 2020}\n===\n\n"

_CURLY = "“”„‟‘’‚«»"
_PLACE = re.compile(r"[0-9][0-9.–-]*")
"""What looks like a place."""
_BETWEEN = re.compile(r"[;&/]|\band\b")
_MARK = re.compile(r"¶[ \t]*(?=[0-9])")
_LOCATED = re.compile(r"[¶0-9 ,.–-]+")
_RANGE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[-–—]\s*([0-9]+(?:\.[0-9]+)?)")
_QUOTED = re.compile(rf"[{_CURLY}][^{_CURLY}\"\\{{}}\[\]\r\n]*[{_CURLY}]")


def _straighten(place: Place) -> Fix | None:
    """``cite: “poll 3”`` to ``cite: "poll 3"``."""
    match = _QUOTED.match(place.source.text, place.span.start)
    if match is None:
        return None
    start, end = match.span()
    return Fix("use straight quotes", (swap(place, start, start + 1, '"'), swap(place, end - 1, end, '"')))


def _plain_number(place: Place) -> Fix | None:
    """``poll ¶6`` to ``poll 6``; of p. and § only the writer knows what they count."""
    _, _, locators = place.text.partition(" ")
    marks = list(_MARK.finditer(place.text))
    if not marks or not _LOCATED.fullmatch(locators):
        return None
    start = place.span.start
    return Fix("delete ¶", tuple(swap(place, start + mark.start(), start + mark.end()) for mark in marks))


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
    bad=_FRONT + '[Jets]: Jets are few. {cite: "air-support ¶45"}\n',
    good=_FRONT + '[Jets]: Jets are few. {cite: "air-support 45"}\n',
    mend=_plain_number,
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
    if _is_unread(map):
        return
    names = Names(map.references)
    # One string may hold several locators; the source is wrong only once in it.
    seen: set[tuple[str, int, str]] = set()
    for citation in _all(map):
        where = (citation.place.source.path, citation.place.span.start, citation.source)
        if citation.source in map.references or where in seen:
            continue
        seen.add(where)
        if not citation.source.strip():
            some = next(iter(map.references), "poll")
            help = f'Name the source, and the place in it: cite: "{some} 3"; or delete cite.'
            yield Diagnostic(UNKNOWN_SOURCE, "the citation names no source", citation.place, help=help)
            continue
        declare = f"To declare it, write `{citation.source}: {{title: …, author: …}}` under `sources:` at the top."
        is_place = _PLACE.fullmatch(citation.source) and (not citation.locator or _is_turned(citation, map))
        help = (
            _straight(citation)
            or _sourceless(citation, map)
            or _unlisted(citation, map)
            or did_you_mean(names.nearest(citation.source), otherwise=declare)
        )
        yield Diagnostic(
            UNKNOWN_SOURCE,
            "there is a place without a source"
            if is_place
            else f"there is no source “{citation.source.strip(_CURLY)}”",
            citation.place,
            help=help,
        )


def impossible_locator(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E002: a locator that cannot be read, counts from 0 or runs backwards."""
    for citation in _all(map):
        is_read = not citation.locator or citation.first is not None
        if is_read or _straight(citation) or _is_turned(citation, map):
            continue
        try:
            parse_locator(citation.locator)
        except LocatorError as error:
            yield Diagnostic(
                IMPOSSIBLE_LOCATOR,
                f"“{citation.locator}” {error}",
                citation.place,
                help=_apart(citation, map) or _forwards(citation) or _LOCATORS,
            )


def _forwards(citation: Citation) -> str:
    """Help for a range whose end stands before its beginning; empty for all else."""
    match = _RANGE.fullmatch(citation.locator)
    if match is None:
        return ""
    first, last = match.groups()
    paragraph, _, sentence = first.partition(".")
    turned = f"{paragraph}.{last}-{sentence}" if sentence and "." not in last else f"{last}-{first}"
    try:
        parse_locator(turned)
    except LocatorError:
        return ""
    return f'Write the smaller number first: cite: "{citation.source} {turned}".'


def _is_unread(map: ArgumentMap) -> bool:
    """Whether front matter could not be read, so that nobody knows which sources there are."""
    fronts = {document.source.path: document.front_matter for document in map.documents}
    for found in map.diagnostics:
        if found.rule is FRONT_MATTER_UNCLOSED:
            return True
        front = fronts.get(found.place.source.path) if found.rule is DATA and found.place else None
        if front and found.place and front.span.start <= found.place.span.start < front.span.end:
            return True
    return False


def _is_turned(citation: Citation, map: ArgumentMap) -> bool:
    """Whether the place stands before the source: ``45 poll``."""
    return _PLACE.fullmatch(citation.source) is not None and citation.locator in map.references


def _sourceless(citation: Citation, map: ArgumentMap) -> str:
    """Help for a place without a source, and for a comma between the two; empty for all else."""
    id = citation.source
    if _is_turned(citation, map):
        return f'Name the source before the place: cite: "{citation.locator} {id}".'
    if _PLACE.fullmatch(id) and not citation.locator:
        written = _PLACE.match(citation.place.source.text, citation.place.span.start)
        some = next(iter(map.references), "poll")
        return f'Name the source before the place: cite: "{some} {written.group() if written else id}".'
    if (bare := id.rstrip(",;:")) != id and bare in map.references:
        return f'Delete the “{id[-1]}” behind its name: cite: "{bare} {citation.locator}".'
    return ""


def _unlisted(citation: Citation, map: ArgumentMap) -> str:
    """Help where a list of sources could not be read, which may have this one; empty where all were."""
    lists = list(map.shelf.unlisted.items())
    if not lists:
        return ""
    (name, why), *others = lists
    more = f" The same goes for {', '.join(name for name, _ in others)}." if others else ""
    return f"It may be in {name}, which could not be read, or not all of it: {why}{more}"


def _straight(citation: Citation) -> str:
    """Help for quotes that YAML takes for letters; empty when there are none."""
    written = f"{citation.source} {citation.locator}".strip()
    bare = written.strip(_CURLY)
    return f'Use straight quotes: {{cite: "{bare}"}}.' if written.startswith(tuple(_CURLY)) else ""


def _apart(citation: Citation, map: ArgumentMap) -> str:
    """Help for several places, or a second source, within one text; empty when there is neither."""
    places = [place.strip() for place in _BETWEEN.split(citation.locator)]
    if len(places) > 1 and all(_PLACE.fullmatch(place) for place in places):
        return f'Put commas between several places: cite: "{citation.source} {", ".join(places)}".'
    first, *more = (part.strip() for part in citation.locator.split(";"))
    parts = [f"{citation.source} {first}"]
    for part in filter(None, more):  # a place alone is one of the source before it
        parts.append(f"{parts[-1].partition(' ')[0]} {part}" if _PLACE.fullmatch(part) else part)
    if len(parts) == 1:
        if first.partition(" ")[0] not in map.references:
            return ""
        # A comma stands before it, and the citations before that are read already.
        parts = [f"{citation.source} …", first]
    shown = ", ".join(f'"{part}"' for part in parts)
    return f"Write several sources as a list: {{cite: [{shown}]}}."
