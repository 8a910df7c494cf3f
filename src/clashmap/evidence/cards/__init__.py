"""Cards: quoted evidence with its cite and the marking of what is read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from clashmap.evidence.locator import Locator
from clashmap.model import nothing
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
    """A paragraph of a card: its plain *text*, without ``<u>`` and ``==``, its *marks* in order, and its place."""

    text: str
    marks: tuple[Marked, ...]
    place: Place


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
    tag: str = ""
    """What the card is said to show, in a line; empty when its file has none."""
