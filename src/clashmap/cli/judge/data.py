"""The result as data: one JSON object, whose keys are described in ``clashmap help data`` and stay as they are."""

from __future__ import annotations

import json
from typing import Any

from clashmap.cli.judge.findings import Findings, Weighed
from clashmap.cli.judge.names import Names, written
from clashmap.cli.judge.words import LIMITS, RULES, because
from clashmap.model import Argument, Claim
from clashmap.verdicts.judge import Verdict
from clashmap.verdicts.reasons import Explanation, Ways


def dumps(findings: Findings) -> str:
    """The object, indented."""
    return json.dumps(record(findings), ensure_ascii=False, indent=2)


def record(findings: Findings) -> dict[str, Any]:
    """All that was found, and under ``points`` each claim and argument by its id, which all else names."""
    found, weighed = findings, findings.weighed
    names = Names(found.map, found.path)
    explained = {**found.explained, **({found.why.root: found.why} if found.why else {})}
    return {
        "title": found.map.title,
        "reading": found.asked.reading,
        "rule": RULES[found.asked.reading],
        "limits": LIMITS,
        "counts": {verdict.value: found.counts[verdict] for verdict in Verdict},
        "resolutions": list(found.resolutions),
        "tops": list(found.tops),
        "points": {node.id: _point(found, node) for node in found.map.nodes},
        "supposed": _supposed(found),
        "why": {id: _explanation(one, names, found.ways) for id, one in explained.items()},
        "flip": _flip(found),
        "unanswered": [
            {"kind": one.kind.value, "source": one.source, "target": one.target} for one in found.unanswered
        ],
        "next": None
        if found.next is None or not found.asked.next
        else [
            {
                "id": one.id,
                "ifBeaten": one.if_beaten.value,
                "ifGranted": one.if_granted.value,
                "frees": list(one.frees),
            }
            for one in found.next
        ],
        "strength": _strength(weighed) if weighed and weighed.is_asked else None,
        "burden": _burden(weighed) if weighed and weighed.burden else None,
    }


def _point(found: Findings, node: Claim | Argument) -> dict[str, Any]:
    place = written(node)
    weighed = found.weighed
    return {
        "kind": "claim" if isinstance(node, Claim) else "argument",
        "title": node.title,
        "text": node.text,
        "side": node.side,
        "role": node.role,
        "verdict": found.judgement.verdict(node.id).value,
        "strength": weighed.strengths.values[node.id] if weighed and weighed.is_asked else None,
        "path": place.source.path if place else None,
        "line": place.position.line if place else None,
        "column": place.position.column if place else None,
        "citations": [{"source": one.source, "locator": one.locator} for one in node.citations],
    }


def _supposed(found: Findings) -> dict[str, Any] | None:
    before, after = found.before, found.judgement
    if before is None:
        return None
    return {
        "granted": list(after.granted),
        "beaten": list(after.beaten),
        "changed": [
            {"id": id, "before": before.verdict(id).value, "after": after.verdict(id).value} for id in found.changed
        ],
    }


def _explanation(told: Explanation, names: Names, ways: Ways | None) -> dict[str, Any]:
    return {
        "shortest": told.is_shortest,
        "reasons": [
            {
                "id": reason.id,
                "step": _counted(reason.step),
                "verdict": reason.verdict.value,
                "because": reason.because.value,
                "words": because(reason, names),
                "grounds": [
                    {
                        "kind": ground.kind.value,
                        "id": ground.id,
                        "step": _counted(ground.step),
                        "verdict": ground.verdict.value,
                    }
                    for ground in reason.grounds
                ],
            }
            for reason in told.reasons.values()
        ],
        "circle": list(told.circle),
        "ways": _ways(ways) if ways and told.circle else None,
    }


def _counted(step: int | None) -> int | None:
    """The number of a step, from 1."""
    return None if step is None else step + 1


def _ways(ways: Ways) -> dict[str, Any]:
    positions = [
        {"held": {id: verdict.value for id, verdict in way.held.items()}, "then": way.then.value} for way in ways.ways
    ]
    return {"positions": positions, "all": ways.is_all, "known": ways.is_known}


def _flip(found: Findings) -> dict[str, Any] | None:
    if found.flips is None:
        return None
    return {
        "id": found.flipped,
        "sets": [{"fall": list(ids), "verdict": verdict.value} for ids, verdict in found.flips.sets],
        "all": found.flips.is_all,
        "searched": found.flips.searched,
    }


def _strength(weighed: Weighed) -> dict[str, Any]:
    return {
        "model": weighed.strengths.model,
        "converged": weighed.strengths.converged,
        "residual": weighed.strengths.residual,
        "disagreements": [
            {"id": one.id, "verdict": one.verdict.value, "strength": one.strength, "attacker": one.attacker}
            for one in weighed.disagreements
        ],
    }


def _burden(weighed: Weighed) -> dict[str, Any]:
    burden = weighed.burden
    assert burden is not None
    pro, con = ({"id": side.id, "strength": side.strength} if side else None for side in (burden.pro, burden.con))
    return {
        "id": burden.id,
        "standard": burden.standard,
        "pro": pro,
        "con": con,
        "met": burden.is_met,
        "presumption": burden.presumption,
        "status": burden.status,
    }
