"""Curves as chains of cubic Béziers (3n + 1 points): samples of them, clearance, crossings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, fsum, hypot
from typing import TypeAlias

from clashmap.draw.geometry import Point, Rect

Curve: TypeAlias = tuple[Point, ...]

_STEP = 9.0
"""Distance in px of two samples of a curve, at most."""
_CELL = 160.0
"""Side in px of the squares that rectangles are filed under."""


def line(*points: Point) -> Curve:
    """Straight pieces through *points*."""
    chain = [points[0]]
    for a, b in pairwise(points):
        chain += [_between(a, b, 1 / 3), _between(a, b, 2 / 3), b]
    return tuple(chain)


def rounded(points: Sequence[Point], radius: float) -> Curve:
    """Straight pieces through *points* with their corners rounded off."""
    chain: list[Point] = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        cut = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, cut), _towards(corner, after, cut)
        chain += [*line(chain[-1], start)[1:], _between(start, corner, 0.55), _between(end, corner, 0.55), end]
    return (*chain, *line(chain[-1], points[-1])[1:])


def samples(curve: Curve) -> tuple[Point, ...]:
    """Points along *curve*, close enough together to take the pieces between them for straight."""
    points = [curve[0]]
    for index in range(0, len(curve) - 1, 3):
        a, b, c, d = curve[index : index + 4]
        if a.x == b.x == c.x == d.x or a.y == b.y == c.y == d.y:
            points.append(d)
            continue
        count = max(1, ceil((_distance(a, b) + _distance(b, c) + _distance(c, d)) / _STEP))
        for k in range(1, count + 1):
            t = k / count
            u = 1 - t
            points.append(
                Point(
                    u * u * u * a.x + 3 * u * u * t * b.x + 3 * u * t * t * c.x + t * t * t * d.x,
                    u * u * u * a.y + 3 * u * u * t * b.y + 3 * u * t * t * c.y + t * t * t * d.y,
                )
            )
    return tuple(points)


def length(points: Sequence[Point]) -> float:
    """Length of the line through *points* in px."""
    return fsum(_distance(a, b) for a, b in pairwise(points))


def along(points: Sequence[Point], shares: Iterable[float]) -> Iterator[Point]:
    """The points at these *shares* (0 to 1) of the length of the line through *points*."""
    pieces = [_distance(a, b) for a, b in pairwise(points)]
    total = fsum(pieces)
    for share in shares:
        left = total * share
        for (a, b), piece in zip(pairwise(points), pieces, strict=True):
            if piece >= left and piece > 0:
                yield _between(a, b, left / piece)
                break
            left -= piece
        else:
            yield points[-1]


class Field:
    """Rectangles filed by where they are, so that asking what a line meets does not cost a look at all of them."""

    def __init__(self, rects: Iterable[tuple[str, Rect]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, float, float, float, float]]] = {}
        for name, rect in rects:
            self.add(name, rect)

    def add(self, name: str, rect: Rect) -> None:
        """File one more."""
        x, y, width, height = rect
        entry = (name, x, y, x + width, y + height)
        for cell in _cells(rect):
            if cell in self._cells:
                self._cells[cell].append(entry)
            else:
                self._cells[cell] = [entry]

    def touches(self, rect: Rect, *, but: str | None = None) -> bool:
        """Whether *rect* overlaps a rectangle whose name is not *but*."""
        left, top, width, height = rect
        right, bottom = left + width, top + height
        for cell in _cells(rect):
            for name, x, y, end, low in self._cells.get(cell, ()):
                if x < right and left < end and y < bottom and top < low and name != but:
                    return True
        return False

    def meets(self, points: Sequence[Point], *, but: Iterable[str] = (), gap: float = 0.0) -> bool:
        """Whether the line through *points* comes within *gap* px of a rectangle whose name is not in *but*."""
        spared = frozenset(but)
        for a, b in pairwise(points):
            span = hull(a, b).grown(gap)
            left, top, width, height = span
            right, bottom = left + width, top + height
            for cell in _cells(span):
                for name, x, y, end, low in self._cells.get(cell, ()):
                    if (
                        x <= right and left <= end and y <= bottom and top <= low
                        and name not in spared
                        and crosses(a, b, Rect(x - gap, y - gap, end - x + 2 * gap, low - y + 2 * gap))
                    ):  # fmt: skip
                        return True
        return False


def crosses(a: Point, b: Point, rect: Rect) -> bool:
    """Whether the straight line from *a* to *b* touches the inside of *rect* (Liang–Barsky clipping)."""
    low, high = 0.0, 1.0
    dx, dy = b.x - a.x, b.y - a.y
    for step, room in ((-dx, a.x - rect.x), (dx, rect.right - a.x), (-dy, a.y - rect.y), (dy, rect.bottom - a.y)):
        if step == 0:
            if room <= 0:
                return False
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    return low < high


def crossings(lines: Sequence[Sequence[Point]]) -> int:
    """How many pairs of *lines* cross each other, every crossing counted; common ends do not count."""
    filed: dict[tuple[int, int], list[tuple[int, Point, Point]]] = {}
    found: set[tuple[int, int, int, int]] = set()
    for index, points in enumerate(lines):
        for a, b in pairwise(points):
            for cell in _cells(hull(a, b)):
                for other, c, d in filed.get(cell, ()):
                    if other != index and _cross(a, b, c, d):
                        found.add((other, index, round((a.x + b.x) / 24), round((a.y + b.y) / 24)))
        for a, b in pairwise(points):
            for cell in _cells(hull(a, b)):
                filed.setdefault(cell, []).append((index, a, b))
    return len(found)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def turn(p: Point, q: Point, r: Point) -> float:
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def _cells(rect: Rect) -> Iterable[tuple[int, int]]:
    x, y, width, height = rect
    left, right = int(x // _CELL), int((x + width) // _CELL)
    top, bottom = int(y // _CELL), int((y + height) // _CELL)
    if left == right and top == bottom:
        return ((left, top),)
    return [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]


def hull(a: Point, b: Point) -> Rect:
    """The rectangle that has *a* and *b* as opposite corners."""
    return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def _distance(a: Point, b: Point) -> float:
    return hypot(a.x - b.x, a.y - b.y)


def _between(a: Point, b: Point, share: float) -> Point:
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def _towards(a: Point, b: Point, by: float) -> Point:
    distance = _distance(a, b)
    return _between(a, b, by / distance) if distance else a
