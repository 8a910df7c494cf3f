"""Cards in the overview: who uses each, how much of it is read, and whether its words stand in the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from clashmap.cli.cite.page import Page
from clashmap.cli.debate import count
from clashmap.cli.terminal import clean
from clashmap.evidence.cards import Card, Mark, cards_of
from clashmap.evidence.csl import short
from clashmap.evidence.normal import words
from clashmap.evidence.standing import STANDS, Stand, cut

_SAID = {
    Stand.CITED: "word for word in its source",
    Stand.ELSEWHERE: "word for word in its source, but elsewhere than it says",
    Stand.NOWHERE: "not word for word in its source",
    Stand.UNKNOWN: "not verifiable here",
    Stand.EMPTY: "quotes nothing",
}


def used(page: Page) -> dict[str, list[str]]:
    """The ids of who uses each card, by the id of the card."""
    found: dict[str, list[str]] = {id: [] for id in page.map.shelf.cards}
    for node in page.map.nodes:
        for card in cards_of(node, page.map.shelf.cards):
            found[card.id].append(node.id)
    return found


def counted(card: Card) -> tuple[int, int]:
    """How many words of *card* are read aloud, and how many it has."""
    read = total = 0
    for paragraph in card.body:
        total += len(words(paragraph.text))
        read += sum(len(words(paragraph.text[slice(*span)])) for span in paragraph.spans(Mark.READ))
    return read, total


def record(page: Page) -> list[dict[str, Any]]:
    """The cards as data."""
    users = used(page)
    found = []
    for id, card in page.map.shelf.cards.items():
        read, total = counted(card)
        found.append(
            {
                "id": id,
                "cite": short(card.fields),
                "tag": card.tag,
                "path": card.place.source.path,
                "source": card.source or None,
                "locator": str(card.locator) if card.locator else None,
                "usedBy": users[id],
                "words": total,
                "read": read,
                "verified": STANDS[cut(card, page.map.shelf.texts).stand],
            }
        )
    return found


def lines(page: Page) -> Iterator[str]:
    """The cards in words; nothing when there are none."""
    cards = page.map.shelf.cards
    if not cards:
        return
    users = used(page)
    yield from page.heading(count(len(cards), "card"))
    yield from page.listed(["\n".join(_card(page, card, users[id])) for id, card in cards.items()])


def _card(page: Page, card: Card, users: list[str]) -> Iterator[str]:
    read, total = counted(card)
    tag = f": {clean(card.tag)}" if card.tag else ""
    yield page.said(f"{click.style(clean(short(card.fields)), bold=True)} ({clean(card.id)}){tag}", start="- ")
    by = f"used by {'; '.join(map(page.name, users))}" if users else "no claim uses it"
    found = cut(card, page.map.shelf.texts)
    told = (f"{read:,} of {count(total, 'word')} read", _SAID[found.stand], found.edits, by)
    yield page.said(", ".join(filter(None, told)), start="  ")
