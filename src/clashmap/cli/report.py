"""What ``clashmap render --report`` prints: a small table with a column for each sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clashmap.draw.report import Report
    from clashmap.draw.sheet import Sheet

_ROWS: tuple[tuple[str, Callable[[Report], str]], ...] = (
    ("cards", lambda report: str(report.cards)),
    ("smallest text, points", lambda report: f"{report.text:.1f}"),
    ("page covered by cards", lambda report: f"{report.use:.0%}"),
    ("links drawn as lines", lambda report: str(report.lines)),
    ("links named in cards", lambda report: str(report.chips)),
    ("links leading elsewhere", lambda report: str(report.away)),
    ("crossings of lines", lambda report: str(report.crossings)),
    ("lines through other cards", lambda report: str(report.pierced)),
    ("cards on other cards", lambda report: str(report.overlaps)),
)
_AT_ONCE = 8
"""Sheets beside each other at the most: the table stays within a terminal’s width."""


def lines(sheets: Sequence[Sheet]) -> list[str]:
    """The table of these sheets, in blocks of a few columns where they are many."""
    from clashmap.draw.report import report

    printed: list[str] = []
    for start in range(0, len(sheets), _AT_ONCE):
        shown = sheets[start : start + _AT_ONCE]
        columns = [[_page(sheet), *(show(found) for _, show in _ROWS)] for sheet in shown for found in [report(sheet)]]
        if len(sheets) > 1:
            columns = [[f"sheet {start + number + 1}", *column] for number, column in enumerate(columns)]
        names = [*([""] if len(sheets) > 1 else []), "page", *(name for name, _ in _ROWS)]
        widths = [max(map(len, column)) for column in columns]
        wide = max(map(len, names))
        for row, name in enumerate(names):
            cells = (f"{column[row]:>{width}}" for column, width in zip(columns, widths, strict=True))
            printed.append("  ".join((f"{name:<{wide}}", *cells)))
    return printed


def _page(sheet: Sheet) -> str:
    upright = " upright" if sheet.page.height > sheet.page.width else ""
    return sheet.page.name.capitalize() + upright
