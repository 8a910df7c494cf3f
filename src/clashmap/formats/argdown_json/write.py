"""Writing: records as JSON text. Every argument, statement, relation, section and tag has a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clashmap.formats.argdown_json.notation import as_array, as_lines, as_object, as_text, optional, quoted
from clashmap.formats.argdown_json.records import (
    JSON,
    InferenceRecord,
    Member,
    Model,
    NodeRecord,
    RelationRecord,
    SectionRecord,
)


def write(model: Model, *, map: Mapping[str, list[JSON]] | None = None) -> str:
    """All of *model*, and under the key ``map`` what is drawn of it."""
    return "".join(_pieces(model, map))


def _pieces(model: Model, map: Mapping[str, list[JSON]] | None) -> Iterator[str]:
    writer = _Writer()
    yield '{\n  "arguments": '
    yield from as_lines("{}", writer.titled(model.arguments), indent="  ")
    yield ',\n  "statements": '
    yield from as_lines("{}", writer.titled(model.statements), indent="  ")
    yield ',\n  "relations": '
    yield from as_lines("[]", (writer.relation(relation) for relation in model.relations), indent="  ")
    yield ',\n  "sections": '
    yield from as_lines("[]", (_section(section) for section in model.sections), indent="  ")
    yield ',\n  "tags": '
    yield from as_lines("{}", (f"{quoted(tag)}: {as_text(data)}" for tag, data in model.tags.items()), indent="  ")
    if map is not None:
        yield ',\n  "map": {'
        for number, key in enumerate(map):
            yield f'{"," if number else ""}\n    "{key}": '
            yield from as_lines("[]", (as_text(item) for item in map[key]), indent="    ")
        yield "\n  }"
    yield "\n}"


def _end_type(end: NodeRecord | InferenceRecord) -> str:
    if isinstance(end, InferenceRecord):
        return '"inference"'
    return '"argument"' if end.is_argument else '"equivalence-class"'


class _Writer:
    """Writes nodes. A relation, which the list of relations and both its ends show alike, is put into words once."""

    def __init__(self) -> None:
        self.relations: dict[int, str] = {}

    def titled(self, nodes: Mapping[str, NodeRecord]) -> Iterator[str]:
        """Nodes with their titles."""
        return (f"{quoted(title)}: {self.node(node)}" for title, node in nodes.items())

    def relation(self, relation: RelationRecord) -> str:
        """A relation."""
        known = self.relations.get(id(relation))
        if known is not None:
            return known
        source, target = relation.source, relation.target
        made = {
            "type": '"relation"',
            "relationType": quoted(relation.type),
            "from": quoted(source.title) if isinstance(source, NodeRecord) else None,
            "fromType": _end_type(source),
            "to": optional(target.argument_title if isinstance(target, InferenceRecord) else target.title),
            "toType": _end_type(target),
            "conclusionIndex": optional(target.conclusion_index) if isinstance(target, InferenceRecord) else None,
        }
        text = self.relations[id(relation)] = as_object(made)
        return text

    def node(self, node: NodeRecord) -> str:
        """A statement or an argument."""
        return as_object(
            {
                "type": '"argument"' if node.is_argument else '"equivalence-class"',
                "title": quoted(node.title),
                "relations": as_array([self.relation(relation) for relation in node.relations]),
                "members": as_array([self.member(member) for member in node.members]),
                "pcs": as_array([self.member(member) for member in node.structure]) if node.is_argument else None,
                **{use: as_text(value) for use, value in node.uses.items()},
                **node.place,
                "tags": as_text(list(node.tags)) if node.tags else None,
                "data": optional(node.data),
                "section": quoted(node.section.id) if node.section else "null" if node.is_regrouped else None,
                "color": optional(node.color),
                "fontColor": optional(node.font_color),
            }
        )

    def member(self, member: Member) -> str:
        """One place where a statement or an argument is written."""
        structure = member.structure
        return as_object(
            {
                "type": '"statement"',
                "title": quoted(member.title),
                "role": optional(member.role),
                "text": optional(member.text),
                "isReference": "true" if member.is_reference else None,
                "isTopLevel": optional(member.is_top_level),
                "ranges": as_text(member.ranges) if member.ranges else None,
                "tags": as_text(member.tags) if member.tags else None,
                "data": optional(member.data),
                "section": quoted(member.section.id) if member.section else None,
                "argumentTitle": optional(member.argument_title),
                "inference": self.inference(member.inference) if member.inference else None,
                "pcs": None if structure is None else as_array([self.member(inner) for inner in structure]),
                **member.place,
            }
        )

    def inference(self, inference: InferenceRecord) -> str:
        """The step to a conclusion."""
        return as_object(
            {
                "type": '"inference"',
                "inferenceRules": as_text(inference.rules),
                "relations": as_array([self.relation(relation) for relation in inference.relations]),
                "argumentTitle": optional(inference.argument_title),
                "conclusionIndex": optional(inference.conclusion_index),
                "data": optional(inference.data),
                **inference.place,
            }
        )


def _section(section: SectionRecord) -> str:
    """A section with those in it."""
    return as_object(
        {
            "type": '"section"',
            "id": quoted(section.id),
            "level": optional(section.level),
            "title": optional(section.title),
            "tags": optional(section.tags),
            "ranges": optional(section.ranges),
            "data": optional(section.data),
            "isGroup": optional(section.is_group),
            "isClosed": optional(section.is_closed),
            "parent": quoted(section.parent.id) if section.parent else None,
            "color": optional(section.color),
            "fontColor": optional(section.font_color),
            "children": as_array([_section(child) for child in section.children]),
            **{key: as_text(number) for key, number in section.place.items()},
        }
    )
