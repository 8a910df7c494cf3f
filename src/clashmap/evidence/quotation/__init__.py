"""Quotations: words that are said to stand in a source, and where they do."""

from __future__ import annotations

from clashmap.evidence.locator import Locator
from clashmap.evidence.quotation.elements import elements, stretches
from clashmap.evidence.quotation.index import Index, index_of, locator, passage, region
from clashmap.evidence.quotation.marks import quotation
from clashmap.evidence.quotation.match import Match, match
from clashmap.evidence.quotation.quoted import Found, Quotation, quotes_of
from clashmap.evidence.text import SourceText
from clashmap.source import Span

__all__ = ["Found", "Quotation", "find", "quotation", "quotes_of"]

_NEAR = 0.05
"""How much less like a quotation a passage may be that is cited for it, and still be the one that is meant."""


def find(words: Quotation, text: SourceText, *, within: Locator | None = None) -> Found | None:
    """Where *words* stand in *text*, or *within* a part of it, else what is most like them; None when nothing is.

    They stand there when all their parts do, in order, up to white space, quotation marks, dashes and composed letters
    (NFKC). Dots stand for any number of words, an insertion for a few, or for none; a letter in brackets for the same
    letter small or large, or for another ending. If they do not stand *within*, they are looked for everywhere.
    """
    index = index_of(text)
    made = elements(words, index)
    cited = region(index, text, within) if within else None
    whole = (0, len(index.line))
    for low, high in (cited, whole) if cited else (whole,):
        if found := match(made, index, low, high):
            omissions, insertions = _marks(words, found, index)
            return Found(*_place(index, text, found.start, found.end, 1.0), omissions, insertions)
    from clashmap.evidence.quotation.nearest import nearest

    parts = stretches(words)
    best = nearest(parts, index, *whole)
    here = nearest(parts, index, *cited) if cited else None
    if here and best and here.likeness + _NEAR >= best.likeness:
        best = here
    return Found(*_place(index, text, *best), words.omissions, words.insertions) if best else None


def _place(index: Index, text: SourceText, start: int, end: int, likeness: float) -> tuple[Locator, float, str]:
    return locator(index, text, start, end), likeness, passage(index, text, start, end)


def _marks(words: Quotation, found: Match, index: Index) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The omissions behind which there is a word, and the insertions that the source does not have."""
    omissions = []
    for span in words.omissions:
        start, end = found.taken.get(span, (0, 0))
        if any(index.norms[ord(code)][0].isalnum() for code in index.line[start:end] if ord(code) < len(index.norms)):
            omissions.append(span)
    return tuple(omissions), tuple(span for span in words.insertions if span not in found.taken)
