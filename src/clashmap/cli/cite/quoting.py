"""Quotations and cards: whether their words stand in the texts that are here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clashmap.checks.marking import marked, word
from clashmap.checks.quotations import quotes_of
from clashmap.cli.cite.page import Page
from clashmap.evidence.cards import Card, cards_of
from clashmap.evidence.locator import Locator
from clashmap.evidence.quotation import Quotation, find, quotation
from clashmap.evidence.text import SourceText
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
    for node in page.map.nodes:
        for words in quotes_of(node):
            yield Quoted(node, words, marked(node, word("quote")).origin, _standing(page, node, quotation(words)))


def card_stands(page: Page, card: Card) -> bool | None:
    """Whether all paragraphs of *card* stand in its source; None where the text of that is not here."""
    text = page.map.shelf.texts.get(card.source)
    if text is None:
        return None
    return all(_stands(one.quotation, text, within=card.locator) for one in card.body if one.parts)


def _standing(page: Page, node: Claim | Argument, words: Quotation) -> bool | None:
    cards = cards_of(node, page.map.shelf.cards)
    sources = dict.fromkeys(citation.source for citation in node.citations) or [card.source for card in cards]
    texts = [page.map.shelf.texts.get(id) for id in sources]
    if any(text is not None and _stands(words, text) for text in texts):
        return True
    return None if None in texts or not texts else False


def _stands(words: Quotation, text: SourceText, *, within: Locator | None = None) -> bool:
    found = find(words, text, within=within)
    return found is not None and found.likeness == 1
