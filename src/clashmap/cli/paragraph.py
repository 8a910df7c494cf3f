"""Paragraphs: text wrapped to the columns of a terminal, its later lines hanging under the first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import click

from clashmap.cli.terminal import columns

WIDEST = 100
_LEAST = 20
"""Columns that are left to a text, however deep it is indented."""


def page_width() -> int:
    """How wide the lines may be: as the terminal is, but no wider than can be read."""
    return min(shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST, WIDEST)


def paragraph(text: str, *, width: int, start: str = "", hang: int | None = None) -> str:
    """*text* behind *start* in lines of *width* columns, those after the first indented by *hang* or as *start* is.

    It may hold the codes of ``click.style``. A word that is wider than a line is cut, as in scripts without blanks.
    """
    indent = _wide(start) if hang is None else hang
    lines = [start]
    used, room = _wide(start), max(width, indent + _LEAST)
    is_empty = True
    for word in text.split():
        for part in _parts(word, room - indent):
            wide = _wide(part)
            if not is_empty and used + 1 + wide > room:
                lines.append(" " * indent)
                used, is_empty = indent, True
            lines[-1] += part if is_empty else f" {part}"
            used += wide + (not is_empty)
            is_empty = False
    return "\n".join(line.rstrip() for line in lines)


def _parts(word: str, room: int) -> Iterator[str]:
    """*word*, in pieces of *room* columns if it is wider than that."""
    if len(word) * 2 <= room or _wide(word) <= room:
        yield word
        return
    part, used = "", 0
    for character in click.unstyle(word):
        wide = columns(character)
        if used + wide > room:
            yield part
            part, used = "", 0
        part += character
        used += wide
    yield part


def _wide(text: str) -> int:
    return columns(click.unstyle(text)) if "\x1b" in text else columns(text)
