"""Cards and the frames of groups as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.draw.arrange import TRAY_PAD
from clashmap.draw.card import CHIP_SIGN, Card, Line, PlacedChip
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.svg.links import sign
from clashmap.draw.svg.pen import Pen, quoted
from clashmap.draw.text import shorten
from clashmap.draw.theme import Theme
from clashmap.draw.view import Group
from clashmap.model import Argument

BORDER = {"resolution": 3.4, "option": 3.4, "head": 1.9, "plain": 1.0}
"""Width in px of a card's border, by its rank."""
_DASHED = "5 3"


def frame(pen: Pen, theme: Theme, group: Group, rect: Rect) -> Iterator[str]:
    """A group's tray with its title."""
    yield f'<g role="graphics-object group" aria-label={quoted(f"Group: {group.title}")}>'
    yield pen.rect(rect, radius=10, fill=theme.tray, stroke=theme.tray_edge)
    yield pen.line(_tray_title(group, theme, rect))
    yield "</g>"


def _tray_title(group: Group, theme: Theme, rect: Rect) -> Line:
    text = shorten(group.title, rect.width - 2 * TRAY_PAD, theme.tray_size, bold=True)
    return Line(text, rect.x + TRAY_PAD, rect.y + 23.0, theme.tray_size, theme.quiet, bold=True)


def card_group(pen: Pen, theme: Theme, card: Card, rect: Rect) -> Iterator[str]:
    """A card: its box, its stripe, its words and its chips."""
    colour = theme.edge if card.rank == "plain" else theme.thesis
    radius = 12.0 if isinstance(card.node, Argument) else 2.0
    yield pen.rect(rect, radius=radius, fill=theme.box, stroke=colour, width=BORDER[card.rank])
    if card.stripe:
        yield from stripe(
            pen, card.stripe, solid=card.solid, x=rect.x + 7.0, top=rect.y + 9.0, bottom=rect.bottom - 9.0
        )
    for line in card.lines:
        yield pen.line(line, x=rect.x, y=rect.y)
    for placed in card.chips:
        yield from _chip(pen, theme, placed, rect)


def stripe(pen: Pen, colour: str, *, solid: bool, x: float, top: float, bottom: float) -> Iterator[str]:
    """The stripe of a side, broken unless it is *solid*."""
    dash = "" if solid else pen.dash(_DASHED)
    yield (
        f'<path d="M{pen.x(x)} {pen.y(top)} L{pen.x(x)} {pen.y(bottom)}" stroke="{colour}"'
        f' stroke-width="{pen.size(4)}"{dash}/>'
    )


def _chip(pen: Pen, theme: Theme, placed: PlacedChip, rect: Rect) -> Iterator[str]:
    stroke = theme.links[placed.chip.kind]
    x, y = rect.x + placed.line.x, rect.y + placed.y
    pill = Rect(x - CHIP_SIGN, y, placed.width, 13.0)
    yield pen.rect(pill, radius=6.5, fill=theme.box, stroke=theme.reference, width=0.8, dash="1 2")
    yield from sign(pen, stroke, Point(x - CHIP_SIGN / 2, y + 6.5), 5.2)
    yield pen.line(placed.line, x=rect.x, y=rect.y)
