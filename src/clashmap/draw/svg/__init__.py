"""SVG: a sheet as text. Attributes only, one ``<text>`` a line, nothing that has to be fetched or run.

No stylesheet, no script, no transform, no embedded HTML, hex colours and plain numbers, so that browsers, office
programs, cutters and screen readers all take it for the same picture.

Who listens to it hears the title, the cards in the order of the text, inside the groups that they belong to, and the
legend. Trays, lines and the words in the cards are kept from them: the name of each card says all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from clashmap.draw.drawing import Drawing
from clashmap.draw.names import element_ids, language, slug, spoken
from clashmap.draw.sheet import Sheet
from clashmap.draw.svg.anchor import written
from clashmap.draw.svg.cards import card_group, frame
from clashmap.draw.svg.legend import key_group
from clashmap.draw.svg.links import links as lines
from clashmap.draw.svg.pen import Pen, escaped, number, quoted
from clashmap.draw.view import Group, Link

_UNHEARD = '<g aria-hidden="true">'


def dumps(sheet: Sheet) -> str:
    """The sheet as an SVG document, ending in a line break."""
    return "\n".join((*_document(sheet), "</svg>", ""))


def _document(sheet: Sheet) -> Iterator[str]:
    page, drawing = sheet.page, sheet.drawing
    theme = drawing.theme
    width, height = number(page.width), number(page.height)
    title = drawing.view.title or "Argument map"
    name = f"map-{slug(title)}"
    tongue = language(drawing.view.lang)
    # The direction is said because a picture inside a page would take on the page's own.
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family={quoted(theme.font)} direction="ltr"'
        + (f' lang="{tongue}" xml:lang="{tongue}"' if tongue else "")
        + f' role="graphics-document document" aria-labelledby="{name}-title" aria-describedby="{name}-text">'
    )
    yield f'<title id="{name}-title">{escaped(title)}</title>'
    yield f'<desc id="{name}-text">{escaped(sheet.description)}</desc>'
    yield f'<rect width="{width}" height="{height}" fill="{theme.paper}"/>'
    pen = Pen(1.0, 0.0, 0.0)
    yield from written(pen, sheet.heading)
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
    yield _UNHEARD
    for group, rect in drawing.frames:
        yield from frame(pen, drawing.theme, group, rect)
    yield from lines(pen, drawing.theme, drawing)
    yield "</g>"
    yield from _cards(pen, drawing)


def _cards(pen: Pen, drawing: Drawing) -> Iterator[str]:
    """The cards in the order of the text; where that leads into a group or out of it, the group begins or ends."""
    view = drawing.view
    ids = element_ids(view)
    links: dict[str, list[Link]] = {}
    for link in view.links:
        links.setdefault(link.source, []).append(link)
        links.setdefault(link.target, []).append(link)
    paths = dict(_paths(view.root, ()))
    path: tuple[Group, ...] = ()
    for id, (card, rect) in drawing.cards.items():
        before, path = path, paths.get(id, ())
        same = takewhile(lambda pair: pair[0] is pair[1], zip(before, path, strict=False))
        kept = sum(1 for _ in same)
        yield from ("</g>" for _ in before[kept:])
        for group in path[kept:]:
            yield f'<g role="group" aria-label={quoted(group.title)}>'
        label = quoted(spoken(card, view, links))
        linked = any(line.href for line in card.lines)
        role = "graphics-object group" if linked else "graphics-symbol img"  # an image may hold no link
        verdict = f' data-verdict="{card.mark.verdict}"' if card.mark else ""
        yield f'<g id={quoted(ids[id])} role="{role}" tabindex="0" aria-label={label}{verdict}>'
        if not linked:
            yield _UNHEARD
        yield from card_group(pen, drawing.theme, card, rect)
        yield "</g>" if linked else "</g></g>"
    yield from ("</g>" for _ in path)


def _paths(group: Group, around: tuple[Group, ...]) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """The groups round each node, from the outermost inwards."""
    for id in group.nodes:
        yield id, around
    for inner in group.groups:
        yield from _paths(inner, (*around, inner))
