"""The whole of a map that can be drawn, before anybody asks for a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clashmap.draw.view.links import links_of
from clashmap.draw.view.selection import Selection
from clashmap.draw.view.values import Link
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim


@dataclass(frozen=True, slots=True)
class Whole:
    """What of *map* is drawn if nothing is left out: nodes in reading order, and the links between them."""

    map: ArgumentMap
    nodes: Mapping[str, Claim | Argument]
    links: tuple[Link, ...]

    @classmethod
    def of(cls, map: ArgumentMap) -> Whole:
        """The whole that *map* itself asks for, by its data and front matter."""
        selection = Selection.of(map)
        links = links_of(map, selection)
        shown = _in_order(map, selection.shown((link.source, link.target) for link in links))
        nodes = {node.id: node for node in shown}
        return cls(map, nodes, among(nodes, links))


def among(nodes: Mapping[str, object], links: Iterable[Link]) -> tuple[Link, ...]:
    """The *links* that have both ends among *nodes*."""
    return tuple(link for link in links if link.source in nodes and link.target in nodes)


def _in_order(map: ArgumentMap, nodes: Iterable[Claim | Argument]) -> list[Claim | Argument]:
    """*nodes* in reading order."""
    order = {document.source.path: index for index, document in enumerate(map.documents)}

    def written(node: Claim | Argument) -> tuple[int, int]:
        place = node.definition or (node.places[0] if node.places else None)
        return (order.get(place.source.path, 0), place.span.start) if place else (len(order), 0)

    return sorted(nodes, key=written)
