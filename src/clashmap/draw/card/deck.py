"""The deck: the cards of a view at any width, with the chips that stand in them for links."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from copy import copy

from clashmap.draw.card import Card, Chip, Rank, card
from clashmap.draw.theme import Theme
from clashmap.draw.view import OPTION, Link, View

_NARROW = 180.0
"""Width in px at which it is seen how much higher its chips make a card."""
_LARGE = 400
"""Cards beyond which they are not measured at every width: there are many, and what one loses another gains."""
_COARSE = 48.0
"""In steps of so many px from the first width its cards are measured."""
_ONE_COLUMN = 360.0
"""Width in px up to which the text of a card stands in one column."""


class Deck:
    """Cards by node and width. Decks dealt from one another share what they have made already."""

    def __init__(self, view: View, theme: Theme) -> None:
        self._view, self._theme = view, theme
        self._chips: dict[str, tuple[Chip, ...]] = {}
        self._made: dict[tuple[str, float, tuple[Chip, ...]], Card] = {}
        self._heights: dict[str, list[tuple[float, float]]] = {}
        self._higher: dict[tuple[str, tuple[Chip, ...]], float] = {}
        # Where verdicts are drawn, what decides stands out instead of what leads its group.
        self._ranks: dict[str, Rank] = dict.fromkeys(() if view.verdicts.by_id else view.heads, "head")
        if view.root.groups:
            self._ranks.update((id, "option") for id, node in view.nodes.items() if node.role == OPTION)
        if view.resolution:
            self._ranks[view.resolution] = "resolution" if view.root.groups else "head"

    def __len__(self) -> int:
        """How many cards there are."""
        return len(self._view.nodes)

    def dealt(self, chips: Iterable[Link]) -> Deck:
        """The same deck with these links as chips, in the order of the view's links."""
        deck = copy(self)
        nodes, wanted = self._view.nodes, frozenset(chips)
        found: dict[str, list[Chip]] = {}
        for link in self._view.links if wanted else ():
            if link in wanted:
                decides = self._view.verdicts.decides(link)
                words = "itself" if link.is_loop else nodes[link.target].label
                found.setdefault(link.source, []).append(Chip(link.kind, True, words, decides))
                if not link.is_loop:
                    words = nodes[link.source].label
                    found.setdefault(link.target, []).append(Chip(link.kind, False, words, decides))
        for away in self._view.away:
            found.setdefault(away.node, []).append(Chip(away.kind, away.outgoing, away.words, away.decides))
        deck._chips = {id: tuple(inside) for id, inside in found.items()}
        return deck

    def __call__(self, id: str, width: float) -> Card:
        """The card of a node at a width in px."""
        key = (id, width, self._chips.get(id, ()))
        if key not in self._made:
            self._made[key] = self._new(*key)
        return self._made[key]

    def height(self, id: str, width: float) -> float:
        """The height in px of the card of a node at a width in px, mostly without making it; in a large deck no less.

        As long as text stands in one column, a wider card is never higher, so that between two widths of one height
        nothing has to be measured, nor, in a large deck, at most widths; and chips are one line each at any width.
        """
        chips = self._chips.get(id, ())
        if not chips:
            return self._plain(id, width)
        if (id, chips) not in self._higher:
            self._higher[id, chips] = self._new(id, _NARROW, chips).height - self._plain(id, _NARROW)
        return self._plain(id, width) + self._higher[id, chips]

    def _plain(self, id: str, width: float) -> float:
        """Height of a card without chips."""
        known = self._heights.setdefault(id, [])
        if known and len(self) > _LARGE and known[0][0] < width < _ONE_COLUMN:
            width -= (width - known[0][0]) % _COARSE
        at = bisect_left(known, (width,))
        if at < len(known) and (
            known[at][0] == width or (width < _ONE_COLUMN and at and known[at - 1][1] == known[at][1])
        ):
            return known[at][1]
        height = self._new(id, width, ()).height
        insort(known, (width, height))
        return height

    def _new(self, id: str, width: float, chips: tuple[Chip, ...]) -> Card:
        rank = self._ranks.get(id, "plain")
        return card(self._view.nodes[id], self._view, self._theme, width=width, rank=rank, chips=chips)
