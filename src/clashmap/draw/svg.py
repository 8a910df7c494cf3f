"""SVG: a sheet as text. Attributes only, one ``<text>`` a line, nothing that has to be fetched or run.

No stylesheet, no script, no transform, no embedded HTML, hex colours and plain numbers, so that browsers, office
programs, cutters and screen readers all take it for the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from xml.sax.saxutils import escape, quoteattr

from clashmap.draw.arrange import TRAY_PAD
from clashmap.draw.card import CHIP_SIGN, Card, Line, PlacedChip
from clashmap.draw.curve import Curve
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.names import element_ids, slug, spoken
from clashmap.draw.route import SIGN, Route
from clashmap.draw.sheet import SYMBOL, Key, Sheet
from clashmap.draw.text import shorten
from clashmap.draw.theme import Stroke, Theme
from clashmap.draw.view import Group, Link
from clashmap.model import Argument, RelationKind

_HEAD = 11.0
"""Length in px of an arrow head."""
_BORDER = {"resolution": 3.4, "option": 3.4, "head": 1.9, "plain": 1.0}
_DASHED = "5 3"
_CONTROL = dict.fromkeys([*(set(range(32)) - {9, 10, 13}), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
"""Characters that XML does not allow, not even escaped."""


def dumps(sheet: Sheet) -> str:
    """The sheet as an SVG document, ending in a line break."""
    return "\n".join((*_document(sheet), "</svg>", ""))


def _document(sheet: Sheet) -> Iterator[str]:
    page, drawing = sheet.page, sheet.drawing
    theme = drawing.theme
    width, height = _number(page.width), _number(page.height)
    title = drawing.view.title or "Argument map"
    name = f"map-{slug(title)}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family={_quoted(theme.font)} role="graphics-document document"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-text">'
    )
    yield f'<title id="{name}-title">{_escaped(title)}</title>'
    yield f'<desc id="{name}-text">{_escaped(sheet.description)}</desc>'
    yield f'<rect width="{width}" height="{height}" fill="{theme.paper}"/>'
    pen = _Pen(1.0, 0.0, 0.0)
    for line in sheet.heading:
        yield pen.line(line)
    yield from _map(drawing)
    yield '<g role="group" aria-label="Legend">'
    for key in sheet.legend:
        yield from _key(key, theme)
    yield "</g>"
    for line in sheet.footer:
        yield pen.line(line)


def _map(drawing: Drawing) -> Iterator[str]:
    """Trays first, then lines, signs over the lines, and the cards."""
    pen = _Pen(drawing.scale, drawing.x, drawing.y)
    theme = drawing.theme
    for group, rect in drawing.frames:
        yield from _frame(pen, theme, group, rect)
    for route in drawing.routes:
        yield from _route(pen, theme, drawing, route)
    for route in drawing.routes:
        yield from _sign(pen, theme.links[route.link.kind], route.sign, SIGN)
    ids = element_ids(drawing.view)
    links: dict[str, list[Link]] = {}
    for link in drawing.view.links:
        links.setdefault(link.source, []).append(link)
        links.setdefault(link.target, []).append(link)
    for id, (card, rect) in drawing.cards.items():
        label = spoken(card.node, drawing.view, links)
        yield f'<g id={_quoted(ids[id])} role="graphics-symbol img" tabindex="0" aria-label={_quoted(label)}>'
        yield from _card(pen, theme, card, rect)
        yield "</g>"


class _Pen:
    """Writes shapes given in px of the drawing in px of the page."""

    def __init__(self, scale: float, x: float, y: float) -> None:
        self.scale, self.dx, self.dy = scale, x, y

    def x(self, value: float) -> str:
        return _number(value * self.scale + self.dx)

    def y(self, value: float) -> str:
        return _number(value * self.scale + self.dy)

    def size(self, value: float) -> str:
        return _number(value * self.scale)

    def dash(self, pattern: str) -> str:
        return f' stroke-dasharray="{" ".join(self.size(float(part)) for part in pattern.split())}"' if pattern else ""

    def rect(
        self, rect: Rect, *, radius: float = 0.0, fill: str, stroke: str = "", width: float = 1.0, dash: str = ""
    ) -> str:
        corner = f' rx="{self.size(radius)}"' if radius else ""
        border = f' stroke="{stroke}" stroke-width="{self.size(width)}"' if stroke else ""
        return (
            f'<rect x="{self.x(rect.x)}" y="{self.y(rect.y)}" width="{self.size(rect.width)}"'
            f' height="{self.size(rect.height)}"{corner} fill="{fill}"{border}{self.dash(dash)}/>'
        )

    def path(self, curve: Curve, stroke: str, *, width: float, dash: str = "") -> str:
        return (
            f'<path d="{self._data(curve)}" fill="none" stroke="{stroke}" stroke-width="{self.size(width)}"'
            f"{self.dash(dash)}/>"
        )

    def shape(self, points: tuple[Point, ...], *, fill: str, stroke: str = "", width: float = 1.0) -> str:
        data = " ".join(f"{'L' if index else 'M'}{self.x(p.x)} {self.y(p.y)}" for index, p in enumerate(points))
        border = f' stroke="{stroke}" stroke-width="{self.size(width)}"' if stroke else ""
        return f'<path d="{data} Z" fill="{fill}"{border}/>'

    def _data(self, curve: Curve) -> str:
        parts = [f"M{self.x(curve[0].x)} {self.y(curve[0].y)}"]
        for index in range(1, len(curve), 3):
            a, (b, c, d) = curve[index - 1], curve[index : index + 3]
            if _straight(a, b, c, d):
                parts.append(f"L{self.x(d.x)} {self.y(d.y)}")
            else:
                parts.append("C" + " ".join(f"{self.x(p.x)} {self.y(p.y)}" for p in (b, c, d)))
        return " ".join(parts)

    def line(self, line: Line, *, x: float = 0.0, y: float = 0.0) -> str:
        bold = ' font-weight="bold"' if line.bold else ""
        anchor = ' text-anchor="end"' if line.right else ""
        return (
            f'<text x="{self.x(x + line.x)}" y="{self.y(y + line.y)}" font-size="{self.size(line.size)}"'
            f' fill="{line.colour}"{bold}{anchor} textLength="{self.size(line.width)}"'
            f' lengthAdjust="spacingAndGlyphs">{_escaped(line.text)}</text>'
        )


def _frame(pen: _Pen, theme: Theme, group: Group, rect: Rect) -> Iterator[str]:
    yield f'<g role="graphics-object group" aria-label={_quoted(f"Group: {group.title}")}>'
    yield pen.rect(rect, radius=10, fill=theme.tray, stroke=theme.tray_edge)
    yield pen.line(_tray_title(group, theme, rect))
    yield "</g>"


def _tray_title(group: Group, theme: Theme, rect: Rect) -> Line:
    text = shorten(group.title, rect.width - 2 * TRAY_PAD, theme.tray_size, bold=True)
    return Line(text, rect.x + TRAY_PAD, rect.y + 23.0, theme.tray_size, theme.quiet, bold=True)


def _card(pen: _Pen, theme: Theme, card: Card, rect: Rect) -> Iterator[str]:
    colour = theme.edge if card.rank == "plain" else theme.thesis
    radius = 12.0 if isinstance(card.node, Argument) else 2.0
    yield pen.rect(rect, radius=radius, fill=theme.box, stroke=colour, width=_BORDER[card.rank])
    if card.stripe:
        yield from _stripe(
            pen, card.stripe, solid=card.solid, x=rect.x + 7.0, top=rect.y + 9.0, bottom=rect.bottom - 9.0
        )
    for line in card.lines:
        yield pen.line(line, x=rect.x, y=rect.y)
    for placed in card.chips:
        yield from _chip(pen, theme, placed, rect)


def _stripe(pen: _Pen, colour: str, *, solid: bool, x: float, top: float, bottom: float) -> Iterator[str]:
    dash = "" if solid else pen.dash(_DASHED)
    yield (
        f'<path d="M{pen.x(x)} {pen.y(top)} L{pen.x(x)} {pen.y(bottom)}" stroke="{colour}"'
        f' stroke-width="{pen.size(4)}"{dash}/>'
    )


def _chip(pen: _Pen, theme: Theme, placed: PlacedChip, rect: Rect) -> Iterator[str]:
    stroke = theme.links[placed.chip.kind]
    x, y = rect.x + placed.line.x, rect.y + placed.y
    pill = Rect(x - CHIP_SIGN, y, placed.width, 13.0)
    yield pen.rect(pill, radius=6.5, fill=theme.box, stroke=theme.reference, width=0.8, dash="1 2")
    yield from _sign(pen, stroke, Point(x - CHIP_SIGN / 2, y + 6.5), 5.2)
    yield pen.line(placed.line, x=rect.x, y=rect.y)


def _sign(pen: _Pen, stroke: Stroke, at: Point, radius: float) -> Iterator[str]:
    size = radius * 1.5
    yield (
        f'<circle cx="{pen.x(at.x)}" cy="{pen.y(at.y)}" r="{pen.size(radius)}" fill="#FFFFFF"'
        f' stroke="{stroke.colour}" stroke-width="{pen.size(radius / 6)}"/>'
    )
    yield (
        f'<text x="{pen.x(at.x)}" y="{pen.y(at.y + size * 0.345)}" font-size="{pen.size(size)}" fill="#111111"'
        f' font-weight="bold" text-anchor="middle" aria-hidden="true">{stroke.sign}</text>'
    )


def _route(pen: _Pen, theme: Theme, drawing: Drawing, route: Route) -> Iterator[str]:
    """The line, cut where its head begins, and the head; a contradiction has one at either end."""
    link, curve = route.link, route.curve
    stroke = theme.links[link.kind]
    nodes = drawing.view.nodes
    yield "<g>"
    yield f"<title>{_escaped(f'{nodes[link.source].label} {link.kind.verb} {nodes[link.target].label}')}</title>"
    cut = {RelationKind.SUPPORT: _HEAD - 1.0, RelationKind.UNDERCUT: 13.0}.get(link.kind, 2.0)
    shown = _shortened(curve, cut)
    if link.kind is RelationKind.CONTRADICTION:
        shown = _shortened(shown[::-1], cut)[::-1]
    yield pen.path(shown, stroke.colour, width=2.0, dash=stroke.dash)
    yield _head(pen, link.kind, stroke, curve[-1], curve[-2])
    if link.kind is RelationKind.CONTRADICTION:
        yield _head(pen, link.kind, stroke, curve[0], curve[1])
    yield "</g>"


def _head(pen: _Pen, kind: RelationKind, stroke: Stroke, tip: Point, back: Point) -> str:
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


def _shortened(curve: Curve, by: float) -> Curve:
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


def _straight(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether a Bézier curve is a straight line, to a twentieth of a px."""
    distance = hypot(d.x - a.x, d.y - a.y)
    if distance == 0:
        return True
    off = (abs((d.x - a.x) * (p.y - a.y) - (d.y - a.y) * (p.x - a.x)) / distance for p in (b, c))
    return max(off) < 0.05


def _key(key: Key, theme: Theme) -> Iterator[str]:
    """A legend entry: the symbol as it looks on the map, and its word."""
    unit = key.size / 11.0
    pen = _Pen(unit, key.x, key.y)
    width = SYMBOL * 11.0
    if key.symbol in [kind.value for kind in theme.links]:
        kind = RelationKind(key.symbol)
        stroke = theme.links[kind]
        a, b = Point(0, 0), Point(width, 0)
        curve = (a, Point(width / 3, 0), Point(width * 2 / 3, 0), b)
        yield pen.path(_shortened(curve, 10.0), stroke.colour, width=2.0, dash=stroke.dash)
        yield _head(pen, kind, stroke, b, a)
        if kind is RelationKind.CONTRADICTION:
            yield _head(pen, kind, stroke, a, b)
        yield from _sign(pen, stroke, Point(width / 2 - 3, 0), 7.0)
    elif key.symbol in ("claim", "argument"):
        radius = 7.0 if key.symbol == "argument" else 2.0
        yield pen.rect(Rect(0, -8, 30, 16), radius=radius, fill=theme.box, stroke=theme.edge, width=1.1)
    elif key.symbol == "head":
        yield pen.rect(Rect(0, -8, 30, 16), radius=2.0, fill=theme.box, stroke=theme.thesis, width=_BORDER["head"])
    elif key.symbol == "chip":
        yield pen.rect(Rect(0, -7, width, 14), radius=7, fill=theme.box, stroke=theme.reference, width=0.8, dash="1 2")
        yield pen.line(Line("→ title", 9.0, 3.4, 9.5, theme.quiet))
    else:
        number = int(key.symbol.partition(":")[2])
        colour = theme.sides[number % len(theme.sides)]
        yield from _stripe(pen, colour, solid=number == 0, x=4, top=-8, bottom=8)
    yield _Pen(1.0, 0.0, 0.0).line(key.line)


def _number(value: float) -> str:
    """A number as short as two decimals allow."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _escaped(text: str) -> str:
    return escape(text.translate(_CONTROL))


def _quoted(text: str) -> str:
    return quoteattr(text.translate(_CONTROL))
