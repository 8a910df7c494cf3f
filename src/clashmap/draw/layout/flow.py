"""Flowing: the drawing of a flow, in columns by speech, with each answer beside what it answers where it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from clashmap.draw.card import Line
from clashmap.draw.drawing import Drawing
from clashmap.draw.engines import Placement
from clashmap.draw.geometry import Rect
from clashmap.draw.layout.arrange import TRAY_PAD, TRAY_TITLE, Piece, Settled
from clashmap.draw.layout.connect import connect
from clashmap.draw.layout.plan import Job, Plan, largest
from clashmap.draw.layout.speeches import Flow, Speeches, flow
from clashmap.draw.text import shorten
from clashmap.draw.view import Group, Link, View

_WIDTHS = (172.0, 196.0, 224.0, 256.0, 292.0)
"""Widths in px that cards may have; all have the same."""
_GUTTER = 72.0
"""Space in px between two columns: room for lines, signs and arrow heads."""
_GAP = 22.0
"""Space in px under a card; a line can pass there."""
_BELOW = 42.0
"""Space in px under a card for a line from what stands below it in the same speech."""
_BETWEEN = 44.0
"""Space in px between two trays."""
_TITLE = 17.0
"""Size in px of a column's title."""
_ABOVE = 36.0
"""Height in px that the titles take."""
_ROUNDS = 12
"""How often the links without a clean line become chips and the rest is laid out again."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where everything stands in px, from the origin."""

    boxes: Mapping[str, Rect]
    frames: tuple[tuple[Group, Rect], ...]
    width: float
    height: float


def lay_out(speeches: Speeches, job: Job, room: Rect) -> Drawing:
    """The flow of the job's view in *room*, the part of a page (in px of it) that is left for the map."""
    drawn = flow(speeches, job.view)
    chips = job.loops
    for turn in count(1):
        drawing = connect(_plan(drawn, job, room, chips), chips)
        if not drawing.lost:
            break
        chips |= drawing.lost if turn < _ROUNDS else drawing.lost | drawing.led
    return drawing


def scale(speeches: Speeches, job: Job, room: Rect) -> float:
    """The scale that the flow comes out with in *room* before any link has become a chip."""
    return _plan(flow(speeches, job.view), job, room, job.loops).scale


def titles(speeches: Speeches, drawing: Drawing) -> Iterator[Line]:
    """The name of each speech over its column, in px of the page."""
    drawn, theme = flow(speeches, drawing.view), drawing.theme
    tops = [rect.y for _, rect in (*drawing.cards.values(), *drawing.frames)]
    lefts: dict[int, Rect] = {}
    for id, (_, rect) in drawing.cards.items():
        lefts.setdefault(drawn.column[id], rect)
    size = _TITLE * drawing.scale
    y = drawing.y + (min(tops, default=0.0) - 0.75 * _TITLE) * drawing.scale
    for column, rect in sorted(lefts.items()):
        name = shorten(drawn.names[column], rect.width * drawing.scale, size, bold=True)
        yield Line(name, drawing.x + rect.x * drawing.scale, y, size, theme.text, bold=True)


def _plan(drawn: Flow, job: Job, room: Rect, chips: frozenset[Link]) -> Plan:
    """The flow with cards of the width that makes it largest in *room*, with these links as chips."""
    cards = job.deck.dealt(chips)
    best, fit, wide = None, 0.0, 0.0
    for width in _WIDTHS:
        placed = _placed(drawn, job.view, {id: cards.height(id, width) for id in job.view.nodes}, width)
        here = min(room.width / placed.width, room.height / placed.height, largest(room))
        if best is None or here > fit:
            best, fit, wide = placed, here, width
    assert best is not None
    beside = [
        link for link in job.view.links
        if not link.is_loop and abs(drawn.column[link.source] - drawn.column[link.target]) <= 1
    ]  # fmt: skip
    ids = tuple(job.view.nodes)
    placement = Placement(tuple(best.boxes[id] for id in ids), ((),) * len(beside))
    made = tuple(cards(id, wide) for id in ids)
    piece = Piece(made, placement, tuple(beside), "left", best.width, best.height)
    x = (room.width / fit - best.width) / 2
    frames = ((group, rect.moved(x, 0.0)) for group, rect in best.frames)
    return Plan(job.view, job.theme, room, fit, ((Settled(piece, x, 0.0), *frames),))


def _placed(drawn: Flow, view: View, heights: Mapping[str, float], width: float) -> _Placed:
    """Every card, threads one below the other; those of one group in a tray."""
    left = [column * (width + _GUTTER) + TRAY_PAD for column in range(len(drawn.names))]
    whole = left[-1] + width + TRAY_PAD
    crown = _crown(drawn, view)
    boxes = {crown: Rect(left[0], _ABOVE, width, heights[crown])} if crown else {}
    edge = left[1] - TRAY_PAD if crown and len(left) > 1 else 0.0
    drops, upper = _drops(drawn, heights)
    frames: list[tuple[Group, Rect]] = []
    start = _ABOVE
    for group, tops in _bands(drawn, view, crown):
        inside = start + (TRAY_PAD + TRAY_TITLE if group else 0.0)
        bottoms: dict[int, float] = {}
        for top in tops:
            y = max((bottoms[c] + _GAP - t for c, t in upper[top].items() if c in bottoms), default=inside)
            for id, here in _walk(drawn, drops, top, max(y, inside)):
                column = drawn.column[id]
                boxes[id] = Rect(left[column], round(here, 2), width, heights[id])
                bottoms[column] = max(bottoms.get(column, 0.0), here + heights[id])
        bottom = max(bottoms.values())
        if group:
            bottom += TRAY_PAD
            frames.append((group, Rect(edge, start, whole - edge, bottom - start)))
        start = bottom + _BETWEEN
    return _Placed(boxes, tuple(frames), whole, max(rect.bottom for rect in (*boxes.values(), *dict(frames).values())))


def _crown(drawn: Flow, view: View) -> str | None:
    """The claim that all is about, where it has the first column for itself."""
    first = [id for id, column in drawn.column.items() if column == 0]
    return view.resolution if first == [view.resolution] else None


def _bands(drawn: Flow, view: View, crown: str | None) -> Iterator[tuple[Group | None, list[str]]]:
    """The tops of threads by group; first those in none, and after each group, without a frame, those that leave it.
    What the crown holds is cut off.
    """
    tops = [id for top in drawn.tops for id in ((top,) if top != crown else drawn.below[top])]
    for group in (None, *view.root.groups):
        own = [top for top in tops if drawn.group[top] is group]
        inside = [top for top in own if all(drawn.group[id] is group for id, _ in _walk(drawn, {}, top, 0.0))]
        if inside:
            yield group, inside
        if len(inside) < len(own):
            kept = set(inside)
            yield None, [top for top in own if top not in kept]


def _drops(drawn: Flow, heights: Mapping[str, float]) -> tuple[dict[str, float], dict[str, dict[int, float]]]:
    """How far each card stands below the one it is below; and for each, where in every column all below it begins."""
    order = [id for top in drawn.tops for id, _ in _walk(drawn, {}, top, 0.0)]
    drops: dict[str, float] = {}
    upper: dict[str, dict[int, float]] = {}
    lower: dict[str, dict[int, float]] = {}
    for id in reversed(order):
        own = drawn.column[id]
        begin, end = {own: 0.0}, {own: heights[id]}
        for child in drawn.below[id]:
            drop = max(
                (end[c] + (_BELOW if c == own else _GAP) - t for c, t in upper[child].items() if c in end), default=0.0
            )
            drops[child] = max(drop, 0.0)
            for column, edge in upper[child].items():
                begin[column] = min(begin.get(column, edge + drops[child]), edge + drops[child])
            for column, edge in lower[child].items():
                end[column] = max(end.get(column, 0.0), edge + drops[child])
        upper[id], lower[id] = begin, end
    return drops, upper


def _walk(drawn: Flow, drops: Mapping[str, float], top: str, y: float) -> Iterator[tuple[str, float]]:
    """*top*, which stands at *y* px, and all that is below it, each with where it stands."""
    stack = [(top, y)]
    while stack:
        id, here = stack.pop()
        yield id, here
        stack.extend((child, here + drops.get(child, 0.0)) for child in reversed(drawn.below[id]))
