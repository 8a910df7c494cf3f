"""Findings: all that was asked about a map, found once, for text and for data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from clashmap.checks.find import find_node
from clashmap.graph import ArgumentMap
from clashmap.model import Relation
from clashmap.verdicts.changes import Flips, Point, changed, flips, is_resolution, points, tops, unanswered
from clashmap.verdicts.framework import Framework, frame
from clashmap.verdicts.judge import Judgement, Verdict, rejudge
from clashmap.verdicts.reasons import Explanation, Ways, explain, ways

if TYPE_CHECKING:
    from clashmap.verdicts.burden import Burden
    from clashmap.verdicts.strength import Strengths
    from clashmap.verdicts.strength.disagreement import Disagreement

_EXPLAINED = 11
"""How many of what is at the top are told with a reason, unless the lists are whole."""
MOST_EXPLAINED = 200
"""How many are told with one when the lists are whole: each takes its time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The values of the options."""

    why: str | None = None
    flip: str | None = None
    suppose: tuple[tuple[str, str], ...] = ()
    """Pairs of a sign, ``+`` or ``-``, and a title."""
    unanswered: bool = False
    next: bool = False
    strength: str | None = None
    standard: str | None = None
    reading: str = "warrant"
    budget: float = 5.0
    whole: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether certain things are asked for, in place of the summary."""
        return self.why is not None or self.flip is not None or self.unanswered or self.next


@dataclass(frozen=True)
class Weighed:
    """Strengths, and what follows from them."""

    strengths: Strengths
    is_asked: bool
    """Whether strengths are asked for by name, and not only for a burden of proof."""
    disagreements: tuple[Disagreement, ...]
    """Where strength and verdict point different ways, in reading order."""
    burden: Burden | None
    """Of what is at the top, when a standard is declared or asked for."""


@dataclass(frozen=True)
class Findings:
    """What was found about the debate at *path*; None, or nothing, is what was not asked for."""

    path: str
    asked: Asked
    judgement: Judgement
    before: Judgement | None
    """Without what is supposed, when something is."""
    changed: tuple[str, ...]
    """Ids of what the suppositions change, in reading order."""
    tops: tuple[str, ...]
    """Ids of what is at the top, the resolution first if the map has one."""
    explained: Mapping[str, Explanation]
    """Why the first of *tops* have their verdicts, by id."""
    why: Explanation | None
    ways: Ways | None
    """The ways out of the circle that *why* tells of."""
    flipped: str | None
    """The id that *flips* is about."""
    flips: Flips | None
    unanswered: tuple[Relation, ...]
    """Attacks, those first that come from what is *next*."""
    next: tuple[Point, ...] | None
    """What could still change the verdict on the first of *tops*; found for unanswered attacks, too."""
    weighed: Weighed | None

    @property
    def map(self) -> ArgumentMap:
        """The map that is judged."""
        return self.judgement.map

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        """How many claims and arguments there are of each verdict."""
        return Counter(self.judgement.verdict(node.id) for node in self.map.nodes)

    @cached_property
    def resolutions(self) -> tuple[str, ...]:
        """Ids of what the writer names so."""
        return tuple(id for id in self.tops if id in self.map.claims and is_resolution(self.map.claims[id]))


def find(map: ArgumentMap, asked: Asked, *, path: str) -> Findings:
    """Judge *map* and find what is *asked*.

    Raises LookupError when it has no claim or argument of a title, or several, and ValueError when one is supposed
    both to stand and to fall.
    """
    why, flip = (None if title is None else find_node(map.nodes, title) for title in (asked.why, asked.flip))
    supposed = [(sign, find_node(map.nodes, title)) for sign, title in asked.suppose]
    granted, beaten = (tuple(dict.fromkeys(id for sign, id in supposed if sign == wanted)) for wanted in "+-")
    framework = frame(map, reading=asked.reading)
    falling = {framework.index[id] for id in beaten}
    if both := [id for id in granted if framework.index[id] in falling]:
        raise ValueError(f"{both[0]} cannot both stand and fall; leave out one of the two")
    before = rejudge(framework)
    judgement = rejudge(framework, granted=granted, beaten=beaten) if granted or beaten else before
    top = tops(judgement)
    told = () if asked.is_narrow else top[: MOST_EXPLAINED if asked.whole else _EXPLAINED]
    reason = explain(judgement, why) if why is not None else None
    deciding = points(judgement, top[0]) if top and (asked.next or asked.unanswered) else None
    return Findings(
        path=path,
        asked=asked,
        judgement=judgement,
        before=before if judgement is not before else None,
        changed=changed(before, judgement),
        tops=top,
        explained={id: explain(judgement, id) for id in told},
        why=reason,
        ways=ways(judgement, reason, budget=asked.budget) if reason and reason.circle else None,
        flipped=flip,
        flips=flips(judgement, flip) if flip is not None else None,
        unanswered=_deciding_first(unanswered(judgement), deciding or (), framework),
        next=deciding,
        weighed=_weighed(judgement, top, model=asked.strength, standard=asked.standard),
    )


def _deciding_first(attacks: Sequence[Relation], points: Sequence[Point], framework: Framework) -> tuple[Relation, ...]:
    """The *attacks* in the order of the *points* that they come from, and then the others in their own."""
    order = {framework.index[point.id]: number for number, point in enumerate(points)}
    return tuple(sorted(attacks, key=lambda attack: order.get(framework.index[attack.source], len(order))))


def _weighed(judgement: Judgement, tops: Sequence[str], *, model: str | None, standard: str | None) -> Weighed | None:
    """Weigh by *model*, or by the usual one for the *standard* of proof that is asked for or declared."""
    is_declared = judgement.map.front_matter.get("burden") is not None
    if model is None and standard is None and not is_declared:
        return None
    from clashmap.verdicts.burden import burden
    from clashmap.verdicts.strength import strengths
    from clashmap.verdicts.strength.disagreement import disagreements
    from clashmap.verdicts.strength.models import DEFAULT

    strong = strengths(judgement.map, model=model or DEFAULT, granted=judgement.granted, beaten=judgement.beaten)
    differing = disagreements(judgement, strong) if model else ()
    proof = burden(judgement.map, strong, tops[0], standard=standard) if tops and (standard or is_declared) else None
    return Weighed(strong, model is not None, differing, proof)
