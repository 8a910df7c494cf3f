"""Blocks: paragraphs and headings as a reader comes to them, one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.readers import Read

BREAK = "\v"
"""A line that is broken within a block; two of them, as on many old pages, are the end of a paragraph."""
_BREAKS = re.compile(r"\v\s*\v")
_CELL = 100
"""Characters of a cell that is a figure or a name. Tables also set columns of text beside each other."""
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF, *range(9), *range(14, 28)))
"""Soft hyphens, other marks of no width, and control characters."""


class Blocks:
    """Text that is collected until a block ends, and the blocks so far; white space is single spaces."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.headings: set[int] = set()
        self._open: list[str] = []
        self._rows: list[tuple[int, int]] = []

    def add(self, text: str | None) -> None:
        """Let *text* go on in the block that is open."""
        if text:
            self._open.append(text)

    def end(self, *, heading: bool = False) -> None:
        """End the block that is open; one without words is none."""
        if not self._open:
            return
        for part in _BREAKS.split("".join(self._open).translate(_INVISIBLE)):
            if text := " ".join(part.split()):
                self.paragraphs.append(text)
                if heading:
                    self.headings.add(len(self.paragraphs))
        self._open.clear()

    def begin_row(self) -> None:
        """Begin a row of a table, whose cells are blocks."""
        self.end()
        self._rows.append((len(self.paragraphs), len(self.headings)))

    def end_row(self) -> None:
        """End that row: it is one paragraph, for what a cell says is said by the others, unless a cell is long."""
        self.end()
        start, headings = self._rows.pop()
        cells = self.paragraphs[start:]
        if all(len(cell) <= _CELL for cell in cells) and len(self.headings) == headings:
            self.paragraphs[start:] = [" ".join(cells)] if cells else []

    def done(self, fields: Mapping[str, Any] | None = None, *found: Diagnostic) -> Read:
        """All that was collected."""
        self.end()
        return Read(tuple(self.paragraphs), frozenset(self.headings), fields or {}, found)
