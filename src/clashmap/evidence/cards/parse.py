"""Parsing: the file of a card as its front matter, its tag, and the paragraphs of its body.

A card begins with its front matter, between two lines of ``---``. The first line of the body may be a heading, ``# …``,
which is the tag of a card that has no other; all other headings are paragraphs. Blank lines part paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.cards import Card
from clashmap.evidence.cards.faults import FRONT_MATTER, SHAPE
from clashmap.evidence.cards.inline import read_paragraph
from clashmap.evidence.locator import Locator, LocatorError, parse_locator
from clashmap.source import Place, Source, Span

OWN = ("id", "tag", "source", "locator", "cite")
"""Keys of the front matter that are about the card; all others are fields of its cite."""

_OPENING = re.compile(r"\s*---[ \t]*(?=[\r\n]|\Z)")
_CLOSING = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?=[\r\n]|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_KEY = r"(?<![^\r\n]){}[ \t]*:[ \t]+(?=[^\s#])"
_COMMENT = re.compile(r"[ \t]#.*")


class Halves(NamedTuple):
    """Where the *front* matter of a card stands, without the lines around it, and where its *body* begins."""

    front: Span
    body: int
    is_closed: bool = True


class _Block(NamedTuple):
    """A paragraph, or a heading without its signs, of a body."""

    span: Span
    is_heading: bool


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


def parse(source: Source, parts: Halves, values: Mapping[str, Any] | None, *, id: str) -> tuple[Card, list[Diagnostic]]:
    """The card in *source*, whose front matter says *values*, and what is wrong with it.

    *values* are None where the front matter cannot be read, which the caller tells. The card is called *id* unless it
    has one of its own.
    """
    found: list[Diagnostic] = []
    if not parts.is_closed:
        help = "Type --- on a line of its own behind the last name: value."
        found.append(Diagnostic(FRONT_MATTER, "the front matter is never closed", _beginning(source), help=help))
    settings = _Settings(source, parts.front, values or {}, found)
    blocks = list(_blocks(source.text, parts.body))
    tag = settings.text("tag")
    if blocks and blocks[0].is_heading:
        heading = read_paragraph(source, blocks.pop(0).span, found)
        if tag and tag != heading.text:
            help = "Keep one of tag: and the heading; tag: counts. If the heading is the author’s own, type \\# for #."
            found.append(Diagnostic(SHAPE, "this card has two tags", heading.place, help=help))
        tag = tag or heading.text
    cited, locator = settings.cite()
    card = Card(
        id=settings.text("id") or id,
        place=_beginning(source),
        fields=MappingProxyType({key: value for key, value in (values or {}).items() if key not in OWN}),
        body=tuple(read_paragraph(source, block.span, found) for block in blocks),
        source=cited,
        locator=locator,
        tag=" ".join(tag.split()),
        is_whole=values is not None,
    )
    return card, found


def value_place(source: Source, front: Span, key: str) -> Place:
    """Where the value of *key* stands in the front matter, or where that begins."""
    match = re.compile(_KEY.format(re.escape(key))).search(source.text, *front)
    if match is None:
        return _beginning(source)
    written = _COMMENT.sub("", source.text[match.end() : source.line_at(match.end()).end]).rstrip()
    quoted = len(written) > 2 and written[0] in "\"'" and written[-1] == written[0]
    return Place(source, Span(match.end() + quoted, match.end() + len(written) - quoted))


def setting_place(card: Card, *keys: str) -> Place:
    """Where the file of *card* has the value of the first of *keys* that is in it, or where the file begins."""
    source = card.place.source
    front = halves(source.text).front
    places = (value_place(source, front, key) for key in keys)
    return next((place for place in places if place != card.place), card.place)


def _beginning(source: Source) -> Place:
    """The first line that is not blank."""
    line = source.line_at(len(source.text) - len(source.text.lstrip()))
    return Place(source, line)


class _Settings:
    """What the front matter says about the card itself; what it must not say joins what is *found*."""

    def __init__(self, source: Source, front: Span, values: Mapping[str, Any], found: list[Diagnostic]) -> None:
        self.source, self.front, self.values, self.found = source, front, values, found

    def text(self, key: str) -> str:
        """The text that *key* is set to, as it is written; empty when there is none."""
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        place = value_place(self.source, self.front, key)
        if isinstance(value, int | float):  # 45.10 is a place, and not the number 45.1
            return place.text if place != _beginning(self.source) else str(value)
        example = {"locator": "45-47", "cite": "air-support 45-47"}.get(key, "air-support")
        self.report(key, f"`{key}` of a card must be a text", f"Type one, such as {key}: {example}.")
        return ""

    def cite(self) -> tuple[str, Locator | None]:
        """The source and the place in it, from ``source`` and ``locator``, or from ``cite``."""
        cited, _, place = self.text("cite").partition(" ")
        source, locator = self.text("source"), self.text("locator")
        if source and cited and source != cited:
            self.report("source", "this card names two sources", "Keep one of source and cite.")
        written, key = (locator, "locator") if locator else (place.strip(), "cite")
        if not written:
            return source or cited, None
        try:
            return source or cited, parse_locator(written)
        except LocatorError as error:
            help = "Type paragraphs as plain numbers, such as locator: 45 or locator: 45-47; a page is page: 12."
            self.report(key, f"“{written}” {error}", help)
            return source or cited, None

    def report(self, key: str, message: str, help: str) -> None:
        """Say what is wrong with the value of *key*."""
        self.found.append(Diagnostic(SHAPE, message, value_place(self.source, self.front, key), help=help))


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """The paragraphs and headings of *text* from *start* on, without white space around them."""
    first = last = -1
    for match in _LINE.finditer(text, start):
        bare = match.group().strip()
        heading = _HEADING.match(bare) if bare else None
        if (not bare or heading) and first >= 0:
            yield _Block(Span(first, last), is_heading=False)
            first = -1
        if not bare:
            continue
        begin = match.start() + match.group().index(bare)
        if heading:
            yield _Block(Span(begin + heading.end(), begin + len(bare)), is_heading=True)
            continue
        first = begin if first < 0 else first
        last = begin + len(bare)
    if first >= 0:
        yield _Block(Span(first, last), is_heading=False)
