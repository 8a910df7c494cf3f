"""Quotations and cards: whether their words stand in the texts that are here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clashmap.checks.marking import marked, word
from clashmap.cli.cite.page import Page
from clashmap.evidence.cards import Card
from clashmap.evidence.held import are_here, citations_of, hold, hold_card
from clashmap.evidence.quotation import quotation, quotes_of
from clashmap.model import Argument, Claim
from clashmap.source import Place


@dataclass(frozen=True, slots=True)
class Quoted:
    """The *words* that a *node* quotes at a *place*, and whether they *stand* in one of its sources.

    None says that they do not stand in what is here of these, but that some text is not here.
    """

    node: Claim | Argument
    words: str
    place: Place
    stand: bool | None


def quoted(page: Page) -> Iterator[Quoted]:
    """What the points of the map quote."""
    texts = page.map.shelf.texts
    for node in page.map.nodes:
        for words in quotes_of(node):
            cited = citations_of(node, page.map.shelf.cards)
            held = hold(quotation(words), cited, texts)
            stand = True if held and held.found.stands else False if are_here(cited, texts) else None
            yield Quoted(node, words, marked(node, word("quote")).origin, stand)


def card_stands(page: Page, card: Card) -> bool | None:
    """Whether all paragraphs of *card* stand in its source; None where the text of that is not here."""
    text = page.map.shelf.texts.get(card.source)
    if text is None:
        return None
    held = zip(card.body, hold_card(card, text), strict=True)
    return all(found is not None and found.stands for paragraph, found in held if paragraph.parts)
