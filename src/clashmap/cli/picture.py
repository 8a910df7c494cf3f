"""A picture: a view laid out on its sheets, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clashmap.cli.debate import count, refuse
from clashmap.cli.look import Look
from clashmap.cli.outputs import warn

if TYPE_CHECKING:
    from clashmap.draw.sheet import Sheet
    from clashmap.draw.theme import Paper
    from clashmap.draw.view import View
    from clashmap.graph import ArgumentMap

TOO_SMALL = 5.0
"""Points below which a reader is warned: half the size of a book's text."""


def draw(map: ArgumentMap, view: View, look: Look) -> tuple[Sheet, ...]:
    """The sheets of *view*, a part of *map*. Refuses what cannot be drawn so."""
    from clashmap.draw.engines import EngineError
    from clashmap.draw.render import render_sheets

    try:
        return render_sheets(map, view, **look.options)
    except EngineError as error:
        others = "; `--engine tidy` needs nothing and always works" if look.engine != "tidy" else ""
        refuse(f"{error}{others}")
    except ValueError as error:
        refuse(str(error))


def warnings(sheets: Sequence[Sheet], look: Look, *, tile: str | None = None) -> None:
    """Print what a reader has to know of these sheets: engines that failed, text that is too small, and a *tile* that
    none of them has to be cut for.
    """
    for warning in dict.fromkeys(warning for sheet in sheets for warning in sheet.warnings):
        warn(warning)
    if tile and not _is_cut(sheets, tile):
        warn(f"--tile {tile.lower()} does nothing, for no sheet is larger; add a larger --page, such as a1")
    smallest = min(sheet.smallest_text for sheet in sheets)
    if smallest < TOO_SMALL:
        ways = ["try --page auto"] if look.page.lower() != "auto" else []
        ways += ["--sheets auto"] if look.sheets == 1 else []
        ways += ["draw one part with --section NAME"]
        warn(f"text of {smallest:.1f} pt is too small to read; {', or '.join(ways)}")


def _is_cut(sheets: Sequence[Sheet], tile: str) -> bool:
    from clashmap.draw.pdf.tiles import tiled
    from clashmap.draw.theme import PAPERS

    return any(len(tiled(sheet.page, PAPERS[tile.lower()])) > 1 for sheet in sheets)


def describe(sheets: Sequence[Sheet]) -> str:
    """What was drawn: cards, page, smallest text in points, links by how they are shown, cards by verdict."""
    from clashmap.draw.view.judged import tally

    drawings = [sheet.drawing for sheet in sheets]
    several = f"{len(sheets)} sheets of " if len(sheets) > 1 else ""
    parts = [
        f"{count(sum(len(drawing.cards) for drawing in drawings), 'card')} on {several}{named(sheets[0].page)}",
        f"smallest text {min(sheet.smallest_text for sheet in sheets):.1f} pt",
        f"{count(sum(len(drawing.routes) for drawing in drawings), 'link')} drawn",
    ]
    if chips := sum(len(drawing.chips) for drawing in drawings):
        parts.append(f"{chips} named instead of drawn")
    if away := sum(len(drawing.view.away) for drawing in drawings):
        parts.append(f"{count(away, 'end')} of links that lead elsewhere")
    if marks := [card.mark.verdict for drawing in drawings for card, _ in drawing.cards.values() if card.mark]:
        return f"{', '.join(parts)}; of the cards drawn {tally(marks)}"
    return ", ".join(parts)


def named(page: Paper) -> str:
    """A page in words: ``A3 upright``, or its size where it has no name of its own."""
    if page.name == "poster":
        from clashmap.draw.theme import MM

        return f"a poster of {page.width / MM / 10:.0f} × {page.height / MM / 10:.0f} cm"
    return page.name.capitalize() + (" upright" if page.height > page.width else "")
