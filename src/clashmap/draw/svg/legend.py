"""Entries of the legend as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.draw.card import STACK, Line, framed
from clashmap.draw.card.stripe import Stripe
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.lines.joint import bracket
from clashmap.draw.sheet.legend import SYMBOL, Key
from clashmap.draw.svg.cards import BORDER, box, disc, exhibit, ring, stripe
from clashmap.draw.svg.links import STRONG, head, shortened, sign
from clashmap.draw.svg.pen import Pen
from clashmap.draw.theme import Theme
from clashmap.draw.view.exhibits import QUOTED
from clashmap.model import RelationKind
from clashmap.verdicts.judge import Verdict


def key_group(key: Key, theme: Theme) -> Iterator[str]:
    """An entry: its symbol and its words. That of what decides is marked, for scripts that show other verdicts."""
    drawn = (*_symbol(key, theme), Pen(1.0, 0.0, 0.0).line(key.line))
    yield from ('<g data-part="decides">', *drawn, "</g>") if key.symbol == "decides" else drawn


def _symbol(key: Key, theme: Theme) -> Iterator[str]:
    unit = key.size / 11.0
    pen = Pen(unit, key.x, key.y)
    width = SYMBOL * 11.0
    outline = Rect(0, -8, 30, 16)
    match key.symbol:
        case "support" | "attack" | "undercut" | "contradiction" | "premise":
            yield from _link(pen, theme, key.symbol, width)
        case "claim":
            yield pen.rect(outline, radius=2.0, fill=theme.box, stroke=theme.edge, width=1.1 * theme.border)
        case "argument":
            yield pen.rect(outline, radius=7.0, fill=theme.box, stroke=theme.edge, width=1.1 * theme.border)
        case "head":
            thick = theme.border + BORDER["head"]
            yield pen.rect(outline, radius=2.0, fill=theme.box, stroke=theme.thesis, width=thick)
        case "stands" | "falls" | "contested":
            verdict = Verdict(key.symbol)
            yield box(pen, theme, verdict, outline, radius=2.0, stroke=theme.edge, width=1.1 * theme.border)
            yield from disc(pen, theme, verdict, outline.centre)
        case "decides":
            yield pen.rect(outline, radius=2.0, fill=theme.box, stroke=theme.thesis, width=theme.border)
            yield ring(pen, theme, outline, radius=2.0, off=theme.border / 2)
            support = theme.links[RelationKind.SUPPORT]
            ends = (Point(outline.right, 0), Point(width, 0))
            yield pen.path((ends[0], *ends, ends[1]), support.colour, width=STRONG * support.width)
        case "folded":
            for out in (STACK, STACK / 2, 0.0):
                rect = Rect(out, out - 8, 30 - STACK, 16 - STACK)
                yield pen.rect(rect, radius=2.0, fill=theme.tray, stroke=theme.edge, width=1.1 * theme.border)
        case "step":
            ends = (Point(0, 0), Point(30, 0))
            yield pen.path((ends[0], *ends, ends[1]), theme.edge, width=1.1 * theme.border)
        case "card":
            line = Line("Name 25", 3.0, 3.4, 9.5, theme.quiet)
            yield exhibit(pen, theme, framed(line.x, line.y, line.width, line.size))
            yield pen.line(line)
        case "quote":
            yield pen.line(Line(QUOTED, 0.0, 3.4, 9.5, theme.quiet))
        case "chip":
            pill = Rect(0, -7, width, 14)
            yield pen.rect(pill, radius=7, fill=theme.box, stroke=theme.reference, width=0.8 * theme.border, dash="1 2")
            yield pen.line(Line("→ title", 9.0, 3.4, 9.5, theme.quiet))
        case _:
            look = Stripe(*theme.stripe(int(key.symbol.partition(":")[2])), "")
            yield stripe(pen, look, x=4, top=-8, bottom=8)


def _link(pen: Pen, theme: Theme, symbol: str, width: float) -> Iterator[str]:
    """A line with its sign and its head, or with the bracket that premises end in."""
    kind = RelationKind.SUPPORT if symbol == "premise" else RelationKind(symbol)
    stroke = theme.links[kind]
    a, b = Point(0, 0), Point(width, 0)
    curve = (a, Point(width / 3, 0), Point(width * 2 / 3, 0), b)
    yield pen.path(shortened(curve, 10.0), stroke.colour, width=stroke.width, dash=stroke.dash)
    if symbol == "premise":
        yield pen.path(bracket(Rect(width - 3, -10, 10, 20), 0, -6, 6), stroke.colour, width=1.3 * stroke.width)
    else:
        yield head(pen, kind, stroke, b, a)
    if kind is RelationKind.CONTRADICTION:
        yield head(pen, kind, stroke, a, b)
    yield from sign(pen, stroke, Point(width / 2 - 3, 0), 7.0)
