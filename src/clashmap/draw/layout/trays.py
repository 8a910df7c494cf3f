"""Trays: the groups of a view with what is in them packed, and a title over it."""

from __future__ import annotations

from collections.abc import Sequence

from clashmap.draw.card.deck import Deck
from clashmap.draw.layout.arrange import Means, Shape, tray
from clashmap.draw.layout.packing import pack
from clashmap.draw.layout.pieces import pieces
from clashmap.draw.view import Group, Link, within

GUTTER = 48.0
"""Space in px between two trays: five lanes."""
_PIECE_GAP = 24.0


def trays(groups: Sequence[Group], links: Sequence[Link], deck: Deck, means: Means) -> tuple[tuple[Shape, ...], ...]:
    """For each of *groups*, the trays it can be."""
    made: dict[str, tuple[Shape, ...]] = {}
    order = list(groups)
    for group in order:  # grows while it is walked: inner groups come after outer ones
        order.extend(group.groups)
    for group, inside in zip(reversed(order), reversed(within(order, links)), strict=True):
        blocks = (*pieces(group.nodes, inside, deck, means), *(made[inner.id] for inner in group.groups))
        gap = GUTTER if group.groups else _PIECE_GAP
        packings = pack([[(shape.width, shape.height) for shape in shapes] for shapes in blocks], gap=gap)
        made[group.id] = tuple(tray(group, packing, blocks) for packing in packings)
    return tuple(made[group.id] for group in groups)
