"""The grid of lanes, and the cheapest way through it: by length, corners and crossings (A*).

After Wybrow, Marriott and Stuckey, "Orthogonal connector routing" (2009).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from clashmap.draw.geometry import Point, Rect, around
from clashmap.draw.lines.curve import crosses
from clashmap.draw.lines.ports import Port

STUB = 15.0
"""Length in px of the straight end that an arrow head needs."""
_WALL = 5.0
"""Nearest in px that a line comes to a box."""
_CORNER = 34.0
"""What a corner costs, in px of length."""
_CROSSING = 80.0
"""What crossing another line costs, in px of length."""
_ENDS = 5.0
"""How far in px before its beginning and behind its end a lane is closed."""
_NEVER = float("inf")
_HASTE = 1.3
"""How many px of length a px towards the end is counted for."""
_MOST_STEPS = 40_000
"""After so many steps a search is given up: there is no short way, and a long one is not clean."""


class Grid:
    """Columns *xs* and rows *ys*, and for the pieces between them the lines they cross, or −1 where they are closed."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], obstacles: Sequence[Rect]) -> None:
        self.xs, self.ys, self.obstacles = xs, ys, obstacles
        self.steps = 0
        """How many steps the last search took."""
        self.level = [[0] * max(len(xs) - 1, 0) for _ in ys]
        self.upright = [[0] * max(len(ys) - 1, 0) for _ in xs]
        for wall in (rect.grown(_WALL) for rect in obstacles):
            left, right, top, bottom = wall.x, wall.right, wall.y, wall.bottom
            for row in range(bisect_right(ys, top), bisect_left(ys, bottom)):
                _close(xs, self.level[row], left, right)
            for column in range(bisect_right(xs, left), bisect_left(xs, right)):
                _close(ys, self.upright[column], top, bottom)

    def cross_level(self, y: float, a: float, b: float, *, shut: float = 0.0) -> None:
        """Count the level line at *y* from *a* to *b*; lanes nearer to it than *shut* are closed beside it."""
        first, last = bisect_left(self.xs, a), bisect_left(self.xs, b)
        piece = bisect_left(self.ys, y) - 1
        if 0 <= piece < len(self.ys) - 1:
            for pieces in self.upright[first:last]:
                if pieces[piece] >= 0:
                    pieces[piece] += 1
        for row in range(bisect_right(self.ys, y - shut), bisect_left(self.ys, y + shut)) if shut else ():
            _close(self.xs, self.level[row], a - _ENDS, b + _ENDS)

    def cross_upright(self, x: float, a: float, b: float, *, shut: float = 0.0) -> None:
        """Count the upright line at *x* from *a* to *b*, likewise."""
        first, last = bisect_left(self.ys, a), bisect_left(self.ys, b)
        piece = bisect_left(self.xs, x) - 1
        if 0 <= piece < len(self.xs) - 1:
            for pieces in self.level[first:last]:
                if pieces[piece] >= 0:
                    pieces[piece] += 1
        for column in range(bisect_right(self.xs, x - shut), bisect_left(self.xs, x + shut)) if shut else ():
            _close(self.ys, self.upright[column], a - _ENDS, b + _ENDS)

    def search(self, starts: Sequence[Port], ends: Sequence[Port]) -> list[Point] | None:
        """The cheapest way from a start to an end, as its corners; None when there is none.

        A state is (column · rows + row) · 2 + way, where way is 0 for level and 1 for upright movement. What is still
        ahead is at least the distance to the rectangle round all ends, and a corner where that lies off the way; the
        distance is counted for more than it is, so that what leads there is tried first.
        """
        xs, ys, rows = self.xs, self.ys, len(self.ys)
        goals = {state: here.point for here, state, _ in self._feet(ends)}
        if not goals:
            return None
        ahead_x = _ahead(xs, [goal // 2 // rows for goal in goals])
        ahead_y = _ahead(ys, [goal // 2 % rows for goal in goals])
        off_x, off_y = ([_CORNER if ahead else 0.0 for ahead in side] for side in (ahead_x, ahead_y))
        best = [_NEVER] * (len(xs) * rows * 2)
        came: dict[int, int | Point] = {}
        queue: list[tuple[float, float, int]] = []
        for here, state, cost in self._feet(starts):
            if cost < best[state]:
                best[state], came[state] = cost, here.point
                heappush(queue, (cost, 0.0, state))
        level, upright = self.level, self.upright
        self.steps = 0
        while queue and self.steps < _MOST_STEPS:
            _, _, state = heappop(queue)
            cost = best[state]
            if cost < 0.0:
                continue
            best[state] = -1.0  # done: a way found later is not taken, or ways could run in circles
            self.steps += 1
            if state in goals:
                return self._corners(state, came, goals[state])
            column, row = divmod(state // 2, rows)
            if state & 1:
                places, pieces, at, step = ys, upright[column], row, 2
                far, aside, off, turned = ahead_y, ahead_x[column], off_x[column], off_y[row]
            else:
                places, pieces, at, step = xs, level[row], column, 2 * rows
                far, aside, off, turned = ahead_x, ahead_y[row], off_y[row], off_x[column]
            other, reached = state ^ 1, cost + _CORNER
            if reached < best[other]:
                best[other], came[other] = reached, state
                ahead = far[at] + aside + turned
                heappush(queue, (reached + ahead, ahead, other))
            aside += off
            if at and pieces[at - 1] >= 0:
                other, reached = (state - step, cost + places[at] - places[at - 1] + pieces[at - 1] * _CROSSING)
                if reached < best[other]:
                    best[other], came[other] = reached, state
                    ahead = far[at - 1] + aside
                    heappush(queue, (reached + ahead, ahead, other))
            if at < len(pieces) and pieces[at] >= 0:
                other, reached = (state + step, cost + places[at + 1] - places[at] + pieces[at] * _CROSSING)
                if reached < best[other]:
                    best[other], came[other] = reached, state
                    ahead = far[at + 1] + aside
                    heappush(queue, (reached + ahead, ahead, other))
        return None

    def crossed(self, points: Sequence[Point]) -> int:
        """How many lines the way through *points* crosses."""
        return sum(count for a, b in pairwise(points) for count in self._pieces(a, b) if count > 0)

    def is_open(self, a: Point, b: Point) -> bool:
        """Whether the straight way from *a* to *b*, two points of the grid, is open."""
        return all(count >= 0 for count in self._pieces(a, b))

    def _pieces(self, a: Point, b: Point) -> list[int]:
        """The pieces between *a* and *b* on one lane."""
        if a.y == b.y:
            places, pieces = self.xs, self.level[bisect_left(self.ys, a.y)]
            low, high = sorted((a.x, b.x))
        else:
            places, pieces = self.ys, self.upright[bisect_left(self.xs, a.x)]
            low, high = sorted((a.y, b.y))
        return pieces[bisect_left(places, low) : bisect_left(places, high)]

    def _feet(self, ports: Sequence[Port]) -> Iterator[tuple[Port, int, float]]:
        """For each port the state in which a line from it enters the grid, a stub away, and the cost of that."""
        if not ports:
            return
        span = around([Rect(*here.point, 0.0, 0.0) for here in ports]).grown(3 * STUB + _WALL)
        walls = [rect.grown(_WALL) for rect in self.obstacles if rect.overlaps(span)]
        for here in ports:
            column, row = (bisect_left(self.xs, here.point.x), bisect_left(self.ys, here.point.y))
            match here.side:
                case "top":
                    row = bisect_right(self.ys, here.point.y - STUB) - 1
                case "bottom":
                    row = bisect_left(self.ys, here.point.y + STUB)
                case "left":
                    column = bisect_right(self.xs, here.point.x - STUB) - 1
                case "right":
                    column = bisect_left(self.xs, here.point.x + STUB)
            if not (0 <= column < len(self.xs) and 0 <= row < len(self.ys)):
                continue
            foot = Point(self.xs[column], self.ys[row])
            cost = abs(foot.x - here.point.x) + abs(foot.y - here.point.y)
            if cost <= 3 * STUB and not _blocked(here.point, foot, walls):
                yield here, (column * len(self.ys) + row) * 2 + here.upright, cost

    def _corners(self, state: int, came: dict[int, int | Point], end: Point) -> list[Point]:
        points = [end]
        here: int | Point = state
        while isinstance(here, int):
            column, row = divmod(here // 2, len(self.ys))
            points.append(Point(self.xs[column], self.ys[row]))
            here = came[here]
        points.append(here)
        return _straightened(points[::-1])


def _ahead(places: Sequence[float], goals: Sequence[int]) -> list[float]:
    """For each place how far it is, at the least, to those that are *goals* (by index), in hurried px."""
    low, high = places[min(goals)], places[max(goals)]
    return [max(low - place, 0.0, place - high) * _HASTE for place in places]


def _blocked(port: Point, foot: Point, walls: Sequence[Rect]) -> bool:
    """Whether one of the *walls* other than the port's own stands between the two."""
    return any(crosses(port, foot, wall) and not wall.grown(-_WALL).holds(port) for wall in walls)


def _close(places: Sequence[float], pieces: list[int], low: float, high: float) -> None:
    first, last = (max(bisect_right(places, low) - 1, 0), min(bisect_left(places, high), len(pieces)))
    if first < last:
        pieces[first:last] = [-1] * (last - first)


def _straightened(points: Sequence[Point]) -> list[Point]:
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
