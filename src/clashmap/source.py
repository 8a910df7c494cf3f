"""Source text and places in it: the one room that turns an offset into a line and a column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_NEWLINE = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open range of code-point offsets, ``text[start:end]``."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as an editor counts it: everything from 1; *column* in code points, *utf16* in UTF-16 units."""

    line: int
    column: int
    utf16: int


@dataclass(frozen=True, slots=True)
class Source:
    """A named text. *path* is what a message shows; *text* is decoded and without a byte order mark."""

    path: str
    text: str = field(repr=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in _NEWLINE.finditer(self.text)))
        object.__setattr__(self, "_starts", starts)

    def position(self, offset: int) -> Position:
        """The position of *offset*; offsets outside the text are clamped to it."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        before = self.text[self._starts[line - 1] : offset]
        return Position(line, len(before) + 1, len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1)

    def line(self, number: int) -> str:
        """The text of line *number* (from 1), without its line break; empty when there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written: a span in a source. Prints as ``path:line:column``."""

    source: Source
    span: Span

    @property
    def position(self) -> Position:
        """Where the place starts."""
        return self.source.position(self.span.start)

    @property
    def text(self) -> str:
        """The text as it was written."""
        return self.source.text[self.span.start : self.span.end]

    def __str__(self) -> str:
        line, column, _ = self.position
        return f"{self.source.path}:{line}:{column}"
