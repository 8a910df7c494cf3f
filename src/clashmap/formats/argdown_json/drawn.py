"""The map part: the nodes in their groups, and the edges, that the reference's tools would draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from clashmap.formats.argdown_json.colour import group_colour
from clashmap.formats.argdown_json.edges import Edge, edges
from clashmap.formats.argdown_json.records import JSON, Model, NodeRecord, SectionRecord
from clashmap.formats.argdown_json.select import select


@dataclass(slots=True, eq=False)
class _Group:
    """A section that is drawn as a group."""

    section: SectionRecord
    parent: _Group | None = None
    children: list[_Group | NodeRecord] = field(default_factory=list)
    level: int = 1
    is_closed: bool | None = None


_Shown: TypeAlias = "_Group | NodeRecord"


def drawn(model: Model) -> JSON:
    """The ``map`` key."""
    selection = select(model)
    lines = edges(model, selection)
    nodes = [*selection.statements.values(), *selection.arguments.values()]
    ids = {id(node): f"n{number}" for number, node in enumerate(nodes)}
    shown, hidden = _close(_grouped(nodes))
    return {
        "nodes": _as_tables(shown, ids, model),
        "edges": [made for line in lines if (made := _edge(line, ids, hidden)) is not None],
    }


def _present(**fields: Any) -> JSON:
    """The fields that have a value."""
    return {key: value for key, value in fields.items() if value is not None}


def _group_of(section: SectionRecord | None) -> SectionRecord | None:
    """The innermost section around that is a group."""
    while section and section.is_group is False:
        section = section.parent
    return section


def _grouped(nodes: list[NodeRecord]) -> list[_Shown]:
    """The outermost groups, then the nodes that are in none."""
    groups: dict[int, _Group] = {}
    for node in nodes:
        section = _group_of(node.section)
        if section:
            groups.setdefault(id(section), _Group(section, is_closed=section.is_closed)).children.append(node)
    for group in list(groups.values()):
        _add_ancestors(group, groups)
    top: list[_Shown] = [group for group in groups.values() if group.parent is None]
    stack: list[_Shown] = list(top)
    while stack:
        shown = stack.pop()
        if isinstance(shown, _Group):
            shown.level = shown.parent.level + 1 if shown.parent else 1
            stack.extend(shown.children)
    return top + [node for node in nodes if _group_of(node.section) is None]


def _add_ancestors(group: _Group, groups: dict[int, _Group]) -> None:
    """Put *group* into the groups around it, which are made as far as they hold no node themselves."""
    while True:
        section = _group_of(group.section.parent)
        if section is None:
            return
        known = groups.get(id(section))
        around = known or _Group(section)
        around.children.append(group)
        group.parent = around
        if known:
            return
        groups[id(section)] = group = around


def _close(shown: list[_Shown]) -> tuple[list[_Shown], dict[int, _Group]]:
    """Empty the closed groups; what they hide, by identity, with the group that hides it."""
    hidden: dict[int, _Group] = {}
    stack: list[tuple[_Shown, _Group | None]] = [(item, None) for item in shown]
    while stack:
        item, closed = stack.pop()
        if closed is not None:
            hidden[id(item)] = closed
        if isinstance(item, _Group):
            closed = closed or (item if item.is_closed else None)
            stack.extend((child, closed) for child in item.children)
            if item is closed:
                item.children = []
    return shown, hidden


def _edge(edge: Edge, ids: dict[int, str], hidden: dict[int, _Group]) -> JSON | None:
    """The table of an edge; None when a closed group hides both its ends."""
    source, target = hidden.get(id(edge.source)), hidden.get(id(edge.target))
    if source is not None and source is target:
        return None
    return {
        "id": edge.id,
        "type": "map-edge",
        "relationType": edge.type,
        "from": source.section.id if source else ids[id(edge.source)],
        "to": target.section.id if target else ids[id(edge.target)],
        **_present(
            fromEquivalenceClass=edge.source_class.title if edge.source_class else None,
            toEquivalenceClass=edge.target_class.title if edge.target_class else None,
        ),
    }


def _as_tables(shown: list[_Shown], ids: dict[int, str], model: Model) -> list[JSON]:
    """The tables of groups and nodes, the innermost made first."""
    order: list[_Shown] = []
    stack = list(shown)
    while stack:
        item = stack.pop()
        order.append(item)
        if isinstance(item, _Group):
            stack.extend(item.children)
    made: dict[int, JSON] = {}
    for item in reversed(order):
        if isinstance(item, _Group):
            made[id(item)] = _group_table(item, [made[id(child)] for child in item.children], model)
        else:
            made[id(item)] = _node_table(item, ids[id(item)], model)
    return [made[id(item)] for item in shown]


def _group_table(group: _Group, children: list[JSON], model: Model) -> JSON:
    section = group.section
    return {
        "id": section.id,
        "type": "group-map-node",
        "level": group.level,
        "children": children,
        **_present(
            title=section.title,
            labelTitle=section.title,
            color=group_colour(section, group.level, model),
            fontColor=model.setting("color", "groupFontColor", default="#000000"),
            isClosed=group.is_closed,
            parent=group.parent.section.id if group.parent else None,
        ),
    }


def _node_table(node: NodeRecord, id: str, model: Model) -> JSON:
    mode = model.setting(
        "map", "argumentLabelMode" if node.is_argument else "statementLabelMode", default="hide-untitled"
    )
    canonical = node.canonical
    text = canonical.text if canonical and mode in ("text", "hide-untitled") else None
    titled = mode in ("title", "hide-untitled") or (mode == "text" and not text)
    is_hidden = mode != "title" and node.title.startswith("Untitled") and bool(text)
    tags = list(node.tags) if model.setting("map", "addTags", default=True) else []
    return {
        "id": id,
        "title": node.title,
        "type": "argument-map-node" if node.is_argument else "statement-map-node",
        **_present(
            labelTitle=node.title if titled and not is_hidden else None,
            labelText=text,
            tags=tags or None,
            color=node.color,
            fontColor=node.font_color,
        ),
    }
