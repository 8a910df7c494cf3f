"""What an explanation says: reasons, and the grounds that each of them rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clashmap.model import Relation, RelationKind
from clashmap.verdicts.judge import Verdict


class Because(StrEnum):
    """What decides a verdict."""

    ASSERTED = "asserted"
    """Stands: nothing attacks it, and it is not given reasons."""
    ANSWERED = "answered"
    """Stands: each attack on it falls, and what it needs (one reason, all premises) stands."""
    CONCEDED = "conceded"
    """Stands: its status says so."""
    GRANTED = "granted"
    """Stands: supposed."""
    ATTACKED = "attacked"
    """Falls: an attacker stands."""
    UNBACKED = "unbacked"
    """Falls: each reason for it falls."""
    DENIED = "denied"
    """Falls: a premise falls."""
    KICKED = "kicked"
    """Falls: its status says so."""
    BEATEN = "beaten"
    """Falls: supposed."""
    OPEN = "open"
    """Contested: it hangs on what is contested itself."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a verdict rests on: what *id* does to the node (or is to it), and the verdict on *id*."""

    kind: RelationKind
    id: str
    verdict: Verdict
    """Of an argument with several steps of which only *step* matters, that on this step."""
    relation: Relation | None = None
    """What the map says of it; None of a premise that an earlier step of the same argument concludes."""
    step: int | None = None
    """The step (from 0) of an argument with several of which alone it is told."""

    @property
    def key(self) -> str:
        """Where in ``Explanation.reasons`` its own reason is told."""
        return key(self.id, self.step)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one claim or argument has its verdict; each of the *grounds* has a reason of its own."""

    id: str
    verdict: Verdict
    because: Because
    grounds: tuple[Ground, ...] = ()
    step: int | None = None
    """The step (from 0) of an argument with several of which alone this is told."""

    @property
    def key(self) -> str:
        """Where in ``Explanation.reasons`` it is told."""
        return key(self.id, self.step)


@dataclass(frozen=True)
class Explanation:
    """All that decides the verdict on *root*: a directed acyclic graph of reasons, but for what is contested."""

    root: str
    reasons: Mapping[str, Reason]
    """By ``key``, the root first, each before what it rests on is told. The key is the id, but for a step of an
    argument with several that matters apart from the others."""
    circle: tuple[str, ...] = ()
    """Of a contested root the claims and arguments (ids) that it hangs on and that hang on each other: each on the
    next one, and the last on the first."""
    is_shortest: bool = True
    """Whether it is certain that no explanation has fewer claims and arguments."""

    @property
    def ring(self) -> tuple[Reason, ...]:
        """The reasons round the circle, each with one ground: that the next of them is contested."""
        return tuple(self.reasons.values())[len(self.reasons) - len(self.circle) :]


def key(id: str, step: int | None) -> str:
    """The key of a claim or an argument, or of one *step* (from 0) of an argument with several."""
    return id if step is None else f"{id} step {step + 1}"
