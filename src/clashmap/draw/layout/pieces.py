"""Pieces: the shapes that connected cards can take, as an engine places them or hung in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import fsum, log

from clashmap.draw.card import Card
from clashmap.draw.card.deck import Deck
from clashmap.draw.engines import Direction, Engine, Placement, Problem, mirrored, place, tidy
from clashmap.draw.geometry import Point, Rect, around
from clashmap.draw.layout.arrange import Means, Piece, Shape
from clashmap.draw.layout.columns import Tree, curves, hang, measured, runs, stack, tree
from clashmap.draw.layout.parts import parted
from clashmap.draw.view import Group, Link, lead

WIDTHS = (196.0, 228.0, 264.0)
"""Widths in px that the cards of a piece may have; all of one piece have the same."""
GAPS: dict[Direction, tuple[float, float]] = {
    "up": (16.0, 48.0), "down": (16.0, 48.0), "left": (15.0, 56.0), "right": (15.0, 56.0),
}  # fmt: skip
"""Space in px between neighbours, and between ranks: room for a sign and an arrow head."""
_SHARES = (1.0, 0.7, 0.5, 0.34, 0.25, 0.17, 0.12, 0.08, 0.05, 0.03, 0.02, 0.01)
"""Numbers of columns that loose cards are put in, as shares of their number."""
_MANY = 4
"""So many leaves under one box are broken into two ranks in one of the shapes tried."""
_FAN = 24
"""Links to one card beyond which they cannot all arrive at its side: such a piece hangs in columns in any case."""
_TOWER = 1.7
"""By how much a card may be higher than wide, where wider ones are to be had: a long text in a short line is no joy."""
_NARROWEST = (156.0, 168.0, 182.0, 198.0, 216.0, 238.0, 264.0)
"""Widths in px that the most indented card of a piece hung in columns may have."""
_ENGINE_MOST = 120
"""Cards of one piece up to which the engine is asked: beyond, its ranks are far wider than any page."""
_MANY_CARDS = 500
"""Cards of one map up to which it is asked where pieces can hang in columns, too: there is no time for more."""
_PER_LINK = 100
"""So many cards of a map make for one link more that a piece must have to be taken for tangled."""
_THICKET = 3
"""Links for each card beyond which an engine is not asked."""
_SPACE = 17.0
"""Height in px between two cards of a column, about."""
_PATIENCE = 4000
"""How many cards are placed in all shapes together, so that the shapes tried of each piece get fewer as maps grow."""
_RATIO = 1.3
"""How much wider than high a piece should be, where only few shapes are tried."""


def pieces(ids: Sequence[str], links: Sequence[Link], deck: Deck, means: Means) -> tuple[tuple[Shape, ...], ...]:
    """For each connected set of *ids*, the shapes it can take; those that nothing connects make one set together."""
    parts = parted(ids, links)
    owner = {id: number for number, part in enumerate(parts) for id in part}
    inside: list[list[Link]] = [[] for _ in parts]
    for link in links:
        if owner[link.source] == owner[link.target]:
            inside[owner[link.source]].append(link)
    alone = tuple(part[0] for part in parts if len(part) == 1)
    made = [_shapes(tuple(part), tuple(own), deck, means) for part, own in zip(parts, inside, strict=True) if part[1:]]
    return tuple(made if not alone else [*made, _loose(alone, deck)])


def _shapes(ids: tuple[str, ...], links: tuple[Link, ...], deck: Deck, means: Means) -> tuple[Shape, ...]:
    """Every shape tried for one connected piece: hung in columns; and if it is no tree, as the engine places it."""
    arrows = numbered(links, ids)
    made = []
    # A tree has one link less than cards and hangs in columns without a crossing; no engine makes sense of a thicket.
    tangled = len(ids) + len(deck) // _PER_LINK <= len(links) <= _THICKET * len(ids)
    asked = len(links) <= _THICKET * len(ids) and len(ids) <= _ENGINE_MOST
    engine = means.engine if asked or not means.columns else tidy.place
    borne = Counter(target for _, target in arrows)
    hangs = means.hangs or (means.columns and max(borne.values(), default=0) > _FAN)
    if not hangs or (tangled and len(ids) <= _ENGINE_MOST and len(deck) <= _MANY_CARDS):
        for width in _some(WIDTHS, _PATIENCE // len(deck) // 12):
            for direction in means.directions:
                for longer in dict.fromkeys((frozenset[int](), _broken(arrows))):
                    problem = Problem((), arrows, direction, *GAPS[direction], longer)
                    made.append(_placed(engine, problem, ids, links, width, deck))
    return (*made, *_hung(ids, links, deck, "down" if means.direction == "down" else "up")) if hangs else (*made,)


def _placed(
    engine: Engine, problem: Problem, ids: tuple[str, ...], links: tuple[Link, ...], width: float, deck: Deck
) -> Piece:
    """The piece as the engine places it, all cards *width* px wide."""
    sized = tuple(deck(id, width) for id in ids)
    placement = place(engine, replace(problem, sizes=tuple((card.width, card.height) for card in sized)))
    again = partial(_placed, engine, problem, ids, links, width)
    return piece(sized, placement, links, problem.direction, again=again)


def _loose(ids: tuple[str, ...], deck: Deck) -> tuple[Shape, ...]:
    """Cards without links, in columns as even as their order allows."""
    patience = max(_PATIENCE // len(deck), 3)
    counts = sorted({count for share in _SHARES if (count := round(len(ids) * share)) > 0} | {1})
    counts.sort(key=lambda count: abs(log(count * count * 1.5 / len(ids) / _RATIO)))
    tried = sorted(counts[:patience])
    widths = _some(WIDTHS, patience // len(tried))
    return tuple(_stacked(ids, width, count, deck) for width in widths for count in tried)


def _stacked(ids: tuple[str, ...], width: float, count: int, deck: Deck) -> Piece:
    """Cards without links in so many columns."""
    sized = tuple(deck(id, width) for id in ids)
    boxes = stack([card.height for card in sized], width, count)
    return piece(sized, Placement(boxes, ()), (), "up", again=partial(_stacked, ids, width, count))


def _hung(ids: tuple[str, ...], links: tuple[Link, ...], deck: Deck, direction: Direction) -> Iterator[Piece]:
    """The piece hung in columns: each width, each number of columns that it has branches for; or the likely ones."""
    outline = tree(ids, links, lead(ids, links) or ids[0])
    patience = max(_PATIENCE // len(deck), 2)
    found = list(runs(outline, deck.height, _NARROWEST[3]))
    if len(found) > patience:
        high = fsum(deck.height(id, _NARROWEST[3]) + _SPACE for id in ids)
        found.sort(key=lambda parts: abs(log(len(parts) ** 2 * (_NARROWEST[3] + 3 * _SPACE) / high / _RATIO)))
        found = sorted(found[:patience], key=len)
    longest = max(ids, key=lambda id: deck.height(id, _NARROWEST[3]))
    wide = [width for width in _NARROWEST if deck.height(longest, width) <= _TOWER * width] or _NARROWEST[-1:]
    for width in _some(tuple(wide), patience // len(found)):
        for parts in found:
            yield _measured(outline, links, parts, width, direction, deck)


def _some(widths: tuple[float, ...], count: int) -> tuple[float, ...]:
    """So many of *widths*, at least one, spread evenly over them."""
    count = max(1, min(count, len(widths)))
    return tuple(widths[(2 * number + 1) * len(widths) // (2 * count)] for number in range(count))


def _measured(
    outline: Tree, links: tuple[Link, ...], parts: tuple[range, ...], width: float, direction: Direction, deck: Deck
) -> Piece:
    """The piece hung in columns, measured."""
    return Piece(
        (), Placement((), ()), links, direction, *measured(outline, deck.height, parts, width),
        again=partial(_measured, outline, links, parts, width, direction),
        fit=partial(_fitted, outline, links, parts, width, direction, deck), tree=outline,
    )  # fmt: skip


def _fitted(
    outline: Tree, links: tuple[Link, ...], parts: tuple[range, ...], width: float, direction: Direction, deck: Deck,
    room: tuple[float, float],
) -> Piece:  # fmt: skip
    """The piece hung in columns that fill *room*."""
    hung = hang(outline, deck, parts, width, room)
    drawn = curves(hung)
    placement = mirrored(Placement(hung.boxes, tuple(drawn.get(link, ()) for link in links)), direction)
    return Piece(hung.cards, placement, links, direction, hung.width, hung.height, tree=outline)


def numbered(links: Sequence[Link], ids: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The ends of each link as numbers of *ids*."""
    index = {id: number for number, id in enumerate(ids)}
    return tuple((index[link.source], index[link.target]) for link in links)


def _broken(arrows: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Every other arrow from a leaf to a box that has many leaves."""
    targets = {target for _, target in arrows}
    leaves: dict[int, list[int]] = {}
    for number, (source, target) in enumerate(arrows):
        if source not in targets:
            leaves.setdefault(target, []).append(number)
    return frozenset(number for found in leaves.values() if len(found) >= _MANY for number in found[1::2])


def piece(
    cards: tuple[Card, ...], placement: Placement, links: tuple[Link, ...], direction: Direction, *,
    frames: tuple[tuple[Group, Rect], ...] = (), again: Callable[[Deck], Piece] | None = None,
) -> Piece:  # fmt: skip
    """A piece moved to the origin and as large as its boxes and frames are."""
    hull = around([*placement.boxes, *(rect for _, rect in frames)])
    x, y = hull.x, hull.y
    moved = Placement(
        tuple(rect.moved(-x, -y) for rect in placement.boxes),
        tuple(tuple(Point(p.x - x, p.y - y) for p in route) for route in placement.routes) or ((),) * len(links),
    )
    framed = tuple((group, rect.moved(-x, -y)) for group, rect in frames)
    return Piece(cards, moved, links, direction, hull.width, hull.height, framed, again)
