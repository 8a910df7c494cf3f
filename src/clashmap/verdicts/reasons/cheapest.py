"""Proofs that are short when what is used twice counts twice: a good start, and soon found."""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from clashmap.verdicts.reasons.needs import Needs
from clashmap.verdicts.reasons.proof import Proof

_MOST = 10**9  # a tree that unfolds a graph can be as large as two to the number of its nodes


def prove(needs: Needs) -> Proof:
    """A proof that is short, though not always the shortest, in one pass."""
    sizes = _cheapest(needs)
    proof = Proof(needs)
    component = needs.component
    for member in proof.choices:  # which grows on the way
        free = [n for n in needs.of[member] if n in proof.members and component[n] != component[member]]
        proof.choose(member, free[0] if free else sizes[member][1])
    return proof


def _cheapest(needs: Needs) -> Mapping[int, tuple[int, int]]:
    """For each member with a decided label the size of its smallest proof tree, and for a choice what it rests on.

    Members are settled in the order of their sizes (Knuth 1977, a generalisation of Dijkstra's algorithm), each after
    what it rests on; so no choice is circular. Ties go to what the framework numbers first. For other members the
    second number is -1. Takes time linear in what can matter, times its logarithm.
    """
    above: dict[int, list[int]] = {member: [] for member in needs.of}
    missing: dict[int, int] = {}
    size: dict[int, int] = {}
    heap: list[tuple[int, int, int]] = []
    for member, after in needs.of.items():
        size[member] = int(member in needs.units)
        missing[member] = 1 if member in needs.choices else len(after)
        for needed in after:
            above[needed].append(member)
        if not after:
            heapq.heappush(heap, (size[member], member, -1))
    settled: dict[int, tuple[int, int]] = {}
    while heap:
        cost, member, chosen = heapq.heappop(heap)
        if member in settled:
            continue
        settled[member] = cost, chosen
        for user in above[member]:
            if user in settled:
                continue
            if user in needs.choices:
                heapq.heappush(heap, (min(size[user] + cost, _MOST), user, member))
                continue
            missing[user] -= 1
            size[user] = min(size[user] + cost, _MOST)
            if not missing[user]:
                heapq.heappush(heap, (size[user], user, -1))
    return settled
