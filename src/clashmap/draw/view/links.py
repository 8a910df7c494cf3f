"""Links: the arrows between drawn nodes, made of the relations of a map."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.draw.view.selection import Selection
from clashmap.draw.view.values import Link
from clashmap.graph import ArgumentMap
from clashmap.model import Relation, RelationKind

_DRAWN_AS = {
    RelationKind.ENTAILMENT: RelationKind.SUPPORT,
    RelationKind.PREMISE: RelationKind.SUPPORT,
    RelationKind.CONCLUSION: RelationKind.SUPPORT,
    RelationKind.CONTRARY: RelationKind.ATTACK,
}


def links_of(map: ArgumentMap, selection: Selection) -> tuple[Link, ...]:
    """The arrows between drawn nodes, each once."""
    return tuple(dict.fromkeys(link for _, link in arrows(map, selection)))


def arrows(map: ArgumentMap, selection: Selection) -> Iterator[tuple[Relation, Link]]:
    """Every relation that is drawn, with each arrow that it is drawn as.

    The unnamed lines of a premise–conclusion structure are not drawn, so that what meets them is drawn at their
    argument: an attack on such a premise goes to the argument, and the argument does what its conclusion does.
    """
    uses: dict[str, list[str]] = {}
    concludes: dict[str, list[str]] = {}
    for relation in map.relations:
        if relation.kind is RelationKind.PREMISE:
            uses.setdefault(relation.source, []).append(relation.target)
        elif relation.kind is RelationKind.CONCLUSION:
            concludes.setdefault(relation.target, []).append(relation.source)

    def hidden(id: str) -> bool:
        is_line = id in map.claims and map.claims[id].title is None and (id in uses or id in concludes)
        return is_line and not selection.is_forced(map.claims[id])

    for relation in map.relations:
        if relation.kind.is_structural and (hidden(relation.source) or hidden(relation.target)):
            continue
        sources, targets = [relation.source], [relation.target]
        if hidden(relation.source):
            sources = concludes.get(relation.source) or uses.get(relation.source, [])
        if hidden(relation.target):
            targets = uses.get(relation.target) or concludes.get(relation.target, [])
        for source in sources:
            for target in targets:
                if source != target or relation.source == relation.target:
                    yield relation, Link(_DRAWN_AS.get(relation.kind, relation.kind), source, target)
