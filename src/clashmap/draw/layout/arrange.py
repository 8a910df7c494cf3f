"""Arranging: the shapes that parts of a view take, pieces of cards and trays of pieces, and how they fill a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from clashmap.draw.card import Card
from clashmap.draw.card.deck import Deck
from clashmap.draw.engines import Direction, Engine, Placement
from clashmap.draw.geometry import Rect
from clashmap.draw.layout.columns import Tree
from clashmap.draw.layout.packing import Packing, leaves, remeasured, spread
from clashmap.draw.lines.curve import Curve
from clashmap.draw.view import Group, Link

TRAY_PAD = 14.0
TRAY_TITLE = 24.0
"""Height in px of a tray's title."""

Wanted: TypeAlias = Literal["auto", "up", "down", "left", "right"]
"""Where arrows are to point; ``auto`` where it is best."""


@dataclass(frozen=True, slots=True)
class Means:
    """What places cards: an engine, and whether pieces may also hang in columns; *clusters* if it heeds groups."""

    engine: Engine
    columns: bool = True
    clusters: bool = False
    direction: Wanted = "auto"

    @property
    def directions(self) -> tuple[Direction, ...]:
        """The directions that an engine is asked for."""
        return ("up", "left") if self.direction == "auto" else (self.direction,)

    @property
    def hangs(self) -> bool:
        """Whether pieces are hung in columns, in which arrows point up or down."""
        return self.columns and self.direction not in ("left", "right")


@dataclass(frozen=True, slots=True)
class Piece:
    """Cards placed in one go, with the engine's routes, and frames of groups if it drew any.

    A piece hung in columns is only measured, without cards, until it is *fit* in a room (a width and a height in px).
    """

    cards: tuple[Card, ...]
    placement: Placement
    links: tuple[Link, ...]
    direction: Direction
    width: float
    height: float
    frames: tuple[tuple[Group, Rect], ...] = ()
    again: Callable[[Deck], Piece] | None = None
    """The same piece with the cards of another deck."""
    fit: Callable[[tuple[float, float]], Piece] | None = None
    tree: Tree | None = None
    """What hangs under what, in a piece hung in columns: its routes are final, and other links are led round it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The nodes in it."""
        return self.tree.order if self.tree else tuple(card.node.id for card in self.cards)

    @property
    def held(self) -> tuple[Link, ...]:
        """The links that the piece itself has a way for."""
        if self.tree is None:
            return self.links
        return tuple(link for below in self.tree.children.values() for _, link in below)

    @property
    def drawn(self) -> dict[Link, Curve]:
        """The engine's routes by link."""
        return {link: curve for link, curve in zip(self.links, self.placement.routes, strict=True) if curve}


@dataclass(frozen=True, slots=True)
class Tray:
    """A group's pieces and inner trays packed, with a title over them."""

    group: Group
    packing: Packing
    blocks: tuple[tuple[Shape, ...], ...]
    width: float
    height: float


Shape: TypeAlias = Piece | Tray


@dataclass(frozen=True, slots=True)
class Settled:
    """A piece with what its own coordinates have to be moved by."""

    piece: Piece
    x: float
    y: float


def tray(group: Group, packing: Packing, blocks: tuple[tuple[Shape, ...], ...]) -> Tray:
    """The tray of *group* with *blocks* packed like that."""
    return Tray(group, packing, blocks, packing.width + 2 * TRAY_PAD, packing.height + 2 * TRAY_PAD + TRAY_TITLE)


def again(shape: Shape, deck: Deck, changed: frozenset[str]) -> Shape:
    """The same shape with the cards of another deck, in which those of *changed* are not as they were."""
    if isinstance(shape, Piece):
        return shape if shape.again is None or changed.isdisjoint(shape.ids) else shape.again(deck)
    chosen = {leaf.block: again(shape.blocks[leaf.block][leaf.shape], deck, changed) for leaf in leaves(shape.packing)}
    blocks = tuple((chosen[number],) for number in range(len(shape.blocks)))
    return tray(shape.group, remeasured(shape.packing, [(inner.width, inner.height) for (inner,) in blocks]), blocks)


def chosen(shape: Shape) -> Iterator[Piece]:
    """The pieces of a shape."""
    stack = [shape]
    while stack:
        here = stack.pop()
        if isinstance(here, Piece):
            yield here
        else:
            stack.extend(here.blocks[leaf.block][leaf.shape] for leaf in leaves(here.packing))


def settle(shape: Shape, rect: Rect) -> Iterator[Settled | tuple[Group, Rect]]:
    """The pieces of a shape and the frames of its trays, outer ones first, when it is given the room of *rect*."""
    stack: list[tuple[Shape, Rect]] = [(shape, rect)]
    while stack:
        here, area = stack.pop()
        if isinstance(here, Piece):
            hung = here.fit is not None
            here = here.fit((area.width, area.height)) if here.fit else here
            x, y = area.x + (area.width - here.width) / 2, area.y
            if not hung or here.direction == "down":
                y += (area.height - here.height) / (1 if hung else 2)
            yield from ((group, frame.moved(x, y)) for group, frame in here.frames)
            yield Settled(here, x, y)
            continue
        yield here.group, area
        inside = Rect(
            area.x + TRAY_PAD, area.y + TRAY_PAD + TRAY_TITLE, area.width - 2 * TRAY_PAD,
            area.height - 2 * TRAY_PAD - TRAY_TITLE,
        )  # fmt: skip
        stack.extend((here.blocks[leaf.block][leaf.shape], room) for leaf, room in spread(here.packing, inside))
