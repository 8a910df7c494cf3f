"""Units of a text: its words by their traces, and which of them each paragraph and sentence has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from clashmap.evidence.fingerprint import trace
from clashmap.evidence.locator import Locator, Point
from clashmap.evidence.text import SourceText

Unit = tuple[int, int, Point]
"""A paragraph or sentence: its first word, one past its last, and its number."""


class Units:
    """The trace of all of *text*, and the place of each of its words.

    Words are counted from 0. ``starts[n]`` is the first word of paragraph n + 1; the last entry is their number.
    """

    def __init__(self, text: SourceText) -> None:
        self.text = text
        traces = [trace(paragraph) for paragraph in text.paragraphs]
        self.trace = b"".join(traces)
        self.starts = (0, *accumulate(map(len, traces)))
        self._sentences: dict[int, tuple[int, ...]] = {}

    @cached_property
    def pairs(self) -> dict[bytes, list[int]]:
        """Where each two words stand side by side."""
        found: dict[bytes, list[int]] = {}
        for at in range(len(self.trace) - 1):
            found.setdefault(self.trace[at : at + 2], []).append(at)
        return found

    def sentences(self, paragraph: int) -> tuple[int, ...]:
        """The first word of each sentence of *paragraph*, and one past the last of all."""
        if paragraph not in self._sentences:
            written = self.text.paragraphs[paragraph - 1]
            counts = [len(trace(written[start:end])) for start, end in self.text.sentences(paragraph)]
            start, end = self.starts[paragraph - 1], self.starts[paragraph]
            # Where white space that is none to a locator joins words, the last sentence has what is left.
            self._sentences[paragraph] = (*(min(start + n, end) for n in accumulate([0, *counts[:-1]])), end)
        return self._sentences[paragraph]

    def paragraph_at(self, word: int) -> int:
        """The paragraph that has *word*; the last one for what is past the end."""
        return min(bisect_right(self.starts, word), len(self.starts) - 1)

    def words(self, locator: Locator) -> tuple[int, int]:
        """The first word of *locator*, which must be in the text, and one past its last."""
        (first, from_), (last, to) = locator
        start = self.sentences(first)[from_ - 1] if from_ else self.starts[first - 1]
        return start, self.sentences(last)[to] if to else self.starts[last]

    def within(self, start: int, end: int, *, sentences: bool) -> list[Unit]:
        """The paragraphs, or *sentences*, with any of the words from *start* to *end*, in order."""
        start, end = max(start, 0), min(end, len(self.trace))
        found: list[Unit] = []
        if start >= end:
            return found
        for paragraph in range(self.paragraph_at(start), self.paragraph_at(end - 1) + 1):
            if not sentences:
                found.append((self.starts[paragraph - 1], self.starts[paragraph], (paragraph, 0)))
                continue
            cuts = self.sentences(paragraph)
            first, last = max(bisect_right(cuts, start) - 1, 0), bisect_left(cuts, end)
            found += ((cuts[n], cuts[n + 1], (paragraph, n + 1)) for n in range(first, min(last, len(cuts) - 1)))
        return [unit for unit in found if unit[0] < unit[1]]

    def span(self, start: int, end: int, *, sentences: bool) -> Locator | None:
        """The paragraphs, or *sentences*, that have the words from *start* to *end* and no other; None if none do."""
        first, last = self.paragraph_at(start), self.paragraph_at(end - 1)
        if not sentences:
            fits = self.starts[first - 1] == start and self.starts[last] == end
            return Locator((first, 0), (last, 0)) if fits else None
        begins, ends = self.sentences(first), self.sentences(last)
        # An empty sentence starts where the next one does: the one with words is meant.
        from_ = len(begins) - 1 - begins[-2::-1].index(start) if start in begins[:-1] else 0
        to = ends.index(end, 1) if end in ends[1:] else 0
        return Locator((first, from_), (last, to)) if from_ and to else None
