"""Joints: the brackets in which the premises of an argument meet at its card, for only together do they carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from clashmap.draw.geometry import Point, Rect
from clashmap.draw.lines.curve import Curve
from clashmap.draw.lines.route import Route
from clashmap.draw.view import Link, Node
from clashmap.model import Argument, RelationKind

DEPTH = 7.0
"""How far in px a bracket stands off its card."""
_OVER = 5.0
"""How far in px a bracket reaches beyond its outermost lines."""


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a line at a card: on which border, how far along it, and whether it is that of a premise."""

    border: int
    along: float
    premise: bool


def is_premise(link: Link, nodes: Mapping[str, Node]) -> bool:
    """Whether a link leads from a premise to the argument that is built on it."""
    argument = nodes[link.target]
    steps = argument.steps if isinstance(argument, Argument) and link.kind is RelationKind.SUPPORT else ()
    return any(link.source in step.premises for step in steps)


def joints(routes: Iterable[Route], boxes: Mapping[str, Rect], nodes: Mapping[str, Node]) -> Iterator[Curve]:
    """The brackets over the ends of premises at each card; what ends between two of them parts a bracket in two."""
    ends: dict[str, list[_End]] = {}
    for route in routes:
        link = route.link
        ends.setdefault(link.target, []).append(_end(route.curve[-1], boxes[link.target], is_premise(link, nodes)))
        ends.setdefault(link.source, []).append(_end(route.curve[0], boxes[link.source], False))
    for id, found in ends.items():
        ordered = sorted(found, key=lambda end: (end.border, end.along))
        for (border, premise), run in groupby(ordered, lambda end: (end.border, end.premise)):
            if premise:
                at = [end.along for end in run]
                yield bracket(boxes[id], border, min(at) - _OVER, max(at) + _OVER)


def _end(point: Point, rect: Rect, premise: bool) -> _End:
    off = (point.x - rect.x, rect.right - point.x, point.y - rect.y, rect.bottom - point.y)
    border = min(range(4), key=lambda number: abs(off[number]))
    return _End(border, point.y if border < 2 else point.x, premise)


def bracket(rect: Rect, border: int, low: float, high: float) -> Curve:
    """A bracket on a card, over what ends from *low* to *high* on a *border*: 0 left, 1 right, 2 upper, 3 lower."""
    base = (rect.x, rect.right, rect.y, rect.bottom)[border]
    away = base + (DEPTH if border % 2 else -DEPTH)
    corners = ((base, low), (away, low), (away, high), (base, high))
    points = [Point(*corner) if border < 2 else Point(corner[1], corner[0]) for corner in corners]
    return (points[0], *(point for a, b in pairwise(points) for point in (a, b, b)))
