"""Lines: what a PDF writes, piece by piece, as the lines that a reader sees."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of *text*: where it starts, in points from the lower left corner of its *page*, and its size of type."""

    text: str
    page: int
    x: float
    y: float
    size: float
    bold: bool


class Pen:
    """Takes pieces of text as pypdf hands them out, page by page, and makes lines of them."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.lines: list[Line] = []
        self._pieces: list[tuple[str, float, bool]] = []
        self._start = (0.0, 0.0)

    def write(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        """Take a piece; a line feed in it ends a line. *cm* and *tm* are the matrices that say where it is."""
        first, *others = text.split("\n")
        self._piece(first, cm, tm, font, size)
        for other in others:
            self._end()
            self._piece(other, cm, tm, font, size)

    def _piece(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if not text or (not self._pieces and not text.strip()):
            return
        if not self._pieces:
            x, y = tm[4], tm[5]
            self._start = (x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5])
        scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
        name = str(font.get("/BaseFont", "")) if isinstance(font, Mapping) else ""
        bold = any(word in name for word in ("Bold", "Black", "Heavy", "Semibold", "bold"))
        self._pieces.append((text, abs(size) * scale, bold))

    def _end(self) -> None:
        text = "".join(text for text, _, _ in self._pieces).translate(_LIGATURES).strip()
        if text:
            sizes: dict[float, int] = {}
            for piece, size, _ in self._pieces:
                sizes[round(size, 1)] = sizes.get(round(size, 1), 0) + len(piece)
            bold = all(bold for piece, _, bold in self._pieces if piece.strip())
            size = max(sizes, key=lambda size: (sizes[size], size))
            self.lines.append(Line(text, self.page, *self._start, size, bold))
        self._pieces.clear()

    def done(self) -> list[Line]:
        """All lines."""
        self._end()
        return self.lines
