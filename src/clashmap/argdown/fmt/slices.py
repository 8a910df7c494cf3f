"""Slices of the source: what is kept as it is written, but for blanks at the ends and the starts of its lines."""

from __future__ import annotations

import re

from clashmap.argdown.patterns import BLANKS

_NEWLINE = re.compile(r"\r?\n")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\r?$", re.M)
"""The start of a text in YAML whose blanks all count."""


def trim(line: str) -> str:
    """*line* without blanks at its end; a blank behind a backslash is no such blank."""
    bare = line.rstrip(BLANKS)
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return line[: len(bare) + (backslashes % 2 and len(line) > len(bare))]


def trim_lines(written: str) -> str:
    """The lines of *written* without blanks at their ends."""
    return "\n".join(trim(line) for line in _NEWLINE.split(written))


def tidy(yaml: str) -> str:
    """Front matter or data without blanks at the ends of its lines, where that cannot change what it says."""
    return _NEWLINE.sub("\n", yaml) if _BLOCK_SCALAR.search(yaml) else trim_lines(yaml)


def shift(data: str, column: int) -> str:
    """Data of several lines moved as a whole: its brace to *column*, its lines at least two further in.

    It stays where it is when that could change what it says, or where it ends: blanks behind a brace end it.
    """
    first, *inner, last = data.split("\n")
    is_closed = last.strip(BLANKS) == "}"
    body = inner if is_closed else [*inner, last]
    indents = [len(line) - len(line.lstrip(BLANKS)) for line in body if line.strip(BLANKS)]
    if (
        "}\n" in data
        or _BLOCK_SCALAR.search(data)
        or any("\t" in line[:width] for line, width in zip(body, indents, strict=False))
    ):
        return data
    less = min(indents, default=0)
    moved = [f"{' ' * (column + 2)}{line[less:]}" if line.strip(BLANKS) else "" for line in body]
    return "\n".join([first, *moved, *([f"{' ' * column}}}"] if is_closed else [])])
