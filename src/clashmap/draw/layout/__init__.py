"""Layout engines: each turns boxes and arrows between them into places. None of them ever sees text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

Direction: TypeAlias = Literal["up", "left"]
"""Where an arrow's target lies: above its source, or to the left of it."""


class Point(NamedTuple):
    """A point in px, *y* downwards."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle in px: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> Rect:
        """The rectangle with *by* px more on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Rect, gap: float = 0.0) -> bool:
        """Whether the two come closer than *gap* px to each other."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )


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
    width: float = field(default=0.0)
    height: float = field(default=0.0)


Engine: TypeAlias = Callable[[Problem], Placement]


class EngineError(Exception):
    """An engine is not there, failed, or ran out of its budget; the message says which and what to do."""
