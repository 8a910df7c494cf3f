"""Links as SVG: their lines, the marks at their ends, and their signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import hypot

from clashmap.draw.card import Line
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.lines.curve import Curve
from clashmap.draw.lines.joint import DEPTH, is_premise, joints
from clashmap.draw.lines.route import SIGN, Route
from clashmap.draw.svg.pen import Pen, escaped
from clashmap.draw.theme import Stroke, Theme
from clashmap.draw.view import Link, Verdicts
from clashmap.model import RelationKind

_HEAD = 11.0
"""Length in px of an arrow head."""
STRONG = 1.75
"""By how much a line is wider that decides a verdict."""
_WEAK = 0.6
"""By how much the others are, then."""
_COUNT_GAP = 4.0
"""Space in px between the number of links at a sign and what is beside it."""


def sign(pen: Pen, stroke: Stroke, at: Point, radius: float) -> Iterator[str]:
    """The disc with the sign of a kind of link."""
    size = radius * 1.5
    yield (
        f'<circle cx="{pen.x(at.x)}" cy="{pen.y(at.y)}" r="{pen.size(radius)}" fill="{stroke.disc}"'
        f' stroke="{stroke.colour}" stroke-width="{pen.size(radius / 6)}"/>'
    )
    yield (
        f'<text x="{pen.x(at.x)}" y="{pen.y(at.y + size * 0.345)}" font-size="{pen.size(size)}" fill="{stroke.ink}"'
        f' font-weight="bold" text-anchor="middle" aria-hidden="true">{stroke.sign}</text>'
    )


def links(pen: Pen, theme: Theme, drawing: Drawing) -> Iterator[str]:
    """All lines of a drawing, the brackets that join premises, and the signs over them."""
    nodes = drawing.view.nodes
    for route in drawing.routes:
        yield from _route(pen, theme, drawing, route)
    support = theme.links[RelationKind.SUPPORT]
    boxes = {id: rect for id, (_, rect) in drawing.cards.items()}
    for bracket in joints(drawing.routes, boxes, nodes):
        yield pen.path(bracket, support.colour, width=1.3 * support.width)
    for route in drawing.routes:
        yield from sign(pen, theme.links[route.link.kind], route.sign, SIGN)
        if route.link.count > 1:
            yield pen.line(_count(theme, drawing, route))


def _count(theme: Theme, drawing: Drawing, route: Route) -> Line:
    """How many links a line stands for: right of its sign, or left of it where only that is free."""
    size, at = theme.meta_size, route.sign
    line = Line(f"×{route.link.count}", at.x + SIGN + 2.0, at.y + size * 0.36, size, theme.quiet)
    taken = [rect for _, rect in drawing.cards.values()]
    taken += [Rect(other.sign.x, other.sign.y, 0, 0).grown(SIGN) for other in drawing.routes if other is not route]

    def is_free(left: float) -> bool:
        space = Rect(left, at.y - size / 2, line.width, size)
        return not any(space.overlaps(rect, _COUNT_GAP) for rect in taken)

    left = at.x - SIGN - 2.0 - line.width
    return line if is_free(line.x) or not is_free(left) else replace(line, x=left)


def _route(pen: Pen, theme: Theme, drawing: Drawing, route: Route) -> Iterator[str]:
    """The line, cut where its head begins, and the head: two of a contradiction, none of a premise."""
    link, curve = route.link, route.curve
    stroke = _weighed(theme.links[link.kind], drawing.view.verdicts, link)
    nodes = drawing.view.nodes
    joined = is_premise(link, nodes)
    verb = RelationKind.PREMISE.verb if joined else link.kind.verb
    yield "<g>"
    yield f"<title>{escaped(f'{nodes[link.source].label} {verb} {nodes[link.target].label}')}</title>"
    cut = {RelationKind.SUPPORT: _HEAD - 1.0, RelationKind.UNDERCUT: 13.0}.get(link.kind, 2.0)
    shown = shortened(curve, DEPTH if joined else cut)
    if link.kind is RelationKind.CONTRADICTION:
        shown = shortened(shown[::-1], cut)[::-1]
    yield pen.path(shown, stroke.colour, width=stroke.width, dash=stroke.dash)
    mark = replace(stroke, width=min(stroke.width, theme.links[link.kind].width))
    if not joined:
        yield head(pen, link.kind, mark, curve[-1], curve[-2])
    if link.kind is RelationKind.CONTRADICTION:
        yield head(pen, link.kind, mark, curve[0], curve[1])
    yield "</g>"


def _weighed(stroke: Stroke, verdicts: Verdicts, link: Link) -> Stroke:
    """The *stroke* of a link: wider where it decides a verdict, thinner where others do."""
    if not verdicts.arrows:
        return stroke
    return replace(stroke, width=stroke.width * (STRONG if verdicts.decides(link) else _WEAK))


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
            return pen.shape(corners, fill=stroke.disc, stroke=stroke.colour, width=0.9 * stroke.width)
        case _:
            thick = 1.7 * stroke.width
            off = thick / 2 + 0.8
            return pen.path((at(off, 5.5), at(off, 2), at(off, -2), at(off, -5.5)), stroke.colour, width=thick)


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
