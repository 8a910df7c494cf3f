"""Positions: the sets of arguments of an attack graph that can be held together, under each semantics."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from types import ModuleType

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.positions import complete, grounded, ideal, preferred, semistable, stable, stage
from clashmap.verdicts.positions.budget import Budget, BudgetError

_FAMILIES = {
    "grounded": grounded,
    "complete": complete,
    "preferred": preferred,
    "stable": stable,
    "semi-stable": semistable,
    "stage": stage,
    "ideal": ideal,
}
"""Each has ``every``, which finds extensions one by one, and ``having``, one with or without an argument."""
SEMANTICS = tuple(_FAMILIES)
SINGLE = ("grounded", "ideal")
"""Those under which a graph has exactly one extension."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an argument is accepted, and an extension that shows it."""

    holds: bool | None
    """None: the budget ended before it was known."""
    witness: tuple[int, ...] | None = None
    """An extension with the argument (credulously) or without it (sceptically), ascending.

    None where there is none, and where the budget ended after it was known that there is one and before it was found.
    """


@dataclass(frozen=True, slots=True)
class Extensions:
    """Extensions of a graph, in a stable order, each ascending."""

    sets: tuple[tuple[int, ...], ...]
    is_all: bool = True
    """Whether there are no others; what was cut at *most* is never said to be all, unless there can be but one."""
    is_known: bool = True
    """Whether the budget sufficed: if not, there may be others, or with an empty *sets* any number of them."""


def extensions(
    graph: AttackGraph, *, semantics: str = "preferred", most: int | None = None, budget: float | None = None
) -> Extensions:
    """Up to *most* extensions of *graph*, all of them for None, within *budget* seconds.

    Raises ValueError when there is no such *semantics*.
    """
    family, time = _family(semantics), Budget(budget)
    sets: list[tuple[int, ...]] = []
    try:
        for found in islice(family.every(graph, time), most):
            sets.append(found)
    except BudgetError:
        return Extensions(tuple(sets), is_all=False, is_known=False)
    return Extensions(tuple(sets), is_all=semantics in SINGLE or most is None or len(sets) < most)


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
    family, time = _family(semantics), Budget(budget)
    try:
        found = family.having(graph, argument, time, inside=not sceptically)
    except BudgetError:
        return Answer(None)
    if found is None:
        return Answer(sceptically)
    try:
        return Answer(not sceptically, found())
    except BudgetError:
        return Answer(not sceptically)


def _family(semantics: str) -> ModuleType:
    if semantics not in _FAMILIES:
        raise ValueError(f"no semantics {semantics!r}; there are {', '.join(SEMANTICS)}")
    return _FAMILIES[semantics]
