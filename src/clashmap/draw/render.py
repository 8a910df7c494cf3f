"""Rendering: from an argument map to finished sheets, with the engine that is there."""

from __future__ import annotations

from clashmap.draw.engines.placer import ENGINES, EngineName
from clashmap.draw.layout.arrange import Wanted
from clashmap.draw.sheet import Sheet
from clashmap.draw.sheet.press import LEGIBLE, Layout, Orientation, Press, papers
from clashmap.draw.sheet.series import Count, series
from clashmap.draw.theme import LIGHT, Theme
from clashmap.draw.view import View, select
from clashmap.draw.view.judged import judged
from clashmap.draw.view.scope import EVERYTHING, Scope
from clashmap.graph import ArgumentMap
from clashmap.verdicts.judge import Judgement

__all__ = [
    "ENGINES", "LEGIBLE", "Count", "EngineName", "Layout", "Orientation", "Wanted",
    "render", "render_sheets",
]  # fmt: skip


def render(
    map: ArgumentMap,
    *,
    scope: Scope = EVERYTHING,
    judgement: Judgement | None = None,
    page: str = "auto",
    orientation: Orientation = "auto",
    direction: Wanted = "auto",
    layout: Layout = "auto",
    engine: EngineName = "auto",
    theme: Theme | str = LIGHT,
) -> Sheet:
    """Draw what *scope* asks for of *map* on a page: a name in PAPERS, or ``auto`` for the smallest that is legible.

    A *judgement* of the map puts the verdict on each claim into its card, and stresses what decides the one at the top.
    A map too large for the largest paper gets a page of its shape as large as it needs, a ``poster``. *orientation*
    ``auto`` turns the page where that makes the text larger; *direction* is the one that links point in. *layout*
    ``speeches`` is a flow, in columns by speech. Engine ``auto`` hangs cards in columns, and asks the embedded Graphviz
    about what is no tree; ``tidy`` does without; ``graphviz`` (embedded) and ``dot`` (on PATH) place every card.
    *theme* may be the name of a built-in one.

    Raises LookupError for an unknown name in *scope*, ValueError for any other, and for a flow of a map that names no
    speech; EngineError when an engine asked for by name is missing, fails or takes too long: with ``auto`` the tidy
    tree takes over, with a warning.
    """
    view = select(map, scope)
    (sheet,) = render_sheets(
        map, judged(view, judgement) if judgement else view, sheets=1,
        page=page, orientation=orientation, direction=direction, layout=layout, engine=engine, theme=theme,
    )  # fmt: skip
    return sheet


def render_sheets(
    map: ArgumentMap,
    view: View,
    *,
    sheets: Count = "auto",
    page: str = "auto",
    orientation: Orientation = "auto",
    direction: Wanted = "auto",
    layout: Layout = "auto",
    engine: EngineName = "auto",
    theme: Theme | str = LIGHT,
) -> tuple[Sheet, ...]:
    """Draw *view*, a part of *map*, as ``render`` does, on as many pages as *sheets* says.

    There are fewer where there is less to part.
    ``auto`` takes as many of the page asked for as it needs to be legible: one, if the page is ``auto`` too. Groups
    stay whole where they can. A link that leaves a sheet is a chip at both ends that names the other sheet.

    Raises what ``render`` raises, and ValueError for a number below 1.
    """
    if sheets != "auto" and sheets < 1:
        raise ValueError(f"a map cannot be drawn on {sheets} sheets; say auto, or a number from 1")
    fitting = papers(page)
    press = Press.of(map, view, orientation=orientation, direction=direction, layout=layout, engine=engine, theme=theme)
    if sheets == 1 or (sheets == "auto" and len(fitting) > 1):
        return (press.fitted(view, fitting),)
    return series(press, view, fitting, sheets)
