"""Unanswered: the attacks that stand because nobody has said anything against them."""

from __future__ import annotations

from collections.abc import Mapping

from clashmap.model import Relation
from clashmap.verdicts.framework import ATTACKS, MUTUAL, Framework
from clashmap.verdicts.judge import Judgement, Verdict


def unanswered(judgement: Judgement) -> tuple[Relation, ...]:
    """The attacks that stand and that nothing on the map attacks, neither them nor what they rest on.

    An attack rests on its source, and that on its premises, steps and reasons, and those on theirs. An answer is an
    answer even if it falls itself, but what is kicked answers nothing. Each side of a contradiction answers the
    other. Attacks on what is kicked or conceded need no answer, and one whose source is conceded (or is supposed to
    stand or to fall) has had one.
    """
    framework = judgement.framework
    index, status = framework.index, settled(framework)
    needless = {index[id] for id in (*judgement.granted, *judgement.beaten)} | set(status)
    answered = _answered(framework) | needless
    return tuple(
        relation
        for relation in framework.map.relations
        if relation.kind in ATTACKS
        and index[relation.source] not in answered
        and index[relation.target] not in needless
        and judgement.verdict(relation.source) is Verdict.STANDS
    )


def settled(framework: Framework) -> Mapping[int, str]:
    """What is ``conceded`` and what is ``kicked``; of claims that are one, conceding counts first."""
    status: dict[int, str] = {}
    for node in framework.map.nodes:
        said, place = str(node.data.get("status") or ""), framework.index[node.id]
        if said == "conceded" or (said == "kicked" and place not in status):
            status[place] = said
    return status


def attacked(framework: Framework) -> set[int]:
    """What something attacks or undercuts that is not kicked."""
    index, status = framework.index, settled(framework)
    struck: set[int] = set()
    for relation in framework.map.relations:
        if relation.kind in ATTACKS:
            source, target = index[relation.source], index[relation.target]
            if status.get(source) != "kicked":
                struck.add(target)
            if relation.kind in MUTUAL and status.get(target) != "kicked":
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
