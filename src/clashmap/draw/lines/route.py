"""Routes inside a block: a smooth curve from port to port that keeps clear of every other box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clashmap.draw.engines import Direction
from clashmap.draw.geometry import Point, Rect, around
from clashmap.draw.lines.curve import Curve, Field, along, hull, samples
from clashmap.draw.lines.ports import Port, assign
from clashmap.draw.view import Link

CLEAR = 5.0
"""How far in px a route keeps from the boxes that it does not join."""
SIGN = 8.5
"""Radius in px of the sign on a link."""
_OUT = 12.0
"""How far in px a curve may swing out of its piece."""
_LEADS = ((0, 0), (0.35, 0), (0, 0.35), (0.3, 0.3), (0.6, 0), (0, 0.6), (0.75, 0), (0, 0.75))
"""Shares of the way that a curve goes straight at its start and at its end."""
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8, 0.14)
"""Where along its line a sign is tried, in this order."""
_NO_PLACE = 99
"""More than the worst place for a sign costs."""
_HEAD = 13.0
"""Length in px of the straight end that an arrow head needs."""


@dataclass(frozen=True, slots=True)
class Route:
    """A link as it is drawn: its curve from source to target, and the middle of its sign."""

    link: Link
    curve: Curve
    sign: Point


def routes(
    links: Sequence[Link], boxes: Mapping[str, Rect], direction: Direction, drawn: Mapping[Link, Curve], field: Field
) -> dict[Link, Curve]:
    """Curves for all *links* of one piece that can be led clear of every other box in *field*, and not far out of it.

    *boxes* are those of the piece, *drawn* the engine's own routes.
    """
    bounds = around(list(boxes.values())).grown(_OUT)
    found: dict[Link, Curve] = {}
    for link, (start, end) in assign(links, boxes, direction).items():
        for curve in _candidates(start, end, drawn.get(link, ())):
            if clear(curve, link, boxes, field) and all(bounds.holds(point) for point in samples(curve)):
                found[link] = curve
                break
    return found


def clear(curve: Curve, link: Link, boxes: Mapping[str, Rect], field: Field) -> bool:
    """Whether a curve meets no foreign box, and its own two boxes only at its ends."""
    points = samples(curve)
    if field.meets(points, but=(link.source, link.target), gap=CLEAR):
        return False
    own = Field([(link.source, boxes[link.source].grown(-1.0)), (link.target, boxes[link.target].grown(-1.0))])
    return not own.meets(points)


def _candidates(start: Port, end: Port, drawn: Curve) -> Iterator[Curve]:
    """Curves to try, calmest first: an S from port to port, one that starts or ends straight, the engine's route."""
    a, b = start.point, end.point
    upright = start.upright
    span = (b.y - a.y) if upright else (b.x - a.x)
    head = min(_HEAD, abs(span) / 3) * (1 if span > 0 else -1)

    def off(point: Point, by: float) -> Point:
        return Point(point.x, point.y + by) if upright else Point(point.x + by, point.y)

    for before, after in _LEADS:
        free = span - head
        c, d = off(a, free * before), off(b, -head - free * after)
        bend = ((d.y - c.y) if upright else (d.x - c.x)) * 0.52
        yield (a, off(a, free * before / 3), off(a, free * before * 2 / 3), c, off(c, bend), off(d, -bend), d,
               off(d, (head + free * after) / 3), off(d, (head + free * after) * 2 / 3), b)  # fmt: skip
    if drawn:
        shift_a = Point(a.x - drawn[0].x, a.y - drawn[0].y)
        shift_b = Point(b.x - drawn[-1].x, b.y - drawn[-1].y)
        moved = list(drawn)
        for index, shift in ((0, shift_a), (1, shift_a), (-1, shift_b), (-2, shift_b)):
            moved[index] = Point(moved[index].x + shift.x, moved[index].y + shift.y)
        yield tuple(moved)
        yield drawn


def signed(found: Mapping[Link, Curve], boxes: Field) -> list[Route]:
    """Routes with their signs, each where it covers no box, no other sign and no other line, near the middle."""
    lines = {link: samples(curve) for link, curve in found.items()}
    passing = Field(
        (str(number), hull(*piece)) for number, points in enumerate(lines.values()) for piece in pairwise(points)
    )
    signs = Field(())
    made = []
    for number, (link, points) in enumerate(lines.items()):
        best, least = points[0], _NO_PLACE
        for spot in along(points, _SHARES):
            disc = Rect(spot.x, spot.y, 0, 0).grown(SIGN + 1.0)
            cost = 9 * boxes.touches(disc) + 3 * signs.touches(disc) + passing.touches(disc, but=str(number))
            if cost < least:
                best, least = spot, cost
            if not cost:
                break
        signs.add("", Rect(best.x, best.y, 0, 0).grown(SIGN))
        made.append(Route(link, found[link], best))
    return made
