"""Lines: the words of an entry set into lines of a given width."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from clashmap.argdown.fmt.entries import Entry
from clashmap.argdown.fmt.slices import shift
from clashmap.argdown.patterns import DASHES
from clashmap.argdown.tokens import ITEMS, Kind

_HANG = 4
"""How far further in the lines below the first one begin: further than the relations below it."""
_NO_START = re.compile(rf"'*(?:[-+*#<>\[_=/{''.join(sorted(DASHES))}]|\([0-9]+\)|[0-9]+\.\Z|\Z)")
"""What is, or looks like, a sign at the start of a line."""
_COMMENTS = ("//", "/*", "<!--")


@dataclass(slots=True)
class _Run:
    """Words that stay on one line, perhaps behind *data* of several lines."""

    is_below: bool
    """Whether it begins a line whatever room there is."""
    indent: str | None
    """What the line begins with, where that is not for us to choose."""
    data: str = ""
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    """The width of the first line without comments, which cannot be broken."""
    is_measured: bool = False

    def add(self, gap: str, text: str) -> None:
        """Add a word behind a gap."""
        is_comment = text.startswith(_COMMENTS)
        if not self.is_measured and not is_comment:
            self.size += len(gap) + len(text.partition("\n")[0])
        self.is_measured |= is_comment or "\n" in text
        if not self.pieces and not self.data and text.startswith("{") and "\n" in text:
            self.data = text
        else:
            self.pieces += (gap, text)


def fill(entry: Entry, *, width: int, room: int) -> str:
    """The lines of *entry*. *room* is the width of the longest mark beside it in a list or a reconstruction."""
    start = " " * entry.column + (f"{entry.mark.ljust(room)} " if entry.mark else "")
    most = width if width and entry.kind is not Kind.HEADING else sys.maxsize
    hang = _hang(entry, start)
    made, size = [start], len(start)
    for number, run in enumerate(_runs(entry, width=width)):
        is_below = run.is_below or (number > 0 and size + 1 + run.size > most)
        data = shift(run.data, hang if is_below else len(start)) if run.data else ""
        indent = " " * (hang if is_below else number > 0) if run.indent is None else run.indent
        text = indent + data + "".join(run.pieces)
        if is_below:
            if not number and entry.kind is not Kind.HEADING:
                made = [start.rstrip(" ")]
            made.append("\n")
        made.append(text)
        *above, last = text.rsplit("\n", 1)
        size = len(last) + (0 if is_below or above else size)
    return "".join(made) if entry.words else start.rstrip(" ")


def _hang(entry: Entry, start: str) -> int:
    """How far in the lines below the first one begin."""
    if entry.kind is Kind.NUMBER or entry.kind in ITEMS:
        return len(start)
    return entry.column + _HANG if entry.mark or entry.is_titled else entry.column


def _runs(entry: Entry, *, width: int) -> Iterator[_Run]:
    """The words of *entry* in runs, between which there may be line breaks."""
    run: _Run | None = None
    for word in entry.words:
        text = word.text
        is_below = word.gap == "\n" and (word.is_fixed or not width)
        if run is None:
            run = _Run(is_below and bool(entry.mark), word.indent)
            run.add("", text)
        elif is_below or (not word.is_fixed and not _NO_START.match(text)):
            yield run
            run = _Run(is_below, word.indent)
            run.add("", text)
        else:
            run.add(" " if word.gap == "\n" else word.gap, text)
    if run is not None:
        yield run
