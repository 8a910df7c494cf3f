"""Links as SVG: their lines, the marks at their ends, and their signs."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from clashmap.draw.curve import Curve
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Point
from clashmap.draw.route import Route
from clashmap.draw.svg.pen import Pen, escaped
from clashmap.draw.theme import Stroke, Theme
from clashmap.model import RelationKind

_HEAD = 11.0
"""Length in px of an arrow head."""


def sign(pen: Pen, stroke: Stroke, at: Point, radius: float) -> Iterator[str]:
    """The disc with the sign of a kind of link."""
    size = radius * 1.5
    yield (
        f'<circle cx="{pen.x(at.x)}" cy="{pen.y(at.y)}" r="{pen.size(radius)}" fill="#FFFFFF"'
        f' stroke="{stroke.colour}" stroke-width="{pen.size(radius / 6)}"/>'
    )
    yield (
        f'<text x="{pen.x(at.x)}" y="{pen.y(at.y + size * 0.345)}" font-size="{pen.size(size)}" fill="#111111"'
        f' font-weight="bold" text-anchor="middle" aria-hidden="true">{stroke.sign}</text>'
    )


def route_group(pen: Pen, theme: Theme, drawing: Drawing, route: Route) -> Iterator[str]:
    """The line, cut where its head begins, and the head; a contradiction has one at either end."""
    link, curve = route.link, route.curve
    stroke = theme.links[link.kind]
    nodes = drawing.view.nodes
    yield "<g>"
    yield f"<title>{escaped(f'{nodes[link.source].label} {link.kind.verb} {nodes[link.target].label}')}</title>"
    cut = {RelationKind.SUPPORT: _HEAD - 1.0, RelationKind.UNDERCUT: 13.0}.get(link.kind, 2.0)
    shown = shortened(curve, cut)
    if link.kind is RelationKind.CONTRADICTION:
        shown = shortened(shown[::-1], cut)[::-1]
    yield pen.path(shown, stroke.colour, width=2.0, dash=stroke.dash)
    yield head(pen, link.kind, stroke, curve[-1], curve[-2])
    if link.kind is RelationKind.CONTRADICTION:
        yield head(pen, link.kind, stroke, curve[0], curve[1])
    yield "</g>"


def head(pen: Pen, kind: RelationKind, stroke: Stroke, tip: Point, back: Point) -> str:
    """The mark at the end of a line that comes from *back* to *tip*."""
    distance = hypot(back.x - tip.x, back.y - tip.y) or 1.0
    ux, uy = (back.x - tip.x) / distance, (back.y - tip.y) / distance

    def at(away: float, aside: float) -> Point:
        return Point(tip.x + ux * away - uy * aside, tip.y + uy * away + ux * aside)

    match kind:
        case RelationKind.SUPPORT:
            return pen.shape((at(1, 0), at(_HEAD, 5), at(_HEAD, -5)), fill=stroke.colour)
        case RelationKind.UNDERCUT:
            corners = (at(1, 0), at(7, 4.6), at(13, 0), at(7, -4.6))
            return pen.shape(corners, fill="#FFFFFF", stroke=stroke.colour, width=1.8)
        case _:
            return pen.path((at(2.5, 5.5), at(2.5, 2), at(2.5, -2), at(2.5, -5.5)), stroke.colour, width=3.4)


def shortened(curve: Curve, by: float) -> Curve:
    """The curve with *by* px cut off its end; curves end in a straight piece at least that long."""
    end, back = curve[-1], curve[-4]
    distance = hypot(back.x - end.x, back.y - end.y)
    if distance <= by:
        return curve
    near = hypot(curve[-2].x - end.x, curve[-2].y - end.y) or 1.0
    ux, uy = (curve[-2].x - end.x) / near, (curve[-2].y - end.y) / near
    tip = Point(end.x + ux * by, end.y + uy * by)
    control = curve[-2] if near > by else tip
    return (*curve[:-2], control, tip)
