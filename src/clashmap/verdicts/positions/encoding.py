"""Clauses whose models are the sets of each kind, over one, two or three variables for each argument.

Of *n* arguments, argument *a* is in the set by variable a + 1, attacked by the set by variable n + a + 1, and in the
set's range, which is both together, by variable 2n + a + 1. The second and the third may be false where they could be
true, never the other way round, which halves the clauses (after Besnard and Doutre 2004, in the labels of Caminada
2006).
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from clashmap.verdicts.attackgraph import AttackGraph


def stable(graph: AttackGraph) -> Iterator[list[int]]:
    """Stable extensions: no conflicts, and what is not in the set is attacked by it."""
    yield from conflict_free(graph)
    for argument, attackers in enumerate(graph.attackers, 1):
        yield [argument, *[attacker + 1 for attacker in attackers]]


def conflict_free(graph: AttackGraph) -> Iterator[list[int]]:
    """Sets without conflicts."""
    for argument, targets in enumerate(graph.targets, 1):
        for target in targets:
            yield [-argument, ~target]


def admissible(graph: AttackGraph) -> Iterator[list[int]]:
    """Sets that attack each of their attackers, and none of their own."""
    size = len(graph)
    for argument, attackers in enumerate(graph.attackers, 1):
        yield [-argument, -size - argument]
        yield [-size - argument, *[attacker + 1 for attacker in attackers]]
        for attacker in attackers:
            yield [-argument, size + attacker + 1]


def complete(graph: AttackGraph, *, barred: Container[int] = ()) -> Iterator[list[int]]:
    """Admissible sets with every argument all of whose attackers they attack, but never one that is *barred*."""
    size = len(graph)
    yield from admissible(graph)
    for argument, attackers in enumerate(graph.attackers):
        for attacker in attackers:
            yield [~attacker, size + argument + 1]
        if argument in barred:
            yield [~argument]
        else:
            yield [argument + 1, *[~attacker - size for attacker in attackers]]


def admissible_range(graph: AttackGraph) -> Iterator[list[int]]:
    """Admissible sets and their ranges."""
    size = len(graph)
    yield from admissible(graph)
    for argument in range(1, size + 1):
        yield [-2 * size - argument, argument, size + argument]


def conflict_free_range(graph: AttackGraph) -> Iterator[list[int]]:
    """Sets without conflicts and their ranges."""
    size = len(graph)
    yield from conflict_free(graph)
    for argument, attackers in enumerate(graph.attackers, 1):
        yield [-2 * size - argument, argument, *[attacker + 1 for attacker in attackers]]
