"""Planning: where each card of a view stands, in the packing with the largest text or in one picture of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clashmap.draw.arrange import GUTTER, Means, Settled, Shape, pieces, settle, trays, whole
from clashmap.draw.card import Card, Chip, Rank, card
from clashmap.draw.geometry import Rect
from clashmap.draw.page import Packing, pack, spread
from clashmap.draw.theme import Theme
from clashmap.draw.view import OPTION, Group, Link, View

_LARGEST = 1.3
"""No drawing is blown up more than this: a map of three claims is not a poster."""
_WIDENED = 1.3
"""By how much a small map may be widened to spare its titles a second line."""
_BETTER = 1.02
"""A packing in another order than that of reading has to be this much larger to be preferred."""
_EDGE = 8.0
"""Border in px of the page round the packed trays, for lines to run in."""
_BELOW_TOP = 56.0
"""Space in px between the resolution and the trays: more lines meet there than in any gutter."""
_RESOLUTION_WIDTH = 560.0
"""Width in px of the card of the resolution where it stands over all groups."""


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

    @property
    def above(self) -> float:
        """Height in px that the card over the blocks takes."""
        return self.top.height + _BELOW_TOP if self.top else 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """A view to be drawn, and by what."""

    view: View
    theme: Theme
    means: Means
    shapes: dict[tuple[object, ...], tuple[Shape, ...]] = field(default_factory=dict, compare=False)
    """Shapes already made, by the group and the chips in it."""
    choices: dict[frozenset[Link], Choice] = field(default_factory=dict, compare=False)
    """Choices already made, by their chips."""
    cards: dict[tuple[str, float, tuple[Chip, ...]], Card] = field(default_factory=dict, compare=False)
    """Cards already made, by node, width and chips."""


def plan_packed(job: Job, room: Rect, chips: frozenset[Link]) -> Plan:
    """The packing with the largest text in *room*, a rectangle in px of the page, with these links as chips."""
    choice = _choice(job, chips)
    room = _inner(job, room)
    best, order, fit = _largest(choice, room)
    if best is None:
        return Plan(job.view, job.theme, room, fit, ())
    area = Rect(0.0, 0.0, room.width / fit, room.height / fit)
    if fit == _LARGEST:  # more room than it needs: keep it together, above the middle, where the eye looks first
        width, height = min(best.width * _WIDENED, area.width), best.height + choice.above
        area = Rect((area.width - width) / 2, (area.height - height) / 3, width, height)
    inside = Rect(area.x, area.y + choice.above, area.width, area.height - choice.above)
    placed = [(choice.blocks[order[leaf.block]][leaf.shape], rect) for leaf, rect in spread(best, inside)]
    blocks = tuple(tuple(settle(shape, rect)) for shape, rect in placed)
    top = choice.top
    crown = (top, Rect(area.x + (area.width - top.width) / 2, area.y, top.width, top.height)) if top else None
    return Plan(job.view, job.theme, room, fit, blocks, crown)


def scale_packed(job: Job, room: Rect) -> float:
    """The scale of the packing in *room* before any link has become a chip: what a page is chosen by."""
    return _largest(_choice(job, frozenset()), _inner(job, room))[2]


def plan_whole(job: Job, room: Rect) -> Iterator[Plan]:
    """The view in one go, its groups as clusters, in each direction."""
    loops = frozenset(link for link in job.view.links if link.is_loop)
    for piece in whole(job.view, Cards(job, loops), job.means):
        fit = min(_fit(room, piece.width, piece.height), _LARGEST)
        area = Rect(0.0, 0.0, room.width / fit, room.height / fit)
        yield Plan(job.view, job.theme, room, fit, (tuple(settle(piece, area)),))


def _largest(choice: Choice, room: Rect) -> tuple[Packing | None, Sequence[int], float]:
    """The packing that comes out largest in *room*, the order of its blocks, and the scale to draw it at."""
    best: tuple[Packing | None, Sequence[int], float] = (None, (), _LARGEST)
    for order, packings in choice.packings:
        packing = max(packings, key=lambda packing: _fit(room, packing.width, packing.height + choice.above))
        fit = _fit(room, packing.width, packing.height + choice.above)
        if best[0] is None or fit > best[2] * _BETTER:
            best = (packing, order, fit)
    return best[0], best[1], min(best[2], _LARGEST)


def _inner(job: Job, room: Rect) -> Rect:
    """The room without the border that lines between groups may run in."""
    return room.grown(-_EDGE) if job.view.root.groups else room


def _choice(job: Job, chips: frozenset[Link]) -> Choice:
    """What can be packed with these links as chips, made once."""
    if chips not in job.choices:
        job.choices[chips] = _choose(job, chips)
    return job.choices[chips]


def _choose(job: Job, chips: frozenset[Link]) -> Choice:
    cards = Cards(job, chips)
    apart = job.view.resolution if job.view.root.groups else None
    blocks = tuple(_blocks(job, cards, apart))
    packings = []
    for order in _orders(blocks) if blocks else ():
        sizes = [[(shape.width, shape.height) for shape in blocks[index]] for index in order]
        packings.append((order, pack(sizes, gap=GUTTER)))
    return Choice(blocks, cards(apart, _RESOLUTION_WIDTH) if apart else None, tuple(packings))


def _blocks(job: Job, cards: Cards, apart: str | None) -> Iterator[tuple[Shape, ...]]:
    """The blocks to be packed, each with its shapes; those that no new chip has changed are made only once."""
    links = [link for link in job.view.links if apart not in (link.source, link.target) and not link.is_loop]
    loose = [id for id in job.view.root.nodes if id != apart]
    own = set(loose)
    inside = [link for link in links if link.source in own and link.target in own]
    yield from pieces(loose, inside, cards, job.means)
    for group in _without(job.view.root, apart).groups:
        key = (group.id, *(cards.chips(id) for id in _members(group)))
        if key not in job.shapes:
            job.shapes[key] = trays([group], links, cards, job.means)[0]
        yield job.shapes[key]


def _orders(blocks: Sequence[tuple[Shape, ...]]) -> Iterator[Sequence[int]]:
    """Orders in which blocks may be packed: as they are read, and the large ones first."""
    yield range(len(blocks))
    if len(blocks) > 2:
        yield sorted(range(len(blocks)), key=lambda index: -min(s.width * s.height for s in blocks[index]))


def _members(group: Group) -> Iterator[str]:
    yield from group.nodes
    for inner in group.groups:
        yield from _members(inner)


def _without(group: Group, id: str | None) -> Group:
    """The group without the node *id*, and without groups that this leaves empty."""
    inner = tuple(_without(inner, id) for inner in group.groups)
    return Group(
        group.id, group.title, tuple(node for node in group.nodes if node != id),
        tuple(inner for inner in inner if inner.nodes or inner.groups),
    )  # fmt: skip


def _fit(room: Rect, width: float, height: float) -> float:
    return min(room.width / width, room.height / height)


class Cards:
    """Cards by node and width, with these links as chips."""

    def __init__(self, job: Job, chips: frozenset[Link]) -> None:
        self._job = job
        self._chips: dict[str, list[Chip]] = {}
        nodes = job.view.nodes
        for link in job.view.links:
            if link in chips:
                words = "itself" if link.is_loop else nodes[link.target].label
                self._chips.setdefault(link.source, []).append(Chip(link.kind, True, words))
            if link in chips and not link.is_loop:
                self._chips.setdefault(link.target, []).append(Chip(link.kind, False, nodes[link.source].label))
        for away in job.view.away:
            self._chips.setdefault(away.node, []).append(Chip(away.kind, away.outgoing, away.words))
        self._ranks: dict[str, Rank] = dict.fromkeys(job.view.heads, "head")
        if job.view.root.groups:
            options = (id for id, node in job.view.nodes.items() if node.role == OPTION)
            self._ranks.update(dict.fromkeys(options, "option"))
        if job.view.resolution:
            self._ranks[job.view.resolution] = "resolution" if job.view.root.groups else "head"

    def chips(self, id: str) -> tuple[Chip, ...]:
        """The chips in the card of a node."""
        return tuple(self._chips.get(id, ()))

    def __call__(self, id: str, width: float) -> Card:
        """The card of a node at a width in px."""
        chips, made = self.chips(id), self._job.cards
        if (id, width, chips) not in made:
            view, theme = self._job.view, self._job.theme
            rank = self._ranks.get(id, "plain")
            made[id, width, chips] = card(view.nodes[id], view, theme, width=width, rank=rank, chips=chips)
        return made[id, width, chips]
