"""Rules about named views: keys and values that mean nothing, and names that the map does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clashmap.argdown.tree import Data
from clashmap.checks.debate import MISTYPED_KEY
from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Severity, at, rule
from clashmap.graph import ArgumentMap
from clashmap.resolve.front_matter import MALFORMED
from clashmap.resolve.views import misused, texts, views_of
from clashmap.source import Source, Span

MISSING = rule(
    "D009",
    "view-of-nothing",
    Severity.WARNING,
    "a view asks for something that the map does not have",
    why="A view is drawn by the names in it. When a heading or a title is changed, views that name it cannot be drawn.",
    bad="===\nviews:\n  clash: {section: The cost}\n===\n\n# The costs\n\n[Jets]: Jets are dear.\n",
    good="===\nviews:\n  clash: {section: The costs}\n===\n\n# The costs\n\n[Jets]: Jets are dear.\n",
)
_NEAR = 400
"""How many characters behind its key a value is looked for."""
_VIEW = "      {}: {{section: No-fly zone, page: a4}}"
_KINDS = {"section": "heading", "collapse": "heading", "focus": "claim or argument", "side": "side", "tag": "tag"}
"""What is named by those keys of a view that name something of the map."""


def slips_in_views(map: ArgumentMap, source: Source, front: Data) -> Iterator[Diagnostic]:
    """D002, D009 and R007 in the named views of one file's front matter."""
    word = key_span(source, front.span, "views")
    if front.values.get("views") is not None and not isinstance(front.values["views"], Mapping):
        help = f"Write:\n    views:\n{_VIEW.format('clash')}"
        yield at(MALFORMED, "`views` is not a table of views by their names", source, word, help=help)
    table = Span(word.start, front.span.end)
    views = views_of(front.values)
    known = _known(map) if views else {}
    for name, settings in views.items():
        around = Span(key_span(source, table, name).end, front.span.end)
        if isinstance(settings, Mapping):
            yield from _misused(name, settings, source, around)
            yield from _missing(name, settings, known, source, around)
        else:
            help = f"Write:\n    views:\n{_VIEW.format(name)}"
            yield at(MALFORMED, f"the view `{name}` is not a table", source, key_span(source, table, name), help=help)


def _misused(name: str, settings: Mapping[Any, Any], source: Source, around: Span) -> Iterator[Diagnostic]:
    """Keys that no view has, and those that are set to something that they cannot be."""
    for slip in misused(settings):
        span = key_span(source, around, slip.key)
        if slip.expected:
            near = Names(slip.choices).nearest(slip.written)
            help = did_you_mean(near, otherwise="Type one of these.") if slip.written else ""
            message = f"`{slip.key}` of the view `{name}` must be {slip.expected}"
            yield at(MALFORMED, message, source, value_span(source, span, slip.written), help=help)
        else:
            near = Names(slip.choices).nearest(slip.key)
            help = did_you_mean(near, otherwise=f"A view can have {', '.join(slip.choices)}.")
            yield at(MISTYPED_KEY, f"“{slip.key}” is not used in a view", source, span, help=help)
    if settings.get("depth") is not None and settings.get("focus") is None:
        message = f"`depth` of the view `{name}` needs a `focus`, the claim to count from"
        help = "Add focus: and the title of a claim, or delete depth."
        yield at(MALFORMED, message, source, key_span(source, around, "depth"), help=help)


def _missing(
    name: str, settings: Mapping[Any, Any], known: Mapping[str, Mapping[str, str]], source: Source, around: Span
) -> Iterator[Diagnostic]:
    """Names that the map does not have; *known* has, for each kind, those that it has, without capitals."""
    for key, kind in _KINDS.items():
        for written in texts(settings.get(key)):
            wanted = written.removeprefix("#").removeprefix("(").removesuffix(")") if key == "tag" else written
            if wanted.casefold() in known[kind]:
                continue
            span = value_span(source, key_span(source, around, key), written)
            names = Names(known[kind].values())
            otherwise = f"Type a {kind} of the map, such as {names.names[0]}." if names.names else "The map has none."
            help = did_you_mean(names.nearest(wanted), otherwise=otherwise)
            yield at(MISSING, f"there is no {kind} “{written}” for the view `{name}`", source, span, help=help)


def _known(map: ArgumentMap) -> Mapping[str, Mapping[str, str]]:
    """What can be named of each kind: the name to offer by each way of writing it, without capitals."""
    headings = {
        text.casefold(): section.title for section in map.sections.values() for text in (section.id, section.title)
    }
    nodes = {text.casefold(): node.label for node in map.nodes for text in (node.id, node.label)}
    sides = {text.casefold(): side for side, title in map.sides.items() for text in (side, title)}
    sides |= {node.side.casefold(): node.side for node in map.nodes if node.side}
    tags = {tag.casefold(): tag for node in map.nodes for tag in node.tags}
    return {"heading": headings, "claim or argument": nodes, "side": sides, "tag": tags}


def value_span(source: Source, key: Span, written: str) -> Span:
    """Where *written* stands as the value of *key*; the key where it is spelled otherwise there."""
    at = source.text.find(written, key.end, key.end + _NEAR) if written else -1
    return Span(at, at + len(written)) if at >= 0 else key


def key_span(source: Source, within: Span, key: str) -> Span:
    """Where *key* stands first *within* that part of the text; its first sign where YAML spelled it otherwise."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(key)}(?=[\"']?[ \t]*(?:[:,}}\r\n]|\Z))")
    match = pattern.search(source.text, *within)
    return Span(*match.span()) if match else Span(within.start, within.start + 1)
