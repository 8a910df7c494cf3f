"""The grid of lanes, and the cheapest way through it: by length, corners and crossings (A*).

After Wybrow, Marriott and Stuckey, "Orthogonal connector routing" (2009).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from clashmap.draw.curve import crosses
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.ports import Port

STUB = 15.0
"""Length in px of the straight end that an arrow head needs."""
_WALL = 5.0
"""Nearest in px that a line comes to a box."""
_CORNER = 34.0
"""What a corner costs, in px of length."""
_CROSSING = 60.0
"""What crossing another line costs, in px of length."""
_ENDS = 5.0
"""How far in px before its beginning and behind its end a lane is closed."""
_MOST_STEPS = 40_000
"""After so many steps a search is given up: there is no short way, and a long one is not clean."""


class Grid:
    """Columns *xs* and rows *ys*, and for the pieces between them the lines they cross, or −1 where they are closed."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], obstacles: Sequence[Rect]) -> None:
        self.xs, self.ys, self.obstacles = xs, ys, obstacles
        walls = [rect.grown(_WALL) for rect in obstacles]
        self.level = [_open(xs, [(w.x, w.right) for w in walls if w.y < y < w.bottom]) for y in ys]
        self.upright = [_open(ys, [(w.y, w.bottom) for w in walls if w.x < x < w.right]) for x in xs]

    def cross_level(self, y: float, a: float, b: float, *, shut: float = 0.0) -> None:
        """Count the level line at *y* from *a* to *b*; lanes nearer to it than *shut* are closed beside it."""
        for column in range(bisect_left(self.xs, a), bisect_left(self.xs, b)):
            _count(self.ys, self.upright[column], y)
        for row in range(bisect_right(self.ys, y - shut), bisect_left(self.ys, y + shut)) if shut else ():
            _close(self.xs, self.level[row], a - _ENDS, b + _ENDS)

    def cross_upright(self, x: float, a: float, b: float, *, shut: float = 0.0) -> None:
        """Count the upright line at *x* from *a* to *b*, likewise."""
        for row in range(bisect_left(self.ys, a), bisect_left(self.ys, b)):
            _count(self.xs, self.level[row], x)
        for column in range(bisect_right(self.xs, x - shut), bisect_left(self.xs, x + shut)) if shut else ():
            _close(self.ys, self.upright[column], a - _ENDS, b + _ENDS)

    def search(self, starts: Sequence[Port], ends: Sequence[Port]) -> list[Point] | None:
        """The cheapest way from a start to an end, as its corners; None when there is none.

        A state is (column · rows + row) · 2 + way, where way is 0 for level and 1 for upright movement.
        """
        xs, ys, rows = self.xs, self.ys, len(self.ys)
        goals = {state: here.point for here, state, _ in self._feet(ends)}
        if not goals:
            return None
        columns_of, rows_of = [goal // 2 // rows for goal in goals], [goal // 2 % rows for goal in goals]
        low_x, high_x = xs[min(columns_of)], xs[max(columns_of)]
        low_y, high_y = ys[min(rows_of)], ys[max(rows_of)]
        ahead_x = [max(low_x - x, 0.0, x - high_x) for x in xs]
        ahead_y = [max(low_y - y, 0.0, y - high_y) for y in ys]
        best: dict[int, float] = {}
        came: dict[int, int | Point] = {}
        queue: list[tuple[float, float, int]] = []

        def reach(state: int, cost: float, before: int | Point) -> None:
            if cost < best.get(state, 1e18):
                best[state], came[state] = cost, before
                column, row = divmod(state // 2, rows)
                heappush(queue, (cost + ahead_x[column] + ahead_y[row], cost, state))

        for here, state, cost in self._feet(starts):
            reach(state, cost, here.point)
        for _ in range(_MOST_STEPS):
            if not queue:
                return None
            _, cost, state = heappop(queue)
            if cost > best[state]:
                continue
            if state in goals:
                return self._corners(state, came, goals[state])
            reach(state ^ 1, cost + _CORNER, state)
            column, row = divmod(state // 2, rows)
            if state & 1:
                places, pieces, here_at, step = ys, self.upright[column], row, 2
            else:
                places, pieces, here_at, step = xs, self.level[row], column, 2 * rows
            if here_at and pieces[here_at - 1] >= 0:
                length = places[here_at] - places[here_at - 1] + pieces[here_at - 1] * _CROSSING
                reach(state - step, cost + length, state)
            if here_at < len(pieces) and pieces[here_at] >= 0:
                length = places[here_at + 1] - places[here_at] + pieces[here_at] * _CROSSING
                reach(state + step, cost + length, state)
        return None

    def crossed(self, points: Sequence[Point]) -> int:
        """How many lines the way through *points* crosses."""
        total = 0
        for a, b in pairwise(points):
            if a.y == b.y:
                places, pieces = self.xs, self.level[bisect_left(self.ys, a.y)]
                low, high = sorted((a.x, b.x))
            else:
                places, pieces = self.ys, self.upright[bisect_left(self.xs, a.x)]
                low, high = sorted((a.y, b.y))
            found = pieces[bisect_left(places, low) : bisect_left(places, high)]
            total += sum(count for count in found if count > 0)
        return total

    def _feet(self, ports: Sequence[Port]) -> Iterator[tuple[Port, int, float]]:
        """For each port the state in which a line from it enters the grid, a stub away, and the cost of that."""
        for here in ports:
            column, row = bisect_left(self.xs, here.point.x), bisect_left(self.ys, here.point.y)
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
            if cost <= 3 * STUB and not self._blocked(here.point, foot):
                yield here, (column * len(self.ys) + row) * 2 + here.upright, cost

    def _blocked(self, port: Point, foot: Point) -> bool:
        """Whether a box other than the port's own stands between the two."""
        span = Rect(min(port.x, foot.x), min(port.y, foot.y), abs(port.x - foot.x), abs(port.y - foot.y)).grown(_WALL)
        return any(
            crosses(port, foot, rect.grown(_WALL))
            for rect in self.obstacles
            if rect.overlaps(span) and not (rect.x <= port.x <= rect.right and rect.y <= port.y <= rect.bottom)
        )

    def _corners(self, state: int, came: dict[int, int | Point], end: Point) -> list[Point]:
        points = [end]
        here: int | Point = state
        while isinstance(here, int):
            column, row = divmod(here // 2, len(self.ys))
            points.append(Point(self.xs[column], self.ys[row]))
            here = came[here]
        points.append(here)
        return _straightened(points[::-1])


def _open(places: Sequence[float], closed: Sequence[tuple[float, float]]) -> list[int]:
    """For each piece between two neighbouring *places*: −1 where it meets a closed stretch, else 0."""
    pieces = [0] * max(len(places) - 1, 0)
    for low, high in closed:
        _close(places, pieces, low, high)
    return pieces


def _close(places: Sequence[float], pieces: list[int], low: float, high: float) -> None:
    first, last = max(bisect_right(places, low) - 1, 0), min(bisect_left(places, high), len(pieces))
    if first < last:
        pieces[first:last] = [-1] * (last - first)


def _count(places: Sequence[float], pieces: list[int], value: float) -> None:
    """Count one crossing at *value* on the piece that holds it."""
    piece = bisect_left(places, value) - 1
    if 0 <= piece < len(pieces) and pieces[piece] >= 0:
        pieces[piece] += 1


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
