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

    root: int
    of: Mapping[int, Sequence[int]]
    """For every member that can matter the members that it needs, or can need."""
    component: Mapping[int, int]
    """Members with the same number can need each other; no member needs one with a larger number."""
    units: Mapping[int, int]
    """For the members that are told (not helpers) what they are told as; all the steps of an argument are one."""
    choices: frozenset[int]
    """Members that need one of several."""


def needs(judgement: Judgement, root: int) -> Needs:
    """What the label of the member *root* can rest on, in time linear in what can matter."""
    after = rests(judgement)
    found: dict[int, Sequence[int]] = {}
    ahead = [root]
    while ahead:
        member = ahead.pop()
        if member not in found:
            found[member] = after(member)
            ahead += reversed(found[member])
    members, index = judgement.framework.members, judgement.framework.index
    told = (Part.NODE, Part.STEP)
    return Needs(
        root,
        found,
        {member: number for number, ring in enumerate(components(found, found.__getitem__)) for member in ring},
        {member: index[members[member].id] for member in found if members[member].part in told},
        frozenset(member for member, needed in found.items() if len(needed) > 1 and judgement.labels[member] != IN),
    )


def rests(judgement: Judgement) -> Callable[[int], Sequence[int]]:
    """The function that tells what the label of a member can rest on; nothing where it is supposed to be so."""
    labels, supposed, attackers = judgement.labels, judgement.supposed, judgement.framework.graph.attackers

    def after(member: int) -> Sequence[int]:
        if member in supposed:
            return ()
        label = labels[member]
        if label == IN:
            return attackers[member]
        wanted = IN if label == OUT else label
        return [attacker for attacker in attackers[member] if labels[attacker] == wanted]

    return after
