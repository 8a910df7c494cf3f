"""Structures: the numbered rows of an argument's steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clashmap.argdown.limits import nearest_text
from clashmap.argdown.tree import Data, Inference
from clashmap.formats.argdown.wording import NOWHERE, sealed
from clashmap.model import Argument, Relation, RelationKind, Step
from clashmap.resolve.steps import Row, read_steps
from clashmap.source import Source


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered statement: the claim in it, and the index of the step that concludes to it."""

    claim: str
    step: int | None = None


def is_spelled_out(argument: Argument) -> bool:
    """Whether *argument* has a structure. One cannot begin with a step from nothing."""
    return bool(argument.steps) and bool(argument.steps[0].premises)


def lines(argument: Argument, tied: Sequence[Relation]) -> list[Line]:
    """The statements of *argument*, in the order of the relations that tie claims to it where they tell one."""
    return _told(argument, tied) or _made(argument, tied)


def _told(argument: Argument, tied: Sequence[Relation]) -> list[Line]:
    """The order that *tied* tells; nothing when a step would draw on what stands below it."""
    found: list[Line] = []
    steps = argument.steps
    made, seen = 0, set[str]()
    for relation in tied:
        if relation.kind is RelationKind.PREMISE:
            found.append(Line(relation.source))
        elif made < len(steps) and relation.target == steps[made].conclusion and seen.issuperset(steps[made].premises):
            found.append(Line(relation.target, made))
            made += 1
        else:
            return []
        seen.add(found[-1].claim)
    is_whole = made == len(steps) and bool(found) and found[0].step is None and found[-1].step is not None
    return found if is_whole else []


def _made(argument: Argument, tied: Sequence[Relation]) -> list[Line]:
    """Each step's premises above it, and above the last one those that no step draws on."""
    found: list[Line] = []
    wanted = dict.fromkeys(relation.source for relation in tied if relation.kind is RelationKind.PREMISE)
    placed, concluded = set[str](), set[str]()
    for number, step in enumerate(argument.steps):
        premises = list(step.premises)
        if number == len(argument.steps) - 1:
            premises += wanted
        for claim in dict.fromkeys(premises):
            if claim not in placed and (claim not in concluded or claim in wanted):
                found.append(Line(claim))
                placed.add(claim)
        found.append(Line(step.conclusion, number))
        concluded.add(step.conclusion)
    return found


def inferences(steps: Sequence[Step], rows: Sequence[Line], data: Mapping[int, Mapping[str, Any]]) -> list[Inference]:
    """The inferences above the conclusions among *rows*, whose statements have *data* by their number in *rows*.

    Where they would be read as drawing on other premises than they do, they get ``uses``.
    """
    made = [_inference(step, {}) for step in steps]
    known: dict[str, int] = {}
    read, _ = read_steps(
        [
            Row(number, row.claim, None if row.step is None else made[row.step], _data(data.get(number - 1, {})))
            for number, row in enumerate(rows, start=1)
        ],
        Source("", ""),
    )
    for number, row in enumerate(rows, start=1):
        if row.step is not None and read[row.step].premises != steps[row.step].premises:
            uses = [known[premise] for premise in steps[row.step].premises if premise in known]
            made[row.step] = _inference(steps[row.step], {"uses": uses})
        known[row.claim] = number
    return made


def _inference(step: Step, added: Mapping[str, Any]) -> Inference:
    exact: dict[str, Any] = {}
    # White space of any kind around a rule is taken off.
    rules = tuple(rule for name in step.rules if (rule := nearest_text(name).strip()))
    if rules != step.rules:
        exact["rules"] = list(step.rules)
    if added:
        exact["data"] = dict(step.data)
    return Inference(NOWHERE, rules, _data(sealed({**step.data, **added}, exact)))


def _data(values: Mapping[str, Any]) -> Data | None:
    return Data(NOWHERE, values) if values else None
