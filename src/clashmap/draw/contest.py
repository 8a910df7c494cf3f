"""The layout contest: candidates for one page, and the published score that decides between them.

What counts, in this order: the size of the smallest text on the page, in half points up to READABLE; the share of the
links that are lines rather than reference chips; crossings; the length of the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clashmap.draw.connect import connect
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.plan import Job, plan_packed, plan_whole
from clashmap.draw.theme import POINT
from clashmap.draw.view import Link

READABLE = 9.0
"""Points beyond which larger text counts for nothing: the size of a newspaper's."""
_ROUNDS = 12
"""How often the links without a clean line become chips and the rest is laid out again."""
_MANY = 400
"""Links beyond which only two rounds are tried."""


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
        return (_text_key(self.text), round(self.lines, 2), -self.crossings, -self.length)


def score(drawing: Drawing) -> Score:
    """The score of a finished candidate."""
    count = len(drawing.view.links)
    share = 1.0 - len(drawing.chips) / count if count else 1.0
    return Score(drawing.smallest_text, share, drawing.crossings, drawing.length)


def lay_out(job: Job, room: Rect) -> Drawing:
    """The best drawing in *room*, the part of a page (in px of it) that is left for the map."""
    packed = _packed(job, room)
    whole = list(_whole(job, room, _text_key(packed.smallest_text)))
    return max((packed, *whole), key=lambda drawing: score(drawing).key) if whole else packed


def _text_key(points: float) -> float:
    return min(points, READABLE) // 0.5


def _packed(job: Job, room: Rect) -> Drawing:
    """Groups laid out apart and packed; what cannot be led cleanly becomes chips, until all the rest can."""
    chips = _loops(job)
    turn, rounds = 0, _ROUNDS if len(job.view.links) <= _MANY else 2
    while True:
        drawing = connect(plan_packed(job, room, chips), chips)
        if not drawing.lost:
            return drawing
        turn += 1
        chips |= drawing.lost if turn < rounds else drawing.lost | drawing.led


def _loops(job: Job) -> frozenset[Link]:
    """What a claim does to itself: never a line."""
    return frozenset(link for link in job.view.links if link.is_loop)


def _whole(job: Job, room: Rect, text: float) -> Iterator[Drawing]:
    """One picture of the whole with its groups as clusters, in each direction, unless its text has lost already."""
    for plan in plan_whole(job, room) if job.means.clusters and job.view.root.groups else ():
        if _text_key(job.theme.meta_size * plan.scale / POINT) >= text:
            drawing = connect(plan, _loops(job))
            if not drawing.lost:  # a picture of the whole has no room for chips
                yield drawing
