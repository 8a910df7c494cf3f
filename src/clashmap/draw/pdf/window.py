"""Windows: what of a sheet can be seen through one in its page, for a large sheet that is drawn part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clashmap.draw.card import Line
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Point, Rect, around
from clashmap.draw.lines.route import Route
from clashmap.draw.sheet import Sheet

_HANGING = 40.0
"""px of the drawing within which all that hangs on a card or a line is: heads, brackets, signs and their numbers."""


def seen(sheet: Sheet, window: Rect) -> Sheet:
    """*sheet* with no more of its map than is needed to draw what *window*, in px of the page, shows of it.

    What lies across the edge of the window is whole. The names of cards say nothing of their links.
    """
    drawing = sheet.drawing
    view, near = drawing.view, _of_drawing(drawing, window).grown(_HANGING)
    close = {id for id, (_, rect) in drawing.cards.items() if rect.overlaps(near)}
    # How the premises of an argument are joined depends on every line at its card, also on those that come from afar.
    routes = tuple(route for route in drawing.routes if close & _ends(route) or _passes(route, near))
    kept = close.union(*map(_ends, routes))
    part = replace(
        drawing,
        view=replace(view, nodes={id: view.nodes[id] for id in drawing.cards if id in kept}, links=(), away=()),
        cards={id: placed for id, placed in drawing.cards.items() if id in kept},
        frames=tuple((group, rect) for group, rect in drawing.frames if rect.overlaps(near)),
        routes=routes,
    )
    return replace(sheet, drawing=part)


def is_blank(sheet: Sheet, window: Rect) -> bool:
    """Whether *window*, in px of the page, shows no card, line or frame of *sheet*, and no word round its map."""
    drawing = sheet.drawing
    inside = _of_drawing(drawing, window)
    return not (
        any(box.overlaps(window) for box in _words(sheet))
        or any(rect.overlaps(inside) for _, rect in (*drawing.frames, *drawing.cards.values()))
        or any(_passes(route, inside) for route in drawing.routes)
    )


def _of_drawing(drawing: Drawing, window: Rect) -> Rect:
    scale = drawing.scale
    left, top = (window.x - drawing.x) / scale, (window.y - drawing.y) / scale
    return Rect(left, top, window.width / scale, window.height / scale)


def _ends(route: Route) -> set[str]:
    return {route.link.source, route.link.target}


def _passes(route: Route, window: Rect) -> bool:
    """Whether a piece of the line comes into *window*, as far as the points that it bends to tell."""
    curve = route.curve
    return any(_hull(curve[at : at + 4]).overlaps(window) for at in range(0, len(curve) - 1, 3))


def _hull(points: tuple[Point, ...]) -> Rect:
    return around([Rect(point.x, point.y, 0.0, 0.0) for point in points])


def _words(sheet: Sheet) -> Iterator[Rect]:
    """The boxes round the heading, the entries of the legend with their symbols, and the footer."""
    yield from map(_box, (*sheet.heading, *sheet.footer))
    for key in sheet.legend:
        yield around([Rect(key.x, key.y, 0.0, 0.0), _box(key.line)])


def _box(line: Line) -> Rect:
    left = line.x - line.width if line.right else line.x
    return Rect(left, line.y - line.size, line.width, line.size * 1.3)
