"""Measuring and wrapping text without a font: every width is in px for a font size in px."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from clashmap.draw.metrics import BOLD, REGULAR, UNITS_PER_EM

_WIDE = UNITS_PER_EM
_AVERAGE = 1139
"""What an unknown narrow character is taken for: the width of a digit."""
_ELLIPSIS = "…"
# A break may follow white space, a dash or a slash inside a word, and stand between two wide (CJK) characters.
_PIECE = re.compile(r"\S+?[-–—/](?=\w)|[⺀-鿿가-힣豈-﫿]|[^\s⺀-鿿가-힣豈-﫿]+|\s+")


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> int:
    """Width of one character in 1/2048 em; unknown ones by their kind, never zero unless they combine."""
    table = BOLD if bold else REGULAR
    if character in table:
        return table[character]
    if character == "\u00a0":
        return table[" "]
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc"):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in table:
        return table[base]
    return _WIDE if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF else _AVERAGE


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of *text* in px. Kerning is left out, so the figure is never too small by more than 1 %."""
    return _units(text, bold) * size / UNITS_PER_EM


@lru_cache(maxsize=16384)
def _units(text: str, bold: bool) -> int:
    """Width of *text* in 1/2048 em. The words of a map are measured again and again, at every width that is tried."""
    return sum(_advance(character, bold) for character in text)


def wrap(text: str, width: float, size: float, *, bold: bool = False, balance: bool = False) -> tuple[str, ...]:
    """Lines of *text* none of which is wider than *width* px; a word too long for a line is cut.

    White space is folded. With *balance* the lines are evened out without becoming more: for titles.
    """
    pieces = _PIECE.findall(" ".join(text.split()))
    lines = _fill(pieces, width, size, bold)
    if not balance or len(lines) < 2:
        return tuple(lines)
    low, high = width / len(lines), width
    while high - low > size / 4:
        middle = (low + high) / 2
        if len(_fill(pieces, middle, size, bold)) > len(lines):
            low = middle
        else:
            high = middle
    return tuple(_fill(pieces, high, size, bold))


def _fill(pieces: list[str], width: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for whole in pieces:
        piece = whole
        advance = measure(piece, size, bold=bold)
        if line and used + advance > width and not piece.isspace():
            lines.append(line.rstrip())
            line, used = "", 0.0
        if not line and piece.isspace():
            continue
        while advance > width and len(piece) > 1:
            head = _fitting(piece, width, size, bold)
            lines.append(piece[:head])
            piece = piece[head:]
            advance = measure(piece, size, bold=bold)
        line += piece
        used += advance
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _fitting(text: str, width: float, size: float, bold: bool) -> int:
    """How many characters of *text* fit in *width*; at least one, so that cutting always comes to an end."""
    used = 0.0
    for index, character in enumerate(text):
        used += measure(character, size, bold=bold)
        if used > width:
            return max(index, 1)
    return len(text)


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """*text*, or as much of it as fits in *width* px with an ellipsis behind."""
    text = " ".join(text.split())
    if measure(text, size, bold=bold) <= width:
        return text
    room = width - measure(_ELLIPSIS, size, bold=bold)
    return text[: _fitting(text, room, size, bold)].rstrip(" ,;:–—-") + _ELLIPSIS
