"""The index of a source's text: all its tokens as one string, a character for each, that can be searched at once."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from clashmap.evidence.locator import Locator, Point
from clashmap.evidence.normal import fold
from clashmap.evidence.quotation.tokens import chunk_starts, chunks, pieces, tokens
from clashmap.evidence.text import SourceText
from clashmap.source import Span

_MOST = 0x10FFFE
"""How many different tokens have a character of their own; in a text with more the rest is in no quotation."""
OTHER = chr(0x10FFFF)
"""What stands for a token that is not in the text."""

_BLOCK = 1_000
"""Chunks of a paragraph of which the places are read at once: it may be all of a book."""
_START = (0,)


class Index:
    """The tokens of *paragraphs*: *line* has one character for each, *torn* a 1 for each that cannot begin a quotation.

    *starts* is where each paragraph begins in them, and last their number.
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        self.characters: dict[str, str] = {}
        known: dict[str, tuple[str, str]] = {}
        line: list[str] = []
        torn: list[str] = []
        self.starts = [0]
        self._notes: list[Sequence[int]] = []
        count = 0
        for paragraph in paragraphs:
            notes = [0]
            for number, chunk in enumerate(chunks(paragraph)):
                if number and not number % _BLOCK:
                    notes.append(count - self.starts[-1])
                if (code := known.get(chunk)) is None:
                    found = [(self._enter(token.norm), "01"[token.is_torn]) for token in pieces(fold(chunk))]
                    code = known[chunk] = ("".join([norm for norm, _ in found]), "".join([torn for _, torn in found]))
                line.append(code[0])
                torn.append(code[1])
                count += len(code[0])
            self.starts.append(count)
            self._notes.append(notes if len(notes) > 1 else _START)
        self.line, self.torn = "".join(line), "".join(torn)
        self._offsets: dict[int, Sequence[int]] = {}
        self._places: dict[tuple[int, int], tuple[array[int], array[int]]] = {}

    def _enter(self, norm: str) -> str:
        character = self.characters.get(norm)
        if character is None:
            if len(self.characters) > _MOST:
                return OTHER
            character = self.characters[norm] = chr(len(self.characters))
        return character

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """The token of each character, by its code."""
        return tuple(self.characters)

    @cached_property
    def caseless(self) -> tuple[dict[str, str], str]:
        """Characters for tokens in small letters, and the line in these."""
        small: dict[str, str] = {}
        table = {ord(code): small.setdefault(norm.casefold(), code) for norm, code in self.characters.items()}
        return small, self.line.translate(table)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each character stands in the line without capitals."""
        return Counter(self.caseless[1])

    def is_torn(self, at: int) -> bool:
        """Whether a cut before token *at* tears a word apart."""
        return 0 < at < len(self.torn) and self.torn[at] == "1"

    def code(self, norms: Sequence[str]) -> str:
        """A string of characters for tokens; OTHER for those that are not in the text."""
        return "".join([self.characters.get(norm, OTHER) for norm in norms])

    def place(self, at: int) -> tuple[int, Span]:
        """The paragraph, from 1, in which token *at* stands, and where in that it does."""
        paragraph = bisect_right(self.starts, at)
        notes = self._notes[paragraph - 1]
        at -= self.starts[paragraph - 1]
        block = bisect_right(notes, at) - 1
        starts, ends = self._block(paragraph, block)
        return paragraph, Span(starts[at - notes[block]], ends[at - notes[block]])

    def beginning_before(self, paragraph: int, offset: int) -> int:
        """How many tokens of a paragraph, by its number from 1, begin before *offset* in it."""
        first, (starts, _) = self._around(paragraph, offset)
        return first + bisect_left(starts, offset)

    def ended_by(self, paragraph: int, offset: int) -> int:
        """How many tokens of a paragraph, by its number from 1, have ended at *offset* in it."""
        first, (_, ends) = self._around(paragraph, offset)
        return first + bisect_right(ends, offset)

    def _around(self, paragraph: int, offset: int) -> tuple[int, tuple[array[int], array[int]]]:
        """The tokens of the block round *offset*, and how many of the paragraph stand before it."""
        block = max(bisect_right(self._begins(paragraph), offset) - 1, 0)
        return self._notes[paragraph - 1][block], self._block(paragraph, block)

    def _begins(self, paragraph: int) -> Sequence[int]:
        """Where the blocks of a paragraph begin in it."""
        if len(self._notes[paragraph - 1]) == 1:
            return _START
        if paragraph not in self._offsets:
            self._offsets[paragraph] = chunk_starts(self._paragraphs[paragraph - 1], _BLOCK)
        return self._offsets[paragraph]

    def _block(self, paragraph: int, block: int) -> tuple[array[int], array[int]]:
        """Where each token of a block of a paragraph begins in that, and where each ends."""
        if (paragraph, block) not in self._places:
            text, begins = self._paragraphs[paragraph - 1], (*self._begins(paragraph)[block : block + 2], sys.maxsize)
            starts, ends = array("I"), array("I")
            for token in tokens(text, begins[0], begins[1]):
                starts.append(token.start)
                ends.append(token.end)
            self._places[paragraph, block] = starts, ends
        return self._places[paragraph, block]


def index_of(text: SourceText) -> Index:
    """The index of *text*, which is made once and kept with it."""
    kept = vars(text)
    if "_index" not in kept:
        kept["_index"] = Index(text.paragraphs)
    index: Index = kept["_index"]
    return index


def region(index: Index, text: SourceText, within: Locator) -> tuple[int, int] | None:
    """The tokens, from one to before another, that *within* means; None when it lies past the end."""
    if not (text.has(within.first) and text.has(within.last)):
        return None
    (first, from_), (last, to) = within
    low, high = index.starts[first - 1], index.starts[last]
    if from_:
        start = text.sentences(first)[from_ - 1].start
        low += index.beginning_before(first, start)
    if to:
        end = text.sentences(last)[to - 1].end
        high = index.starts[last - 1] + index.ended_by(last, end)
    return low, high


def locator(index: Index, text: SourceText, start: int, end: int) -> Locator:
    """The sentences from token *start* to before token *end*."""
    first, last = (_point(text, *index.place(at)) for at in (start, end - 1))
    return Locator(first, last)


def passage(index: Index, text: SourceText, start: int, end: int) -> str:
    """The words from token *start* to before token *end*, a line for each paragraph."""
    (first, head), (last, tail) = index.place(start), index.place(end - 1)
    lines = list(text.paragraphs[first - 1 : last])
    lines[-1] = lines[-1][: tail.end]
    lines[0] = lines[0][head.start :]
    return "\n".join(lines)


def _point(text: SourceText, paragraph: int, token: Span) -> Point:
    spans = text.sentences(paragraph)
    return paragraph, max(bisect_right(spans, token.start, key=lambda span: span.start), 1 if spans else 0)
