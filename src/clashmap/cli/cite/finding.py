"""``--find``: where words stand in the texts of sources, with the citation to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import click

from clashmap.cli.cite.excerpt import around
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import count
from clashmap.cli.terminal import clean
from clashmap.evidence.find import find_words
from clashmap.evidence.normal import words as words_of
from clashmap.evidence.quotation import Found

_MOST = 10
"""Places of one source that are told, unless all are asked for."""
_ALL = 10_000


def found_in(page: Page, words: str) -> Mapping[str, tuple[Found, ...]]:
    """The places of *words* in each source whose text is here; where they stand in none, what is most like them."""
    most = _ALL if page.whole else _MOST + 1
    found = {id: find_words(words, text, most=most) for id, text in page.map.shelf.texts.items()}
    if any(one.stands for places in found.values() for one in places):
        found = {id: tuple(one for one in places if one.stands) for id, places in found.items()}
    return {id: places for id, places in found.items() if places}


def record(page: Page, words: str) -> dict[str, Any]:
    """The places as data."""
    return {
        "words": words,
        "found": [
            {
                "source": id,
                "locator": str(one.locator),
                "cite": f"{id} {one.locator}",
                "likeness": round(one.likeness, 4),
                "passage": one.passage,
            }
            for id, places in found_in(page, words).items()
            for one in places
        ],
    }


def lines(page: Page, words: str) -> Iterator[str]:
    """The places in words."""
    found = found_in(page, words)
    told = clean(" ".join(words.split()))
    if not found:
        yield page.said(f"“{told}” stands in no text that is here, and nothing like it does.")
        yield page.said("Try fewer words, or others.")
        return
    if not any(one.stands for places in found.values() for one in places):
        yield page.said(f"“{told}” stands nowhere just so; most like it:")
    for id, places in found.items():
        shown = places if page.whole else places[:_MOST]
        more = len(shown) < len(places)
        yield from page.heading(f"{page.short(id)}: {'more than ' if more else ''}{count(len(shown), 'place')}")
        for one in shown:
            alike = f"  {one.likeness:.0%} alike" if not one.stands else ""
            yield f'  cite: "{clean(id)} {one.locator}"{click.style(alike, dim=True)}'
            yield page.said(_snippet(page, id, one, words), start="    ")
        if more:
            yield "  … and more; add --all to see them"


def _snippet(page: Page, id: str, one: Found, words: str) -> str:
    """The words in their sentence, which is cut to a line or two."""
    sentence = " ".join((page.map.shelf.texts[id].passage(one.locator) or one.passage).split())
    typed = r"\W*".join(map(re.escape, words_of(words)))
    passage = " ".join(one.passage.split())
    hit = re.search(typed, sentence, re.IGNORECASE)
    start = hit.start() if hit else max(sentence.find(passage), 0)
    end = hit.end() if hit else start + len(passage)
    before, found, behind = around(sentence, start, end, room=2 * page.width - 10)
    bold = " ".join(click.style(clean(word), bold=True) for word in found.split(" "))
    return f"“{clean(before)}{bold}{clean(behind)}”"
