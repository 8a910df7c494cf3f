"""Writing: records as the plain tables that are printed; what is not set is left out."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from clashmap.formats.argdown_json.records import (
    JSON,
    InferenceRecord,
    Member,
    Model,
    NodeRecord,
    RelationRecord,
    SectionRecord,
)


def tables(model: Model) -> JSON:
    """The top-level keys, without the map."""
    return {
        "arguments": {title: _node(node) for title, node in model.arguments.items()},
        "statements": {title: _node(node) for title, node in model.statements.items()},
        "relations": [_relation(relation) for relation in model.relations],
        "sections": _sections(model),
        "tags": model.tags,
    }


def table(data: Mapping[str, Any] | None) -> Any:
    """Data as JSON can hold it; its depth is limited where it is read."""
    return _value(data)


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return dict.fromkeys(sorted(map(str, value)))
    if isinstance(value, float) and not isfinite(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else str(value)


def present(**fields: Any) -> JSON:
    """The fields that have a value; what stands alone is brought into JSON's terms."""
    cleaned = ((key, value if isinstance(value, list | dict) else _value(value)) for key, value in fields.items())
    return {key: value for key, value in cleaned if value is not None}


def _node(node: NodeRecord) -> JSON:
    made: JSON = {
        "type": "argument" if node.is_argument else "equivalence-class",
        "title": node.title,
        "relations": [_relation(relation) for relation in node.relations],
        "members": [_member(member) for member in node.members],
    }
    if node.is_argument:
        made["pcs"] = [_member(member) for member in node.structure]
    if node.is_regrouped:
        made["section"] = None
    made.update(node.uses)
    made.update(node.place)
    made.update(
        present(
            tags=node.tags or None,
            data=table(node.data),
            section=node.section.id if node.section else None,
            color=node.color,
            fontColor=node.font_color,
        )
    )
    return made


def _member(member: Member) -> JSON:
    return {
        "type": "statement",
        "title": member.title,
        **present(
            role=member.role,
            text=member.text,
            isReference=member.is_reference or None,
            isTopLevel=member.is_top_level,
            ranges=member.ranges or None,
            tags=member.tags or None,
            data=table(member.data),
            section=member.section.id if member.section else None,
            argumentTitle=member.argument_title,
            inference=_inference(member.inference) if member.inference else None,
            pcs=None if member.structure is None else [_member(inner) for inner in member.structure],
        ),
        **member.place,
    }


def _inference(inference: InferenceRecord) -> JSON:
    return {
        "type": "inference",
        "inferenceRules": list(inference.rules),
        "relations": [_relation(relation) for relation in inference.relations],
        **present(
            argumentTitle=inference.argument_title,
            conclusionIndex=inference.conclusion_index,
            data=table(inference.data),
        ),
        **inference.place,
    }


def _end_type(end: NodeRecord | InferenceRecord) -> str:
    if isinstance(end, InferenceRecord):
        return "inference"
    return "argument" if end.is_argument else "equivalence-class"


def _relation(relation: RelationRecord) -> JSON:
    source, target = relation.source, relation.target
    made: JSON = {
        "type": "relation",
        "relationType": relation.type,
        **present(**{"from": source.title if isinstance(source, NodeRecord) else None}),
        "fromType": _end_type(source),
    }
    if isinstance(target, InferenceRecord):
        made.update(present(to=target.argument_title, conclusionIndex=target.conclusion_index))
    else:
        made["to"] = target.title
    made["toType"] = _end_type(target)
    return made


def _sections(model: Model) -> list[JSON]:
    """The tree of sections, built from the leaves up so that its depth does not matter."""
    made: dict[int, JSON] = {}
    for section in reversed(list(model.walk_sections())):
        made[id(section)] = _section(section, [made[id(child)] for child in section.children])
    return [made[id(section)] for section in model.sections]


def _section(section: SectionRecord, children: list[JSON]) -> JSON:
    return {
        "type": "section",
        "id": section.id,
        **present(
            level=section.level,
            title=section.title,
            tags=section.tags,
            ranges=section.ranges,
            data=table(section.data),
            isGroup=section.is_group,
            isClosed=section.is_closed,
            parent=section.parent.id if section.parent else None,
            color=section.color,
            fontColor=section.font_color,
        ),
        "children": children,
        **section.place,
    }
