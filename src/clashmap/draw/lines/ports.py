"""Ports: where on its two boxes each link begins and ends, so that no two arrow heads lie on top of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from clashmap.draw.engines import Direction
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.view import Link

Side: TypeAlias = Literal["top", "bottom", "left", "right"]

_APART = 34.0
"""Distance in px of two ports on one side, where there is room for it."""
_CORNER = 18.0
"""Nearest that a port comes to a corner, where there is room for it."""
_OPPOSITE: dict[Side, Side] = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


class Port(NamedTuple):
    """A point on the border of a box, and the side it is on."""

    point: Point
    side: Side

    @property
    def upright(self) -> bool:
        """Whether a line leaves it up or down."""
        return self.side in ("top", "bottom")


def facing(source: Rect, target: Rect, direction: Direction) -> Side:
    """The side of *source* that looks at *target*."""
    upright: Side | None = None
    if target.bottom <= source.y:
        upright = "top"
    elif target.y >= source.bottom:
        upright = "bottom"
    level: Side | None = None
    if target.right <= source.x:
        level = "left"
    elif target.x >= source.right:
        level = "right"
    sides = (upright, level) if direction in ("up", "down") else (level, upright)
    return sides[0] or sides[1] or "top"


def assign(links: Sequence[Link], boxes: Mapping[str, Rect], direction: Direction) -> dict[Link, tuple[Port, Port]]:
    """Ports of every link at its source and its target, spread along each side in the order of the other ends."""
    ends: dict[tuple[str, Side], list[tuple[float, int, Link]]] = {}
    sides: dict[Link, tuple[Side, Side]] = {}
    for index, link in enumerate(links):
        source, target = boxes[link.source], boxes[link.target]
        out = facing(source, target, direction)
        sides[link] = (out, _OPPOSITE[out])
        for own, side, other in ((link.source, out, target), (link.target, _OPPOSITE[out], source)):
            order = other.centre.x if side in ("top", "bottom") else other.centre.y
            ends.setdefault((own, side), []).append((order, index, link))
    place: dict[tuple[str, Link], Point] = {}
    for (own, side), found in ends.items():
        found.sort(key=lambda end: end[:2])
        for rank, (_, _, link) in enumerate(found):
            place[own, link] = port(boxes[own], side, rank, len(found)).point
    return {
        link: (Port(place[link.source, link], out), Port(place[link.target, link], into))
        for link, (out, into) in sides.items()
    }


def port(box: Rect, side: Side, rank: int, count: int) -> Port:
    """Port number *rank* of *count* on one *side* of a box."""
    span = box.width if side in ("top", "bottom") else box.height
    apart = min(_APART, max(span - 2 * _CORNER, span / 2) / max(count - 1, 1))
    shift = (rank - (count - 1) / 2) * apart
    x, y = box.centre
    match side:
        case "top":
            return Port(Point(x + shift, box.y), side)
        case "bottom":
            return Port(Point(x + shift, box.bottom), side)
        case "left":
            return Port(Point(box.x, y + shift), side)
        case "right":
            return Port(Point(box.right, y + shift), side)
