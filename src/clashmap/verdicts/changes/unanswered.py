"""Unanswered: the attacks that stand because nobody has said anything against them."""

from __future__ import annotations

from clashmap.model import Relation
from clashmap.resolve.worth import CONCEDED, KICKED
from clashmap.verdicts.bearing import ATTACKS, MUTUAL
from clashmap.verdicts.framework import Framework
from clashmap.verdicts.judge import Judgement, Verdict


def unanswered(judgement: Judgement) -> tuple[Relation, ...]:
    """The attacks that stand and that nothing on the map attacks, neither them nor what they rest on.

    An attack rests on its source, and that on its premises, steps and reasons, and those on theirs. An answer is an
    answer even if it falls itself, but what is kicked answers nothing. Each side of a contradiction answers the other.
    No answer counts against what is conceded. Attacks on what is kicked or conceded need no answer, and one whose
    source is supposed to stand or to fall has had one.
    """
    framework = judgement.framework
    index = framework.index
    needless = {*judgement.supposed, *framework.settled}
    conceded = {place for place, said in framework.settled.items() if said == CONCEDED}
    answered = (_answered(framework) - conceded) | judgement.supposed.keys()
    return tuple(
        relation
        for relation in framework.map.relations
        if relation.kind in ATTACKS
        and index[relation.source] not in answered
        and index[relation.target] not in needless
        and judgement.verdict(relation.source) is Verdict.STANDS
    )


def attacked(framework: Framework) -> set[int]:
    """What something attacks or undercuts that is not kicked."""
    index, settled = framework.index, framework.settled
    struck: set[int] = set()
    for relation in framework.map.relations:
        if relation.kind in ATTACKS:
            source, target = index[relation.source], index[relation.target]
            if settled.get(source) != KICKED:
                struck.add(target)
            if relation.kind in MUTUAL and settled.get(target) != KICKED:
                struck.add(source)
    return struck


def _answered(framework: Framework) -> set[int]:
    """What is attacked, and all that rests on it."""
    index = framework.index
    resting: dict[int, list[int]] = {}
    for relation in framework.map.relations:
        if relation.kind not in ATTACKS:
            resting.setdefault(index[relation.source], []).append(index[relation.target])
    answered = attacked(framework)
    queue = sorted(answered)
    for place in queue:  # which grows on the way
        fresh = [target for target in resting.get(place, ()) if target not in answered]
        answered.update(fresh)
        queue.extend(fresh)
    return answered
