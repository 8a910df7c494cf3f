"""The shortest proof of a decided verdict: fewest claims and arguments, each counted once (branch and bound).

To find the fewest is as hard as covering sets by the fewest points, so the search ends after a counted effort.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clashmap.verdicts.reasons.cheapest import prove
from clashmap.verdicts.reasons.needs import Needs
from clashmap.verdicts.reasons.proof import Proof


@dataclass(frozen=True, slots=True)
class _Frame:
    """A choice that is being tried: what is left to try, and where to go back to."""

    member: int
    rest: Iterator[int]
    back: tuple[int, int, int]


def shortest(needs: Needs, *, effort: int) -> tuple[Mapping[int, int], bool]:
    """What each choice of the shortest proof rests on, and whether it is certain that there is none shorter.

    *effort* is about how many members may be looked at; when it is spent, the best that was found counts.
    """
    first = prove(needs)
    best, size = first.chosen, len(first.units)
    proof = Proof(needs)
    frames: list[_Frame] = []
    is_open = True
    while True:
        if is_open:
            proof.settle()
            pending = proof.pending
            if not pending:
                if len(proof.units) < size:
                    best, size = dict(proof.chosen), len(proof.units)
            elif len(proof.units) + _least(proof, pending) < size:
                member = min(pending, key=lambda member: len(needs.of[member]))
                new = sorted(needs.of[member], key=lambda needed: needed not in proof.members)
                back = len(proof.members), len(proof.choices), len(proof.chosen)
                frames.append(_Frame(member, iter(new), back))
        is_open = False
        if not frames:
            return best, True
        if proof.touched > effort:
            return best, False
        frame = frames[-1]
        proof.undo(*frame.back)
        needed = next(frame.rest, None)
        if needed is None:
            frames.pop()
        else:
            is_open = proof.choose(frame.member, needed) and len(proof.units) < size


def _least(proof: Proof, pending: list[int]) -> int:
    """How many more claims and arguments it takes at least to make all *pending* choices.

    The cost of a member is shared out equally among all that may need it, and so on down: each bears what it costs
    itself and its share of all, or of the cheapest, of what it needs. In any proof the shares that are borne of one
    member add up to its cost at most, so what the pending choices bear is never more than what they cost.
    """
    needs, members = proof.needs, proof.members
    users: dict[int, int] = {}
    same: dict[int, int] = {}
    ahead = list(pending)
    new: list[int] = []
    while ahead:
        after = needs.of[ahead.pop()]
        proof.touched += len(after)
        for needed in after:
            if needed in members:
                continue
            if needed in users:
                users[needed] += 1
                continue
            users[needed] = 1
            new.append(needed)
            ahead.append(needed)
            if needed in needs.units:
                same[needs.units[needed]] = same.get(needs.units[needed], 0) + 1
    new.reverse()
    new.sort(key=needs.component.__getitem__)
    share: dict[int, float] = {}
    for member in new:
        unit = needs.units.get(member)
        own = 0.0 if unit is None or unit in proof.units else 1 / same[unit]
        shares = [share.get(needed, 0.0) for needed in needs.of[member]]
        below = 0.0 if not shares else min(shares) if member in needs.choices else sum(shares)
        share[member] = (own + below) / users[member]
    borne = math.fsum(min(share.get(needed, 0.0) for needed in needs.of[member]) for member in pending)
    return math.ceil(borne - 1e-6)
