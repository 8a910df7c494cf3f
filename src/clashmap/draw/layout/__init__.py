"""Layout engines: each turns boxes and arrows between them into places. None of them ever sees text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from clashmap.draw.geometry import Point, Rect

Direction: TypeAlias = Literal["up", "left"]
"""Where an arrow's target lies: above its source, or to the left of it."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Boxes (by index) to be kept together in a frame, *padding* px from it; clusters nest."""

    boxes: tuple[int, ...]
    padding: float
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What an engine gets: sizes of boxes in px, arrows as (source, target) indices, and the space to keep."""

    sizes: tuple[tuple[float, float], ...]
    arrows: tuple[tuple[int, int], ...]
    direction: Direction = "up"
    box_gap: float = 16.0
    rank_gap: float = 46.0
    longer: frozenset[int] = frozenset()
    """Arrows (by index) that span one rank more than they need to, so that wide ranks are broken in two."""
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """What an engine gives back: a rectangle for each box, and for an arrow a route if the engine has one.

    A route is a chain of cubic Bézier curves from source to target: 3n + 1 points; the empty tuple where there is none.
    """

    boxes: tuple[Rect, ...]
    routes: tuple[tuple[Point, ...], ...]


Engine: TypeAlias = Callable[[Problem], Placement]


class EngineError(Exception):
    """An engine is not there, failed, or ran out of its budget; the message says which and what to do."""
