"""``--coverage``: who cites which paragraph of each source, what nobody cites, and who cites nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import click

from clashmap.cli.cite.excerpt import beginning
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import count
from clashmap.cli.terminal import clean
from clashmap.evidence.coverage import ANALYTIC, Coverage, citeless, coverage
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Claim

_MOST = 10_000
"""Paragraphs that are counted of a source whose own number of them is not known."""
_FIRST = 56
"""Columns of the first words of a paragraph."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The *coverage* of a source; whether it *is_counted*, so that the paragraphs which nobody cites are known."""

    coverage: Coverage
    is_counted: bool


def covered(page: Page) -> tuple[Covered, ...]:
    """The coverage of each source that is cited, or whose text is here; its text, else the lock, counts it."""
    found = []
    for id in page.map.references:
        if id in page.cited or id in page.map.shelf.texts:
            number = page.paragraphs(id)
            counted = _MOST if number is None else number
            found.append(Covered(coverage(page.map.nodes, id, counted), number is not None))
    return tuple(found)


def record(page: Page) -> dict[str, Any]:
    """The coverage as data."""
    owing, own = citeless(page.map.nodes)
    return {
        "sources": [
            {
                "id": one.source,
                "cite": page.short(one.source),
                "paragraphs": one.paragraphs if is_counted else None,
                "cited": [
                    {"paragraph": number, "by": [node.id for node in nodes]}
                    for number, nodes in sorted(one.cited.items())
                ],
                "uncited": list(one.uncited) if is_counted else None,
                "whole": [node.id for node in one.whole],
            }
            for one, is_counted in ((each.coverage, each.is_counted) for each in covered(page))
        ],
        "citeNothing": [node.id for node in owing],
        "analytics": [node.id for node in own],
    }


def lines(page: Page) -> Iterator[str]:
    """The coverage in words."""
    yield page.title()
    found = covered(page)
    for one in found:
        yield from _source(page, one)
    if not found:
        yield ""
        yield page.said("No source is cited here yet. Behind a claim write, for its paragraph 3:")
        yield '  {cite: "haun-25 3"}'
    owing, own = citeless(page.map.nodes)
    yield from _citeless(page, owing, "")
    yield from _citeless(page, own, f" of the club’s own (#{ANALYTIC})")
    texts = page.map.shelf.texts
    typed = [page.typed("--coverage", "-o", "reading.html")] if texts else []
    yield from page.next(*typed, page.typed('--find "words of the source"') if texts else page.typed())


def _source(page: Page, covered: Covered) -> Iterator[str]:
    one = covered.coverage
    points = {node.id for nodes in (*one.cited.values(), one.whole) for node in nodes}
    text = page.map.shelf.texts.get(one.source)
    yield from page.heading(f"{page.short(one.source)} ({clean(one.source)})")
    by = f"by {count(len(points), 'point')}"
    if covered.is_counted:
        cited, heads = one.paragraphs - len(one.uncited), _headings(text).intersection(one.uncited)
        rest = f"; among the others {count(len(heads), 'heading')}" if heads else ""
        yield page.said(f"{cited:,} of {count(one.paragraphs, 'paragraph')} cited, {by}{rest}")
    else:
        yield page.said(f"{count(len(one.cited), 'paragraph')} cited, {by}; its text is not here")
    last = one.paragraphs if covered.is_counted else max(one.cited, default=0)
    wide = max(len(str(last)), 3)
    for is_cited, run in groupby(range(1, last + 1), one.cited.__contains__):
        numbers = list(run)
        if is_cited:
            for number in numbers:
                yield from _paragraph(page, number, one.cited[number], text, wide)
        elif covered.is_counted:
            shown = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
            told = _words(text, numbers[0]) if len(numbers) == 1 else ""
            yield click.style(f"  {shown:>{wide}}  {f'{told}  ' if told else ''}nobody", dim=True)
    if one.whole:
        names = "; ".join(page.name(node.id) for node in one.whole)
        yield page.said(names, start="  without a place in it: ", hang=wide + 4)


def _paragraph(
    page: Page, number: int, nodes: Sequence[Claim | Argument], text: SourceText | None, wide: int
) -> Iterator[str]:
    """A paragraph that is cited: its first words if they are here, and under them who cites it."""
    start = f"  {click.style(f'{number:>{wide}}', bold=True)}  "
    names = "; ".join(page.name(node.id) for node in nodes)
    if told := _words(text, number):
        yield f"{start}{click.style(told, dim=True)}"
        start = " " * (wide + 4)
    yield page.said(names, start=start)


def _headings(text: SourceText | None) -> frozenset[int]:
    """The title and the headings of a text, which nobody needs to cite."""
    from clashmap.draw.reading.marking import headings

    return headings(text) if text else frozenset()


def _words(text: SourceText | None, number: int) -> str:
    """The first words of a paragraph."""
    if text is None or number > len(text.paragraphs):
        return ""
    return beginning(text.paragraphs[number - 1], most=_FIRST)


def _citeless(page: Page, nodes: Sequence[Claim | Argument], what: str) -> Iterator[str]:
    """Who cites nothing, with where it is written."""
    if not nodes:
        return
    cite = "cites" if len(nodes) == 1 else "cite"
    yield from page.heading(f"{count(len(nodes), 'point')}{what} {cite} nothing")
    yield from page.listed(
        [
            page.said(f"{page.name(node.id)} {click.style(f'({page.name.where(node.id)})', dim=True)}", start="- ")
            for node in nodes
        ]
    )
