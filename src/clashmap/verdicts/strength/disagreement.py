"""Disagreement: where strength points the other way than the verdict, and what makes it so."""

from __future__ import annotations

from dataclasses import dataclass

from clashmap.verdicts.judge import Judgement, Verdict
from clashmap.verdicts.strength import Strengths


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim or argument that stands though it is weak, or falls though it is strong."""

    id: str
    verdict: Verdict
    strength: float
    base: float
    attacker: str | None
    """Of what stands, the strongest of its attackers: it falls, but its strength still counts. Of what falls, the
    strongest attacker that stands; None when it falls for want of a reason or a premise, or is supposed to."""


def disagreements(judgement: Judgement, strengths: Strengths) -> tuple[Disagreement, ...]:
    """Where verdict and strength disagree: of the claims first, then of the arguments, in reading order.

    They do where both of two signs are there. What stands is weaker than it started, and weaker than one of its
    attackers, all of which fall. What falls is no weaker than it started, and stronger than each of its attackers that
    stand. What is contested disagrees with no strength; nor does what is conceded, kicked or supposed, which starts
    where it ends.
    """
    found = (_disagreement(judgement, strengths, node.id) for node in judgement.map.nodes)
    return tuple(one for one in found if one)


def _disagreement(judgement: Judgement, strengths: Strengths, id: str) -> Disagreement | None:
    verdict = judgement.verdict(id)
    value, base = strengths.values[id], strengths.base[id]
    made = strengths.weighted
    struck = dict.fromkeys(source for part in made.parts[id] for source in made.graph.attackers[part])
    attackers = dict.fromkeys(made.ids[number] for number in struck)
    if verdict is Verdict.FALLS:
        attackers = {each: None for each in attackers if judgement.verdict(each) is Verdict.STANDS}
    strongest = max(attackers, key=strengths.values.__getitem__, default=None)
    against = strengths.values[strongest] if strongest is not None else 0.0
    is_odd = {
        Verdict.STANDS: value < base and value < against,
        Verdict.FALLS: value >= base and value > against,
        Verdict.CONTESTED: False,
    }
    return Disagreement(id, verdict, value, base, strongest) if is_odd[verdict] else None
