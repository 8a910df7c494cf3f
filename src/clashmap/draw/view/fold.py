"""Folding: groups that are drawn as one box each, with the links into and out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from clashmap.draw.view.groups import head, within
from clashmap.draw.view.values import Folded, Group, Link, Node
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, RelationKind


def boxes_of(map: ArgumentMap, nodes: Mapping[str, Node], folded: Collection[str]) -> dict[str, str]:
    """The id of the box that each node is in whose group is *folded* (ids of sections); the outermost counts."""
    around: dict[str | None, str | None] = {None: None}
    for section in map.sections.values():
        around[section.id] = around[section.parent] or (section.id if section.id in folded else None)
    return {id: box_of(holder) for id, node in nodes.items() if (holder := around[node.section]) is not None}


def box_of(section: str) -> str:
    """The id of the box of a folded section; the id of no claim or argument begins like it."""
    return f"# {section}"


def fold_nodes(
    map: ArgumentMap, nodes: Mapping[str, Node], links: Iterable[Link], boxes: Mapping[str, str]
) -> dict[str, Node]:
    """*nodes* with their boxes, each where the first node stood that is in it."""
    members: dict[str, list[str]] = {}
    for id, box in boxes.items():
        members.setdefault(box, []).append(id)
    sections = {box_of(section.id): section for section in map.sections.values()}
    groups = [Group(box, "", tuple(ids)) for box, ids in members.items()]
    made: dict[str, Folded] = {}
    for group, inside in zip(groups, within(groups, links), strict=True):
        first = head(group.nodes, inside)
        arguments = sum(isinstance(nodes[id], Argument) for id in group.nodes)
        made[group.id] = Folded(
            id=group.id,
            title=sections[group.id].title,
            claims=len(group.nodes) - arguments,
            arguments=arguments,
            head=first,
            head_label="" if first is None else nodes[first].label,
            members=group.nodes,
            section=sections[group.id].parent,
        )
    folded: dict[str, Node] = {}
    for id, node in nodes.items():
        if id in boxes:
            folded.setdefault(boxes[id], made[boxes[id]])
        else:
            folded[id] = node
    return folded


def fold_links(links: Iterable[Link], boxes: Mapping[str, str]) -> tuple[Link, ...]:
    """*links* with boxes for what is in them, those of one kind between the same two as one; none within a box."""
    counted: dict[tuple[RelationKind, str, str], int] = {}
    for link in links:
        source, target = boxes.get(link.source, link.source), boxes.get(link.target, link.target)
        is_boxed = link.source in boxes or link.target in boxes
        if is_boxed and source == target:
            continue
        if is_boxed and link.kind is RelationKind.CONTRADICTION and (link.kind, target, source) in counted:
            source, target = target, source
        counted[link.kind, source, target] = counted.get((link.kind, source, target), 0) + link.count
    return tuple(Link(*key, count) for key, count in counted.items())
