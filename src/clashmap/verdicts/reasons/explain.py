"""Explaining a verdict: the shortest proof, or the way to a circle, told in the terms of the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from clashmap.verdicts.grounded import UNDECIDED
from clashmap.verdicts.judge import Judgement
from clashmap.verdicts.reasons.circle import lasso
from clashmap.verdicts.reasons.explanation import Explanation, Reason
from clashmap.verdicts.reasons.links import links
from clashmap.verdicts.reasons.needs import needs
from clashmap.verdicts.reasons.shortest import shortest
from clashmap.verdicts.reasons.tell import Teller

EFFORT = 100_000


def explain(judgement: Judgement, id: str, *, effort: int = EFFORT) -> Explanation:
    """Explain the verdict on *id* by the fewest claims and arguments. Raises KeyError when there is none with this id.

    What stands or falls is proved: for what stands, that each attack on it falls and that what it needs stands; for
    what falls, that one attack on it stands, or that it lacks what it needs. A proof is never circular. Of what is
    contested only the way to the nearest circle is told, and the circle: for each claim one thing that is contested
    and on which it hangs; attacks and reasons that have fallen are left out, as they let it hang on the rest.

    *effort* bounds the search for the shortest, as a count of steps, so that the answer is always the same; when it
    is spent, the best explanation that was found is given, and ``is_shortest`` is false. Of several that are as short
    the same one is always told, mostly by what comes first in the map.
    """
    root = judgement.framework.index[id]
    teller = Teller(judgement, id)
    if judgement.labels[root] == UNDECIDED:
        way, ring, is_shortest = lasso(root, lambda member: _hangs(judgement, member), effort=effort)
        track = [*way, *ring, ring[0]]
        reasons = [teller.contested(member, on) for member, on in pairwise(track)]
        circle = tuple(teller.name(member) for member in ring)
    else:
        chosen, is_shortest = shortest(needs(judgement, root), effort=effort)
        reasons, circle = _proof(teller, root, chosen), ()
    return Explanation(id, {reason.key: reason for reason in reasons}, circle, is_shortest)


def _hangs(judgement: Judgement, member: int) -> Sequence[int]:
    """What a contested member may hang on: what is contested itself and bears on it."""
    labels = judgement.labels
    found = [link.sources for link in links(judgement.framework, member) if labels[link.via] == UNDECIDED]
    return [source for sources in found for source in sources if labels[source] == UNDECIDED]


def _proof(teller: Teller, root: int, chosen: Mapping[int, int]) -> list[Reason]:
    """All the reasons of a proof, each before those of what it rests on."""
    reason, after = teller.stands_or_falls(root, chosen)
    path = [(reason, iter(after))]
    seen = {root}
    done: list[Reason] = []
    while path:
        reason, rest = path[-1]
        member = next((member for member in rest if member not in seen), None)
        if member is None:
            done.append(reason)
            path.pop()
        else:
            seen.add(member)
            reason, after = teller.stands_or_falls(member, chosen)
            path.append((reason, iter(after)))
    return done[::-1]
