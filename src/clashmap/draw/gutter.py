"""Routes between blocks: right-angled lines led through the gutters and between the boxes, each in a lane of its own.

The shortest way is looked for on a grid of lanes (A*; cost is length, corners and crossings), after Wybrow, Marriott
and Stuckey, "Orthogonal connector routing" (2009). A lane that a line has taken is closed to the next one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from clashmap.draw.curve import Curve, crosses, rounded
from clashmap.draw.layout import Point, Rect
from clashmap.draw.ports import Port, Side, port

LANE = 8.0
"""Distance in px of two lanes; a gutter should be a multiple of it."""
_CORNER_COST = 34.0
_CROSSING_COST = 60.0
_STUB = 15.0
"""Length in px of the straight end that an arrow head needs."""
_MOST_STEPS = 9000
"""After so many steps a search is given up: there is no short way, and a long one is not clean."""
_RADIUS = 7.0
_WALL = 5.0
"""Nearest in px that a line comes to a box."""
_NARROW = 7.5
"""Half the gap between two neighbours: where a line can pass between them."""
_SIDES: tuple[Side, ...] = ("top", "bottom", "left", "right")
_PORT_STEP = 26.0
"""Distance in px of two ports of a box."""
_PORTS = 13
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
    if not starts or not ends:
        return None
    grid = _Grid(source, target, obstacles, bounds, gutters, starts, ends, lanes)
    points = grid.search(starts, ends)
    if points is None:
        return None
    if len(points) - 2 > most_corners or grid.crossed(points) > most_crossings:
        return None
    return rounded(points, _RADIUS), points


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


_State = tuple[int, int, int]
"""Column, row, and 0 for level or 1 for upright movement."""


class _Grid:
    """Lanes as columns and rows, with the pieces between them that are closed and what it costs to pass the others."""

    def __init__(
        self,
        source: Rect,
        target: Rect,
        obstacles: Sequence[Rect],
        bounds: Rect,
        gutters: Iterable[Rect],
        starts: list[Port],
        ends: list[Port],
        lanes: Lanes,
    ) -> None:
        xs: set[float] = set()
        ys: set[float] = set()
        for rect in obstacles:
            for off in (_NARROW, _STUB + 1) if rect in (source, target) else (_NARROW,):
                xs.update((rect.x - off, rect.right + off))
                ys.update((rect.y - off, rect.bottom + off))
        for rect in gutters:
            for k in range(1, 7):
                xs.update((rect.x - k * LANE, rect.right + k * LANE))
                ys.update((rect.y - k * LANE, rect.bottom + k * LANE))
        for here in (*starts, *ends):
            (xs if here.upright else ys).add(here.point.x if here.upright else here.point.y)
        fixed_x = {here.point.x for here in (*starts, *ends) if here.upright}
        fixed_y = {here.point.y for here in (*starts, *ends) if not here.upright}
        self.xs = [x for x in _thin(xs, fixed_x) if bounds.x <= x <= bounds.right]
        self.ys = [y for y in _thin(ys, fixed_y) if bounds.y <= y <= bounds.bottom]
        walls = [rect.grown(_WALL) for rect in obstacles]
        self.obstacles = obstacles
        self.level = [
            _costs(self.xs, [(w.x, w.right) for w in walls if w.y < y < w.bottom]
                   + [(a - 5, b + 5) for at, a, b in lanes.level if abs(at - y) < LANE - 1.5])
            for y in self.ys
        ]  # fmt: skip
        self.upright = [
            _costs(self.ys, [(w.y, w.bottom) for w in walls if w.x < x < w.right]
                   + [(a - 5, b + 5) for at, a, b in lanes.upright if abs(at - x) < LANE - 1.5])
            for x in self.xs
        ]  # fmt: skip
        for y, a, b in lanes.level:
            for column in range(bisect_right(self.xs, a), bisect_left(self.xs, b)):
                _add(self.ys, self.upright[column], y)
        for x, a, b in lanes.upright:
            for row in range(bisect_right(self.ys, a), bisect_left(self.ys, b)):
                _add(self.xs, self.level[row], x)
        for p, q in lanes.curves:
            for column in range(bisect_left(self.xs, min(p.x, q.x)), bisect_left(self.xs, max(p.x, q.x))):
                _add(self.ys, self.upright[column], (p.y + q.y) / 2)
            for row in range(bisect_left(self.ys, min(p.y, q.y)), bisect_left(self.ys, max(p.y, q.y))):
                _add(self.xs, self.level[row], (p.x + q.x) / 2)

    def _foot(self, here: Port) -> _State | None:
        """Where a line from a port enters the grid: the first lane at least a stub away from it."""
        x, y = here.point
        match here.side:
            case "top":
                row = bisect_right(self.ys, y - _STUB) - 1
                return (bisect_left(self.xs, x), row, 1) if row >= 0 else None
            case "bottom":
                row = bisect_left(self.ys, y + _STUB)
                return (bisect_left(self.xs, x), row, 1) if row < len(self.ys) else None
            case "left":
                column = bisect_right(self.xs, x - _STUB) - 1
                return (column, bisect_left(self.ys, y), 0) if column >= 0 else None
            case "right":
                column = bisect_left(self.xs, x + _STUB)
                return (column, bisect_left(self.ys, y), 0) if column < len(self.xs) else None

    def _stub(self, here: Port, foot: _State) -> float | None:
        """Cost of the piece between a port and its foot; None when something stands in the way."""
        x, y = here.point
        end = Point(self.xs[foot[0]], self.ys[foot[1]])
        cost = abs(end.x - x) + abs(end.y - y)
        if cost > 3 * _STUB:
            return None
        for rect in self.obstacles:
            near = rect.grown(_WALL)
            own = rect.x <= x <= rect.right and rect.y <= y <= rect.bottom
            if not own and crosses(here.point, end, near):
                return None
        return cost

    def search(self, starts: list[Port], ends: list[Port]) -> list[Point] | None:
        """The cheapest way from a start to an end, as its corners."""
        goals: dict[_State, tuple[float, Point]] = {}
        for here in ends:
            foot = self._foot(here)
            cost = self._stub(here, foot) if foot else None
            if foot and cost is not None:
                goals[foot] = min(goals.get(foot, (cost, here.point)), (cost, here.point))
        if not goals:
            return None
        low_x, high_x = min(self.xs[g[0]] for g in goals), max(self.xs[g[0]] for g in goals)
        low_y, high_y = min(self.ys[g[1]] for g in goals), max(self.ys[g[1]] for g in goals)

        def ahead(column: int, row: int) -> float:
            x, y = self.xs[column], self.ys[row]
            return max(low_x - x, 0.0, x - high_x) + max(low_y - y, 0.0, y - high_y)

        queue: list[tuple[float, float, _State]] = []
        best: dict[_State, float] = {}
        came: dict[_State, _State | Point] = {}
        for here in starts:
            foot = self._foot(here)
            cost = self._stub(here, foot) if foot else None
            if foot and cost is not None and cost < best.get(foot, 1e18):
                best[foot], came[foot] = cost, here.point
                heappush(queue, (cost + ahead(foot[0], foot[1]), cost, foot))
        for _ in range(_MOST_STEPS):
            if not queue:
                break
            _, cost, state = heappop(queue)
            if cost > best[state]:
                continue
            if state in goals:
                return self._corners(state, came, goals[state][1])
            column, row, way = state
            for next_state, step in self._steps(column, row, way):
                total = cost + step
                if total < best.get(next_state, 1e18):
                    best[next_state], came[next_state] = total, state
                    heappush(queue, (total + ahead(next_state[0], next_state[1]), total, next_state))
        return None

    def _steps(self, column: int, row: int, way: int) -> Iterable[tuple[_State, float]]:
        yield (column, row, 1 - way), _CORNER_COST
        places, costs, here = (self.xs, self.level[row], column) if way == 0 else (self.ys, self.upright[column], row)
        for there, piece in ((here - 1, here - 1), (here + 1, here)):
            if 0 <= there < len(places) and costs[piece] >= 0:
                cost = abs(places[there] - places[here]) + costs[piece] * _CROSSING_COST
                yield ((there, row, 0) if way == 0 else (column, there, 1)), cost

    def _corners(self, state: _State, came: dict[_State, _State | Point], end: Point) -> list[Point]:
        points = [end]
        here: _State | Point = state
        while not isinstance(here, Point):
            points.append(Point(self.xs[here[0]], self.ys[here[1]]))
            here = came[here]
        points.append(here)
        points.reverse()
        return _straightened(points)

    def crossed(self, points: Sequence[Point]) -> int:
        """How many lines the way through *points* crosses."""
        total = 0
        for a, b in pairwise(points):
            if a.y == b.y:
                places, costs = self.xs, self.level[bisect_left(self.ys, a.y)]
                low, high = sorted((a.x, b.x))
            else:
                places, costs = self.ys, self.upright[bisect_left(self.xs, a.x)]
                low, high = sorted((a.y, b.y))
            for piece in range(bisect_left(places, low), min(bisect_left(places, high), len(costs))):
                total += max(costs[piece], 0)
        return total


def _thin(values: set[float], fixed: set[float]) -> list[float]:
    """Lanes in order, without those that are all but the same as the one before; *fixed* ones always stay."""
    kept: list[float] = []
    for value in sorted(values):
        if kept and value - kept[-1] < 2.0 and value not in fixed:
            continue
        if kept and value - kept[-1] < 2.0 and kept[-1] not in fixed:
            kept.pop()
        kept.append(value)
    return kept


def _costs(places: list[float], closed: list[tuple[float, float]]) -> list[int]:
    """For each piece between two neighbouring *places*: −1 where it meets a closed stretch, else 0."""
    costs = [0] * max(len(places) - 1, 0)
    for low, high in closed:
        for piece in range(max(bisect_right(places, low) - 1, 0), min(bisect_left(places, high), len(costs))):
            costs[piece] = -1
    return costs


def _add(places: list[float], costs: list[int], value: float) -> None:
    """Count one crossing at *value* on the piece that holds it."""
    piece = bisect_left(places, value) - 1
    if 0 <= piece < len(costs) and costs[piece] >= 0:
        costs[piece] += 1


def _straightened(points: list[Point]) -> list[Point]:
    """Without the points that lie on the straight line between their neighbours."""
    kept = [points[0]]
    for here, after in zip(points[1:], [*points[2:], None], strict=True):
        before = kept[-1]
        if here == before:
            continue
        if after is not None and (before.x == here.x == after.x or before.y == here.y == after.y):
            continue
        kept.append(here)
    return kept
