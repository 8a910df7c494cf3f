"""Front matter: the settings of all files as one, and what they declare: sources and sides."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clashmap.argdown.tree import Data, Document
from clashmap.diagnostics import Diagnostic, Related, Severity, rule
from clashmap.resolve.values import as_text, is_text, shape
from clashmap.source import Place, Source, Span

if TYPE_CHECKING:
    from clashmap.model import Reference

CONFLICT = rule(
    "R004",
    "front-matter-conflict",
    Severity.WARNING,
    "two files set the same thing differently",
    why="The files of a folder are one debate with one set of settings. Where two disagree, the first counts.",
    bad="// a.argdown\n===\ntitle: No-fly zone\n===\n\n[War]: It means war.\n\n"
    "// b.argdown\n===\ntitle: Air support\n===\n\n[Jets]: Jets are few.\n",
    good="// a.argdown\n===\ntitle: No-fly zone\n===\n\n[War]: It means war.\n\n// b.argdown\n[Jets]: Jets are few.\n",
)
MALFORMED = rule(
    "R007",
    "front-matter-shape",
    Severity.WARNING,
    "a setting does not have the expected shape",
    why="Sources and sides are looked up by their short name, so they are written as `name: value`, one to a line.",
    bad="===\nsources: [Smith 2020, Jones 2021]\n===\n\n[Claim]: Text.\n",
    good="===\nsources:\n  smith: {title: Air power, author: Smith, issued: 2020}\n===\n\n[Claim]: Text.\n",
)

_TABLES = 2
"""How deep tables are merged: ``sources``, and the fields of one source; what is deeper is one value."""
_KEY = re.compile(r"(?:^[ \t]*|[{,][ \t\r\n]*)([\"']?([^\s\"'{},:\[\]#][^\"'{},:\r\n]*?)[\"']?)[ \t]*:(?=\s)", re.M)

_SIDES = "    sides: {aff: Affirmative, neg: Negative}"

_Path = tuple[str, ...]
_Table = tuple[dict[str, Any], Mapping[Any, Any], _Path, Place]
"""A table to merge: into what, its values, its path, and the place of its key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the front matter of all files says; *places* tells where each key, by its path, is first set."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[_Path, Place] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def merge_front_matter(documents: Sequence[Document]) -> Settings:
    """All front matter key by key, tables within tables; the first file that sets a key wins."""
    settings = Settings()
    for document in documents:
        if document.front_matter is not None:
            _add(document.front_matter, _Keys(document.source, document.front_matter), settings)
    return settings


class _Keys:
    """Where the keys of one file's front matter stand."""

    def __init__(self, source: Source, data: Data) -> None:
        self.whole = Place(source, data.span)
        self.spans: dict[str, list[Span]] = {}
        for match in _KEY.finditer(source.text, data.span.start, data.span.end):
            self.spans.setdefault(match.group(2), []).append(Span(*match.span(1)))

    def place(self, key: str, around: Place) -> Place:
        """The first *key* behind *around*, the key of the table that it is in; that table when there is none."""
        start = around.span.start if around == self.whole else around.span.end
        spans = self.spans.get(key, [])
        index = bisect_left(spans, Span(start, start))
        return Place(around.source, spans[index]) if index < len(spans) else around


def _add(data: Data, keys: _Keys, settings: Settings) -> None:
    """Merge one file's front matter into *settings*."""
    work: list[_Table] = [(settings.values, data.values, (), keys.whole)]
    while work:
        into, values, path, around = work.pop()
        for raw, value in values.items():
            key = str(raw)
            here = (*path, key)
            place = keys.place(key, around)
            is_table = isinstance(value, Mapping) and len(here) <= _TABLES
            if value is None and key in into:  # a key that nothing stands behind sets nothing
                continue
            if into.get(key) is None:
                into[key] = {} if is_table else value
                settings.places[here] = place
                if not is_table:
                    continue
            if is_table and isinstance(into[key], dict):
                work.append((into[key], value, here, place))
            elif into[key] != value:
                settings.diagnostics.append(_conflict(here, place, settings.places[here]))


def _conflict(path: _Path, place: Place, first: Place) -> Diagnostic:
    return Diagnostic(
        CONFLICT,
        f"`{'.'.join(path)}` is already set to something else",
        place,
        help=f"Delete `{path[-1]}` here or in {first.source.path}, which is read first.",
        related=(Related(first, "this one counts"),),
    )


def references(settings: Settings) -> dict[str, Reference]:
    """The sources that ``sources:`` declares, each with the place of its id; a source of one text is its title."""
    table = settings.values.get("sources")
    if table is None:
        return {}
    if not isinstance(table, Mapping):
        example = "    sources:\n      air-support: {title: …, author: …, issued: 2025}"
        settings.diagnostics.append(_malformed(settings, "sources", "a table of sources by their id", example))
        return {}
    return {id: _reference(id, fields, settings) for id, fields in table.items()}


def _reference(id: str, fields: Any, settings: Settings) -> Reference:
    """The source *id*, without a title that is no text."""
    from clashmap.model import Reference

    place = settings.places["sources", id]
    values = dict(fields) if isinstance(fields, Mapping) else {} if fields is None else {"title": fields}
    for key in ("title", "container-title"):
        if values.get(key) is not None and not is_text(values[key]):
            what = shape(values[key])
            found = f"the {key} of the source `{id}` must be a text, such as Air power, and this is {what}"
            place_of = settings.places.get(("sources", id, key), place)
            settings.diagnostics.append(_no_text(place_of, found, f'    {id}: {{{key}: "Air power"}}'))
            del values[key]
    return Reference(id, values, place)


def sides(settings: Settings) -> dict[str, str]:
    """The sides that ``sides:`` declares: a table of names, or a list of keys that are their own names."""
    table = settings.values.get("sides")
    if table is None:
        return {}
    if isinstance(table, list) and all(is_text(key) for key in table):
        return {name: name for key in table if (name := as_text(key))}
    if not isinstance(table, Mapping):
        settings.diagnostics.append(_malformed(settings, "sides", "a table of sides", _SIDES))
        return {}
    named = {}
    for key, name in table.items():
        if name is not None and not is_text(name):
            found = f"the name of the side `{key}` must be a text, such as Affirmative, and this is {shape(name)}"
            settings.diagnostics.append(_no_text(settings.places["sides", key], found, _SIDES))
        named[key] = as_text(name) or key
    return named


def text_of(settings: Settings, key: str) -> str:
    """The text that *key* is set to; empty when there is none."""
    value = settings.values.get(key)
    if value is not None and not is_text(value):
        found = f"`{key}` must be a text, such as No-fly zone, and this is {shape(value)}"
        settings.diagnostics.append(_no_text(settings.places[(key,)], found, f'    {key}: "No-fly zone: yes or no?"'))
    return as_text(value) or ""


def _no_text(place: Place, message: str, example: str) -> Diagnostic:
    return Diagnostic(MALFORMED, message, place, help=f"Write, in quotes if there are signs in it:\n{example}")


def _malformed(settings: Settings, key: str, expected: str, example: str) -> Diagnostic:
    place = settings.places[(key,)]
    return Diagnostic(MALFORMED, f"`{key}` is not {expected}", place, help=f"Write:\n{example}")
