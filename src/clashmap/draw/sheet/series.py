"""A series: one view on several sheets of a page, filled evenly, each with a key to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, fsum
from typing import Literal, TypeAlias

from clashmap.draw.sheet import Sheet
from clashmap.draw.sheet.notes import Rows
from clashmap.draw.sheet.press import LEGIBLE, Press
from clashmap.draw.sheet.spread import Spread, grouped, share, size, spread, units
from clashmap.draw.theme import POINT, Paper
from clashmap.draw.view import View

Count: TypeAlias = Literal["auto"] | int
"""How many sheets: a number, or as many as the text needs to be legible."""
_FILL = 0.8
"""Share of a page's room that cards cover at the very best: what is first hoped for."""
_LESS = (0.7, 0.94)
"""By how much less is hoped for when a sheet has come out too small: at the most, and at the least."""
_UNEVEN = 1.15
"""How much larger than a sheet's even share a group may be before it is cut."""
_KEY_ROWS, _KEY_COLUMNS = 10, 4
"""Of the key to all sheets, at the most."""

Part: TypeAlias = tuple[str, ...]
"""The nodes of one sheet."""


def series(press: Press, view: View, fitting: Sequence[Paper], count: Count) -> tuple[Sheet, ...]:
    """*view* on *count* sheets of the first of these pages on which they are legible; where none is, of the last,
    enlarged until they are. A page that is the only one is taken as it is.
    """
    if count == "auto":
        parts, sheets = _filled(press, view, press.lying(fitting[0]))
        done = Spread(view, parts)
        return tuple(_named(press, done, number, sheet) for number, sheet in enumerate(sheets))
    done = Spread(view, _numbered(view, count))
    for paper in fitting:
        sheets = [_drawn(press, done, press.lying(paper), number) for number in range(len(done.parts))]
        smallest = min(sheet.smallest_text for sheet in sheets)
        if smallest >= LEGIBLE or len(fitting) == 1:
            return tuple(sheets)
    larger = (press.enlarged(sheet, LEGIBLE / smallest) for sheet in sheets)
    return tuple(_named(press, done, number, sheet) for number, sheet in enumerate(larger))


def _numbered(view: View, count: int) -> list[Part]:
    """The nodes of *view* on *count* sheets, or on fewer where it has no more parts."""
    total = fsum(size(node) for node in view.nodes.values())
    return share(units(view, view.nodes, _UNEVEN * total / count), count)


def _filled(press: Press, view: View, page: Paper) -> tuple[list[Part], list[Sheet]]:
    """As many sheets as are legible, one after the other: when one is not, what is left is spread more thinly."""
    room = press.frame(view, page).room
    full = room.width * room.height * (press.theme.meta_size / POINT / LEGIBLE) ** 2
    done: list[Part] = []
    sheets: list[Sheet] = []
    left = dict.fromkeys(view.nodes)
    runs = spread(view, left, full * _FILL)
    hoped = Spread(view, runs)
    while runs:
        sheet = _drawn(press, hoped, page, len(done))
        if sheet.smallest_text < LEGIBLE and len(runs[0]) > 1:
            covered = fsum(size(view.nodes[id]) for id in runs[0])
            own = hoped.part(len(done))
            if len(units(own, runs[0], covered)) == 1:
                runs[:1] = share(units(own, runs[0], covered * _UNEVEN / 2), 2)
            else:
                less = max(_LESS[0], min(_LESS[1], (sheet.smallest_text / LEGIBLE) ** 2))
                runs = spread(view, left, covered * less)
            hoped = Spread(view, [*done, *runs])
            continue
        sheets.append(sheet)
        done.append(runs.pop(0))
        for id in done[-1]:
            del left[id]
    return done, sheets


def _drawn(press: Press, spread: Spread, page: Paper, number: int) -> Sheet:
    return press.sheet(press.job(spread.part(number)), page, _notes(spread, number))


def _named(press: Press, spread: Spread, number: int, sheet: Sheet) -> Sheet:
    """*sheet* with the numbers and names of the other sheets as they have come out in the end.

    Cards keep their sizes: what a chip says takes one line, whatever it says.
    """
    shown = spread.part(number)
    drawing = sheet.drawing
    deck = press.job(shown).deck.dealt(drawing.chips)
    groups = {group.id: group for group in grouped(shown.root)}
    renamed = replace(
        drawing,
        view=shown,
        cards={id: (deck(id, card.width), rect) for id, (card, rect) in drawing.cards.items()},
        frames=tuple((groups[group.id], rect) for group, rect in drawing.frames),
    )
    return press.framed(replace(sheet, drawing=renamed), _notes(spread, number))


def _notes(spread: Spread, number: int) -> Rows:
    """The key: on the first sheet a table of all of them, on the others what the map is about and the sheets beside."""

    def entry(index: int) -> str:
        return f"Sheet {index + 1}: {spread.names(index)}"

    view, count = spread.view, len(spread.parts)
    if number == 0:
        return _table([entry(index) for index in range(count)])
    rows = [(f"← {entry(number - 1)}",), *([(f"→ {entry(number + 1)}",)] if number + 1 < count else [])]
    if view.resolution is not None and spread.home is not None and spread.home != number:
        rows.insert(0, (f"At the top (sheet {spread.home + 1}): {view.nodes[view.resolution].label}",))
    return rows


def _table(cells: Sequence[str]) -> Rows:
    """*cells* in columns, to be read down; what there is no room for is only counted."""
    columns = min(ceil(len(cells) / 4), _KEY_COLUMNS)
    rows = min(ceil(len(cells) / columns), _KEY_ROWS)
    if len(cells) > rows * columns:
        kept = rows * columns - 1
        cells = [*cells[:kept], f"and {len(cells) - kept} more sheets"]
    return [cells[row::rows] for row in range(rows)]
