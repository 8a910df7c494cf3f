"""A section: one source, paragraph by paragraph, with the points that cite each beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any

from clashmap.draw.reading.marking import cited_sentences, is_heading, marked, quoted_words
from clashmap.draw.reading.points import Points
from clashmap.draw.svg.pen import escaped
from clashmap.evidence.coverage import coverage
from clashmap.evidence.csl import full, short
from clashmap.evidence.csl.line import line
from clashmap.evidence.text import SourceText
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim

_BAR = 6
"""Points that cite a paragraph, from which on its bar grows no higher."""
_AGAIN = 12
"""Points that are told above and named again beside a paragraph, at the most; the others are counted."""


class Section:
    """The source *text* of *map*, and the *points* that cite it."""

    def __init__(self, map: ArgumentMap, text: SourceText, points: Points) -> None:
        self._map, self._text, self._points = map, text, points
        self._coverage = coverage(map.nodes, text.id, len(text.paragraphs))
        self._sentences = cited_sentences(map.nodes, text)
        self._quoted = quoted_words(map.nodes, text)

    @property
    def id(self) -> str:
        """The id of the section on the page."""
        return self._points.texts[self._text.id]

    @property
    def name(self) -> str:
        """The source by its short cite."""
        return short(self._fields) if self._fields else self._text.id

    @property
    def _title(self) -> str:
        return line(self._fields.get("title")) or self._text.id

    @cached_property
    def _fields(self) -> Mapping[str, Any]:
        reference = self._map.references.get(self._text.id)
        return reference.fields if reference else {}

    @property
    def has_sentences(self) -> bool:
        """Whether sentences are told apart."""
        return bool(self._sentences)

    @property
    def has_quotes(self) -> bool:
        """Whether quoted words are marked."""
        return bool(self._quoted)

    def written(self, told: set[str]) -> Iterator[str]:
        """The section as HTML; the ids of the points that it tells in full join those that are *told*."""
        yield f'<section class="source" id="{self.id}">\n<h2 dir="auto">{escaped(self._title)}</h2>'
        if self._fields:
            yield f'<p class="full" dir="auto">{escaped(full(self._fields))}</p>'
        yield from self._counts()
        for number, paragraph in enumerate(self._text.paragraphs, 1):
            yield from self._row(number, paragraph, told)
        yield from self._others(told)
        yield "</section>"

    def _counts(self) -> Iterator[str]:
        """How much of the source is cited, at a glance, in words, and where nothing is."""
        covered = self._coverage
        total, cited = covered.paragraphs, covered.paragraphs - len(covered.uncited)
        points = {node.id for nodes in (*covered.cited.values(), covered.whole) for node in nodes}
        words = f"{cited:,} of {total:,} paragraphs cited, by {len(points):,} point{'' if len(points) == 1 else 's'}"
        bars = "".join(
            f"M{number - 1} {_BAR}v-{min(len(nodes), _BAR)}h1V{_BAR}z"
            for number, nodes in sorted(covered.cited.items())
        )
        yield f'<svg class="bars" viewBox="0 0 {total} {_BAR}" preserveAspectRatio="none" aria-hidden="true">'
        yield f'<path d="{bars}"/></svg>'
        yield f'<p class="counts" lang="en">{words}.'
        if covered.uncited:
            runs = [f'<a href="#{self.id}.{first}">{_range(first, last)}</a>' for first, last in _runs(covered.uncited)]
            yield f" Nobody cites ¶{', '.join(runs)}."
        yield "</p>"

    def _row(self, number: int, paragraph: str, told: set[str]) -> Iterator[str]:
        points = self._coverage.cited.get(number, ())
        level = "h3" if is_heading(number, self._text) else "p"
        kind = "row cited" if points else "row"
        yield f'<div class="{kind}" id="{self.id}.{number}">'
        yield f'<a class="number" href="#{self.id}.{number}" aria-label="Paragraph {number}">{number}</a>'
        yield f'<{level} class="text" dir="auto">{self._marked(number, paragraph)}</{level}>'
        if points:
            yield f'<ul class="points" aria-label="Cite paragraph {number}">'
            again = [node.id for node in points if node.id in told]
            left = len(again) - _AGAIN if len(again) > _AGAIN + 1 else 0
            hidden = frozenset(again[len(again) - left :])
            yield from (self._point(node, told) for node in points if node.id not in hidden)
            if left:
                yield f'<li class="again" lang="en">and {left:,} more that are told above</li>'
            yield "</ul>"
        yield "</div>"

    def _marked(self, number: int, paragraph: str) -> str:
        """The text of a paragraph; where some of its sentences are cited, these are numbered, and the rest set back."""
        spans = self._text.sentences(number) if number in self._sentences else ()
        marks = {
            span.start: f'<sup id="{self.id}.{number}.{count}">{count}</sup>'
            for count, span in enumerate(spans, 1)
            if len(spans) > 1
        }
        quiet = [span for count, span in enumerate(spans, 1) if count not in self._sentences[number]]
        return marked(paragraph, quoted=self._quoted.get(number, ()), quiet=quiet, marks=marks)

    def _others(self, told: set[str]) -> Iterator[str]:
        """Who cites the source without a place, or with one that is not in it."""
        cites = [node for node in self._map.nodes if any(one.source == self._text.id for one in node.citations)]
        placed = {node.id for nodes in self._coverage.cited.values() for node in nodes}
        if others := [node for node in cites if node.id not in placed]:
            yield '<h3 lang="en">Cite this source, and no paragraph that it has</h3>\n<ul class="points rest">'
            yield from (self._point(node, told) for node in others)
            yield "</ul>"

    def _point(self, node: Claim | Argument, told: set[str]) -> str:
        """A point in full where it is met first, and then by its name."""
        if node.id in told:
            return self._points.again(node)
        told.add(node.id)
        return self._points.told(node)


def _runs(numbers: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of *numbers* that follow one another."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        held = [number for _, number in run]
        yield held[0], held[-1]


def _range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"
