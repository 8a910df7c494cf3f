"""Arranging: the shapes that a view can take, from connected pieces over trays to the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from clashmap.draw.card import Card
from clashmap.draw.columns import Tree, curves, hang, stack, tree
from clashmap.draw.curve import Curve
from clashmap.draw.geometry import Point, Rect, around
from clashmap.draw.layout import Cluster, Direction, Engine, Placement, Problem
from clashmap.draw.page import Packing, pack, spread
from clashmap.draw.parts import parted
from clashmap.draw.view import Group, Link, View, lead, within

WIDTHS = (196.0, 228.0, 264.0)
"""Widths in px that the cards of a piece may have; all of one piece have the same."""
GUTTER = 48.0
"""Space in px between two trays: five lanes."""
_PIECE_GAP = 24.0
TRAY_PAD = 14.0
TRAY_TITLE = 24.0
"""Height in px of a tray's title."""
_GAPS: dict[Direction, tuple[float, float]] = {"up": (16.0, 48.0), "left": (15.0, 56.0)}
"""Space in px between neighbours, and between ranks: room for a sign and an arrow head."""
_SHARES = (1.0, 0.7, 0.5, 0.34, 0.25, 0.17, 0.12, 0.08, 0.05, 0.03, 0.02, 0.01)
"""Numbers of columns that loose cards are put in, as shares of their number."""
_MANY = 4
"""So many leaves under one box are broken into two ranks in one of the shapes tried."""
_COLUMNS = 6
_NARROWEST = (156.0, 168.0, 182.0, 198.0, 216.0, 238.0, 264.0)
"""Widths in px that the most indented card of a piece hung in columns may have."""
_ENGINE_MOST = 120
"""Cards of one piece up to which the engine is asked: beyond, its ranks are far wider than any page."""
_THICKET = 3
"""Links for each card beyond which an engine is not asked."""
_DIRECTIONS: tuple[Direction, ...] = ("up", "left")

Cards: TypeAlias = Callable[[str, float], Card]
"""The card of a node at a width in px."""


@dataclass(frozen=True, slots=True)
class Means:
    """What places cards: an engine, and whether pieces may also hang in columns; *clusters* if it heeds groups."""

    engine: Engine
    columns: bool = True
    clusters: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Cards placed by an engine in one go, with the engine's routes, and frames of groups if it drew any."""

    cards: tuple[Card, ...]
    placement: Placement
    links: tuple[Link, ...]
    direction: Direction
    width: float
    height: float
    frames: tuple[tuple[Group, Rect], ...] = ()
    fit: Callable[[tuple[float, float]], Piece] | None = None
    """For a piece hung in columns, whose routes are final: the same in a room of another size."""

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


def pieces(ids: Sequence[str], links: Sequence[Link], cards: Cards, means: Means) -> tuple[tuple[Shape, ...], ...]:
    """For each connected set of *ids*, the shapes it can take; those that nothing connects make one set together."""
    parts = parted(ids, links)
    owner = {id: number for number, part in enumerate(parts) for id in part}
    inside: list[list[Link]] = [[] for _ in parts]
    for link in links:
        if owner[link.source] == owner[link.target]:
            inside[owner[link.source]].append(link)
    alone = [part[0] for part in parts if len(part) == 1]
    made = [_shapes(part, own, cards, means) for part, own in zip(parts, inside, strict=True) if len(part) > 1]
    return tuple(made if not alone else [*made, _loose(alone, cards)])


def trays(groups: Sequence[Group], links: Sequence[Link], cards: Cards, means: Means) -> tuple[tuple[Shape, ...], ...]:
    """For each of *groups*, the trays it can be."""
    made: dict[str, tuple[Shape, ...]] = {}
    order = list(groups)
    for group in order:  # grows while it is walked: inner groups come after outer ones
        order.extend(group.groups)
    for group, inside in zip(reversed(order), reversed(within(order, links)), strict=True):
        blocks = (*pieces(group.nodes, inside, cards, means), *(made[inner.id] for inner in group.groups))
        gap = GUTTER if group.groups else _PIECE_GAP
        made[group.id] = tuple(
            Tray(group, packing, blocks, packing.width + 2 * TRAY_PAD, packing.height + 2 * TRAY_PAD + TRAY_TITLE)
            for packing in pack([[(shape.width, shape.height) for shape in shapes] for shapes in blocks], gap=gap)
        )
    return tuple(made[group.id] for group in groups)


def whole(view: View, cards: Cards, means: Means) -> Iterator[Piece]:
    """The view in one go, its groups as frames: one shape for each direction."""
    ids = tuple(view.nodes)
    index = {id: number for number, id in enumerate(ids)}

    def cluster(group: Group) -> Cluster:
        inner = tuple(cluster(group) for group in group.groups)
        return Cluster(tuple(index[id] for id in group.nodes), TRAY_PAD + TRAY_TITLE, inner)

    straight = tuple(link for link in view.links if not link.is_loop)
    sized = tuple(cards(id, WIDTHS[1]) for id in ids)
    for direction in _DIRECTIONS:
        problem = Problem(
            sizes=tuple((card.width, card.height) for card in sized),
            arrows=_arrows(straight, index),
            direction=direction,
            box_gap=_GAPS[direction][0],
            rank_gap=_GAPS[direction][1],
            clusters=tuple(cluster(group) for group in view.root.groups),
        )
        placement = means.engine(problem)
        frames = tuple(_frames(view.root.groups, dict(zip(ids, placement.boxes, strict=True))))
        yield _piece(sized, placement, straight, direction, frames)


def _frames(groups: Sequence[Group], rects: Mapping[str, Rect]) -> Iterator[tuple[Group, Rect]]:
    """The frame of each group round its boxes and its inner frames, outer ones first."""
    for group in groups:
        inner = list(_frames(group.groups, rects))
        hull = around([*(rects[id] for id in group.nodes), *(rect for _, rect in inner)]).grown(TRAY_PAD)
        yield group, Rect(hull.x, hull.y - TRAY_TITLE, hull.width, hull.height + TRAY_TITLE)
        yield from inner


def settle(shape: Shape, rect: Rect) -> Iterator[Settled | tuple[Group, Rect]]:
    """The pieces of a shape and the frames of its trays, outer ones first, when it is given the room of *rect*."""
    stack: list[tuple[Shape, Rect]] = [(shape, rect)]
    while stack:
        here, area = stack.pop()
        if isinstance(here, Piece):
            if here.fit:
                here = here.fit((area.width, area.height))
            x, y = (
                area.x + (area.width - here.width) / 2,
                area.y + (0.0 if here.fit else (area.height - here.height) / 2),
            )
            yield from ((group, frame.moved(x, y)) for group, frame in here.frames)
            yield Settled(here, x, y)
            continue
        yield here.group, area
        inside = Rect(
            area.x + TRAY_PAD, area.y + TRAY_PAD + TRAY_TITLE, area.width - 2 * TRAY_PAD,
            area.height - 2 * TRAY_PAD - TRAY_TITLE,
        )  # fmt: skip
        stack.extend((here.blocks[leaf.block][leaf.shape], room) for leaf, room in spread(here.packing, inside))


def _shapes(ids: Sequence[str], links: Sequence[Link], cards: Cards, means: Means) -> tuple[Shape, ...]:
    """Every shape tried for one connected piece: hung in columns; and if it is no tree, as the engine places it."""
    index = {id: number for number, id in enumerate(ids)}
    arrows = _arrows(links, index)
    made = []
    # A tree has one link less than cards and hangs in columns without a crossing; no engine makes sense of a thicket.
    tangled = len(ids) <= len(links) <= _THICKET * len(ids)
    for width in WIDTHS if not means.columns or (tangled and len(ids) <= _ENGINE_MOST) else ():
        sized = tuple(cards(id, width) for id in ids)
        sizes = tuple((card.width, card.height) for card in sized)
        for direction in _DIRECTIONS:
            box_gap, rank_gap = _GAPS[direction]
            for longer in dict.fromkeys((frozenset[int](), _broken(arrows))):
                problem = Problem(sizes, arrows, direction, box_gap, rank_gap, longer)
                made.append(_piece(sized, means.engine(problem), tuple(links), direction))
    return (*made, *_hung(ids, links, cards)) if means.columns else tuple(made)


def _loose(ids: Sequence[str], cards: Cards) -> tuple[Shape, ...]:
    """Cards without links, in columns as even as their order allows."""
    made = []
    counts = sorted({count for share in _SHARES if (count := round(len(ids) * share)) > 0} | {1})
    for width in WIDTHS:
        sized = tuple(cards(id, width) for id in ids)
        for count in counts:
            boxes = stack([card.height for card in sized], width, count)
            made.append(_piece(sized, Placement(boxes, ()), (), "up"))
    return tuple(made)


def _hung(ids: Sequence[str], links: Sequence[Link], cards: Cards) -> Iterator[Piece]:
    """The piece hung in columns: each width, each number of columns that it has branches for."""
    outline = tree(ids, links, lead(ids, links) or ids[0])
    for width in _NARROWEST:
        for count in range(1, min(len(outline.children[outline.bars[-1]]), _COLUMNS) + 1):
            make = partial(_columns, outline, tuple(links), cards, width, count)
            yield make(None)


def _columns(
    outline: Tree, links: tuple[Link, ...], cards: Cards, width: float, count: int, room: tuple[float, float] | None
) -> Piece:
    """The piece hung to fill *room*; without room it is only measured, and its lines are left out."""
    hung = hang(outline, cards, width=width, count=count, room=room)
    drawn = curves(hung) if room else {}
    placement = Placement(hung.boxes, tuple(drawn.get(link, ()) for link in links))
    fit = partial(_columns, outline, links, cards, width, count)
    return Piece(hung.cards, placement, links, "left", hung.width, hung.height, fit=fit)


def _arrows(links: Sequence[Link], index: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple((index[link.source], index[link.target]) for link in links)


def _broken(arrows: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Every other arrow from a leaf to a box that has many leaves."""
    targets = {target for _, target in arrows}
    leaves: dict[int, list[int]] = {}
    for number, (source, target) in enumerate(arrows):
        if source not in targets:
            leaves.setdefault(target, []).append(number)
    return frozenset(number for found in leaves.values() if len(found) >= _MANY for number in found[1::2])


def _piece(
    cards: tuple[Card, ...],
    placement: Placement,
    links: tuple[Link, ...],
    direction: Direction,
    frames: tuple[tuple[Group, Rect], ...] = (),
) -> Piece:
    """A piece moved to the origin and as large as its boxes and frames are."""
    hull = around([*placement.boxes, *(rect for _, rect in frames)])
    x, y = hull.x, hull.y
    moved = Placement(
        tuple(rect.moved(-x, -y) for rect in placement.boxes),
        tuple(tuple(Point(p.x - x, p.y - y) for p in route) for route in placement.routes) or ((),) * len(links),
    )
    framed = tuple((group, rect.moved(-x, -y)) for group, rect in frames)
    return Piece(cards, moved, links, direction, hull.width, hull.height, framed)
