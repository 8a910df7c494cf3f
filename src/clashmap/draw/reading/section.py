"""A section: one source, paragraph by paragraph, with the points that cite each beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any

from clashmap.draw.html.exhibits import cite
from clashmap.draw.reading.marking import headings, marked, quoted_words
from clashmap.draw.reading.points import Points
from clashmap.draw.svg.pen import escaped
from clashmap.evidence.coverage import coverage
from clashmap.evidence.csl import short
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
        self._sentences = points.sentences[text.id]
        self._quoted = quoted_words((one for held in points.quoted.values() for one in held), text)
        self._headings = headings(text)

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
        """Whether any sentences are numbered."""
        return any(len(self._text.sentences(number)) > 1 for number in range(1, len(self._text.paragraphs) + 1))

    @property
    def has_quotes(self) -> bool:
        """Whether quoted words are marked."""
        return bool(self._quoted)

    def written(self, told: set[str]) -> Iterator[str]:
        """The section as HTML; the ids of the points that it tells in full join those that are *told*."""
        yield f'<section class="source" id="{self.id}">\n<h2 dir="auto">{escaped(self._title)}</h2>'
        if self._fields:
            yield f'<p class="full" dir="auto">{cite(self._fields, self._text.id)}</p>'
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
        left = tuple(number for number in covered.uncited if number not in self._headings)
        runs = ", ".join(f'<a href="#{self.id}.{first}">{_range(first, last)}</a>' for first, last in _runs(left))
        passed = len(covered.uncited) - len(left)
        heads = f"{passed:,} heading{'' if passed == 1 else 's'}" if passed else ""
        if told := " and ".join(part for part in (f"¶{runs}" if runs else "", heads) if part):
            yield f" Nobody cites {told}."
        yield "</p>"

    def _row(self, number: int, paragraph: str, told: set[str]) -> Iterator[str]:
        points = self._coverage.cited.get(number, ())
        level = "h3" if number in self._headings else "p"
        kind = f"row{' cited' if points else ''}{' heading' if level == 'h3' else ''}"
        yield f'<div class="{kind}" id="{self.id}.{number}">'
        yield f'<a class="number" href="#{self.id}.{number}" aria-label="Paragraph {number}">{number}</a>'
        yield f'<{level} class="text" dir="auto">{self._marked(number, paragraph)}</{level}>'
        if points:
            yield f'<ul class="points" aria-label="Cite paragraph {number}">'
            again = [node.id for node in points if node.id in told]
            left = len(again) - _AGAIN if len(again) > _AGAIN + 1 else 0
            hidden = frozenset(again[len(again) - left :])
            yield from (self._point(node, told, number) for node in points if node.id not in hidden)
            if left:
                yield f'<li class="again" lang="en">and {left:,} more that are told above</li>'
            yield "</ul>"
        yield "</div>"

    def _marked(self, number: int, paragraph: str) -> str:
        """The text of a paragraph, its sentences numbered if it has several; beside cited ones the rest is set back."""
        spans, cited = self._text.sentences(number), self._sentences.get(number)
        marks: dict[int, str] = {}
        for count, span in enumerate(spans if len(spans) > 1 else (), 1):
            quiet = "" if not cited or count in cited else ' class="quiet"'
            told = f' id="{self.id}.{number}.{count}"{quiet}' if cited else ""
            opened = f"<span{told}><sup>{count}</sup>" if told else f"<sup>{count}</sup>"
            marks[span.start] = marks.get(span.start, "") + opened
            if told:
                marks[span.end] = "</span>"
        return marked(paragraph, quoted=self._quoted.get(number, ()), marks=marks)

    def _others(self, told: set[str]) -> Iterator[str]:
        """Who cites the source without a place, or with one that is not in it."""
        cites = [node for node in self._map.nodes if any(one.source == self._text.id for one in node.citations)]
        placed = {node.id for nodes in self._coverage.cited.values() for node in nodes}
        if others := [node for node in cites if node.id not in placed]:
            yield '<h3 lang="en">Cite this source as a whole, or a place that it does not have</h3>'
            yield '<ul class="points rest">'
            yield from (self._point(node, told) for node in others)
            yield "</ul>"

    def _point(self, node: Claim | Argument, told: set[str], number: int = 0) -> str:
        """A point in full where it is met first, and then by its name and where it cites paragraph *number*."""
        if node.id in told:
            here = (one for one in node.citations if one.source == self._text.id and number in one.paragraphs)
            return self._points.again(node, dict.fromkeys(one.locator for one in here))
        told.add(node.id)
        return self._points.told(node)


def _runs(numbers: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of *numbers* that follow one another."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        held = [number for _, number in run]
        yield held[0], held[-1]


def _range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"
