"""Positions: the sets of arguments of an attack graph that can be held together, under each semantics."""

from __future__ import annotations

from dataclasses import dataclass

from clashmap.verdicts.attackgraph import AttackGraph

SEMANTICS = ("grounded", "complete", "preferred", "stable", "semi-stable", "stage", "ideal")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an argument is accepted, and an extension that shows it."""

    holds: bool | None
    """None: the budget ended before it was known."""
    witness: tuple[int, ...] | None = None
    """An extension with the argument (credulously) or without it (sceptically), where there is one, ascending."""


@dataclass(frozen=True, slots=True)
class Extensions:
    """Extensions of a graph, in a stable order, each ascending."""

    sets: tuple[tuple[int, ...], ...]
    is_all: bool = True
    """Whether there are no others."""
    is_known: bool = True
    """Whether the budget sufficed: if not, there may be others, or with an empty *sets* any number of them."""


def extensions(
    graph: AttackGraph, *, semantics: str = "preferred", most: int | None = None, budget: float | None = None
) -> Extensions:
    """Up to *most* extensions of *graph*, all of them for None, within *budget* seconds.

    Raises ValueError when there is no such *semantics*.
    """
    raise NotImplementedError


def accepted(
    graph: AttackGraph,
    argument: int,
    *,
    semantics: str = "preferred",
    sceptically: bool = False,
    budget: float | None = None,
) -> Answer:
    """Whether some extension of *graph* has *argument*; *sceptically*, whether all have it, within *budget* seconds.

    Raises ValueError when there is no such *semantics*.
    """
    raise NotImplementedError
