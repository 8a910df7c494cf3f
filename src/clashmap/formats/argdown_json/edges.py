"""Edges: the lines between what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clashmap.formats.argdown_json.records import (
    CONCLUSION,
    PREMISE,
    End,
    InferenceRecord,
    Model,
    NodeRecord,
)
from clashmap.formats.argdown_json.select import Selection

_IN_ARGUMENTS = {"contradictory": "attack", "contrary": "attack", "entails": "support"}


@dataclass(slots=True, eq=False)
class Edge:
    """A line between two drawn nodes, or between the closed groups that hide them."""

    id: str
    type: str
    source: NodeRecord
    target: NodeRecord
    source_class: NodeRecord | None = None
    target_class: NodeRecord | None = None


def edges(model: Model, selection: Selection) -> list[Edge]:
    """Every line: those of the relations first, then those that a shared premise or conclusion makes."""
    made: list[Edge] = []
    for relation in model.relations:
        if selection.has(relation, relation.source) and selection.has(relation, relation.target):
            _relation_edges(relation.type, relation.source, relation.target, selection, made, turned=False)
            if relation.is_symmetric:
                _relation_edges(relation.type, relation.target, relation.source, selection, made, turned=True)
    shared: list[Edge] = []
    known: set[tuple[int, int]] = set()
    for source, target, concluded, letter in _shared(model, selection):
        if (id(source), id(target)) not in known:
            known.add((id(source), id(target)))
            number = len(made) + len(shared) + 1
            shared.append(Edge(f"{letter}{number}", "support", source, target, concluded, concluded))
    return made + shared


def _relation_edges(
    type: str, source: End, target: End, selection: Selection, made: list[Edge], *, turned: bool
) -> None:
    """The lines of one relation; of one that is *turned* only those that arguments stand for."""
    source_class = source if isinstance(source, NodeRecord) and not source.is_argument else None
    target_class = target if isinstance(target, NodeRecord) and not target.is_argument else None
    for start in _starts(source, selection, turned=turned):
        for end in _ends(target, selection, turned=turned):
            both = not start.is_argument and not end.is_argument
            shown = type if both else _IN_ARGUMENTS.get(type, type)
            made.append(Edge(f"e{len(made) + 1}", shown, start, end, source_class, target_class))


def _starts(end: End, selection: Selection, *, turned: bool) -> list[NodeRecord]:
    if isinstance(end, InferenceRecord):
        return []
    if end.is_argument:
        return [] if turned else [end]
    if end.title in selection.statements:
        return [end]
    return _standing_for(end, CONCLUSION, selection)


def _ends(end: End, selection: Selection, *, turned: bool) -> list[NodeRecord]:
    if isinstance(end, InferenceRecord):
        return [] if turned else [selection.arguments[end.argument_title or ""]]
    if end.is_argument:
        return [] if turned else [end]
    if end.title in selection.statements:
        return [] if turned else [end]
    return _standing_for(end, PREMISE, selection)


def _standing_for(node: NodeRecord, role: str, selection: Selection) -> list[NodeRecord]:
    """The drawn arguments in which the statement *node* has the *role*."""
    found = (selection.arguments.get(member.argument_title or "") for member in node.members if member.role == role)
    return [argument for argument in found if argument is not None]


def _shared(model: Model, selection: Selection) -> Iterator[tuple[NodeRecord, NodeRecord, NodeRecord, str]]:
    """Arguments and what their conclusions are part of: start, end, the statement that is shared, letter of the id."""
    for argument in selection.arguments.values():
        if not argument.structure:
            continue
        concluded = model.statements[argument.structure[-1].title]
        if concluded.title in selection.statements:
            yield argument, concluded, concluded, "e"
            continue
        for other in _standing_for(concluded, PREMISE, selection):
            yield argument, other, concluded, "n"
    for statement in selection.statements.values():
        for argument in _standing_for(statement, PREMISE, selection):
            yield statement, argument, statement, "e"
