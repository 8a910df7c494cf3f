"""Tiles: a large sheet cut over smaller paper, for a poster from an ordinary printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from clashmap.draw.card import Line
from clashmap.draw.geometry import Rect
from clashmap.draw.svg.pen import Pen, number, quoted
from clashmap.draw.theme import MM, Paper

OVERLAP = 10 * MM
"""px that two tiles side by side have in common, so that one can be glued over the other."""
MARGIN = 10 * MM
"""px round a tile that stay without picture: no printer prints to the edge, and the marks stand here."""
_MARK = 3.5 * MM
"""Length of a cut mark."""
_INK = "#111111"
_PALE = "#FFFFFF"
_GREY = "#B4B4B4"
_SIZE = 8.5
"""px of the words on a tile."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of paper: which *row* and *column* it is, of how many, and the *window* of the sheet it shows, in px."""

    paper: Paper
    row: int
    column: int
    rows: int
    columns: int
    window: Rect
    blank: frozenset[tuple[int, int]] = frozenset()
    """Rows and columns of those that are left out because nothing is on them."""

    @property
    def label(self) -> str:
        """Where the tile belongs, in words; empty when it is the only one."""
        if self.rows * self.columns == 1:
            return ""
        return f"row {self.row}, column {self.column} of {self.rows} × {self.columns}"

    @property
    def is_left_cut(self) -> bool:
        """Whether there is a tile at its left, over which it is to be glued."""
        return self.column > 1 and (self.row, self.column - 1) not in self.blank

    @property
    def is_top_cut(self) -> bool:
        """Whether there is a tile above it, over which it is to be glued."""
        return self.row > 1 and (self.row - 1, self.column) not in self.blank


def tiled(page: Paper, paper: Paper, *, is_blank: Callable[[Rect], bool] = lambda _: False) -> tuple[Tile, ...]:
    """The tiles that *page* is cut into, row by row, each on a *paper* that lies or stands, whichever takes fewer.

    All windows of a page are equally large, and OVERLAP px are on both of two that are neighbours. Tiles whose window
    *is_blank* are left out, but one stays in any case. A page that the paper has room for is one tile.
    """
    turned = replace(paper, width=paper.height, height=paper.width)
    for whole in (paper, turned):
        if page.width <= whole.width + 0.5 and page.height <= whole.height + 0.5:
            return (Tile(page, 1, 1, 1, 1, Rect(0.0, 0.0, page.width, page.height)),)
    return min((_printed(tuple(_cut(page, whole)), is_blank) for whole in (paper, turned)), key=len)


def _printed(tiles: tuple[Tile, ...], is_blank: Callable[[Rect], bool]) -> tuple[Tile, ...]:
    blank = frozenset((tile.row, tile.column) for tile in tiles if is_blank(tile.window))
    kept = [tile for tile in tiles if (tile.row, tile.column) not in blank] or tiles[:1]
    return tuple(replace(tile, blank=blank) for tile in kept)


def _cut(page: Paper, paper: Paper) -> Iterator[Tile]:
    columns, width = _parts(page.width, paper.width - 2 * MARGIN)
    rows, height = _parts(page.height, paper.height - 2 * MARGIN)
    for row in range(rows):
        for column in range(columns):
            window = Rect(column * (width - OVERLAP), row * (height - OVERLAP), width, height)
            yield Tile(paper, row + 1, column + 1, rows, columns, window)


def _parts(length: float, room: float) -> tuple[int, float]:
    """How many pieces of at most *room* px cover *length*, and how long each is."""
    count = max(1, ceil((length - OVERLAP) / (room - OVERLAP)))
    return count, (length + (count - 1) * OVERLAP) / count


def marks(tile: Tile, font: str) -> str:
    """What is printed round a tile, as an SVG of its paper: where to cut and to glue, which it is, and a small key."""
    width, height = number(tile.paper.width), number(tile.paper.height)
    pen = Pen(1.0, 0.0, 0.0)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family={quoted(font)}>'
    return "\n".join((head, *_cuts(tile, pen), *_words(tile, pen), *_key(tile, pen), "</svg>"))


def _cuts(tile: Tile, pen: Pen) -> Iterator[str]:
    """Marks where a tile with a neighbour at its left or over it is to be cut, at both ends of the cut."""
    right, bottom = MARGIN + tile.window.width, MARGIN + tile.window.height
    gap = 1.5 * MM
    if tile.is_left_cut:
        for start in (MARGIN - gap - _MARK, bottom + gap):
            yield pen.rect(Rect(MARGIN - 0.3, start, 0.6, _MARK), fill=_INK)
    if tile.is_top_cut:
        for start in (MARGIN - gap - _MARK, right + gap):
            yield pen.rect(Rect(start, MARGIN - 0.3, _MARK, 0.6), fill=_INK)


def _words(tile: Tile, pen: Pen) -> Iterator[str]:
    sides = [side for side, there in (("left", tile.is_left_cut), ("upper", tile.is_top_cut)) if there]
    todo = f": cut at the {' and '.join(sides)} marks and glue it over its neighbour" if sides else ""
    left_out = "; what is grey in the key is blank and not printed" if tile.blank else ""
    text = f"{tile.label}{todo}{'s' if len(sides) == 2 else ''}{left_out}"
    yield pen.line(Line(text, MARGIN + 3 * MM, MARGIN + tile.window.height + 5 * MM, _SIZE, _INK))


def _key(tile: Tile, pen: Pen) -> Iterator[str]:
    """The tiles as small boxes, this one filled, those that are left out grey, at the lower right."""
    high = 6 * MM / tile.rows
    wide = high * tile.window.width / tile.window.height
    left = MARGIN + tile.window.width - 3 * MM - wide * tile.columns
    top = MARGIN + tile.window.height + 1.5 * MM
    for row in range(tile.rows):
        for column in range(tile.columns):
            place = (row + 1, column + 1)
            fill = _INK if place == (tile.row, tile.column) else _GREY if place in tile.blank else _PALE
            yield pen.rect(Rect(left + column * wide, top + row * high, wide, high), fill=fill, stroke=_INK, width=0.5)
