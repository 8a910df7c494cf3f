"""The ideal extension: the greatest admissible set that is within every preferred extension."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import IN, UNDECIDED
from clashmap.verdicts.positions import encoding
from clashmap.verdicts.positions.budget import Budget
from clashmap.verdicts.positions.found import Found
from clashmap.verdicts.positions.oracle import Oracle
from clashmap.verdicts.positions.parts import ancestors, restrict
from clashmap.verdicts.positions.remainder import remainder


def every(graph: AttackGraph, budget: Budget) -> Iterator[tuple[int, ...]]:
    """The ideal extension, which is the only one."""
    rest = remainder(graph)
    yield rest.whole(_greatest(rest.graph, budget))


def having(graph: AttackGraph, argument: int, budget: Budget, *, inside: bool) -> Found:
    """The ideal extension, if it has *argument*, or, not *inside*, has not.

    Only what attacks the argument, in any number of steps, matters.
    """
    rest = remainder(graph)
    has = rest.labels[argument] == IN
    if rest.labels[argument] == UNDECIDED:
        place = rest.place(argument)
        above = ancestors(rest.graph, place)
        has = above.index(place) in _greatest(restrict(rest.graph, above), budget)
    return (lambda: next(every(graph, budget))) if has == inside else None


def _greatest(graph: AttackGraph, budget: Budget) -> list[int]:
    """The ideal extension of a graph that has no grounded one but the empty set.

    It is the greatest admissible set among what is accepted credulously and attacked by nothing that is (Dunne 2009).
    """
    credulous = _credulous(graph, budget)
    kept = bytearray(len(graph))
    for argument, attackers in enumerate(graph.attackers):
        kept[argument] = credulous[argument] and not any(credulous[attacker] for attacker in attackers)
    strikes = [sum(kept[attacker] for attacker in attackers) for attackers in graph.attackers]
    """For each argument how many of those that are kept attack it."""
    dropped = [
        argument
        for argument, attackers in enumerate(graph.attackers)
        if kept[argument] and not all(strikes[attacker] for attacker in attackers)
    ]
    for argument in dropped:
        kept[argument] = 0
    for argument in dropped:  # which grows on the way
        for target in graph.targets[argument]:
            strikes[target] -= 1
            if not strikes[target]:
                for defenceless in graph.targets[target]:
                    if kept[defenceless]:
                        kept[defenceless] = 0
                        dropped.append(defenceless)
    return [argument for argument, still in enumerate(kept) if still]


def _credulous(graph: AttackGraph, budget: Budget) -> bytearray:
    """Which arguments an admissible set has: such sets are sought until none has one that is new."""
    size = len(graph)
    found = bytearray(size)
    if not size:
        return found
    oracle = Oracle(encoding.admissible(graph), variables=2 * size, budget=budget, hopes=range(1, 2 * size + 1))
    unknown: list[int] = list(range(1, size + 1))
    while unknown:
        gate = oracle.variable()
        oracle.add([-gate, *unknown])
        if not oracle.solve(gate):
            break
        oracle.add([-gate])
        new = oracle.true(unknown)
        for variable in new:
            found[variable - 1] = 1
        spent = {target for variable in new for target in graph.targets[variable - 1]}
        spent = {target for target in spent if all(found[attacker] for attacker in graph.attackers[target])}
        # What only those already found attack need not be attacked again: the next set is to be another one.
        oracle.hope([*[-variable for variable in new], *[-size - target - 1 for target in sorted(spent)]])
        unknown = oracle.false(unknown)
    return found
