"""Ways out of a circle: the positions on its claims that can be held together, whoever holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import UNDECIDED
from clashmap.verdicts.judge import Judgement, Verdict, rejudge
from clashmap.verdicts.reasons.explanation import Explanation

_ENOUGH = 200
"""Positions that are looked at: those that differ only outside the circle are one way out of it."""
_MOST = 6
"""Ways that are told."""


@dataclass(frozen=True, slots=True)
class Way:
    """A position on what hangs in a circle: the verdict on each of its ids, and on the claim that was asked about."""

    held: Mapping[str, Verdict]
    then: Verdict


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways out of a circle."""

    ways: tuple[Way, ...]
    is_all: bool = True
    """Whether there are no others."""
    is_known: bool = True
    """Whether the time sufficed."""


def ways(judgement: Judgement, explanation: Explanation, *, budget: float) -> Ways:
    """The preferred extensions of what the map leaves open, projected on the circle, within *budget* seconds.

    The verdict on the root is the one that there is when what each of them holds is granted, and the rest is beaten.

    Only what is contested and what attacks it, near or far, is looked at: a preferred extension of the whole is the
    grounded one and a preferred one of the rest, and what it holds of a part that nothing attacks from outside is a
    preferred extension of that part (directionality; Baroni and Giacomin 2007).
    """
    from clashmap.verdicts.positions import extensions
    from clashmap.verdicts.positions.parts import restrict

    root, circle = explanation.root, explanation.circle
    graph = judgement.framework.graph
    places = [judgement.framework.index[id] for id in circle]
    kept = _behind(graph, judgement.labels, places)
    number = {argument: index for index, argument in enumerate(kept)}
    part = restrict(graph, kept)
    found = extensions(part, semantics="preferred", most=_ENOUGH, budget=budget)
    positions: dict[tuple[Verdict, ...], None] = {}
    for held in found.sets:
        inside = set(held)
        beaten = {target for one in held for target in part.targets[one]}
        positions[tuple(_verdict(number[place], inside, beaten) for place in places)] = None
    told = [_way(judgement, root, dict(zip(circle, position, strict=True))) for position in islice(positions, _MOST)]
    return Ways(tuple(told), found.is_all and len(told) == len(positions), found.is_known)


def _way(judgement: Judgement, root: str, held: Mapping[str, Verdict]) -> Way:
    granted = [id for id, verdict in held.items() if verdict is Verdict.STANDS]
    beaten = [id for id, verdict in held.items() if verdict is Verdict.FALLS]
    after = rejudge(judgement.framework, granted=(*judgement.granted, *granted), beaten=(*judgement.beaten, *beaten))
    return Way(held, after.verdict(root))


def _verdict(argument: int, held: set[int], beaten: set[int]) -> Verdict:
    return Verdict.STANDS if argument in held else Verdict.FALLS if argument in beaten else Verdict.CONTESTED


def _behind(graph: AttackGraph, labels: bytes, places: Iterable[int]) -> list[int]:
    """*places* and all that is undecided and attacks them, near or far, in ascending order."""
    reached = dict.fromkeys(places)
    waiting = list(reached)
    for argument in waiting:  # which grows on the way
        for attacker in graph.attackers[argument]:
            if labels[attacker] == UNDECIDED and attacker not in reached:
                reached[attacker] = None
                waiting.append(attacker)
    return sorted(reached)
