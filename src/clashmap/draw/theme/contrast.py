"""Contrast: whether every text that a theme makes can be read on every ground that it can stand on.

The measure and its least value are those of WCAG 2.2, success criterion 1.4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from clashmap.draw.theme import Theme

READABLE: Final = 4.5
"""The least contrast of a text with its ground."""
_Pair: TypeAlias = tuple[str, str, str, str]
"""The key of a text's colour and that colour, then the same of its ground."""


def faint(theme: Theme) -> Iterator[str]:
    """A phrase for each text of *theme* that cannot be read on a ground: the two keys, the contrast, what to do."""
    for text, colour, ground, behind in _pairs(theme):
        ratio = contrast(colour, behind)
        if ratio < READABLE:
            ways = ("darker", "lighter") if _luminance(colour) < _luminance(behind) else ("lighter", "darker")
            yield (
                f"“{text}” {colour} can hardly be read on “{ground}” {behind}: their contrast is"
                f" {floor(ratio * 10) / 10} and readers need {READABLE};"
                f" choose a {ways[0]} {_short(text)} or a {ways[1]} {_short(ground)}"
            )


def contrast(first: str, second: str) -> float:
    """The contrast of two colours ``#RRGGBB``, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pairs(theme: Theme) -> Iterator[_Pair]:
    """Every text and its ground; a folded group is a card with the ground of a tray."""
    for ground in ("paper", "box", "tray"):
        for text in ("text", "body", "quiet"):
            yield f"colours.{text}", getattr(theme, text), f"colours.{ground}", getattr(theme, ground)
    for ground in ("box", "tray"):
        for number, colour in enumerate(theme.palette, 1):
            yield f"palette {number}", colour, f"colours.{ground}", getattr(theme, ground)
    yield "colours.text", theme.text, "colours.disc", theme.disc


def _short(key: str) -> str:
    return f"colour {key.removeprefix('palette ')} of the palette" if " " in key else key.removeprefix("colours.")
