"""Routes between blocks: right-angled lines through the gutters and between the boxes, each in a lane of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from clashmap.draw.geometry import Point, Rect
from clashmap.draw.lines.curve import Curve, rounded
from clashmap.draw.lines.grid import STUB, Grid
from clashmap.draw.lines.ports import Port, Side, port
from clashmap.draw.lines.straight import straightened

LANE = 8.0
"""Distance in px of two lanes; a gutter should be a multiple of it."""
_LANES = 6
"""Lanes beside each block."""
_NARROW = 7.5
"""Half the gap between two neighbours: where a line can pass between them."""
_NEAR = 6.0
"""Lanes nearer to each other in px are the same one."""
_RADIUS = 7.0
_GRID = 600
"""Steps that take as long as making a grid does, where little stands on it;"""
_FILED = 2
"""and as long as each box and each piece of a line takes, where much does."""
_SIDES: tuple[Side, ...] = ("top", "bottom", "left", "right")
_PORT_STEP = 26.0
"""Distance in px of two ports of a box."""
_PORTS = 7
"""Ports that are tried on one side at the most."""


@dataclass
class Lanes:
    """What is taken already: straight pieces of lines by direction, other lines' samples, and ports."""

    level: list[tuple[float, float, float]] = field(default_factory=list)
    """(y, from x, to x)"""
    upright: list[tuple[float, float, float]] = field(default_factory=list)
    """(x, from y, to y)"""
    curves: list[tuple[Point, Point]] = field(default_factory=list)
    ports: list[Point] = field(default_factory=list)
    spent: int = 0
    """Steps that all searches took, and what their grids took, counted in steps."""

    def take(self, points: Sequence[Point]) -> None:
        """Close the lanes that the right-angled line through *points* runs in."""
        for a, b in pairwise(points):
            if a.y == b.y:
                self.level.append((a.y, min(a.x, b.x), max(a.x, b.x)))
            else:
                self.upright.append((a.x, min(a.y, b.y), max(a.y, b.y)))
        self.ports += [points[0], points[-1]]


def lead(
    source: Rect,
    target: Rect,
    obstacles: Sequence[Rect],
    lanes: Lanes,
    *,
    bounds: Rect,
    gutters: Iterable[Rect] = (),
    most_crossings: int,
    most_corners: int,
) -> tuple[Curve, list[Point]] | None:
    """A line from *source* to *target* round all *obstacles* (the two among them), or None if there is no clean one.

    No lane leaves *bounds*; *gutters* are rectangles beside which lanes run. Gives the rounded curve and its corners.
    """
    starts, ends = _free(source, lanes), _free(target, lanes)
    xs, ys = _lanes(source, target, obstacles, gutters)
    grid = Grid(
        _thinned(xs, {p.point.x for p in (*starts, *ends) if p.upright}, bounds.x, bounds.right),
        _thinned(ys, {p.point.y for p in (*starts, *ends) if not p.upright}, bounds.y, bounds.bottom),
        obstacles,
    )
    for y, a, b in lanes.level:
        grid.cross_level(y, a, b, shut=LANE - 1.5)
    for x, a, b in lanes.upright:
        grid.cross_upright(x, a, b, shut=LANE - 1.5)
    for p, q in lanes.curves:
        grid.cross_level((p.y + q.y) / 2, min(p.x, q.x), max(p.x, q.x))
        grid.cross_upright((p.x + q.x) / 2, min(p.y, q.y), max(p.y, q.y))
    points = grid.search(starts, ends)
    lanes.spent += grid.steps + max(_GRID, _FILED * (len(obstacles) + len(lanes.curves)))
    if points is None or len(points) - 2 > most_corners or grid.crossed(points) > most_crossings:
        return None
    points = straightened(points, grid)
    return rounded(points, _RADIUS), points


def _lanes(
    source: Rect, target: Rect, obstacles: Iterable[Rect], gutters: Iterable[Rect]
) -> tuple[set[float], set[float]]:
    """Where lines may run: between neighbours, beside blocks, and a stub away from the two boxes to be joined."""
    away = [(rect, _NARROW) for rect in obstacles]
    away += [(rect, STUB + 1.0) for rect in (source, target)]
    away += [(rect, k * LANE) for rect in gutters for k in range(1, _LANES + 1)]
    xs = {x for rect, off in away for x in (rect.x - off, rect.right + off)}
    ys = {y for rect, off in away for y in (rect.y - off, rect.bottom + off)}
    return xs, ys


def _thinned(values: set[float], fixed: set[float], low: float, high: float) -> list[float]:
    """Lanes from *low* to *high* in order, of those that are all but the same only one; *fixed* ones always stay."""
    kept: list[float] = []
    for value in sorted(value for value in values | fixed if low <= value <= high):
        near = bool(kept) and value - kept[-1] < _NEAR
        if near and value not in fixed:
            continue
        if near and kept[-1] not in fixed:
            kept.pop()
        kept.append(value)
    return kept


def _free(box: Rect, lanes: Lanes) -> list[Port]:
    """Ports of *box* that no line uses yet, on each side from the middle outwards."""
    near = [p for p in lanes.ports if box.x - 1 <= p.x <= box.right + 1 and box.y - 1 <= p.y <= box.bottom + 1]
    found: list[Port] = []
    for side in _SIDES:
        span = box.width if side in ("top", "bottom") else box.height
        count = max(3, int(span / _PORT_STEP) | 1)
        for rank in sorted(range(count), key=lambda rank: abs(rank - count // 2))[:_PORTS]:
            here = port(box, side, rank, count)
            if all(abs(here.point.x - p.x) + abs(here.point.y - p.y) >= _PORT_STEP / 2 for p in near):
                found.append(here)
    return found
