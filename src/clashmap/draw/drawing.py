"""The drawing: everything placed, ready for any writer; and what can be measured of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from clashmap.draw.card import Card
from clashmap.draw.geometry import Rect
from clashmap.draw.lines.curve import crossings, length, samples
from clashmap.draw.lines.route import Route
from clashmap.draw.theme import POINT, Theme
from clashmap.draw.view import Group, Link, View


@dataclass(frozen=True, slots=True)
class Drawing:
    """Cards, frames and routes in px of the drawing; *scale*, *x* and *y* take them to px of the page."""

    view: View
    theme: Theme
    scale: float
    x: float
    y: float
    cards: Mapping[str, tuple[Card, Rect]]
    """By node id, in reading order."""
    frames: tuple[tuple[Group, Rect], ...]
    """Outer ones first."""
    routes: tuple[Route, ...]
    chips: frozenset[Link]
    """Links that are shown as reference chips in place of lines."""
    lost: frozenset[Link]
    """Links that are neither: none in a drawing that is finished."""
    led: frozenset[Link]
    """Links whose lines run between the blocks of a packing."""

    @property
    def smallest_text(self) -> float:
        """Size in points of the smallest text in a card, on the page as it is printed."""
        sizes = [line.size for card, _ in self.cards.values() for line in card.lines]
        return min(sizes, default=self.theme.meta_size) * self.scale / POINT

    @property
    def crossings(self) -> int:
        """How often lines cross each other."""
        return crossings([samples(route.curve) for route in self.routes])

    @property
    def length(self) -> float:
        """Total length of the lines in px of the drawing."""
        return fsum(length(samples(route.curve)) for route in self.routes)
