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
    standing = list(graph.attacked)
    labels = bytearray(len(standing))
    accepted = list(granted)
    for argument in accepted:
        labels[argument] = IN
    rejected = [argument for argument in dict.fromkeys(beaten) if not labels[argument]]
    for argument in rejected:
        labels[argument] = OUT
    unattacked = [argument for argument, count in enumerate(standing) if not count and not labels[argument]]
    for argument in unattacked:
        labels[argument] = IN
    accepted += unattacked
    if not accepted and not rejected:
        return labels  # before the attacks are put in order
    row = graph.row
    while accepted or rejected:
        for argument in accepted:
            for target in row(argument):
                if not labels[target]:
                    labels[target] = OUT
                    rejected.append(target)
        accepted = []
        for argument in rejected:
            for freed in row(argument):
                standing[freed] -= 1
                if not standing[freed] and not labels[freed]:
                    labels[freed] = IN
                    accepted.append(freed)
        rejected = []
    return labels


def extension(graph: AttackGraph) -> tuple[int, ...]:
    """The grounded extension of *graph*: the arguments that are IN, ascending."""
    labels = label(graph)
    return tuple(argument for argument, given in enumerate(labels) if given == IN)
