"""Findings: all that is cited, quoted and cut into cards, held against the texts that are here."""

from __future__ import annotations

from dataclasses import dataclass

from clashmap.checks.marking import marked, word
from clashmap.cli.cite.page import Page
from clashmap.evidence.standing import Cut, Quoted, Stand, cut, quoted
from clashmap.evidence.verify import Standing, Verified, verify
from clashmap.model import Argument, Claim
from clashmap.source import Place

FAULTS = (Standing.MOVED, Standing.CHANGED, Standing.GONE, Standing.NO_PLACE)
"""What a person has to look at."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a *node* quotes at a *place*, as it stands."""

    node: Claim | Argument
    place: Place
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: each citation that names a place, each quotation, each card."""

    citations: tuple[Verified, ...]
    whole: int
    """How many citations name a source and no place in it."""
    quotations: tuple[Quote, ...]
    cards: tuple[Cut, ...]

    @property
    def faults(self) -> tuple[Verified, ...]:
        """The citations that no longer fit."""
        return tuple(one for one in self.citations if one.standing in FAULTS)

    @property
    def stands(self) -> tuple[Quoted | Cut, ...]:
        """What is quoted and cut into cards."""
        return (*(one.quoted for one in self.quotations), *self.cards)

    @property
    def misquoted(self) -> bool:
        """Whether a quotation or a card does not stand in the texts that are here, or not where it is cited."""
        return any(one.stand in (Stand.ELSEWHERE, Stand.NOWHERE) for one in self.stands)

    @property
    def is_failed(self) -> bool:
        """Whether anything does not fit the texts that are here."""
        return bool(self.faults) or self.misquoted


def verified(page: Page) -> Findings:
    """Hold all that is cited, quoted and cut into cards against the texts that are here."""
    shelf = page.map.shelf
    found = verify(page.citing, shelf.texts, shelf.lock)
    placed = tuple(one for one in found if one.citation.locator)
    quotations = tuple(
        Quote(node, marked(node, word("quote")).origin, one)
        for node in page.map.nodes
        for one in quoted(node, shelf.cards, shelf.texts)
    )
    cards = tuple(cut(card, shelf.texts) for card in shelf.cards.values())
    return Findings(placed, len(found) - len(placed), quotations, cards)


def place_of(one: Verified) -> Place:
    """Where the citation is written, as closely as that is known."""
    return (one.citation.spot or one.citation.place).origin
