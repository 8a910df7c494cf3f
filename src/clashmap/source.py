"""Source text and places in it: the one room that turns an offset into a line and a column."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_NEWLINE = re.compile(r"\r\n|\r|\n")
_WIDE = re.compile("[\U00010000-\U0010ffff]")
"""What takes two units in UTF-16."""


class Span(NamedTuple):
    """A half-open range of code-point offsets, ``text[start:end]``."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as an editor counts it: everything from 1; *column* in code points, *utf16* in UTF-16 units."""

    line: int
    column: int
    utf16: int


class Part(NamedTuple):
    """A stretch of a text that was put together: *span* of it stands in *source* from *offset* on."""

    span: Span
    source: Source
    offset: int


@dataclass(frozen=True, slots=True)
class Source:
    """A named text. *path* is what a message shows; *text* is decoded and without a byte order mark.

    *parts* is empty for a file as it was opened; else it says, from start to end, which file each stretch is from.
    """

    path: str
    text: str = field(repr=False)
    parts: tuple[Part, ...] = field(default=(), repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _wide: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in _NEWLINE.finditer(self.text)))
        object.__setattr__(self, "_starts", starts)
        wide = () if self.text.isascii() else tuple(match.start() for match in _WIDE.finditer(self.text))
        object.__setattr__(self, "_wide", wide)

    def position(self, offset: int) -> Position:
        """The position of *offset*; offsets outside the text are clamped to it."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        column = offset - start + 1
        wide = bisect_left(self._wide, offset) - bisect_left(self._wide, start) if self._wide else 0
        return Position(line, column, column + wide)

    def line(self, number: int) -> str:
        """The text of line *number* (from 1), without its line break; empty when there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        start, end = self.line_at(self._starts[number - 1])
        return self.text[start:end]

    def line_at(self, offset: int) -> Span:
        """The line that *offset* stands on, without its line break."""
        number = bisect_right(self._starts, offset)
        start, end = self._starts[number - 1], len(self.text)
        if number < len(self._starts):
            end = self._starts[number] - 1
            end -= self.text.startswith("\r\n", end - 1)
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written: a span in a source. Prints as ``path:line:column`` of the file to open."""

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

    @property
    def origin(self) -> Place:
        """The same place in the file that it was read from; of a place in several files, what is in the first."""
        parts = self.source.parts
        if not parts:
            return self
        index = max(bisect_right(parts, self.span.start, key=lambda part: part.span.start) - 1, 0)
        first = last = parts[index]
        while index < len(parts) and parts[index].span.start < self.span.end:
            if parts[index].source is first.source:
                last = parts[index]
            index += 1
        start = first.offset + self.span.start - first.span.start
        end = last.offset + min(self.span.end, last.span.end) - last.span.start
        return Place(first.source, Span(start, max(start, end)))

    def __str__(self) -> str:
        place = self.origin
        line, column, _ = place.position
        return f"{place.source.path}:{line}:{column}"
