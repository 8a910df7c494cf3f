"""Colours and measures of a drawing: what a designer would change, and nothing else. Sizes are px at 96 dpi."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from clashmap.model import RelationKind

MM: Final = 96 / 25.4
"""px per millimetre."""
POINT: Final = 96 / 72
"""px per typographic point."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a kind of link looks without its colour, and the sign and word that name it."""

    colour: str
    dash: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The calm-paper look. Link and text colours are from the Okabe–Ito set, safe for colour-blind readers."""

    font: str = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
    paper: str = "#FFFFFF"
    text: str = "#111111"
    body: str = "#2B2A28"
    quiet: str = "#5F5C55"
    box: str = "#FFFFFF"
    edge: str = "#4B4A46"
    thesis: str = "#000000"
    tray: str = "#F7F6F3"
    tray_edge: str = "#DEDCD5"
    reference: str = "#6B7280"
    sides: tuple[str, ...] = ("#1F5A93", "#8A2A3B", "#4F6B1F", "#6A4C93")
    title_size: float = 12.5
    body_size: float = 11.0
    meta_size: float = 10.5
    head_size: float = 14.0
    option_size: float = 17.0
    resolution_size: float = 19.0
    tray_size: float = 15.0
    leading: float = 1.24
    """Distance of two baselines as a multiple of the size of the text."""
    links: dict[RelationKind, Stroke] = field(
        default_factory=lambda: {
            RelationKind.SUPPORT: Stroke("#009E73", "", "+", "supports"),
            RelationKind.ATTACK: Stroke("#D55E00", "9 5", "−", "attacks"),
            RelationKind.UNDERCUT: Stroke("#E69F00", "3 4", "?", "undercuts the step"),
            RelationKind.CONTRADICTION: Stroke("#D55E00", "9 5", "≠", "contradict each other"),
        }
    )


LIGHT: Final = Theme()


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
