"""The report: what can be measured of a finished sheet."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from clashmap.draw.lines.curve import Field, samples
from clashmap.draw.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of a sheet. *pierced* and *overlaps* are faults: there are none in any drawing of ours."""

    cards: int
    text: float
    """Smallest text in a card, in points on the page."""
    use: float
    """Share (0 to 1) of the page that cards cover."""
    lines: int
    """Links that are lines."""
    chips: int
    """Links that are named in the cards at their two ends."""
    away: int
    """Ends of links that lead to another sheet, or out of what was asked for."""
    crossings: int
    """How often lines cross each other."""
    pierced: int
    """Lines that run through a card that they do not join."""
    overlaps: int
    """Cards that lie on others."""


def report(sheet: Sheet) -> Report:
    """The figures of *sheet*."""
    drawing, page = sheet.drawing, sheet.page
    field = Field((id, rect) for id, (_, rect) in drawing.cards.items())
    covered = fsum(rect.width * rect.height for _, rect in drawing.cards.values()) * drawing.scale**2
    return Report(
        cards=len(drawing.cards),
        text=sheet.smallest_text,
        use=covered / ((page.width - 2 * page.margin) * (page.height - 2 * page.margin)),
        lines=len(drawing.routes),
        chips=len(drawing.chips),
        away=len(drawing.view.away),
        crossings=drawing.crossings,
        pierced=sum(
            field.meets(samples(route.curve), but=(route.link.source, route.link.target)) for route in drawing.routes
        ),
        overlaps=sum(field.touches(rect, but=id) for id, (_, rect) in drawing.cards.items()),
    )
