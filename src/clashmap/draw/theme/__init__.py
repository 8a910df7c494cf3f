"""Colours and measures of a drawing: what a designer would change, and nothing else. Sizes are px at 96 dpi."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from clashmap.assets import asset
from clashmap.draw.theme.contrast import faint
from clashmap.draw.theme.file import THEMES, ColourBy, ThemeError, nearest, values
from clashmap.draw.theme.ground import ground
from clashmap.model import RelationKind
from clashmap.verdicts.judge import Verdict

__all__ = [
    "LIGHT",
    "MM",
    "PAPERS",
    "POINT",
    "THEMES",
    "ColourBy",
    "Paper",
    "Stroke",
    "Theme",
    "ThemeError",
    "loads",
    "theme",
]

MM: Final = 96 / 25.4
"""px per millimetre."""
POINT: Final = 96 / 72
"""px per typographic point."""
_SIGNS = {
    RelationKind.SUPPORT: ("+", "supports"),
    RelationKind.ATTACK: ("−", "attacks"),
    RelationKind.UNDERCUT: ("?", "undercuts the step"),
    RelationKind.CONTRADICTION: ("≠", "contradict each other"),
}
"""Signs and words are those of the field: no theme changes them."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a kind of link looks, and the sign and word that name it."""

    colour: str
    dash: str
    """Lengths of line and gap in turn, such as ``9 5``; empty for a solid line."""
    width: float
    disc: str
    """Ground of its sign, and the inside of an open head: as the theme's."""
    ink: str
    """Colour of its sign."""
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of a drawing. Colours are ``#RRGGBB``."""

    font: str
    colour_by: ColourBy
    """What the stripe of a card tells."""
    palette: tuple[str, ...]
    """Colours of sides, tags, roles or groups in turn."""
    patterns: tuple[str, ...]
    """Dash patterns of their stripes in turn."""
    paper: str
    text: str
    body: str
    quiet: str
    box: str
    edge: str
    thesis: str
    """Border of the cards that stand out."""
    tray: str
    tray_edge: str
    reference: str
    """Border of reference chips."""
    disc: str
    """Ground of the signs on links."""
    title_size: float
    body_size: float
    meta_size: float
    head_size: float
    option_size: float
    resolution_size: float
    tray_size: float
    leading: float
    """Distance of two baselines as a multiple of the size of the text."""
    border: float
    """Width of the border of a plain card and of a tray."""
    links: Mapping[RelationKind, Stroke]

    def stripe(self, number: int) -> tuple[str, str]:
        """Colour and dash pattern of the stripe of the side, tag, role or group with this number, from 0."""
        return self.palette[number % len(self.palette)], self.patterns[number % len(self.patterns)]

    def ground(self, verdict: Verdict) -> str:
        """Colour of the ground of a card with this verdict."""
        return ground(verdict, self.box, self.edge, (self.text, self.body, self.quiet, *self.palette))


def theme(name: str) -> Theme:
    """The built-in theme *name*, one of THEMES. Raises ThemeError for any other."""
    if name not in THEMES:
        raise ThemeError(f"there is no theme “{name}”; {nearest(name, THEMES)}")
    return _made(_built_in(name))


def loads(text: str) -> Theme:
    """The theme of a club's own file: TOML that names what it changes in the built-in theme ``base``, or in light.

    Raises ThemeError for keys that there are not, for values that are not safe or not sane, and for text that could
    not be read on its ground.
    """
    own = values(text)
    made = _made(_merged(_built_in(own.get("base", "light")), own))
    if unreadable := tuple(faint(made)):
        raise ThemeError.of(unreadable)
    return made


@cache
def _built_in(name: str) -> dict[str, Any]:
    own = values(asset(f"themes/{name}.toml"))
    return _merged(_built_in(own["base"]), own) if "base" in own else own


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """*base* with what *own* changes, down to the innermost tables."""
    both = {key: _merged(base[key], value) if isinstance(value, dict) else value for key, value in own.items()}
    return {**base, **both}


def _made(all: Mapping[str, Any]) -> Theme:
    colours, sizes = all["colours"], all["sizes"]
    look = {"disc": colours["disc"], "ink": colours["text"]}
    return Theme(
        font=all["font"],
        colour_by=all["colour_by"],
        palette=all["palette"],
        patterns=all["patterns"],
        links={kind: Stroke(**all["links"][kind.value], **look, sign=s, word=w) for kind, (s, w) in _SIGNS.items()},
        **colours,
        **{key if key in ("leading", "border") else f"{key}_size": value for key, value in sizes.items()},
    )


LIGHT: Final = theme("light")


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: its size in px, landscape, and the white border kept on every side."""

    name: str
    width: float
    height: float
    margin: float


def _sheet(name: str, width: float, height: float) -> Paper:
    return Paper(name, round(width * MM, 1), round(height * MM, 1), round(min(8.0, height / 30) * MM, 1))


PAPERS: Final = {
    paper.name: paper
    for paper in (
        _sheet("a4", 297, 210),
        _sheet("a3", 420, 297),
        _sheet("a2", 594, 420),
        _sheet("a1", 841, 594),
        _sheet("a0", 1189, 841),
        _sheet("letter", 279.4, 215.9),
        Paper("16:9", 1920.0, 1080.0, 32.0),
    )
}
"""Pages by the name that ``--page`` takes. All are landscape; drawings turn them when upright paper serves better."""
