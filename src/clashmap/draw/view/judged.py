"""Judged: a view with what the judgement of the whole map says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from clashmap.draw.view.links import arrows
from clashmap.draw.view.selection import Selection
from clashmap.draw.view.values import Arrow, Folded, Verdicts, View
from clashmap.verdicts.bearing import MUTUAL
from clashmap.verdicts.judge import Judgement, Verdict

if TYPE_CHECKING:
    from clashmap.verdicts.reasons import Explanation

_PHRASES = {
    Verdict.STANDS: ("stands", "stand"),
    Verdict.FALLS: ("falls", "fall"),
    Verdict.CONTESTED: ("is contested", "are contested"),
}
"""What is said of one claim, and of several."""


def judged(view: View, judgement: Judgement) -> View:
    """*view* with the verdicts of a *judgement* of its whole map, and what decides the one on the claim at its top.

    A folded group has no verdict: its text says how many of its claims and arguments stand.
    """
    boxes = {id: node.id for node in view.nodes.values() if isinstance(node, Folded) for id in node.members}
    nodes = {id: _told(node, judgement) if isinstance(node, Folded) else node for id, node in view.nodes.items()}
    top = view.nodes[view.resolution] if view.resolution is not None else None
    id = top.head if isinstance(top, Folded) else view.resolution
    verdicts = Verdicts(
        {node.id: judgement.verdict(node.id) for node in judgement.map.nodes},
        note=_note(judgement),
        judgement=judgement,
    )
    if id is not None:
        from clashmap.verdicts.reasons import explain

        explanation = explain(judgement, id)
        verdicts = replace(
            verdicts,
            decided=judgement.map.node(id).label,
            nodes=frozenset(explanation.reasons) | {boxes[id] for id in explanation.reasons if id in boxes},
            arrows=frozenset(
                (kind, boxes.get(source, source), boxes.get(target, target))
                for kind, source, target in _deciding(judgement, explanation)
            ),
        )
    return replace(view, nodes=nodes, verdicts=verdicts)


def tally(verdicts: Iterable[Verdict]) -> str:
    """How many stand, fall and are contested, in words."""
    counts = Counter(verdicts)
    said = [f"{counts[verdict]} {words[counts[verdict] > 1]}" for verdict, words in _PHRASES.items() if counts[verdict]]
    return ", ".join(said)


def _told(folded: Folded, judgement: Judgement) -> Folded:
    """*folded* with the verdicts on what is in it, in words."""
    verdicts = tally(judgement.verdict(id) for id in folded.members)
    said = _PHRASES[judgement.verdict(folded.head)][0] if folded.head is not None else ""
    return replace(folded, verdicts=verdicts, head_verdict=said)


def _deciding(judgement: Judgement, explanation: Explanation) -> Iterator[Arrow]:
    """The arrows by which what decides a verdict bears on each other."""
    reasons = explanation.reasons
    grounds = {(ground.kind, ground.id, reason.id) for reason in reasons.values() for ground in reason.grounds}
    for relation, link in arrows(judgement.map, Selection.of(judgement.map)):
        told = (relation.kind, relation.source, relation.target) in grounds
        told |= relation.kind in MUTUAL and (relation.kind, relation.target, relation.source) in grounds
        if told and link.source in reasons and link.target in reasons:
            yield link.kind, link.source, link.target


def _note(judgement: Judgement) -> str:
    """The reading, what is supposed, and what verdicts are not."""
    supposed = [
        f"“{judgement.map.node(id).label}” {verb}"
        for ids, verb in ((judgement.granted, "stood"), (judgement.beaten, "fell"))
        for id in ids
    ]
    as_if = f", as if {' and '.join(supposed)}" if supposed else ""
    reading = judgement.framework.reading
    return f"Verdicts are those of the whole map in the reading “{reading}”{as_if}; they decide no round."
