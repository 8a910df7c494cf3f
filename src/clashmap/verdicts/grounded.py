"""The grounded labelling: what must be accepted, what must be rejected, and what the attacks leave open."""

from __future__ import annotations

from collections.abc import Iterable

from clashmap.verdicts.attackgraph import AttackGraph

UNDECIDED, IN, OUT = 0, 1, 2
"""Labels of an argument. IN are those all of whose attackers are OUT, OUT those that one which is IN attacks."""


def label(graph: AttackGraph, *, granted: Iterable[int] = (), beaten: Iterable[int] = ()) -> bytearray:
    """The grounded labelling of *graph*, a label for each argument, in time linear in arguments and attacks.

    *granted* and *beaten* arguments are labelled so whatever attacks them, as in ``graph.suppose``. Each argument is
    accepted once the count of its attackers that are not rejected is zero, and rejects what it attacks (Modgil and
    Caminada 2009, algorithm 1, with counts in place of searches).
    """
    targets = graph.targets
    labels = bytearray(len(targets))
    standing = [0] * len(targets)
    for attacked in targets:
        for target in attacked:
            standing[target] += 1
    accepted: list[int] = []

    def reject(argument: int) -> None:
        labels[argument] = OUT
        for freed in targets[argument]:
            standing[freed] -= 1
            if not standing[freed] and not labels[freed]:
                labels[freed] = IN
                accepted.append(freed)

    for argument in granted:
        labels[argument] = IN
        accepted.append(argument)
    lost = [argument for argument in dict.fromkeys(beaten) if not labels[argument]]
    for argument in lost:
        labels[argument] = OUT
    for argument, count in enumerate(standing):
        if not count and not labels[argument]:
            labels[argument] = IN
            accepted.append(argument)
    for argument in lost:
        reject(argument)
    for argument in accepted:  # which grows on the way
        for target in targets[argument]:
            if not labels[target]:
                reject(target)
    return labels
