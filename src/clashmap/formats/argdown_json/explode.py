"""Exploding: an argument of several steps as several arguments, when the front matter asks for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from clashmap.formats.argdown_json.records import CONCLUSION, INTERMEDIATE, PREMISE, Member, Model, NodeRecord


def explode(model: Model) -> None:
    """Split every argument of *model* that has more than one step into ``title - 1``, ``title - 2`` and so on."""
    if not model.setting("model", "explodeArguments"):
        return
    for argument in list(model.arguments.values()):
        _explode(argument, model)


def _explode(argument: NodeRecord, model: Model) -> None:
    ends = [number for number, member in enumerate(argument.structure) if member.role in (INTERMEDIATE, CONCLUSION)]
    steps = [_step(argument.structure, start, end, model) for start, end in pairwise((0, *ends))]
    if len(steps) <= 1:
        return
    del model.arguments[argument.title]
    for number, step in enumerate(steps, start=1):
        title = f"{argument.title} - {number}"
        for member in step:
            member.argument_title = title
        part = replace(argument, title=title, structure=step, relations=[])
        model.arguments[title] = part
    part.relations = argument.relations
    for relation in part.relations:
        if relation.source is argument:
            relation.source = part
        else:
            relation.target = part


def _step(structure: list[Member], start: int, end: int, model: Model) -> list[Member]:
    """The step that concludes to ``structure[end]``, of copies that take the place of what they copy.

    Where it does not say what it draws on, that is everything from *start* on, the conclusion of the step before.
    """
    conclusion = structure[end]
    uses = _uses(conclusion)
    if uses is None:
        numbers = list(range(end - 1, start - 1, -1))
    else:
        numbers = [number - 1 for number in uses if isinstance(number, int) and 0 < number <= len(structure)]
    step = [_copy(structure[number], PREMISE, model) for number in numbers]
    if uses is None:
        step.reverse()
    return [*step, _copy(conclusion, CONCLUSION, model)]


def _uses(conclusion: Member) -> list[Any] | None:
    """The numbers that the inference or the conclusion says it draws on."""
    inferred = conclusion.inference.data if conclusion.inference else None
    for data, key in ((inferred, "uses"), (conclusion.data, "uses"), (inferred, "from")):
        if data and isinstance(data.get(key), list):
            return list(data[key])
    return None


def _copy(member: Member, role: str, model: Model) -> Member:
    copy = replace(member, role=role)
    members = model.statements[member.title].members
    index = next((i for i, known in enumerate(members) if known is member), None)
    if index is not None:
        del members[index]
    members.append(copy)
    return copy
