"""Findings: all that was asked about a map, found once, for text and for data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.cli.judge.ways import Ways, ways
from clashmap.cli.judge.weighed import Weighed, weighed
from clashmap.graph import ArgumentMap
from clashmap.model import Relation
from clashmap.verdicts.changes import Flips, Point, changed, flips, points, tops, unanswered
from clashmap.verdicts.framework import frame
from clashmap.verdicts.judge import Judgement, Verdict, rejudge
from clashmap.verdicts.reasons import Explanation, explain

_EXPLAINED = 11
"""How many of what is at the top are told with a reason, unless the lists are whole."""


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
    next: tuple[Point, ...] | None
    """What could still change the verdict on the first of *tops*."""
    weighed: Weighed | None

    @property
    def map(self) -> ArgumentMap:
        """The map that is judged."""
        return self.judgement.map

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many claims and arguments there are of each verdict."""
        return Counter(self.judgement.verdict(node.id) for node in self.map.nodes)

    @property
    def resolutions(self) -> tuple[str, ...]:
        """Ids of what the writer names so."""
        nodes = (self.map.node(id) for id in self.tops)
        return tuple(node.id for node in nodes if node.role == "resolution" or "resolution" in node.tags)


def find(map: ArgumentMap, asked: Asked, *, path: str) -> Findings:
    """Judge *map* and find what is *asked*.

    Raises LookupError when it has no claim or argument of a title, or several, and ValueError when one is supposed
    both to stand and to fall.
    """
    why, flip = (None if title is None else _called(map, title) for title in (asked.why, asked.flip))
    granted, beaten = (
        tuple(dict.fromkeys(_called(map, title) for sign, title in asked.suppose if sign == wanted)) for wanted in "+-"
    )
    if both := [id for id in granted if id in beaten]:
        raise ValueError(f"{both[0]} cannot both stand and fall; leave out one of the two")
    framework = frame(map, reading=asked.reading)
    before = rejudge(framework)
    judgement = rejudge(framework, granted=granted, beaten=beaten) if granted or beaten else before
    top = tops(judgement)
    told = () if asked.is_narrow else top if asked.whole else top[:_EXPLAINED]
    reason = explain(judgement, why) if why is not None else None
    return Findings(
        path=path,
        asked=asked,
        judgement=judgement,
        before=before if judgement is not before else None,
        changed=changed(before, judgement),
        tops=top,
        explained={id: explain(judgement, id) for id in told},
        why=reason,
        ways=ways(judgement, reason.root, reason.circle, budget=asked.budget) if reason and reason.circle else None,
        flipped=flip,
        flips=flips(judgement, flip) if flip is not None else None,
        unanswered=unanswered(judgement),
        next=points(judgement, top[0]) if asked.next and top else None,
        weighed=weighed(judgement, top, model=asked.strength, standard=asked.standard),
    )


def _called(map: ArgumentMap, title: str) -> str:
    """The id of the claim or argument with this *title*, as ``--focus`` finds it."""
    from clashmap.draw.view.find import find_node
    from clashmap.draw.view.whole import Whole

    return find_node(Whole(map, {node.id: node for node in map.nodes}, ()), title)
