"""Points: what is open on a map and could still change the verdict on a top claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clashmap.verdicts.bearing import MUTUAL
from clashmap.verdicts.changes.cone import Cone
from clashmap.verdicts.changes.flips import flips
from clashmap.verdicts.changes.order import reading_order
from clashmap.verdicts.changes.unanswered import attacked, unanswered
from clashmap.verdicts.framework import Framework
from clashmap.verdicts.judge import Judgement, Verdict

_EFFORT = 1_000_000
"""No more points are tried after so many attacks have been looked at: some seconds at most."""


@dataclass(frozen=True, slots=True)
class Point:
    """A claim or argument that could still change the verdict on a top claim: what if it were beaten, or granted."""

    id: str
    verdict: Verdict
    if_beaten: Verdict
    """The verdict on the top claim if this one fell."""
    if_granted: Verdict
    """The verdict on the top claim if this one stood."""
    frees: tuple[str, ...] = ()
    """Ids of what only this one keeps from standing, and what would change the verdict in the same way by standing."""


def points(judgement: Judgement, top: str) -> tuple[Point, ...]:
    """The unresolved or unanswered points that could still change the verdict on *top*, most decisive first.

    A point is open if it is contested, if it stands and nothing attacks it, or if it falls and would stand but for one
    unanswered attack; what does so is told with its attacker where that changes the same by falling. First come those
    that alone decide *top* the other way, then those that leave it contested; in each group the nearer ones first,
    counted in relations, then as they are read. Where none that is open would change anything alone, the points are
    what the smallest sets of ``flips`` are made of; only so can what is conceded be a point. What is supposed already
    is none. On a map too large to try all, those nearest along attacks are tried. Raises KeyError when there is no such
    claim or argument.
    """
    cone, verdict = Cone(judgement, top), judgement.verdict(top)
    is_open = _Openness(judgement, cone)
    certificate = cone.certificate()
    found: list[Point] = []
    for id in filter(is_open, dict.fromkeys((*certificate.falling, *certificate.standing))):
        if cone.effort > _EFFORT:
            break
        point = Point(id, judgement.verdict(id), _if(cone, beaten=id), _if(cone, granted=id))
        if point.if_beaten is not verdict or point.if_granted is not verdict:
            found.append(point)
    found = is_open.once(found)
    if not found:
        sets = flips(judgement, top).sets
        ids = dict.fromkeys(id for members, _ in sets for id in members)
        found = [Point(id, judgement.verdict(id), _if(cone, beaten=id), _if(cone, granted=id)) for id in ids]
    distance, place = _distances(judgement.framework, top), reading_order(judgement.map)
    index = judgement.framework.index

    def weight(point: Point) -> tuple[bool, int, tuple[int, int, int]]:
        decides = any(new not in (verdict, Verdict.CONTESTED) for new in (point.if_beaten, point.if_granted))
        return not decides, distance.get(index[point.id], len(distance)), place(point.id)

    return tuple(sorted(found, key=weight))


def _if(cone: Cone, *, beaten: str | None = None, granted: str | None = None) -> Verdict:
    cone.suppose(beaten=[beaten] if beaten else (), granted=[granted] if granted else ())
    verdict = cone.verdict
    cone.take_back()
    return verdict


class _Openness:
    """Whether a claim or argument of the cone is unresolved or unanswered."""

    def __init__(self, judgement: Judgement, cone: Cone) -> None:
        self.judgement, self.cone = judgement, cone
        self.index = judgement.framework.index
        self.attacked = attacked(judgement.framework)
        self.threats: dict[int, dict[int, str]] = {}
        """For what is under unanswered attack, the sources."""
        settled = judgement.framework.settled
        for relation in unanswered(judgement):
            source, target = self.index[relation.source], self.index[relation.target]
            if source in settled:
                continue
            self.threats.setdefault(target, {})[source] = relation.source

    def __call__(self, id: str) -> bool:
        verdict = self.judgement.verdict(id)
        if verdict is Verdict.CONTESTED:
            return True
        if verdict is Verdict.STANDS:
            return self.index[id] not in self.attacked
        threats = self.threats.get(self.index[id], {})
        if len(threats) != 1:
            return False
        self.cone.suppose(beaten=threats.values())
        is_saved = self.cone.verdict_on(id) is Verdict.STANDS
        self.cone.take_back()
        return is_saved

    def once(self, found: Sequence[Point]) -> list[Point]:
        """*found*, but what falls to one of them that would change the same by falling: this is one move, not two."""
        standing = {self.index[point.id]: point for point in found if point.verdict is Verdict.STANDS}
        freed: dict[str, str] = {}
        for point in found:
            if point.verdict is Verdict.FALLS:
                (threat,) = self.threats[self.index[point.id]]
                if threat in standing and standing[threat].if_beaten is point.if_granted:
                    freed[point.id] = standing[threat].id
        return [
            replace(point, frees=tuple(id for id, by in freed.items() if by == point.id))
            for point in found
            if point.id not in freed
        ]


def _distances(framework: Framework, top: str) -> Mapping[int, int]:
    """How many relations each claim or argument that bears on *top* is away from it."""
    index = framework.index
    sources: dict[int, list[int]] = {}
    for relation in framework.map.relations:
        source, target = index[relation.source], index[relation.target]
        sources.setdefault(target, []).append(source)
        if relation.kind in MUTUAL:
            sources.setdefault(source, []).append(target)
    distance = {index[top]: 0}
    queue = [index[top]]
    for place in queue:  # which grows on the way
        for source in sources.get(place, ()):
            if source not in distance:
                distance[source] = distance[place] + 1
                queue.append(source)
    return distance
