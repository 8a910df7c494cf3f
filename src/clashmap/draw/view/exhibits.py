"""Exhibits: the quotations and cards by which a claim shows its evidence, and how a drawing marks them."""

from __future__ import annotations

from clashmap.draw.view.values import Node, View
from clashmap.evidence import cites
from clashmap.evidence.csl import short
from clashmap.evidence.quotation import quotes_of

QUOTED = "“…”"
"""The mark of what quotes its source."""


def marked(node: Node, view: View) -> str:
    """What a drawing says of the evidence of *node* in a few letters: ``¶31, 37``, or ``Haun 25 ¶45 “…”``.

    A card is told by its short cite, which stands for its source, too.
    """
    held = view.cards.get(node.id, ())
    sources = {card.source for card in held}
    told = []
    for name in dict.fromkeys(short(card.fields) for card in held):
        own = {card.source for card in held if short(card.fields) == name}
        places = [one for one in node.citations if one.source in own and one.locator]
        told.append(f"{name} {cites(places, named=False)}".strip())
    told.append(cites([one for one in node.citations if one.source not in sources], named=view.sources > 1))
    said = "; ".join(part for part in told if part)
    return f"{said} {QUOTED}".strip() if quotes_of(node) else said
