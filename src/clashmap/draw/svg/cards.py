"""Cards and the frames of groups as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clashmap.draw.card import CHIP_SIGN, MARK, STACK, Card, Line, PlacedChip
from clashmap.draw.card.stripe import Stripe
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.layout.arrange import TRAY_PAD
from clashmap.draw.svg.anchor import written
from clashmap.draw.svg.links import sign
from clashmap.draw.svg.pen import Pen
from clashmap.draw.text import measure, shorten
from clashmap.draw.theme import Theme
from clashmap.draw.view import Folded, Group
from clashmap.model import Argument
from clashmap.verdicts.judge import Verdict

BORDER: Final = {"resolution": 2.4, "option": 2.4, "head": 0.9, "plain": 0.0}
"""By how many px the border of a card is wider than the theme's, by its rank."""
DASH: Final = "6 4"
"""Dash pattern of the border of what is contested."""
_DECIDES: Final = 1.4
"""By how many px the border of a card that decides is wider, at the least."""
_RING: Final = 1.1
"""Width in px of the second border inside it."""
_BETWEEN: Final = 1.3
"""Space in px between the two."""
_SMALLEST: Final = 0.75
"""Share of its size that the title of a narrow tray shrinks to before it is cut."""


def frame(pen: Pen, theme: Theme, group: Group, rect: Rect) -> Iterator[str]:
    """A group's tray with its title."""
    yield pen.rect(rect, radius=10, fill=theme.tray, stroke=theme.tray_edge, width=theme.border)
    room = rect.width - 2 * TRAY_PAD
    wide = measure(group.title, theme.tray_size, bold=True)
    size = theme.tray_size * max(min(room / wide, 1.0), _SMALLEST) if wide else theme.tray_size
    text = shorten(group.title, room, size, bold=True)
    yield pen.line(Line(text, rect.x + TRAY_PAD, rect.y + 23.0, size, theme.quiet, bold=True))


def card_group(pen: Pen, theme: Theme, card: Card, rect: Rect) -> Iterator[str]:
    """A card: its box, its stripe, its words and its chips.

    What a verdict changes is marked for scripts, and keeps its size: ``data-part="box"`` and ``data-part="verdict"``.
    """
    # A thick border beside the double one of what decides would compete with it.
    rank = "plain" if card.mark and card.rank == "option" else card.rank
    colour = theme.edge if rank == "plain" and not card.decides else theme.thesis
    radius = 12.0 if isinstance(card.node, Argument) else 2.0
    width = theme.border + max(BORDER[rank], _DECIDES if card.decides else 0.0)
    front = rect
    if isinstance(card.node, Folded):
        radius = 8.0
        front = Rect(rect.x, rect.y, rect.width - STACK, rect.height - STACK)
        for out in (STACK, STACK / 2):
            yield pen.rect(front.moved(out, out), radius=radius, fill=theme.tray, stroke=colour, width=width)
    if card.mark:
        yield box(pen, theme, card.mark.verdict, front, radius=radius, stroke=colour, width=width)
    else:
        fill = theme.tray if front != rect else theme.box
        yield pen.rect(front, radius=radius, fill=fill, stroke=colour, width=width)
    if card.decides:
        yield ring(pen, theme, front, radius=radius, off=width / 2)
    if card.stripe:
        yield stripe(pen, card.stripe, x=front.x + 7.0, top=front.y + 9.0, bottom=front.bottom - 9.0)
    for bar in card.bars:
        ends = (Point(rect.x + bar.x, rect.y + bar.y), Point(rect.x + bar.right, rect.y + bar.y))
        yield pen.path((ends[0], *ends, ends[1]), theme.edge, width=1.1 * theme.border)
    if card.mark:
        yield '<g data-part="verdict">'
        yield from disc(pen, theme, card.mark.verdict, Point(rect.x + card.mark.x, rect.y + card.mark.y))
        yield pen.line(card.mark.word, x=rect.x, y=rect.y)
        yield "</g>"
    if card.frame:
        yield exhibit(pen, theme, card.frame.moved(rect.x, rect.y))
    yield from written(pen, card.lines, x=rect.x, y=rect.y)
    for placed in card.chips:
        yield from _chip(pen, theme, placed, rect)


def stripe(pen: Pen, stripe: Stripe, *, x: float, top: float, bottom: float) -> str:
    """The stripe of a card."""
    return (
        f'<path d="M{pen.x(x)} {pen.y(top)} L{pen.x(x)} {pen.y(bottom)}" stroke="{stripe.colour}"'
        f' stroke-width="{pen.size(4)}"{pen.dash(stripe.pattern)}/>'
    )


def box(pen: Pen, theme: Theme, verdict: Verdict, rect: Rect, *, radius: float, stroke: str, width: float) -> str:
    """The box of a card with a verdict: the less it stands the darker its ground, and dashed where it is contested."""
    dash = DASH if verdict is Verdict.CONTESTED else ""
    drawn = pen.rect(rect, radius=radius, fill=theme.ground(verdict), stroke=stroke, width=width, dash=dash)
    return _part("box", drawn)


def _part(name: str, shape: str) -> str:
    """A *shape* with the name that a script finds it by."""
    return f'{shape[:-2]} data-part="{name}"/>'


def ring(pen: Pen, theme: Theme, rect: Rect, *, radius: float, off: float) -> str:
    """The second border of a card that decides, inside the first, which reaches *off* px into it."""
    inset = off + _BETWEEN + _RING / 2
    inner = rect.grown(-inset)
    return _part(
        "ring", pen.rect(inner, radius=max(radius - inset, 1.0), fill="none", stroke=theme.thesis, width=_RING)
    )


def exhibit(pen: Pen, theme: Theme, rect: Rect) -> str:
    """The frame round the name of a card of evidence."""
    corners = ((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom))
    return pen.shape(tuple(Point(*at) for at in corners), fill="none", stroke=theme.quiet, width=0.8 * theme.border)


def disc(pen: Pen, theme: Theme, verdict: Verdict, at: Point) -> Iterator[str]:
    """The disc of a verdict: full for what stands, half for what is contested, empty and struck out for what falls."""
    r, colour = MARK - 0.5, theme.text
    x, y, radius = pen.x(at.x), pen.y(at.y), pen.size(r)
    fill = colour if verdict is Verdict.STANDS else theme.box
    yield f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{colour}" stroke-width="{pen.size(1)}"/>'
    if verdict is Verdict.CONTESTED:
        top, bottom = pen.y(at.y - r), pen.y(at.y + r)
        yield f'<path d="M{x} {top} A{radius} {radius} 0 0 0 {x} {bottom} Z" fill="{colour}"/>'
    if verdict is Verdict.FALLS:
        a, b = Point(at.x - r, at.y + r), Point(at.x + r, at.y - r)
        yield pen.path((a, a, b, b), colour, width=1.2)


def _chip(pen: Pen, theme: Theme, placed: PlacedChip, rect: Rect) -> Iterator[str]:
    stroke = theme.links[placed.chip.kind]
    x, y = rect.x + placed.line.x, rect.y + placed.y
    pill = Rect(x - CHIP_SIGN, y, placed.width, 13.0)
    if placed.chip.decides:
        yield pen.rect(pill, radius=6.5, fill=theme.box, stroke=theme.thesis, width=1.6 * theme.border)
    else:
        yield pen.rect(pill, radius=6.5, fill=theme.box, stroke=theme.reference, width=0.8 * theme.border, dash="1 2")
    yield from sign(pen, stroke, Point(x - CHIP_SIGN / 2, y + 6.5), 5.2)
    yield pen.line(placed.line, x=rect.x, y=rect.y)
