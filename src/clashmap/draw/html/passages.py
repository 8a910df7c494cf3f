"""Passages: what citations mean in the text of a source, cut so that a page needs no word of it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from clashmap.evidence.locator import Locator
from clashmap.evidence.text import SourceText

Texts = Mapping[str, SourceText]


class Passage(NamedTuple):
    """A paragraph of the source with this id, or its sentences from *first* to *last*, which are 0 for all of it."""

    source: str
    paragraph: int
    first: int = 0
    last: int = 0

    @property
    def place(self) -> str:
        """Its locator."""
        return str(self._locator)

    def covers(self, other: Passage) -> bool:
        """Whether all of *other* is in it."""
        is_inside = not self.first or 0 < self.first <= other.first <= other.last <= self.last
        return self[:2] == other[:2] and is_inside

    def text(self, texts: Texts) -> str:
        """Its words, which are there."""
        return texts[self.source].passage(self._locator) or ""

    @property
    def _locator(self) -> Locator:
        return Locator((self.paragraph, self.first), (self.paragraph, self.last))


def passages(source: str, locator: Locator | None, texts: Texts) -> Iterator[Passage]:
    """What *locator* means in the text of *source*, paragraph by paragraph; nothing past its end."""
    text = texts.get(source)
    if text is None or locator is None or not (text.has(locator.first) and text.has(locator.last)):
        return
    (start, sentence), (end, until) = locator
    for number in range(start, end + 1):
        first, last = sentence if number == start else 0, until if number == end else 0
        if first or last:
            most = len(text.sentences(number))
            first, last = first or 1, last or most
            if (first, last) == (1, most):
                first = last = 0
        yield Passage(source, number, first, last)


def widest(passages: Iterable[Passage]) -> list[Passage]:
    """Those of the *passages*, each once, that are not a part of another."""
    return [
        one
        for held in _by_paragraph(passages).values()
        for one in held
        if not any(other.covers(one) for other in held if other != one)
    ]


def _by_paragraph(passages: Iterable[Passage]) -> dict[tuple[str, int], list[Passage]]:
    found: dict[tuple[str, int], list[Passage]] = {}
    for one in dict.fromkeys(passages):
        found.setdefault((one.source, one.paragraph), []).append(one)
    return found


def pieces(passages: Iterable[Passage], texts: Texts) -> dict[Passage, tuple[Passage, ...]]:
    """Each of the *passages* as pieces that it shares with those which overlap it, in order."""
    found: dict[Passage, tuple[Passage, ...]] = {}
    for (source, number), held in _by_paragraph(passages).items():
        if len(held) == 1:
            found[held[0]] = (held[0],)
            continue
        most = len(texts[source].sentences(number))
        ranges = {passage: (passage.first or 1, (passage.last or most) + 1) for passage in held}
        bounds = sorted({bound for both in ranges.values() for bound in both})
        for passage, (start, end) in ranges.items():
            found[passage] = tuple(
                Passage(source, number, one, other - 1)
                for one, other in pairwise(bounds)
                if start <= one and other <= end
            )
    return found


def gaps(pieces: Iterable[Passage], texts: Texts) -> Iterator[Passage | None]:
    """The *pieces* of one paragraph, in order, with None wherever sentences of it are left out."""
    expected, last = 1, None
    for last in pieces:
        if last.first > expected:
            yield None
        yield last
        expected = last.last + 1
    if last is not None and last.last and last.last < len(texts[last.source].sentences(last.paragraph)):
        yield None
