"""Fonts: which letters of a picture no font of this machine can show, asked of the renderer that will draw it.

A renderer finds its fonts in its own way, on every system another one, and falls back from one font to another by rules
of its own. So it draws each letter in a cell, and a letter that looks like one that is in no font is in no font either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from clashmap.draw.fonts.pixels import rows
from clashmap.draw.svg.pen import escaped
from clashmap.draw.text.metrics import REGULAR

Renderer = Callable[[str], bytes]
"""Draws an SVG as a PNG, one pixel for a px."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file for people to look at, and what they should know of how it looks."""

    data: bytes
    warnings: tuple[str, ...] = ()
    pages: int = 1


_FAMILIES = (
    *("Arial", "Liberation Sans", "Arimo", "Helvetica", "Helvetica Neue", "DejaVu Sans", "Noto Sans", "Segoe UI"),
    *("Roboto", "Ubuntu", "Open Sans", "Cantarell", "FreeSans", "Nimbus Sans", "Verdana"),
)
"""What is looked for behind the families that an SVG names: where none of them is, renderers draw no text at all."""
_BROAD = ("DejaVu Sans", "Noto Sans", "Segoe UI", "Arial Unicode MS")
"""Families with many signs and scripts, for when the usual ones lack some."""

_WIDE, _HIGH, _SIZE = 20, 12, 8
"""px of a cell, which has room for two letters, and of the letters: so small, a thousand are drawn at once."""
_ACROSS = 40
_NOBODYS = "\U0010fffd"
"""The last character for private use, which is in no font."""
_SAMPLE = 40
"""Letters that are tried before many are looked for."""
_SHOWN = 8
_BOX = "□"
_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ROOT = re.compile(r"""(<svg\b[^>]*?\bfont-family=)(["'])(.*?)\2""", re.DOTALL)
_INKLESS = frozenset({"Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cc", "Cf", "Cs"})
"""Categories of what is not drawn by itself."""
_CJK = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH"})
"""What the names of letters begin with that are in fonts for Chinese, Japanese and Korean."""
_CJK_SIGNS = (range(0x2E80, 0x3400), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0))
"""Where the full stops, brackets and numbers of these are, whose names tell nothing of it."""
_IN_DEJAVU = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN"})
_EMOJI = range(0x1F000, 0x20000)


def fitted(svgs: Sequence[str], renderer: Renderer) -> tuple[list[str], list[str]]:
    """The *svgs* made ready for *renderer*, and the letters that it has no font for: ``A`` too if it has none at all.

    They name the families that show most of their letters, so that a sign which the first one lacks does not change the
    look of its line; and a box stands for each letter in no font: a renderer that meets one gives up on the line.
    """
    found = {letter for svg in svgs for letter in letters(svg)}
    wanted = [*(["A"] if found else []), *sorted(letter for letter in found if not _is_usual(letter))]
    root = _ROOT.search(svgs[0])
    named = ", ".join((*((root[3],) if root else ()), *_FAMILIES))
    quote = root[2] if root else '"'
    best = quote + named + quote
    few = wanted[:: 1 + len(wanted) // _SAMPLE]
    rest = few
    for families in (named, *(f"{family}, {named}" for family in _BROAD)):
        left = _unseen(few, quote + families + quote, renderer, alone=True)
        if len(left) < len(rest):
            best, rest = quote + families + quote, left
        if not rest:
            break
    lacking = [letter for some in _by_font(wanted) for letter in _lacking(some, best, renderer)]
    return [_ready(svg, best, lacking) for svg in svgs], lacking


def _is_usual(letter: str) -> bool:
    """Whether *letter* is one that the fonts have which text is measured for, and any font that stands in for them."""
    return unicodedata.normalize("NFD", letter)[0] in REGULAR


def _by_font(wanted: Iterable[str]) -> list[list[str]]:
    """The letters that one font would have, together."""
    groups: dict[str, list[str]] = {}
    for letter in wanted:
        groups.setdefault(_script(letter)[1], []).append(letter)
    return list(groups.values())


def _lacking(wanted: list[str], families: str, renderer: Renderer) -> list[str]:
    """The letters among *wanted* in no font; if none of the first few is in one, the others are not looked for.

    To look through all fonts for one that is in none takes a renderer long.
    """
    first, others = wanted[:_SAMPLE], wanted[_SAMPLE:]
    lacking = _unseen(first, families, renderer, alone=False)
    return wanted if lacking == first else [*lacking, *_unseen(others, families, renderer, alone=False)]


def _ready(svg: str, families: str, lacking: Iterable[str]) -> str:
    named = _ROOT.sub(lambda found: found[1] + families, svg, count=1)
    return named.translate(dict.fromkeys(map(ord, lacking), _BOX))


def letters(svg: str) -> set[str]:
    """The letters and signs that the text of *svg* is made of.

    Marks, which are shown with the letter before them, and what is invisible are left out.
    """
    text = {character for found in _TEXT.finditer(svg) for character in unescape(_TAG.sub("", found[1]))}
    return {character for character in text if unicodedata.category(character) not in _INKLESS}


def advice(lacking: Collection[str]) -> tuple[str, ...]:
    """What to say of letters that are *lacking*: for each font that would help, which they are and what to install."""
    found: dict[tuple[str, str], list[str]] = {}
    scripts = {_first_word(letter) for letter in lacking if unicodedata.category(letter)[0] == "L"}
    for letter in lacking:
        found.setdefault(_script(letter, scripts), []).append(letter)
    said = []
    for (script, font), those in found.items():
        shown = "".join(those[:_SHOWN]) + (f" and {len(those) - _SHOWN} more" if len(those) > _SHOWN else "")
        named = f"{shown} ({script})" if script else shown
        said.append(f"no font here has {named}, and boxes stand in their place; install the font {font}")
    return tuple(said)


def _script(letter: str, scripts: Collection[str] = ()) -> tuple[str, str]:
    """The script of *letter* in words, empty for a sign of none of the *scripts*, and a font that has it."""
    script = _first_word(letter)
    if script in _CJK or any(ord(letter) in signs for signs in _CJK_SIGNS):
        return "Chinese, Japanese or Korean", "Noto Sans CJK"
    if not script.isalpha() or (unicodedata.category(letter)[0] != "L" and script not in scripts):
        return ("emoji", "Noto Emoji") if ord(letter) in _EMOJI else ("", "DejaVu Sans")
    return script.title(), "DejaVu Sans" if script in _IN_DEJAVU else f"Noto Sans {script.title()}"


def _first_word(letter: str) -> str:
    """The first word of the name of *letter*, which for a letter is its script."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _unseen(wanted: list[str], families: str, renderer: Renderer, *, alone: bool) -> list[str]:
    """The letters among *wanted* that *renderer* does not show; *alone*, those not in the first family that is there.

    *families* are in quotes.
    """
    if not wanted:
        return []
    before = _NOBODYS if alone else ""  # where that is met, nothing is looked for in other families
    asked = [(letter, *divmod(number, _ACROSS)) for number, letter in enumerate((_NOBODYS, *wanted))]
    size = f'width="{_ACROSS * _WIDE}" height="{(asked[-1][1] + 1) * _HIGH}" font-size="{_SIZE}"'
    texts = (
        f'<text x="{x * _WIDE + 1}" y="{y * _HIGH + _SIZE + 1}">{before}{escaped(letter)}</text>'
        for letter, y, x in asked
    )
    probe = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family={families}>{"".join(texts)}</svg>'
    step, lines = rows(renderer(probe))
    unknown, *known = (
        [line[x * _WIDE * step : (x + 1) * _WIDE * step] for line in lines[y * _HIGH : (y + 1) * _HIGH]]
        for _, y, x in asked
    )
    return [letter for letter, cell in zip(wanted, known, strict=True) if cell == unknown]
