"""The layout contest: candidates for one page, and the published score that decides between them.

What counts, in this order: the size of the smallest text on the page, in half points up to READABLE, both of which grow
with the page from A4 on; the share of the links that are lines rather than reference chips; crossings; the length of
the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import sqrt
from typing import TypeAlias

from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.layout.connect import MOST_STEPS, connect
from clashmap.draw.layout.plan import Job, area_whole, hopeless, packed, plan_packed, plan_whole, proportion, repacked
from clashmap.draw.theme import POINT

READABLE = 9.0
"""Points beyond which larger text counts for nothing on A4: the size of a newspaper's."""
_ROUNDS = 6
"""How often the links without a clean line become chips and the rest is laid out again."""
_MANY = 400
"""Links beyond which no line is led between blocks: nobody's eye could follow it."""
_FULLEST = 0.3
"""Share of a picture of the whole that its cards fill at the most, from so many cards on:"""
_SEVERAL = 50


@dataclass(frozen=True, slots=True)
class Score:
    """What a candidate is worth; larger is better."""

    text: float
    """Smallest text in points."""
    lines: float
    """Share of the links that are lines."""
    crossings: int
    length: float
    proportion: float = 1.0
    """That of the room for the drawing to A4's."""

    @property
    def key(self) -> tuple[float, float, int, float]:
        """What is compared: see the head of this module."""
        return (text_key(self.text / self.proportion), round(self.lines, 2), -self.crossings, -self.length)


def score(drawing: Drawing, room: Rect) -> Score:
    """The score of a finished candidate for *room*, in px of the page."""
    links = len(drawing.view.links)
    share = 1.0 - len(drawing.chips) / links if links else 1.0
    return Score(drawing.smallest_text, share, drawing.crossings, drawing.length, proportion(room))


def text_key(points: float) -> float:
    """What a text size in points, as on A4, counts for."""
    return min(points, READABLE) // 0.5


def pack_groups(job: Job, room: Rect, best: Drawing | None) -> Iterator[Drawing]:
    """Groups laid out apart and packed; what cannot be led cleanly becomes chips, until all the rest can."""
    chips = job.loops
    packing = packed(job, room)
    rounds = _ROUNDS
    if len(job.view.links) > _MANY:
        chips |= hopeless(job, packing)
        packing = repacked(job, packing, chips)
        rounds = 1
    for turn in count(1):
        drawing = connect(plan_packed(job, room, packing), chips, steps=MOST_STEPS if turn <= rounds else 0)
        if not drawing.lost:
            yield drawing
            return
        chips |= drawing.lost if turn < rounds else drawing.lost | drawing.led
        packing = repacked(job, packing, chips)


def draw_whole(job: Job, room: Rect, best: Drawing | None) -> Iterator[Drawing]:
    """One picture of the whole with its groups as clusters, in each direction, unless its text has lost already."""
    if not (job.means.clusters and job.view.root.groups):
        return
    near = proportion(room)
    least = text_key(best.smallest_text / near) if best else 0.0
    if (
        len(job.view.nodes) >= _SEVERAL
        and text_key(_points(job, sqrt(_FULLEST * room.width * room.height / area_whole(job))) / near) < least
    ):
        return
    for plan in plan_whole(job, room):
        if text_key(_points(job, plan.scale) / near) >= least:
            drawing = connect(plan, job.loops)
            if not drawing.lost:  # a picture of the whole has no room for chips
                yield drawing


def _points(job: Job, scale: float) -> float:
    """The smallest text in points at a scale."""
    return job.theme.meta_size * scale / POINT


Candidate: TypeAlias = Callable[[Job, Rect, Drawing | None], Iterator[Drawing]]
"""A way to draw a view in *room*: no, one or several finished drawings, given the best one so far."""

CANDIDATES: tuple[Candidate, ...] = (pack_groups, draw_whole)


def lay_out(job: Job, room: Rect, *, candidates: Sequence[Candidate] = CANDIDATES) -> Drawing:
    """The best drawing in *room*, the part of a page (in px of it) that is left for the map; of equals the first.

    Raises ValueError when none of the *candidates* makes one.
    """
    best: Drawing | None = None
    for candidate in candidates:
        for drawing in candidate(job, room, best):
            if best is None or score(drawing, room).key > score(best, room).key:
                best = drawing
    if best is None:
        raise ValueError("no candidate made a drawing")
    return best
