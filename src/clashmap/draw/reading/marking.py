"""Marking: which sentences of a source are cited, which of its words are quoted, and a paragraph that shows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from clashmap.draft.outline import outline
from clashmap.draw.svg.pen import escaped
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.quotation import Quotation, find
from clashmap.evidence.standing import Quoted
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Claim
from clashmap.source import Span


def marked(paragraph: str, *, quoted: Sequence[Span] = (), marks: Mapping[int, str]) -> str:
    """*paragraph* as HTML: words in *quoted* marked, and *marks*, which are HTML, put in, up to behind its end."""
    bounds = sorted({0, len(paragraph), *marks, *(bound for span in quoted for bound in span)})
    pieces = []
    within = _Ends(quoted)
    for start, end in pairwise(bounds):
        piece = escaped(paragraph[start:end])
        pieces.append(marks.get(start, "") + (f"<mark>{piece}</mark>" if within.reach(start) >= end else piece))
    return "".join((*pieces, marks.get(len(paragraph), "") if paragraph else ""))


class _Ends:
    """How far spans reach, asked from the first place to the last: a long paragraph has thousands of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._coming = sorted(spans, reverse=True)
        self._end = 0

    def reach(self, at: int) -> int:
        """The last end of those that start at *at* or before."""
        while self._coming and self._coming[-1].start <= at:
            self._end = max(self._end, self._coming.pop().end)
        return self._end


def cited_sentences(nodes: Iterable[Claim | Argument], text: SourceText) -> Mapping[int, frozenset[int]]:
    """The numbers of the sentences that are cited in each paragraph of *text* of which any is cited by its number."""
    places = list(_places(nodes, text))
    found: dict[int, set[int]] = {number: set() for number in sorted({n for place in places for n, s in place if s})}
    told = list(found)
    for place in places:  # those that are not told by their sentences may be many
        for number in told[bisect_left(told, place.first[0]) : bisect_right(told, place.last[0])]:
            first = place.first[1] if number == place.first[0] else 0
            last = place.last[1] if number == place.last[0] else 0
            found[number].update(range(first or 1, (last or len(text.sentences(number))) + 1))
    return {number: frozenset(own) for number, own in found.items()}


def _places(nodes: Iterable[Claim | Argument], text: SourceText) -> Iterator[Locator]:
    """The places in *text* that are cited, each once."""
    citations = (one for node in nodes for one in node.citations if one.source == text.id)
    for place in dict.fromkeys(map(located, citations)):
        if place is not None and text.has(place.first) and text.has(place.last):
            yield place


def quoted_words(quotations: Iterable[Quoted], text: SourceText) -> Mapping[int, tuple[Span, ...]]:
    """Which words of *text* the *quotations* hold that stand in it, by the number of the paragraph."""
    found: dict[int, set[Span]] = {}
    for one in quotations:
        if one.held and one.held.source == text.id and one.held.found.stands:
            for number, span in _standing(one.words, one.held.found.locator, text):
                found.setdefault(number, set()).add(span)
    return {number: tuple(sorted(spans)) for number, spans in found.items()}


def _standing(words: Quotation, within: Locator, text: SourceText) -> Iterator[tuple[int, Span]]:
    """Where the parts of *words* stand in a place of *text*."""
    for part in words.parts:
        told = words.text[part.start : part.end]
        place = find(Quotation(told, (Span(0, len(told)),)), text, within=within)
        if place is None or not place.stands:
            continue
        for number, line in enumerate(place.passage.split("\n"), place.locator.first[0]):
            start = text.paragraphs[number - 1].find(line) if number <= len(text.paragraphs) else -1
            if line and start >= 0:
                yield number, Span(start, start + len(line))


def headings(text: SourceText) -> frozenset[int]:
    """The numbers of the title and the headings of *text*: as its file says, or where it says of none, as they look."""
    shape = outline(text, len(text.paragraphs))
    return frozenset(number for number in (shape.title, *(part.heading for part in shape.parts)) if number)
