"""SVG: a sheet as text. Attributes only, one ``<text>`` a line, nothing that has to be fetched or run.

No stylesheet, no script, no transform, no embedded HTML, hex colours and plain numbers, so that browsers, office
programs, cutters and screen readers all take it for the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.draw.drawing import Drawing
from clashmap.draw.names import element_ids, slug, spoken
from clashmap.draw.route import SIGN
from clashmap.draw.sheet import Sheet
from clashmap.draw.svg.cards import card_group, frame
from clashmap.draw.svg.legend import key_group
from clashmap.draw.svg.links import route_group, sign
from clashmap.draw.svg.pen import Pen, escaped, number, quoted
from clashmap.draw.view import Link


def dumps(sheet: Sheet) -> str:
    """The sheet as an SVG document, ending in a line break."""
    return "\n".join((*_document(sheet), "</svg>", ""))


def _document(sheet: Sheet) -> Iterator[str]:
    page, drawing = sheet.page, sheet.drawing
    theme = drawing.theme
    width, height = number(page.width), number(page.height)
    title = drawing.view.title or "Argument map"
    name = f"map-{slug(title)}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family={quoted(theme.font)} role="graphics-document document"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-text">'
    )
    yield f'<title id="{name}-title">{escaped(title)}</title>'
    yield f'<desc id="{name}-text">{escaped(sheet.description)}</desc>'
    yield f'<rect width="{width}" height="{height}" fill="{theme.paper}"/>'
    pen = Pen(1.0, 0.0, 0.0)
    for line in sheet.heading:
        yield pen.line(line)
    yield from _map(drawing)
    yield '<g role="group" aria-label="Legend">'
    for key in sheet.legend:
        yield from key_group(key, theme)
    yield "</g>"
    for line in sheet.footer:
        yield pen.line(line)


def _map(drawing: Drawing) -> Iterator[str]:
    """Trays first, then lines, signs over the lines, and the cards."""
    pen = Pen(drawing.scale, drawing.x, drawing.y)
    theme = drawing.theme
    for group, rect in drawing.frames:
        yield from frame(pen, theme, group, rect)
    for route in drawing.routes:
        yield from route_group(pen, theme, drawing, route)
    for route in drawing.routes:
        yield from sign(pen, theme.links[route.link.kind], route.sign, SIGN)
    ids = element_ids(drawing.view)
    links: dict[str, list[Link]] = {}
    for link in drawing.view.links:
        links.setdefault(link.source, []).append(link)
        links.setdefault(link.target, []).append(link)
    for id, (card, rect) in drawing.cards.items():
        label = spoken(card.node, drawing.view, links)
        yield f'<g id={quoted(ids[id])} role="graphics-symbol img" tabindex="0" aria-label={quoted(label)}>'
        yield from card_group(pen, theme, card, rect)
        yield "</g>"
