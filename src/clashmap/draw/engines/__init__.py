"""Layout engines: each turns boxes and arrows between them into places. None of them ever sees text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from clashmap.draw.geometry import Point, Rect

Direction: TypeAlias = Literal["up", "down", "left", "right"]
"""Where an arrow's target lies as seen from its source. Engines know ``up`` and ``left``; the others mirror these."""


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


def place(engine: Engine, problem: Problem) -> Placement:
    """The placement of *problem* by *engine*, in any direction; of what one box has beside it, the first at the top."""
    match problem.direction:
        case "down":
            return mirrored(engine(replace(problem, direction="up")), "down")
        case "right":
            return mirrored(_righted(engine(replace(problem, direction="left")), problem), "right")
        case "left":
            return _righted(engine(problem), problem)
        case _:
            return engine(problem)


def _righted(placement: Placement, problem: Problem) -> Placement:
    """*placement* with its head down where more neighbours stand against their order than in it: no line changes."""
    beside: dict[int, set[int]] = {}
    for source, target in problem.arrows:
        beside.setdefault(target, set()).add(source)
    pairs = [pair for sources in beside.values() for pair in pairwise(sorted(sources))]
    falling = sum(placement.boxes[first].y < placement.boxes[second].y for first, second in pairs)
    rising = sum(placement.boxes[first].y > placement.boxes[second].y for first, second in pairs)
    return mirrored(placement, "down") if rising > falling else placement


def mirrored(placement: Placement, direction: Direction) -> Placement:
    """A placement made for ``up`` or ``left`` with what was above below, or what was left right; else as it is."""
    boxes, routes = placement.boxes, placement.routes
    if direction == "down":
        end = max((box.bottom for box in boxes), default=0.0)
        return Placement(
            tuple(Rect(box.x, round(end - box.bottom, 2), box.width, box.height) for box in boxes),
            tuple(tuple(Point(p.x, end - p.y) for p in route) for route in routes),
        )
    if direction == "right":
        end = max((box.right for box in boxes), default=0.0)
        return Placement(
            tuple(Rect(round(end - box.right, 2), box.y, box.width, box.height) for box in boxes),
            tuple(tuple(Point(end - p.x, p.y) for p in route) for route in routes),
        )
    return placement


class EngineError(Exception):
    """An engine is not there, failed, or ran out of its budget; the message says which and what to do."""
