"""Planning: where each card of a view stands, in the packing with the largest text or in one picture of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt

from clashmap.draw.card import Card
from clashmap.draw.card.deck import Deck
from clashmap.draw.geometry import Rect
from clashmap.draw.layout.arrange import Means, Settled, Shape, again, chosen, settle
from clashmap.draw.layout.clusters import whole
from clashmap.draw.layout.packing import Packing, leaves, pack, remeasured, spread
from clashmap.draw.layout.pieces import WIDTHS, pieces
from clashmap.draw.layout.trays import GUTTER, trays
from clashmap.draw.theme import Theme
from clashmap.draw.view import Group, Link, View

_LARGEST = 1.7
"""No drawing on A4 is blown up more than this, on larger pages in proportion: a map of three claims is no poster."""
_A4 = 830.0
"""Side in px of a square as large as the room for a map on A4."""
_WIDENED = 1.3
"""By how much a small map may be widened to spare its titles a second line."""
_BETTER = 1.02
"""A packing in another order than that of reading has to be this much larger to be preferred."""
_EDGE = 8.0
"""Border in px of the page round the packed trays, for lines to run in."""
_BESIDE_TOP = 56.0
"""Space in px between the resolution and the trays: more lines meet there than in any gutter."""
_RESOLUTION_WIDTH = 560.0
"""Width in px of the card of the resolution where it stands over all groups."""
_RESOLUTION_ASIDE = 300.0
"""Width in px of the card of the resolution where it stands beside all groups."""
_MANY = 24
"""Blocks beyond which they are packed in reading order only."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Blocks packed in one way, each in the shape that it has there, and the card that stands apart from them."""

    packing: Packing | None
    blocks: tuple[Shape, ...]
    top: Card | None
    chips: frozenset[Link]


@dataclass(frozen=True, slots=True)
class Plan:
    """A view with all its cards placed: in each block the frames and pieces, and over them the resolution's card."""

    view: View
    theme: Theme
    room: Rect
    """In px of the page; *scale* takes px of the drawing to these."""
    scale: float
    blocks: tuple[tuple[Settled | tuple[Group, Rect], ...], ...]
    top: tuple[Card, Rect] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be packed: blocks in their shapes, the card over them, and packings of them with the order they took."""

    blocks: tuple[tuple[Shape, ...], ...]
    top: Card | None
    packings: tuple[tuple[Sequence[int], tuple[Packing, ...]], ...]


@dataclass(frozen=True)
class Job:
    """A view to be drawn, and by what."""

    view: View
    theme: Theme
    means: Means

    @cached_property
    def deck(self) -> Deck:
        """The cards, with what a claim does to itself as chips, which is never a line."""
        return Deck(self.view, self.theme).dealt(self.loops)

    @cached_property
    def loops(self) -> frozenset[Link]:
        """What claims do to themselves."""
        return frozenset(link for link in self.view.links if link.is_loop)

    @cached_property
    def choice(self) -> Choice:
        """What can be packed."""
        return _choose(self)


def packed(job: Job, room: Rect) -> Packed:
    """The packing with the largest text in *room*, a rectangle in px of the page, before any link has become a chip."""
    choice = job.choice
    best, order, _ = _largest(job, choice, _inner(job, room))
    if best is None:
        return Packed(None, (), choice.top, job.loops)
    shapes = {leaf.block: choice.blocks[order[leaf.block]][leaf.shape] for leaf in leaves(best)}
    blocks = tuple(shapes[number] for number in range(len(shapes)))
    return Packed(remeasured(best, _sizes(blocks)), blocks, choice.top, job.loops)


def repacked(job: Job, old: Packed, chips: frozenset[Link]) -> Packed:
    """The same packing of the same shapes with more chips in their cards."""
    deck = job.deck.dealt(chips)
    changed = frozenset(id for link in chips - old.chips for id in (link.source, link.target))
    blocks = tuple(again(shape, deck, changed) for shape in old.blocks)
    top = deck(old.top.node.id, old.top.width) if old.top else None
    return Packed(remeasured(old.packing, _sizes(blocks)) if old.packing else None, blocks, top, chips)


def hopeless(job: Job, packing: Packed) -> frozenset[Link]:
    """The links that only a line led round the blocks and cards could show."""
    held = {link for shape in packing.blocks for piece in chosen(shape) for link in piece.held}
    return frozenset(link for link in job.view.links if not link.is_loop and link not in held)


def plan_packed(job: Job, room: Rect, packing: Packed) -> Plan:
    """The packing laid out in *room*, in px of the page."""
    room = _inner(job, room)
    if packing.packing is None:  # there is nothing, or nothing but the resolution
        width, height = (packing.top.width, packing.top.height) if packing.top else (1.0, 1.0)
        fit = min(_fit(room, width, height), largest(room))
        alone = Rect((room.width / fit - width) / 2, (room.height / fit - height) / 3, width, height)
        return Plan(job.view, job.theme, room, fit, (), (packing.top, alone) if packing.top else None)
    width, height = _crowning(job, packing.top, packing.packing)
    fit = min(_fit(room, width, height), largest(room))
    area = Rect(0.0, 0.0, room.width / fit, room.height / fit)
    if fit == largest(room):  # more room than it needs: keep it together, above the middle, where the eye looks first
        width = min(width * _WIDENED, area.width)
        area = Rect((area.width - width) / 2, (area.height - height) / 3, width, height)
    crown, inside = _crowned(job, packing.top, area)
    spots = sorted(spread(packing.packing, inside), key=lambda spot: spot[0].block)
    blocks = tuple(tuple(settle(packing.blocks[leaf.block], rect)) for leaf, rect in spots)
    return Plan(job.view, job.theme, room, fit, blocks, crown)


def scale_packed(job: Job, room: Rect) -> float:
    """The scale of the packing in *room* before any link has become a chip: what a page is chosen by."""
    return _largest(job, job.choice, _inner(job, room))[2]


def area_whole(job: Job) -> float:
    """What the cards of a picture of the whole cover, in px²."""
    return WIDTHS[1] * fsum(job.deck.height(id, WIDTHS[1]) for id in job.view.nodes)


def plan_whole(job: Job, room: Rect) -> Iterator[Plan]:
    """The view in one go, its groups as clusters, in each direction."""
    for piece in whole(job.view, job.deck, job.means):
        fit = min(_fit(room, piece.width, piece.height), largest(room))
        area = Rect(0.0, 0.0, room.width / fit, room.height / fit)
        yield Plan(job.view, job.theme, room, fit, (tuple(settle(piece, area)),))


def _aside(job: Job, top: Card | None) -> tuple[float, float]:
    """Width and height in px that the card beside the blocks takes from them."""
    if top is None:
        return 0.0, 0.0
    level = job.means.direction in ("left", "right")
    return (top.width + _BESIDE_TOP, 0.0) if level else (0.0, top.height + _BESIDE_TOP)


def _crowning(job: Job, top: Card | None, packing: Packing) -> tuple[float, float]:
    """Width and height in px of *packing* with the card beside it, which may be the longer of the two."""
    dx, dy = _aside(job, top)
    width, height = packing.width + dx, packing.height + dy
    if top is None:
        return width, height
    return (width, max(height, top.height)) if dx else (max(width, top.width), height)


def _crowned(job: Job, top: Card | None, area: Rect) -> tuple[tuple[Card, Rect] | None, Rect]:
    """The resolution's card in the middle of the edge of *area* that arrows point to, and what is left of it."""
    if top is None:
        return None, area
    dx, dy = _aside(job, top)
    inside = Rect(area.x, area.y, area.width - dx, area.height - dy)
    middle = Rect(area.x + (area.width - top.width) / 2, area.y + (area.height - top.height) / 2, top.width, top.height)
    match job.means.direction:
        case "left":
            return (top, Rect(area.x, middle.y, top.width, top.height)), inside.moved(dx, 0.0)
        case "right":
            return (top, Rect(area.right - top.width, middle.y, top.width, top.height)), inside
        case "down":
            return (top, Rect(middle.x, area.bottom - top.height, top.width, top.height)), inside
        case _:
            return (top, Rect(middle.x, area.y, top.width, top.height)), inside.moved(0.0, dy)


def _largest(job: Job, choice: Choice, room: Rect) -> tuple[Packing | None, Sequence[int], float]:
    """The packing that comes out largest in *room*, the order of its blocks, and the scale to draw it at."""
    best: tuple[Packing | None, Sequence[int], float] = (None, (), largest(room))
    for order, packings in choice.packings:
        fit, number = max(
            (_fit(room, *_crowning(job, choice.top, packing)), -number) for number, packing in enumerate(packings)
        )
        packing = packings[-number]
        if best[0] is None or fit > best[2] * _BETTER:
            best = (packing, order, fit)
    return best[0], best[1], min(best[2], largest(room))


def _inner(job: Job, room: Rect) -> Rect:
    """The room without the border that lines between groups may run in."""
    return room.grown(-_EDGE) if job.view.root.groups else room


def _choose(job: Job) -> Choice:
    apart = job.view.resolution if job.view.root.groups else None
    blocks = tuple(_blocks(job, apart))
    packings = []
    for order in _orders(blocks) if blocks else ():
        sizes = [[(shape.width, shape.height) for shape in blocks[index]] for index in order]
        packings.append((order, pack(sizes, gap=GUTTER)))
    wide = _RESOLUTION_ASIDE if job.means.direction in ("left", "right") else _RESOLUTION_WIDTH
    return Choice(blocks, job.deck(apart, wide) if apart else None, tuple(packings))


def _blocks(job: Job, apart: str | None) -> tuple[tuple[Shape, ...], ...]:
    """The blocks to be packed, each with its shapes: pieces of what is in no group, and a tray for each group."""
    links = [link for link in job.view.links if apart not in (link.source, link.target) and not link.is_loop]
    loose = [id for id in job.view.root.nodes if id != apart]
    own = set(loose)
    inside = [link for link in links if link.source in own and link.target in own]
    groups = _without(job.view.root, apart).groups
    return (*pieces(loose, inside, job.deck, job.means), *trays(groups, links, job.deck, job.means))


def _orders(blocks: Sequence[tuple[Shape, ...]]) -> Iterator[Sequence[int]]:
    """Orders in which blocks may be packed: as they are read, and the large ones first."""
    yield range(len(blocks))
    if 2 < len(blocks) <= _MANY:
        yield sorted(range(len(blocks)), key=lambda index: -min(s.width * s.height for s in blocks[index]))


def _sizes(blocks: Sequence[Shape]) -> list[tuple[float, float]]:
    return [(shape.width, shape.height) for shape in blocks]


def _without(group: Group, id: str | None) -> Group:
    """The group without the node *id*, and without groups that this leaves empty."""
    inner = tuple(_without(inner, id) for inner in group.groups)
    return Group(
        group.id, group.title, tuple(node for node in group.nodes if node != id),
        tuple(inner for inner in inner if inner.nodes or inner.groups),
    )  # fmt: skip


def largest(room: Rect) -> float:
    """By how much a drawing is blown up in *room*, in px of the page, at the most."""
    return _LARGEST * proportion(room)


def proportion(room: Rect) -> float:
    """How many times as far away as a page of A4 one with this *room*, in px of it, is read; never less than once."""
    return max(1.0, sqrt(room.width * room.height) / _A4)


def _fit(room: Rect, width: float, height: float) -> float:
    return min(room.width / width, room.height / height)
