"""Models of clauses in which as much as can be of what is measured is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clashmap.verdicts.positions.oracle import Oracle


def grow(oracle: Oracle, measured: Sequence[int], *, keep: Sequence[int] = ()) -> None:
    """Bring the oracle from its model to one with the literals *keep* that has all it had of *measured*, and most."""
    while more(oracle, measured, keep=keep):
        pass


def more(oracle: Oracle, measured: Sequence[int], *, keep: Sequence[int] = ()) -> bool:
    """Bring the oracle to a model with *keep* that has more of *measured* than its model, if there is one."""
    missing = oracle.false(measured)
    if not missing:
        return False
    gate = oracle.variable()
    oracle.add([-gate, *missing])
    found = oracle.solve(gate, *keep, *oracle.true(measured))
    oracle.add([-gate])
    return found


def find(
    oracle: Oracle, measured: Sequence[int], wish: int, *, learn: Callable[[Sequence[int]], None] | None = None
) -> bool:
    """Bring the oracle to a model with the literal *wish* and most of *measured*, if such a one has it.

    Candidates that have most of *measured* among those with the *wish* are tried without it: one to which nothing can
    be added is what is sought; one that grows rules out all that have no more than it grew to (the loop of Dvořák,
    Järvisalo, Wallner and Woltran 2014). *learn* is told what was added to a candidate and may rule out more.
    """
    while oracle.solve(wish):
        grow(oracle, measured, keep=(wish,))
        candidate = oracle.model
        if not more(oracle, measured):
            oracle.model = candidate
            return True
        grow(oracle, measured)
        if learn:
            learn([variable for variable in oracle.true(measured) if candidate[variable - 1] < 0])
        elif missing := oracle.false(measured):
            oracle.add(missing)
        else:
            return False
    return False


def every(oracle: Oracle, measured: Sequence[int], size: int) -> Iterator[list[int]]:
    """The true ones among the variables 1 … *size* of each model with most of *measured*.

    No two of them may be one within the other. That all of *measured* is true is tried first.
    """
    sets = range(1, size + 1)
    while oracle.solve(*measured) or oracle.solve():
        grow(oracle, measured)
        range_, missing = oracle.true(measured), oracle.false(measured)
        gate = oracle.variable()
        found = True
        while found:
            members = oracle.true(sets)
            yield members
            oracle.add([-gate, *[-member for member in members]])
            found = bool(members) and oracle.solve(gate, *range_)
        if not missing:
            return
        oracle.add(missing)
