"""Selecting: which statements and arguments are drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from clashmap.formats.argdown_json.records import (
    CONCLUSION,
    INTERMEDIATE,
    PREMISE,
    End,
    InferenceRecord,
    Member,
    Model,
    NodeRecord,
    RelationRecord,
    in_key_order,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The titles of what is drawn, in order."""

    statements: dict[str, NodeRecord]
    arguments: dict[str, NodeRecord]

    def has(self, relation: RelationRecord, end: End) -> bool:
        """Whether *end* of *relation* is drawn, as itself or by an argument that it is part of."""
        if isinstance(end, InferenceRecord):
            return end.argument_title in self.arguments
        if end.is_argument:
            return end.title in self.arguments
        if end.title in self.statements:
            return True
        role = PREMISE if relation.target is end else CONCLUSION
        return any(
            member.argument_title in self.arguments
            for member in end.members
            if relation.is_symmetric or member.role == role
        )

    def connects(self, node: End) -> bool:
        """Whether a relation of *node* leads to something that is drawn."""
        return any(self.has(relation, relation.other(node)) for relation in node.relations)


def select(model: Model) -> Selection:
    """What is drawn of *model*: preselected, then statements, then arguments, each pass by what the last one left."""
    first = Selection(
        {node.title: node for node in in_key_order(model.statements) if _is_preselected(node, model)},
        {node.title: node for node in in_key_order(model.arguments) if _is_preselected(node, model)},
    )
    statements = {title: node for title, node in first.statements.items() if _is_statement_drawn(node, first, model)}
    second = Selection(statements, first.arguments)
    arguments = {title: node for title, node in first.arguments.items() if _is_argument_drawn(node, second, model)}
    return Selection(statements, arguments)


def _listed(model: Model, key: str) -> Collection[str] | None:
    return model.listed("selection", key)


def _forced(node: NodeRecord, model: Model) -> bool:
    data = node.data or {}
    return not model.setting("selection", "ignoreIsInMap") and data.get("isInMap") is True


def _is_preselected(node: NodeRecord, model: Model) -> bool:
    data = node.data or {}
    if not model.setting("selection", "ignoreIsInMap") and data.get("isInMap", True) is not True:
        return False
    excluded = _listed(model, "excludeArguments" if node.is_argument else "excludeStatements")
    if excluded and node.title in excluded:
        return False
    sections = _listed(model, "selectedSections")
    if sections is not None:
        wanted = model.setting("selection", "selectElementsWithoutSection") is True
        if not (node.section.title in sections if node.section else wanted):
            return False
    tags = _listed(model, "selectedTags")
    if tags is None:
        return True
    if not node.tags and model.setting("selection", "selectElementsWithoutTag") is True:
        return True
    return any(tag in tags for tag in node.tags)


def _is_statement_drawn(node: NodeRecord, selection: Selection, model: Model) -> bool:
    included = _listed(model, "includeStatements") or ()
    if _forced(node, model) or node.title in included:
        return True
    related = selection.connects(node)
    used = any(_is_used(member, selection) for member in node.members)
    if model.setting("selection", "excludeDisconnected", default=True) and not (used or related):
        return False
    mode = model.setting("selection", "statementSelectionMode", default="with-title")
    choose = _MODES.get(mode) if isinstance(mode, str) else None
    return choose is not None and choose(node, related, used, selection)


def _is_used(member: Member, selection: Selection) -> bool:
    """Whether *member* is a premise or the conclusion of an argument that is drawn."""
    return member.role in (PREMISE, CONCLUSION) and member.argument_title in selection.arguments


_Mode = Callable[[NodeRecord, bool, bool, Selection], bool]
_MODES: dict[str, _Mode] = {
    "all": lambda node, related, used, selection: True,
    "with-title": lambda node, related, used, selection: (
        (not used and related) or not node.title.startswith("Untitled")
    ),
    "top-level": lambda node, related, used, selection: (
        (not used and related) or "isUsedAsTopLevelStatement" in node.uses
    ),
    "with-relations": lambda node, related, used, selection: related,
    "not-used-in-argument": lambda node, related, used, selection: not used,
    "with-more-than-one-relation": lambda node, related, used, selection: (
        related and (not used or _partners(node, selection) > 1)
    ),
}
"""Whether a statement is drawn, from whether it is related to what is drawn and used in an argument that is."""


def _partners(node: NodeRecord, selection: Selection) -> int:
    """How many ends of the relations of *node* are drawn."""
    count = 0
    for relation in node.relations:
        other = relation.other(node)
        if isinstance(other, InferenceRecord):
            count += other.argument_title in selection.arguments
        elif other.is_argument:
            count += other.title in selection.arguments
        elif node.title in selection.statements:
            role = PREMISE if relation.target is other else CONCLUSION
            count += sum(m.role == role and m.argument_title in selection.arguments for m in other.members)
    return count


def _is_argument_drawn(node: NodeRecord, selection: Selection, model: Model) -> bool:
    if not model.setting("selection", "excludeDisconnected", default=True) or _forced(node, model):
        return True
    return selection.connects(node) or any(_connects(member, selection, model) for member in node.structure)


def _connects(member: Member, selection: Selection, model: Model) -> bool:
    """Whether a premise or conclusion ties its argument to something that is drawn."""
    if member.inference and selection.connects(member.inference):
        return True
    if member.role == INTERMEDIATE:
        return False
    node = model.statements[member.title]
    for relation in node.relations:
        outgoing = relation.source is node if member.role == PREMISE else relation.target is node
        if (relation.is_symmetric or not outgoing) and selection.has(relation, relation.other(node)):
            return True
    if member.title in selection.statements:
        return True
    wanted = PREMISE if member.role == CONCLUSION else CONCLUSION
    return any(other.role == wanted and other.argument_title in selection.arguments for other in node.members)
