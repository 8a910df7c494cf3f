"""Exhibits: the quotations and cards by which a claim shows its evidence, and how a drawing marks them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from clashmap.draw.view.values import Node, View
from clashmap.evidence import cites
from clashmap.evidence.cards import Card
from clashmap.evidence.csl import is_named, short
from clashmap.evidence.quotation import quotes_of
from clashmap.model import Reference

QUOTED = "“…”"
"""The mark of what quotes its source."""


def names_of(references: Mapping[str, Reference]) -> dict[str, str]:
    """What a drawing calls those of several *references* that have a short cite of their own, by id.

    One without an author or a date keeps its id, as do those whose short cites are alike; one alone needs no name.
    """
    if len(references) < 2:
        return {}
    cites = {id: short(one.fields) for id, one in references.items() if is_named(one.fields)}
    often = Counter([*references, *cites.values()])
    return {id: cite for id, cite in cites.items() if often[cite] == 1 or (cite == id and often[cite] == 2)}


def called(card: Card, view: View) -> str:
    """What a drawing calls the source of *card*: as every citation of it does, else by the short cite of the card."""
    return view.names.get(card.source, card.source) if card.source and view.sources > 1 else short(card.fields)


def marked(node: Node, view: View) -> str:
    """What a drawing says of the evidence of *node* in a few letters: ``¶31, 37``, or ``Haun 25 ¶45 “…”``.

    A card is told by the name of its source.
    """
    held = view.cards.get(node.id, ())
    sources = {card.source for card in held}
    told = []
    for name in dict.fromkeys(called(card, view) for card in held):
        own = {card.source for card in held if called(card, view) == name}
        places = [one for one in node.citations if one.source in own and one.locator]
        places = places or [one for card in held if card.source in own for one in card.citations]
        told.append(f"{name} {cites(places, named=False)}".strip())
    others = [one for one in node.citations if one.source not in sources]
    told.append(cites(others, named=view.sources > 1, names=view.names))
    said = "; ".join(part for part in told if part)
    return f"{said} {QUOTED}".strip() if quotes_of(node) else said
