"""Straightening: short steps aside in a right-angled line are taken out where there is a lane for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clashmap.draw.geometry import Point
from clashmap.draw.lines.grid import STUB, Grid

_STEP = 15.0
"""Steps aside that are shorter than this, in px, look like slips of the pen."""
_ASIDE = 24.0
"""How far in px from a step a lane is looked for."""


def straightened(points: Sequence[Point], grid: Grid) -> list[Point]:
    """The line through *points* with fewer short steps aside. It crosses no more than before, and keeps its ends."""
    line = list(points)
    at = 1
    while at < len(line) - 2:
        better = next(_without(line, at, grid), None)
        if better is None:
            at += 1
        else:
            line, at = better, 1
    return line


def _without(line: list[Point], at: int, grid: Grid) -> Iterator[list[Point]]:
    """The line without the step from the point *at* to the next one, in each lane free for it, the nearest first."""
    before, here, there, after = line[at - 1 : at + 3]
    upright = here.y == there.y
    low, high = sorted((here.x, there.x) if upright else (here.y, there.y))
    onward = (here.y - before.y) * (after.y - there.y) if upright else (here.x - before.x) * (after.x - there.x)
    if high - low >= _STEP or onward <= 0:
        return
    lanes = [lane for lane in (grid.xs if upright else grid.ys) if low - _ASIDE <= lane <= high + _ASIDE]
    for lane in sorted(lanes, key=lambda lane: (abs(2 * lane - low - high), lane)):
        start, end = (Point(lane, p.y) if upright else Point(p.x, lane) for p in (before, after))
        made = [*line[: at - 1], start, end, *line[at + 3 :]]
        if (
            _moves(line[: at - 1], before, start, grid)
            and _moves(line[at + 3 :][::-1], after, end, grid)
            and grid.is_open(start, end)
            and grid.crossed(made) <= grid.crossed(line)
        ):
            yield made


def _moves(rest: Sequence[Point], corner: Point, to: Point, grid: Grid) -> bool:
    """Whether a *corner* can be moved along the line that leads to it through *rest*; an end cannot."""
    if corner == to:
        return True
    if not rest:
        return False
    last = rest[-1]
    old, new = corner.x - last.x + corner.y - last.y, to.x - last.x + to.y - last.y
    least = STUB + 1.0 if len(rest) == 1 else 1.0
    return old * new > 0 and abs(new) >= least and (abs(new) <= abs(old) or grid.is_open(corner, to))
