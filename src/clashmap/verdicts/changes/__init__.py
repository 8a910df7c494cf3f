"""Changes: what would turn a verdict, what is not answered yet, and what could still decide."""

from __future__ import annotations

from clashmap.verdicts.changes.flips import Flips, flips
from clashmap.verdicts.changes.order import changed
from clashmap.verdicts.changes.points import Point, points
from clashmap.verdicts.changes.tops import is_resolution, tops
from clashmap.verdicts.changes.unanswered import unanswered

__all__ = ["Flips", "Point", "changed", "flips", "is_resolution", "points", "tops", "unanswered"]
