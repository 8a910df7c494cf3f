"""Cards: quoted evidence with its cite and the marking of what is read aloud."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from clashmap.evidence.locator import Locator
from clashmap.evidence.quotation.quoted import Quotation, named
from clashmap.model import Argument, Citation, Claim, nothing
from clashmap.source import Place, Span


class Mark(StrEnum):
    """What is marked in the body of a card."""

    UNDERLINED = "underlined"
    READ = "read"
    """Highlighted, to be read aloud."""
    OMISSION = "omission"
    """Dots that stand for words left out."""
    INSERTION = "insertion"
    """Words in brackets that are not the author's."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A *span* of a paragraph of a card, in its plain text, and how it is marked; spans of one mark never overlap."""

    mark: Mark
    span: Span


@dataclass(frozen=True, slots=True)
class CardParagraph:
    """A paragraph of a card: its plain *text*, without ``<u>`` and ``==``, its *marks* in order, and its place.

    *cuts* are pairs of an offset in the text and its offset in the file, wherever the two begin to differ anew;
    *parts* what of the text is the author's, without what is left out and put in.
    """

    text: str
    marks: tuple[Marked, ...]
    place: Place
    cuts: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    parts: tuple[Span, ...] = field(default=(), repr=False)
    is_sound: bool = True
    """False where a mark is left open, so that nobody knows what it was to cover."""

    def spans(self, mark: Mark) -> Iterator[Span]:
        """What has that mark, in order."""
        return (marked.span for marked in self.marks if marked.mark is mark)

    @property
    def quotation(self) -> Quotation:
        """The text as a quotation, to be looked for in its source."""
        omissions, insertions = tuple(self.spans(Mark.OMISSION)), tuple(self.spans(Mark.INSERTION))
        return Quotation(self.text, self.parts, omissions, insertions)

    def offset(self, offset: int) -> int:
        """Where in the file the character at *offset* of the text stands."""
        index = bisect_right(self.cuts, offset, key=lambda cut: cut[0]) - 1
        text, file = self.cuts[index] if index >= 0 else (0, self.place.span.start)
        return file + offset - text

    def at(self, span: Span) -> Place:
        """Where in the file *span* of the text stands, which has at least one character."""
        return Place(self.place.source, Span(self.offset(span.start), self.offset(span.end - 1) + 1))


@dataclass(frozen=True, slots=True)
class Card:
    """Quoted evidence: *fields* of its cite in CSL, and its *body*."""

    id: str
    place: Place
    """Where its file begins."""
    fields: Mapping[str, Any] = field(default_factory=nothing)
    """CSL fields, its own over those of the source."""
    body: tuple[CardParagraph, ...] = ()
    source: str = ""
    """The id of the source that it is cut from; empty when the card does not name one."""
    locator: Locator | None = None
    """Where in the source it stands, if the card says so."""
    citations: tuple[Citation, ...] = ()
    """The same as a citation, where it names its source, too."""
    tag: str = ""
    """What the card is said to show, in a line; empty when its file has none."""
    is_whole: bool = True
    """False where its front matter cannot be read, so that nobody knows what it says."""

    def has(self, mark: Mark) -> bool:
        """Whether anything in the body is marked so."""
        return any(True for paragraph in self.body for _ in paragraph.spans(mark))


def named_cards(node: Claim | Argument) -> tuple[str, ...]:
    """The ids of the cards that *node* names, ``{card: haun}`` or ``{card: [haun, stein]}``, each once."""
    return named(node, "card")


def cards_of(node: Claim | Argument, cards: Mapping[str, Card]) -> tuple[Card, ...]:
    """Those of *cards*, by their ids, that *node* names, in its order; names of cards that are not there are passed."""
    return tuple(cards[id] for id in named_cards(node) if id in cards)
