"""The overview: each source with what is known of it, the cards, and what to type next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from clashmap.cli.cite import carding
from clashmap.cli.cite.locking import has_unread_lock
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import count
from clashmap.cli.judge.words import together
from clashmap.cli.terminal import clean
from clashmap.evidence.verify import Standing, verify

WORDS = {
    Standing.SAME: "as locked",
    Standing.MOVED: "moved",
    Standing.CHANGED: "changed",
    Standing.GONE: "gone",
    Standing.UNLOCKED: "not locked yet",
    Standing.NO_TEXT: "not verifiable here",
    Standing.NO_PLACE: "not in the text",
}
"""How many citations of each standing, said behind their number."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source: its *id*, how many *citations* name it, how those to a place stand, and the *file* of its text."""

    id: str
    citations: int
    whole: int
    """How many of these name no place in it."""
    standings: Mapping[Standing, int]
    file: str | None
    paragraphs: int | None
    locked: int | None
    """How many of its passages are in the lock; None where it is not in it."""


def sources(page: Page) -> tuple[Listed, ...]:
    """Every source that is declared."""
    shelf = page.map.shelf
    found = verify(page.citing, shelf.texts, shelf.lock)
    placed = Counter((one.citation.source, one.standing) for one in found if one.citation.locator)
    whole = Counter(one.citation.source for one in found if not one.citation.locator)
    citations = Counter(one.citation.source for one in found)
    return tuple(
        Listed(
            id=id,
            citations=citations[id],
            whole=whole[id],
            standings={standing: placed[id, standing] for standing in Standing},
            file=shelf.texts[id].name if id in shelf.texts else None,
            paragraphs=page.paragraphs(id),
            locked=len(shelf.lock.sources[id].passages) if shelf.lock and id in shelf.lock.sources else None,
        )
        for id in page.map.references
    )


def record(page: Page) -> dict[str, Any]:
    """The overview as data."""
    return {
        "sources": [
            {
                "id": one.id,
                "cite": page.short(one.id),
                "full": page.full(one.id),
                "text": one.file,
                "paragraphs": one.paragraphs,
                "citations": one.citations,
                "whole": one.whole,
                "locked": one.locked,
                "standing": {standing.value: number for standing, number in one.standings.items()},
            }
            for one in sources(page)
        ],
        "cards": carding.record(page),
    }


def lines(page: Page) -> Iterator[str]:
    """The overview in words."""
    yield page.title()
    found = sources(page)
    if not found:
        yield ""
        yield page.said("No source is declared here yet. At the top of a file write:")
        yield from ("  ===", "  sources:", "    haun-25: {author: Phil Haun, title: Air power, issued: 2025}", "  ===")
        yield page.said(
            'Then cite its paragraph 3 behind a claim, {cite: "haun-25 3"}, and see clashmap help evidence.'
        )
    else:
        yield from page.heading(f"{count(len(found), 'source')}")
        yield from page.listed(["\n".join(_source(page, one)) for one in found])
    if undeclared := [clean(id) for id in page.absent if id not in page.map.references]:
        yield from page.heading("Cited, and declared nowhere")
        yield from page.listed([f"- {id}" for id in undeclared])
    yield from carding.lines(page)
    yield from page.next(*_typed(page, found))


def _source(page: Page, one: Listed) -> Iterator[str]:
    full, short = page.full(one.id), page.short(one.id)
    yield page.said(f"{click.style(short, bold=True)} ({clean(one.id)}): {full}", start="- ")
    if one.file is not None:
        text = f"text: {clean(one.file)}, {count(one.paragraphs or 0, 'paragraph')}"
    elif one.id in page.map.shelf.unread:
        text = f"text: not read, so nothing is verifiable; {clean(page.map.shelf.unread[one.id])}"
    else:
        text = f"text: not here, so nothing is verifiable; put {clean(one.id)}.txt into {page.folder}"
    yield page.said(text, start="  ")
    if not one.citations:
        yield page.said("only a card is cut from it" if one.id in page.cited else "nobody cites it", start="  ")
        return
    how = [
        f"{one.standings[standing]:,} {words}"
        for standing, words in WORDS.items()
        if one.standings[standing] and standing is not Standing.NO_TEXT
    ]
    how += [f"{one.whole:,} of it as a whole"] if one.whole else []
    yield page.said(f"{count(one.citations, 'citation')}{f': {together(how)}' if how else ''}", start="  ")


def _typed(page: Page, found: tuple[Listed, ...]) -> Iterator[str]:
    """A few commands that fit what is here."""
    total = {standing: sum(one.standings[standing] for one in found) for standing in Standing}
    here = any(one.file for one in found)
    if here and total[Standing.UNLOCKED] and page.path != "-" and not has_unread_lock(page):
        yield page.typed("--lock")
    if here and total[Standing.SAME] + total[Standing.MOVED] + total[Standing.CHANGED] + total[Standing.GONE]:
        yield page.typed("--verify")
    if here:
        yield page.typed('--find "words of the source"')
        yield page.typed("--coverage", "-o", "reading.html")
    elif page.sources is None and page.path != "-" and any(one.id not in page.map.shelf.unread for one in found):
        yield page.typed("--sources", "FOLDER")
    if found and not here:
        yield page.typed("--coverage")
        yield page.typed("--bibliography")
    yield "clashmap help evidence"
