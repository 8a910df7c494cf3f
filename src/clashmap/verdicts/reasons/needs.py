"""Needs: what each label that a verdict can rest on needs in its turn, and which of it is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from clashmap.verdicts.components import components
from clashmap.verdicts.framework import Part
from clashmap.verdicts.grounded import IN, OUT
from clashmap.verdicts.judge import Judgement


@dataclass(frozen=True)
class Needs:
    """What the labels of some members of a framework can rest on, down to what rests on nothing.

    What is IN needs all its attackers to be OUT, so all of what is listed; what is OUT needs one that is IN, and what
    is undecided hangs on one that is undecided too, so one of what is listed will do.
    """

    roots: Sequence[int]
    of: Mapping[int, Sequence[int]]
    """For every member that can matter the members that it needs, or can need."""
    component: Mapping[int, int]
    """Members with the same number can need each other; no member needs one with a larger number."""
    units: Mapping[int, int]
    """For the members that are told (not helpers) what they are told as; all the steps of an argument are one."""
    choices: frozenset[int]
    """Members that need one of several."""


def needs(judgement: Judgement, *roots: int) -> Needs:
    """What the labels of the members *roots* can rest on, in time linear in what can matter."""
    found = reach(roots, rests(judgement))
    framework = judgement.framework
    parts = components(found, found.__getitem__)
    members = framework.members
    return Needs(
        roots,
        found,
        {member: number for number, part in enumerate(parts) for member in part},
        {
            member: framework.index[members[member].id]
            for member in found
            if members[member].part in (Part.NODE, Part.STEP)
        },
        frozenset(member for member, after in found.items() if len(after) > 1 and judgement.labels[member] != IN),
    )


def reach(roots: Sequence[int], after: Callable[[int], Sequence[int]]) -> dict[int, Sequence[int]]:
    """All to which *after* leads from *roots*, and to what each leads."""
    found: dict[int, Sequence[int]] = {}
    ahead = list(reversed(roots))
    while ahead:
        member = ahead.pop()
        if member not in found:
            found[member] = after(member)
            ahead += reversed(found[member])
    return found


def rests(judgement: Judgement) -> Callable[[int], Sequence[int]]:
    """The function that tells what the label of a member can rest on; nothing where it is supposed to be so."""
    framework, labels = judgement.framework, judgement.labels
    attackers = framework.graph.attackers
    granted = {part for id in judgement.granted for part in framework.parts[id]}
    supposed = granted | {part for id in judgement.beaten for part in framework.parts[id]}

    def after(member: int) -> Sequence[int]:
        if member in supposed:
            return ()
        label = labels[member]
        if label == IN:
            return attackers[member]
        wanted = IN if label == OUT else label
        return [attacker for attacker in attackers[member] if labels[attacker] == wanted]

    return after
