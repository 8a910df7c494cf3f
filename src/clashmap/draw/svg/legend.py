"""Entries of the legend as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.draw.card import Line
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.sheet import SYMBOL, Key
from clashmap.draw.svg.cards import BORDER, stripe
from clashmap.draw.svg.links import head, shortened, sign
from clashmap.draw.svg.pen import Pen
from clashmap.draw.theme import Theme
from clashmap.model import RelationKind


def key_group(key: Key, theme: Theme) -> Iterator[str]:
    """A legend entry: the symbol as it looks on the map, and its word."""
    unit = key.size / 11.0
    pen = Pen(unit, key.x, key.y)
    width = SYMBOL * 11.0
    if key.symbol in [kind.value for kind in theme.links]:
        kind = RelationKind(key.symbol)
        stroke = theme.links[kind]
        a, b = Point(0, 0), Point(width, 0)
        curve = (a, Point(width / 3, 0), Point(width * 2 / 3, 0), b)
        yield pen.path(shortened(curve, 10.0), stroke.colour, width=2.0, dash=stroke.dash)
        yield head(pen, kind, stroke, b, a)
        if kind is RelationKind.CONTRADICTION:
            yield head(pen, kind, stroke, a, b)
        yield from sign(pen, stroke, Point(width / 2 - 3, 0), 7.0)
    elif key.symbol in ("claim", "argument"):
        radius = 7.0 if key.symbol == "argument" else 2.0
        yield pen.rect(Rect(0, -8, 30, 16), radius=radius, fill=theme.box, stroke=theme.edge, width=1.1)
    elif key.symbol == "head":
        yield pen.rect(Rect(0, -8, 30, 16), radius=2.0, fill=theme.box, stroke=theme.thesis, width=BORDER["head"])
    elif key.symbol == "chip":
        yield pen.rect(Rect(0, -7, width, 14), radius=7, fill=theme.box, stroke=theme.reference, width=0.8, dash="1 2")
        yield pen.line(Line("→ title", 9.0, 3.4, 9.5, theme.quiet))
    else:
        number = int(key.symbol.partition(":")[2])
        colour = theme.sides[number % len(theme.sides)]
        yield from stripe(pen, colour, solid=number == 0, x=4, top=-8, bottom=8)
    yield Pen(1.0, 0.0, 0.0).line(key.line)
