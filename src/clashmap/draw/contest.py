"""The layout contest: candidates for one page, and the published score that decides between them.

What counts, in this order: the size of the smallest text on the page, in half points up to READABLE; the share of the
links that are lines rather than reference chips; crossings; the length of the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clashmap.draw.arrange import GUTTER, Shape, pieces, settle, trays, whole
from clashmap.draw.card import Card, Chip, Rank, card
from clashmap.draw.connect import Plan, connect
from clashmap.draw.drawing import Drawing
from clashmap.draw.layout import Engine, Rect
from clashmap.draw.page import pack, spread
from clashmap.draw.theme import POINT, Theme
from clashmap.draw.view import OPTION, Group, Link, View

READABLE = 9.0
"""Points beyond which larger text counts for nothing: the size of a newspaper's."""
_LARGEST = 1.3
"""No drawing is blown up more than this: a map of three claims is not a poster."""
_ROUNDS = 12
"""How often the links without a clean line become chips and the rest is laid out again."""
_MANY = 400
"""Cards beyond which only two rounds are tried."""
_BETTER = 1.02
"""A packing in another order than that of reading has to be this much larger to be preferred."""
_EDGE = 8.0
"""Border in px of the page round the packed trays, for lines to run in."""
_BELOW_TOP = 56.0
"""Space in px between the resolution and the trays: more lines meet there than in any gutter."""
_RESOLUTION_WIDTH = 560.0
"""Width in px of the card of the resolution where it stands over all groups."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a candidate is worth; larger is better."""

    text: float
    """Smallest text in points."""
    lines: float
    """Share of the links that are lines."""
    crossings: int
    length: float

    @property
    def key(self) -> tuple[float, float, int, float]:
        """What is compared: see the head of this module."""
        return (min(self.text, READABLE) // 0.5, round(self.lines, 2), -self.crossings, -self.length)


def score(drawing: Drawing) -> Score:
    """The score of a finished candidate."""
    count = len(drawing.view.links)
    share = 1.0 - len(drawing.chips) / count if count else 1.0
    return Score(drawing.smallest_text, share, drawing.crossings, drawing.length)


@dataclass(frozen=True, slots=True)
class Job:
    """A view to be drawn with an engine; *clusters* says whether the engine heeds groups."""

    view: View
    theme: Theme
    engine: Engine
    clusters: bool
    known: dict[tuple[object, ...], tuple[Shape, ...]] = field(default_factory=dict, compare=False)
    """Shapes already made, by what they were made of."""


def lay_out(job: Job, room: Rect) -> Drawing:
    """The best drawing in *room*, the part of a page (in px of it) that is left for the map."""
    view, theme = job.view, job.theme
    candidates = [_packed(job, room)]
    if job.clusters and view.root.groups:
        text = min(candidates[0].smallest_text, READABLE) // 0.5
        for piece in whole(view, _Cards(job, frozenset()), job.engine):
            fit = _fit(room, piece.width, piece.height)
            if min(theme.meta_size * fit / POINT, READABLE) // 0.5 < text:
                continue  # it has lost before it is drawn
            drawing = connect(_plan(view, theme, room, fit, [(piece, _frame(room, fit))]), frozenset())
            if not drawing.lost:  # a picture of the whole has no room for chips
                candidates.append(drawing)
    return max(candidates, key=lambda drawing: score(drawing).key) if len(candidates) > 1 else candidates[0]


def preview(job: Job, room: Rect) -> float:
    """The scale that a packing in *room* comes out with, before its links are led: for choosing a page."""
    return _pack(job, room, frozenset()).scale


def _packed(job: Job, room: Rect) -> Drawing:
    """Groups laid out apart and packed; what cannot be led cleanly becomes chips, until all the rest can."""
    chips: frozenset[Link] = frozenset()
    turn, rounds = 0, _ROUNDS if len(job.view.nodes) <= _MANY else 2
    while True:
        drawing = connect(_pack(job, room, chips), chips)
        if not drawing.lost:
            return drawing
        turn += 1
        chips |= drawing.lost if turn < rounds else drawing.lost | drawing.led


def _pack(job: Job, room: Rect, chips: frozenset[Link]) -> Plan:
    """The packing with the largest text, with these links as chips."""
    view, theme, cards = job.view, job.theme, _Cards(job, chips)
    apart = view.resolution if view.root.groups else None
    room = room.grown(-_EDGE) if view.root.groups else room
    blocks = _blocks(job, cards, apart)
    top = cards(apart, _RESOLUTION_WIDTH) if apart else None
    above = top.height + _BELOW_TOP if top else 0.0
    best, fit = None, _LARGEST
    for order in _orders(blocks):
        sizes = [[(shape.width, shape.height) for shape in blocks[index]] for index in order]
        for packing in pack(sizes, gap=GUTTER):
            found = _fit(room, packing.width, packing.height + above)
            if best is None or found > fit * _BETTER:
                best, fit, chosen = packing, found, order
    if best is None:
        frame = _frame(room, _LARGEST)
        return _plan(view, theme, room, _LARGEST, [], top=(top, frame) if top else None)
    area = _frame(room, fit)
    if fit == _LARGEST or len(blocks) == 1:  # nothing to share out: keep it together in the middle
        area = Rect(
            (area.width - best.width) / 2, (area.height - best.height - above) / 2, best.width, best.height + above
        )
    placed = [
        (blocks[chosen[leaf.block]][leaf.shape], rect)
        for leaf, rect in spread(best, Rect(area.x, area.y + above, area.width, area.height - above))
    ]
    crown = None
    if top:
        crown = (top, Rect(area.x + (area.width - top.width) / 2, area.y, top.width, top.height))
    return _plan(view, theme, room, fit, placed, top=crown)


def _blocks(job: Job, cards: _Cards, apart: str | None) -> list[tuple[Shape, ...]]:
    """The blocks to be packed, each with its shapes; those that no new chip has changed are made only once."""
    view = job.view
    links = [link for link in view.links if apart not in (link.source, link.target)]
    blocks: list[tuple[Shape, ...]] = []
    loose = tuple(id for id in view.root.nodes if id != apart)
    own = set(loose)
    inside = [link for link in links if link.source in own and link.target in own]
    blocks += pieces(loose, inside, cards, job.engine)
    for group in _without(view.root, apart).groups:
        key = (group.id, *(cards.chips(id) for id in _members(group)))
        if key not in job.known:
            job.known[key] = trays([group], links, cards, job.engine)[0]
        blocks.append(job.known[key])
    return blocks


def _orders(blocks: Sequence[tuple[Shape, ...]]) -> Iterator[list[int]]:
    """Orders in which blocks may be packed: as they are read, and the large ones first."""
    yield list(range(len(blocks)))
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
    return min(room.width / width, room.height / height, _LARGEST)


def _frame(room: Rect, fit: float) -> Rect:
    """The room in px of the drawing."""
    return Rect(0.0, 0.0, room.width / fit, room.height / fit)


class _Cards:
    """Cards by node and width, each made once, with these links as chips."""

    def __init__(self, job: Job, chips: frozenset[Link]) -> None:
        self._job = job
        self._chips: dict[str, list[Chip]] = {}
        for link in job.view.links:
            if link in chips:
                self._chips.setdefault(link.source, []).append(Chip(link.kind, True, link.target))
                self._chips.setdefault(link.target, []).append(Chip(link.kind, False, link.source))
        self._ranks: dict[str, Rank] = dict.fromkeys(job.view.heads, "head")
        if job.view.root.groups:
            options = (id for id, node in job.view.nodes.items() if node.role == OPTION)
            self._ranks.update(dict.fromkeys(options, "option"))
        if job.view.resolution:
            self._ranks[job.view.resolution] = "resolution" if job.view.root.groups else "head"
        self._made: dict[tuple[str, float], Card] = {}

    def chips(self, id: str) -> tuple[Chip, ...]:
        """The chips in the card of a node."""
        return tuple(self._chips.get(id, ()))

    def __call__(self, id: str, width: float) -> Card:
        key = (id, width)
        if key not in self._made:
            view, theme = self._job.view, self._job.theme
            rank = self._ranks.get(id, "plain")
            self._made[key] = card(view.nodes[id], view, theme, width=width, rank=rank, chips=self.chips(id))
        return self._made[key]


def _plan(
    view: View, theme: Theme, room: Rect, fit: float, placed: list[tuple[Shape, Rect]],
    top: tuple[Card, Rect] | None = None,
) -> Plan:  # fmt: skip
    blocks = [tuple(settle(shape, rect)) for shape, rect in placed]
    return Plan(view, theme, room, fit, tuple(blocks), top)
