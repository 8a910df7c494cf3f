"""Judged: a view with what the judgement of the whole map says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from clashmap.draw.view.focus import chip
from clashmap.draw.view.links import arrows
from clashmap.draw.view.selection import Selection
from clashmap.draw.view.values import Arrow, Away, Folded, Verdicts, View
from clashmap.graph import ArgumentMap
from clashmap.model import RelationKind
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
_READ = {"warrant": ("", "; a claim needs one of its reasons"), "attacks": (", counting attacks alone", "")}
"""What a reading counts, and what it asks of a claim."""


def judged(view: View, judgement: Judgement) -> View:
    """*view* with the verdicts of a *judgement* of its whole map, and what decides the one on the claim at its top.

    A folded group has no verdict: its text says how many of its claims and arguments stand. What decides and is not
    drawn is named in ``View.away``.
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
        deciding = frozenset(explanation.reasons) | {boxes[id] for id in explanation.reasons if id in boxes}
        ways = dict.fromkeys(
            (kind, boxes.get(source, source), boxes.get(target, target))
            for kind, source, target in _deciding(judgement, explanation)
        )
        away = tuple(sorted(_away(view, judgement.map, ways), key=lambda one: not one.decides))
        view = replace(view, away=away)
        if any(one.decides for one in away) or not deciding.isdisjoint(view.nodes.keys() - {view.resolution}):
            decided = judgement.map.node(id).label
            verdicts = replace(verdicts, decided=decided, nodes=deciding, arrows=frozenset(ways))
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


def _away(view: View, map: ArgumentMap, deciding: Iterable[Arrow]) -> Iterator[Away]:
    """The links that lead out of *view*, those that are *deciding* by name, also where it does not name them."""
    wanted: dict[tuple[RelationKind, str, bool, str], Away] = {}
    for kind, source, target in deciding:
        if (source in view.nodes) != (target in view.nodes):
            outgoing = source in view.nodes
            node, other = (source, target) if outgoing else (target, source)
            found = Away(kind, node, outgoing, map.node(other).label, (other,), decides=True)
            wanted[_way(found, other)] = found
    named = set()
    for away in view.away:
        ways = [way for other in away.others if (way := _way(away, other)) in wanted]
        named.update(ways)
        if len(away.others) < 2:
            yield replace(away, decides=bool(ways))
            continue
        yield from (wanted[way] for way in ways)
        decisive = [other for *_, other in ways]
        if rest := {other: map.node(other).label for other in away.others if other not in decisive}:
            yield chip(away.kind, away.node, away.outgoing, rest)
    yield from (away for way, away in wanted.items() if way not in named)


def _way(away: Away, other: str) -> tuple[RelationKind, str, bool, str]:
    """What a link is, at which node, which way it goes (a contradiction goes both), and what is at its *other* end."""
    return away.kind, away.node, away.outgoing or away.kind is RelationKind.CONTRADICTION, other


def _note(judgement: Judgement) -> str:
    """What verdicts are in the reading, what is supposed, and what they are not."""
    supposed = [
        f"“{judgement.map.node(id).label}” {verb}"
        for ids, verb in ((judgement.granted, "stood"), (judgement.beaten, "fell"))
        for id in ids
    ]
    as_if = f", as if {' and '.join(supposed)}" if supposed else ""
    counted, needed = _READ[judgement.framework.reading]
    return f"Verdicts: what the whole map leaves standing{counted}{as_if}{needed}. They decide no round."
