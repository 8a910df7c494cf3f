"""Quotations: words that are said to stand in a source, and where they do."""

from __future__ import annotations

from dataclasses import dataclass

from clashmap.evidence.locator import Locator
from clashmap.evidence.text import SourceText
from clashmap.source import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: the *parts* that must stand in the source, in this order, and what the quoter did to them.

    All spans are in *text*. *omissions* are dots that stand for words left out, *insertions* words in brackets that are
    not the author's; the brackets belong to their spans.
    """

    text: str
    parts: tuple[Span, ...]
    omissions: tuple[Span, ...] = ()
    insertions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands, or the place that is most like it.

    *likeness* is from 0 to 1; 1 says that it stands there, up to white space, quotation marks and dashes. *passage* are
    the words of the source from the first to the last of them that are meant.
    """

    locator: Locator
    likeness: float
    passage: str


def quotation(text: str) -> Quotation:
    """Read *text* as a quotation, with the omissions and insertions that it marks."""
    return Quotation(text, (Span(0, len(text)),))


def find(words: Quotation, text: SourceText, *, within: Locator | None = None) -> Found | None:
    """Where *words* stand in *text*, or *within* a part of it, else what is most like them; None when nothing is."""
    return None
