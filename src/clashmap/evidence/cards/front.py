"""Front matter: where it stands in the file of a card, what it says, and where it says so."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from clashmap.diagnostics import Diagnostic, at
from clashmap.evidence.cards import Card
from clashmap.evidence.cards.faults import FRONT_MATTER
from clashmap.evidence.cards.inline import COMMENT
from clashmap.source import Place, Source, Span

_LONGEST = 100_000
"""Characters of front matter, at most."""
_LEADING = re.compile(rf"(?:\s*{COMMENT.pattern}[ \t]*(?=[\r\n]))*\s*")
_OPENING = re.compile(rf"{_LEADING.pattern}---[ \t]*(?:{COMMENT.pattern}[ \t]*)?(?=[\r\n]|\Z)")
_CLOSING = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?=[\r\n]|\Z)")
_KEY = r"(?<![^\r\n]){}[ \t]*:[ \t]+(?=[^\s#])"
_BEHIND = re.compile(r"[ \t]#.*")
"""A comment in the front matter."""


class Halves(NamedTuple):
    """Where the *front* matter of a card stands, without the lines around it, and where its *body* begins."""

    front: Span
    body: int
    is_closed: bool = True


def halves(text: str) -> Halves:
    """The two halves of the file of a card; front matter that is never closed ends at the first blank line."""
    opening = _OPENING.match(text)
    if opening is None:
        return Halves(Span(0, 0), 0)
    if closing := _CLOSING.search(text, opening.end()):
        return Halves(Span(opening.end(), closing.start()), closing.end())
    blank = _BLANK.search(text, opening.end())
    end = blank.start() if blank else len(text)
    return Halves(Span(opening.end(), end), end, is_closed=False)


def values(source: Source, parts: Halves, found: list[Diagnostic]) -> dict[str, Any] | None:
    """What the front matter says; None when it cannot be read, and why joins what is *found*."""
    from clashmap.argdown.yamlload import load_table

    start, end = parts.front
    if not parts.is_closed:
        help = "Type --- on a line of its own behind the last name: value."
        found.append(Diagnostic(FRONT_MATTER, "the front matter is never closed", beginning(source), help=help))
    if end - start > _LONGEST:
        help = "Type --- on a line of its own behind the last name: value, and the quotation below it."
        found.append(at(FRONT_MATTER, "the front matter is too long", source, source.line_at(start), help=help))
        return None
    loaded = load_table(source.text[start:end], "", in_braces=False)
    if isinstance(loaded, dict):
        return loaded
    if parts.is_closed:  # or that is why
        offset = min(start + loaded.offset, max(start, end - 1))
        found.append(at(FRONT_MATTER, loaded.message, source, Span(offset, offset + 1), help=loaded.help))
    return None


def value_place(source: Source, front: Span, key: str) -> Place:
    """Where the value of *key* stands in the front matter, or where that begins."""
    match = re.compile(_KEY.format(re.escape(key))).search(source.text, *front)
    if match is None:
        return beginning(source)
    written = _BEHIND.sub("", source.text[match.end() : source.line_at(match.end()).end]).rstrip()
    quoted = len(written) > 2 and written[0] in "\"'" and written[-1] == written[0]
    return Place(source, Span(match.end() + quoted, match.end() + len(written) - quoted))


def setting_place(card: Card, *keys: str) -> Place:
    """Where the file of *card* has the value of the first of *keys* that is in it, or where the file begins."""
    source = card.place.source
    front = halves(source.text).front
    places = (value_place(source, front, key) for key in keys)
    return next((place for place in places if place != card.place), card.place)


def beginning(source: Source) -> Place:
    """The first line that is neither blank nor a comment."""
    leading = _LEADING.match(source.text)
    return Place(source, source.line_at(leading.end() if leading else 0))
