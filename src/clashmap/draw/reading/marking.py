"""Marking: which sentences of a source are cited, which of its words are quoted, and a paragraph that shows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from clashmap.draw.svg.pen import escaped
from clashmap.evidence.held import hold
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.quotation import Quotation, find, quotation, quotes_of
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Citation, Claim
from clashmap.source import Span

_HEADING = 90
"""Letters of a heading at the most, where the file does not mark them."""


def marked(paragraph: str, *, quoted: Sequence[Span] = (), quiet: Sequence[Span] = (), marks: Mapping[int, str]) -> str:
    """*paragraph* as HTML: words in *quoted* marked, what is in *quiet* set back, *marks*, which are HTML, put in."""
    bounds = sorted({0, len(paragraph), *marks, *(bound for span in (*quoted, *quiet) for bound in span)})
    pieces = []
    within, aside = _Ends(quoted), _Ends(quiet)
    for start, end in pairwise(bounds):
        piece = escaped(paragraph[start:end])
        if within.reach(start) >= end:
            piece = f"<mark>{piece}</mark>"
        if aside.reach(start) >= end:
            piece = f'<span class="quiet">{piece}</span>'
        pieces.append(marks.get(start, "") + piece)
    return "".join(pieces)


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


def quoted_words(nodes: Iterable[Claim | Argument], text: SourceText) -> Mapping[int, tuple[Span, ...]]:
    """What is quoted from *text* by those of *nodes* that cite it, by the number of the paragraph."""
    found: dict[int, set[Span]] = {}
    for node in nodes:
        if any(citation.source == text.id for citation in node.citations):
            for words in quotes_of(node):
                for number, span in _standing(quotation(words), node.citations, text):
                    found.setdefault(number, set()).add(span)
    return {number: tuple(sorted(spans)) for number, spans in found.items()}


def _standing(words: Quotation, cited: Sequence[Citation], text: SourceText) -> Iterator[tuple[int, Span]]:
    """Where the parts of *words* stand in *text*, if can be where it is *cited*; nothing unless all of them do."""
    held = hold(words, cited, {text.id: text})
    if held is None or not held.found.stands:
        return
    for part in words.parts:
        told = words.text[part.start : part.end]
        place = find(Quotation(told, (Span(0, len(told)),)), text, within=held.found.locator)
        if place is None or not place.stands:
            continue
        for number, line in enumerate(place.passage.split("\n"), place.locator.first[0]):
            start = text.paragraphs[number - 1].find(line) if number <= len(text.paragraphs) else -1
            if line and start >= 0:
                yield number, Span(start, start + len(line))


def is_heading(number: int, text: SourceText) -> bool:
    """Whether a paragraph is a heading: as the file says, or where it says of none, as it looks."""
    if text.headings:
        return number in text.headings
    line = text.paragraphs[number - 1]
    return len(line) <= _HEADING and line[-1] not in '.!?:;,…”"’)' and line[:1].isupper() and len(line.split()) > 1
