"""Parsing: the file of a card as its cite, its tag, and the paragraphs of its body.

A card begins with its front matter, between two lines of ``---``. The first line of the body may be a heading, ``# …``,
which is the tag of a card that has no other; all other headings are paragraphs. Blank lines part paragraphs. Comments,
``<!-- … -->``, are no part of it; they may stand before the front matter, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.cards import Card
from clashmap.evidence.cards.faults import SHAPE
from clashmap.evidence.cards.front import beginning, halves, value_place, values
from clashmap.evidence.cards.inline import COMMENT, read_paragraph
from clashmap.evidence.locator import LocatorError, located, parse_locator
from clashmap.model import Citation
from clashmap.source import Place, Source, Span

OWN = ("id", "tag", "source", "locator", "cite")
"""Keys of the front matter that are about the card; all others are fields of its cite."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")


class _Block(NamedTuple):
    """A paragraph, or a heading without its signs, of a body."""

    span: Span
    is_heading: bool


def parse(source: Source, *, id: str) -> tuple[Card, list[Diagnostic]]:
    """The card in *source*, which is called *id* unless it has one of its own, and what is wrong with it."""
    found: list[Diagnostic] = []
    parts = halves(source.text)
    said = values(source, parts, found)
    settings = _Settings(source, parts.front, said or {}, found)
    blocks = list(_blocks(source.text, parts.body))
    tag = settings.text("tag")
    if blocks and blocks[0].is_heading:
        heading = read_paragraph(source, blocks.pop(0).span, found)
        if tag and tag != heading.text:
            help = "Keep one of tag: and the heading; tag: counts. If the heading is the author’s own, type \\# for #."
            found.append(Diagnostic(SHAPE, "this card has two tags", heading.place, help=help))
        tag = tag or heading.text
    citation = settings.cite()
    locator = located(citation)
    card = Card(
        id=settings.text("id") or id,
        place=beginning(source),
        fields=MappingProxyType({key: value for key, value in (said or {}).items() if key not in OWN}),
        body=tuple(read_paragraph(source, block.span, found) for block in blocks),
        source=citation.source,
        locator=locator,
        citations=(citation,) if citation.source and locator else (),
        tag=" ".join(tag.split()),
        is_whole=said is not None,
    )
    return card, found


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
            return place.text if place != beginning(self.source) else str(value)
        example = {"locator": "45-47", "cite": "air-support 45-47"}.get(key, "air-support")
        self.report(key, f"`{key}` of a card must be a text", f"Type one, such as {key}: {example}.")
        return ""

    def cite(self) -> Citation:
        """The source and the place in it, from ``source`` and ``locator``, or from ``cite``."""
        cited, *rest = self.text("cite").split(maxsplit=1) or [""]
        source, locator = self.text("source"), self.text("locator")
        if source and cited and source != cited:
            self.report("source", "this card names two sources", "Keep one of source and cite.")
        written, key = (locator, "locator") if locator else ("".join(rest), "cite")
        place = value_place(self.source, self.front, key)
        if not written:
            return Citation(source or cited, "", place)
        try:
            first, last = parse_locator(written)
        except LocatorError as error:
            help = "Type paragraphs as plain numbers, such as locator: 45 or locator: 45-47; a page is page: 12."
            if "," in written:
                help = "A card stands in one place: type the first and the last paragraph, such as locator: 45-47."
            self.report(key, f"“{written}” {error}", help)
            return Citation(source or cited, written, place)
        end = place.span.start + len(place.text.rstrip())
        spot = Place(self.source, Span(end - len(written), end))
        return Citation(source or cited, written, place, first, last, spot if spot.text == written else None)

    def report(self, key: str, message: str, help: str) -> None:
        """Say what is wrong with the value of *key*."""
        self.found.append(Diagnostic(SHAPE, message, value_place(self.source, self.front, key), help=help))


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """The paragraphs and headings of *text* from *start* on, without white space and comments around them."""
    first = last = -1
    for match in _LINE.finditer(text, start):
        line = match.group()
        shown = COMMENT.sub(lambda comment: " " * len(comment.group()), line)
        bare = shown.strip()
        if not bare and line.strip():
            continue
        heading = _HEADING.match(bare) if bare else None
        if (not bare or heading) and first >= 0:
            yield _Block(Span(first, last), is_heading=False)
            first = -1
        if not bare:
            continue
        begin = match.start() + shown.index(bare)
        if heading:
            yield _Block(Span(begin + heading.end(), begin + len(bare)), is_heading=True)
            continue
        first = begin if first < 0 else first
        last = begin + len(bare)
    if first >= 0:
        yield _Block(Span(first, last), is_heading=False)
