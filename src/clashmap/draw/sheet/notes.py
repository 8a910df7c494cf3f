"""Notes: rows of small text between the heading of a sheet and its map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from clashmap.draw.card import Line
from clashmap.draw.geometry import Rect
from clashmap.draw.sheet import Frame
from clashmap.draw.text import shorten
from clashmap.draw.text.isolate import joined
from clashmap.draw.theme import Paper, Theme

Rows: TypeAlias = Sequence[Sequence[str]]
"""Rows of cells, each a text or “what: which”. The longest row says how many columns there are, and a row of one cell
takes the whole width."""
_SIZE = 0.42
"""Size of the text, as a share of a fortieth of the page's shorter side."""
_ROW = 1.4
"""Height of a row as a multiple of that."""
_BETWEEN = 2.0
"""Space between two columns, likewise."""


def noted(frame: Frame, theme: Theme, page: Paper, rows: Rows) -> Frame:
    """*frame* with these rows of cells, in columns of equal width, at the top of its room."""
    if not rows:
        return frame
    size = min(page.width, page.height) / 40 * _SIZE
    columns = max(len(row) for row in rows)
    wide = (frame.room.width + _BETWEEN * size) / columns
    lines = list(frame.heading)
    for number, row in enumerate(rows):
        y = frame.room.y + size * (_ROW * number + 0.8)
        free = wide - _BETWEEN * size if len(row) > 1 else frame.room.width
        for column, text in enumerate(row):
            said = joined(shorten(text, free, size).split(": ", 1), ": ")
            lines.append(Line(said, frame.room.x + column * wide, y, size, theme.body))
    taken = size * _ROW * (len(rows) + 0.4)
    room = frame.room
    return replace(frame, heading=tuple(lines), room=Rect(room.x, room.y + taken, room.width, room.height - taken))
