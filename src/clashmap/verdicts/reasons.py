"""Reasons: why a claim stands, falls or is contested, as short as can be, in the terms of the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clashmap.model import RelationKind
from clashmap.verdicts.judge import Judgement, Verdict


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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one claim or argument has its verdict; each of the *grounds* has a reason of its own."""

    id: str
    verdict: Verdict
    because: Because
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """All that decides the verdict on *root*: a directed acyclic graph of reasons, but for what is contested."""

    root: str
    reasons: Mapping[str, Reason]
    """By id, the root first, each before what it rests on is told."""
    circle: tuple[str, ...] = ()
    """Of a contested root the claims and arguments that it hangs on and that hang on each other, in order round."""
    is_shortest: bool = True
    """Whether it is certain that no explanation has fewer claims."""


def explain(judgement: Judgement, id: str) -> Explanation:
    """Explain the verdict on *id* by the fewest claims. Raises KeyError when there is no such claim or argument."""
    raise NotImplementedError
