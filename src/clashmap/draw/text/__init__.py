"""Measuring and wrapping text without a font: every width is in px for a font size in px.

A letter is what a reader takes for one, however many characters it is written with, and is never cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from clashmap.draw.text.metrics import ARABIC, BOLD, EMOJI, REGULAR, SCRIPTS, SYMBOL, UNITS_PER_EM, WIDER_IN_BOLD

_AVERAGE = 1139
"""What an unknown narrow character is taken for: the width of a digit."""
_ELLIPSIS = "…"
_SOFT_HYPHEN = "\u00ad"
_UNSQUEEZED = 1.08
"""How much more room text from right to left is given, since it is not set to a width: fonts differ by so much."""
# Latin, Greek and Cyrillic with their punctuation: each character is a letter, and a line ends at white space, or
# behind a dash or a slash inside a word. All else goes by the rules of Unicode, which take ten times as long.
_PLAIN = re.compile("[\t-\r -~¡-¬®-˿Ͱ-ϿЀ-҂Ҋ-ԯ‐-‧‰-⁞€™−]*")
_DASHED = re.compile(r"\S[-–—/]\w")
_PIECE = re.compile(r"\S+?[-–—/](?=\w)|\S+")
_FOLDED = re.compile("[^\\S\u00a0\u2007\u202f]+")
_CUT_BEHIND = frozenset("-–—_/\\.@:,;&=?+")
"""Where a word that is too long for a line is rather cut than between any two letters."""
# What is drawn in one with the emoji before it: those joined to it, its colour of skin. And the mark of a coloured
# sign, behind what has no colours to be asked for.
_EMOJI = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_DRAWN_INTO = re.compile(
    f"(?:(?<={_EMOJI})|(?<={_EMOJI}\ufe0f))\u200d{_EMOJI}\ufe0f?"
    f"|(?<={_EMOJI})[\U0001f3fb-\U0001f3ff]"
    "|(?<![#*0-9©®‼⁉\u2100-\u2bff])\ufe0f"
)
_HIDDEN = re.compile("[\u00ad\u200b]+\ufe0f*")
"""What only says where a line may end, and marks behind it, which colour nothing."""
_JOINER = "ـ"


class _Widths(dict[str, int]):
    """Width of each character in 1/2048 em, in one weight; worked out when it is first met."""

    def __init__(self, table: dict[str, int], weight: float) -> None:
        super().__init__(table)
        self._weight = weight
        self.inner = {letter: round(inner * weight) for letter, (_, inner) in ARABIC.items()}
        """Letters that are joined to the one after them."""

    def __missing__(self, character: str) -> int:
        width = self[character] = self._worked_out(character)
        return width

    def _worked_out(self, character: str) -> int:
        category = unicodedata.category(character)
        if character == "\ufe0f":
            return EMOJI - SYMBOL
        if category in ("Mn", "Me", "Cf", "Cc"):
            return 0
        if character in ARABIC:
            return round(ARABIC[character][0] * self._weight)
        base = unicodedata.normalize("NFD", character)[0]
        if base in self:
            return self[base]
        if unicodedata.east_asian_width(character) in "WF":
            return EMOJI if category == "So" and not "\u3000" <= character <= "\uffff" else UNITS_PER_EM
        for first, last, letter, mark in SCRIPTS:
            if first <= character <= last:
                return round((mark if category == "Mc" else letter) * (1.0 if category == "So" else self._weight))
        return UNITS_PER_EM if character > "\uffff" else _AVERAGE


_REGULAR, _BOLD = _Widths(REGULAR, 1.0), _Widths(BOLD, WIDER_IN_BOLD)


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of *text* in px.

    Kerning is left out, so that the figure is never too small by more than 1 % for Latin, Greek, Cyrillic and Hebrew.
    For other scripts, whose fonts differ, it is a generous guess.
    """
    return _units(text, bold) * size / _units_per_em(text)


@lru_cache(maxsize=16384)
def _units_per_em(text: str) -> float:
    """How many units of :func:`_units` an em of *text* holds: fewer where a letter is written from right to left."""
    return UNITS_PER_EM if _PLAIN.fullmatch(text) or not has_rtl(text) else UNITS_PER_EM / _UNSQUEEZED


@lru_cache(maxsize=16384)
def _units(text: str, bold: bool) -> int:
    """Width of *text* in 1/2048 em, as if it were set to a width; never more than that of its parts together.

    The words of a map are measured again and again, at every width that is tried.
    """
    widths = _BOLD if bold else _REGULAR
    if _PLAIN.fullmatch(text):
        return sum(map(widths.__getitem__, text))
    total, joined = 0, False
    for character in reversed(_DRAWN_INTO.sub("", text)):
        if character in ARABIC:
            total += widths.inner[character] if joined else widths[character]
            joined = True
            continue
        width = widths[character]
        total += width
        if width or character == "\u200c":  # a mark does not keep letters apart
            joined = character == _JOINER
    return total


def wrap(text: str, width: float, size: float, *, bold: bool = False, balance: bool = False) -> tuple[str, ...]:
    """Lines of *text* none of which is wider than *width* px, as long as no letter is; too long a word is cut.

    White space is folded, soft hyphens become hyphens or vanish, and what would show nothing makes no line. With
    *balance* the lines are evened out without becoming more: for titles.
    """
    pieces = _pieces(text, bold)
    em = _units_per_em(text)
    room = width * em / size
    lines = _fill(pieces, room, bold)
    if balance and len(lines) > 1:
        low, high = room / len(lines), room
        while high - low > em / 4:
            middle = (low + high) / 2
            if len(_fill(pieces, middle, bold)) > len(lines):
                low = middle
            else:
                high = middle
        lines = _fill(pieces, high, bold)
    if _PLAIN.fullmatch(text):
        return tuple(lines)
    bare = (_bare(_hyphened(line)) for line in lines)
    return tuple(line for line in bare if _units(line, bold))


def _pieces(text: str, bold: bool) -> list[tuple[str, int, bool]]:
    """What stays together on a line, its width in 1/2048 em, and whether white space stands before it."""
    if not _PLAIN.fullmatch(text):
        from clashmap.draw.text import scripts

        return [
            (piece, _units(_hyphened(piece), bold), spaced)
            for piece, spaced in scripts.pieces(text.rstrip(_SOFT_HYPHEN))
        ]
    words = text.split()
    if not _DASHED.search(text):
        return [(word, _units(word, bold), True) for word in words]
    return [
        (piece, _units(piece, bold), not index) for word in words for index, piece in enumerate(_PIECE.findall(word))
    ]


def _fill(pieces: Iterable[tuple[str, int, bool]], room: float, bold: bool) -> list[str]:
    blank = _units(" ", bold)
    lines: list[str] = []
    line, used = "", 0
    for piece, advance, spaced in pieces:
        gap = blank if spaced and line else 0
        if line and used + gap + advance > room:
            lines.append(line)
            line, used, gap = "", 0, 0
        if advance > room:
            *full, piece = _cut(piece.removesuffix(_SOFT_HYPHEN), room, bold)  # noqa: PLW2901
            lines += full
            advance = _units(piece, bold)  # noqa: PLW2901
        line = f"{line} {piece}" if gap else line + piece
        used += gap + advance
        if piece.endswith(_SOFT_HYPHEN):
            used -= advance - _units(piece, bold)
    if line:
        lines.append(line)
    return lines


def _letters(text: str) -> Sequence[str]:
    if _PLAIN.fullmatch(text):
        return text
    from clashmap.draw.text import scripts

    return scripts.clusters(text)


def _cut(word: str, room: float, bold: bool) -> list[str]:
    """*word* in parts that fit, cut behind a separator in their second half if there is one."""
    parts: list[str] = []
    start = best = used = 0
    letters = _letters(word)
    index = 0
    while index < len(letters):
        used += _units(letters[index], bold)
        if used > room and index > start:
            end = best if best - start > (index - start) / 2 else index
            if end - start > 1 and unicodedata.category(letters[end][0]) in ("Pe", "Pf", "Po"):
                end -= 1  # what closes a sentence or a bracket begins no line
            parts.append("".join(letters[start:end]))
            start = best = index = end
            used = 0
            continue
        index += 1
        if letters[index - 1] in _CUT_BEHIND:
            best = index
    return [*parts, "".join(letters[start:])]


def _hyphened(line: str) -> str:
    return f"{line[:-1]}-" if line.endswith(_SOFT_HYPHEN) else line


def _bare(text: str) -> str:
    """*text* without what only says where a line may end."""
    return _HIDDEN.sub("", text)


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """*text*, or as much of it as fits in *width* px with an ellipsis behind; nothing if it would show nothing."""
    text = _bare(_FOLDED.sub(" ", text).strip())
    full = measure(text, size, bold=bold)
    if full <= width:
        return text if full else ""
    room = width * _units_per_em(text) / size - _units(_ELLIPSIS, bold)
    used = count = 0
    letters = _letters(text)
    for letter in letters:
        used += _units(letter, bold)
        if used > room and count:
            break
        count += 1
    return "".join(letters[:count]).rstrip(" ,;:–—-") + _ELLIPSIS


def is_rtl(text: str) -> bool:
    """Whether the first letter of *text* that has a direction is of a script written from right to left."""
    return next(_directions(text), "L") != "L"


def has_rtl(text: str) -> bool:
    """Whether any letter of *text* is of a script written from right to left."""
    return any(direction != "L" for direction in _directions(text))


def _directions(text: str) -> Iterator[str]:
    """The direction of each letter of *text* that has one: L, R or AL."""
    if not text.isascii():
        yield from (found for found in map(unicodedata.bidirectional, text) if found in ("L", "R", "AL"))
