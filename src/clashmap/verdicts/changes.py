"""Changes: what would turn a verdict, what is not answered yet, and what could still decide."""

from __future__ import annotations

from dataclasses import dataclass

from clashmap.model import Relation
from clashmap.verdicts.judge import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Flips:
    """The smallest sets of claims and arguments (ids, in reading order) whose fall would change a verdict."""

    sets: tuple[tuple[tuple[str, ...], Verdict], ...]
    """All of the smallest size, in reading order, each with the verdict that there would be; empty: nothing would."""
    is_all: bool = True
    """Whether there are no more of this size than are told."""
    searched: int | None = None
    """When the search ended before it was certain: no set of so many or fewer changes the verdict."""


@dataclass(frozen=True, slots=True)
class Point:
    """A claim or argument that could still change the verdict on a top claim: what if it were beaten, or granted."""

    id: str
    verdict: Verdict
    if_beaten: Verdict
    """The verdict on the top claim if this one fell."""
    if_granted: Verdict
    """The verdict on the top claim if this one stood."""


def tops(judgement: Judgement) -> tuple[str, ...]:
    """The resolution first (``role: resolution``), then the other claims and arguments that bear on nothing else."""
    raise NotImplementedError


def flips(judgement: Judgement, id: str, *, most: int = 20) -> Flips:
    """What single claims, else what smallest sets, would change the verdict on *id* if they fell."""
    raise NotImplementedError


def changed(before: Judgement, after: Judgement) -> tuple[str, ...]:
    """Ids of the claims and arguments on which the two judgements of one map differ, in reading order."""
    raise NotImplementedError


def unanswered(judgement: Judgement) -> tuple[Relation, ...]:
    """The attacks that stand and that nothing on the map attacks, neither them nor what they rest on."""
    raise NotImplementedError


def points(judgement: Judgement, top: str) -> tuple[Point, ...]:
    """The unresolved or unanswered points that could still change the verdict on *top*, most decisive first."""
    raise NotImplementedError
