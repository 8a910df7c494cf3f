"""Texts of sources: the paragraphs and sentences that locators count."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from clashmap.evidence.locator import Locator, Point
from clashmap.evidence.sentences import sentences
from clashmap.source import Span

COPYRIGHT = "the texts are their authors’ (copyright): pass it on only if you may"
"""What is said of every result that holds more of a text than what is quoted."""


@dataclass(frozen=True)
class SourceText:
    """The text of the source *id*: its *paragraphs*, which locators count from 1; none of them is empty.

    *name* is the file that it was read from, as a message shows it.
    """

    id: str
    name: str
    paragraphs: tuple[str, ...] = field(repr=False)
    headings: frozenset[int] = frozenset()
    """Numbers of the paragraphs, from 1, that the file marks as headings; empty where it marks none, as plain text."""

    @cached_property
    def _spans(self) -> dict[int, tuple[Span, ...]]:
        return {}

    def sentences(self, paragraph: int) -> tuple[Span, ...]:
        """The spans of the sentences in paragraph number *paragraph*. Raises IndexError when there is none."""
        if paragraph not in self._spans:
            if paragraph < 1:
                raise IndexError(paragraph)
            self._spans[paragraph] = sentences(self.paragraphs[paragraph - 1], heading=paragraph in self.headings)
        return self._spans[paragraph]

    def has(self, point: Point) -> bool:
        """Whether there is such a paragraph and, where one is meant, such a sentence in it."""
        paragraph, sentence = point
        if not 1 <= paragraph <= len(self.paragraphs) or sentence < 0:
            return False
        # A paragraph is split only where one of its sentences is meant.
        return not sentence or sentence <= len(self.sentences(paragraph))

    def passage(self, locator: Locator) -> str | None:
        """The text that *locator* means, a line for each paragraph; None when it lies past the end of the text."""
        (first, from_), (last, to) = locator
        if not (self.has(locator.first) and self.has(locator.last)):
            return None
        lines = list(self.paragraphs[first - 1 : last])
        if to:  # the end first: cutting the start would move it
            lines[-1] = lines[-1][: self.sentences(last)[to - 1].end]
        if from_:
            lines[0] = lines[0][self.sentences(first)[from_ - 1].start :]
        return "\n".join(lines)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of plain *text*: its lines that are not blank, without white space around them."""
    return tuple(stripped for line in text.splitlines() if (stripped := line.strip()))
