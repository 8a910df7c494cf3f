"""DOT: a map as text for Graphviz and the many tools that read it, every word of it taken as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import graphviz

from clashmap.draw.card import cites
from clashmap.draw.scope import EVERYTHING, Scope
from clashmap.draw.text import wrap
from clashmap.draw.theme import LIGHT
from clashmap.draw.view import Group, View, select
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, RelationKind

_STYLES = {
    RelationKind.SUPPORT: {"style": "solid", "arrowhead": "normal"},
    RelationKind.ATTACK: {"style": "dashed", "arrowhead": "tee"},
    RelationKind.UNDERCUT: {"style": "dotted", "arrowhead": "odiamond"},
    RelationKind.CONTRADICTION: {"style": "dashed", "arrowhead": "tee", "arrowtail": "tee", "dir": "both"},
}
_WIDTH = 240.0
"""Width in px to which the text in a box is wrapped."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_CONTROL = dict.fromkeys((*range(32), *range(0xD800, 0xE000)), " ")


def dumps(map: ArgumentMap, scope: Scope = EVERYTHING) -> str:
    """The DOT text of what *scope* asks for of *map*: boxes ``n0``, ``n1`` …, clusters by heading.

    Raises LookupError for an unknown name in *scope*.
    """
    view = select(map, scope)
    names = {id: f"n{number}" for number, id in enumerate(view.nodes)}
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "BT", "label": label(view.title), "labelloc": "t", "fontname": "Arial"},
        node_attr={"shape": "box", "fontname": "Arial", "fontsize": "11", "color": LIGHT.edge},
        edge_attr={"fontname": "Arial", "fontsize": "9"},
    )
    _add_groups(graph, view, names)
    for link in view.links:
        stroke = LIGHT.links[link.kind]
        graph.edge(names[link.source], names[link.target], color=stroke.colour, **_STYLES[link.kind])
    return str(graph.source)


def _add_groups(graph: graphviz.Digraph, view: View, names: dict[str, str]) -> None:
    """Put every node into its cluster; inner clusters are finished before they are put into outer ones."""
    groups: list[Group] = [view.root]
    inside: list[range] = []
    for group in groups:  # grows while it is walked
        inside.append(range(len(groups), len(groups) + len(group.groups)))
        groups.extend(group.groups)
    clusters = [graph, *(_cluster(group, number) for number, group in enumerate(groups[1:], start=1))]
    for number in reversed(range(len(groups))):
        for id in groups[number].nodes:
            _add_node(clusters[number], view, id, names[id])
        for inner in inside[number]:
            clusters[number].subgraph(clusters[inner])


def _cluster(group: Group, number: int) -> graphviz.Digraph:
    look = {"labeljust": "l", "style": "filled", "fillcolor": LIGHT.tray, "color": LIGHT.tray_edge}
    return graphviz.Digraph(f"cluster_{number}", graph_attr={"label": label(group.title), **look})


def _add_node(graph: graphviz.Digraph, view: View, id: str, name: str) -> None:
    node = view.nodes[id]
    attributes = {"style": "rounded,filled" if isinstance(node, Argument) else "filled", "fillcolor": LIGHT.box}
    if id == view.resolution:
        attributes["penwidth"] = "3"
    graph.node(name, label("\n".join(_lines(node, view))), **attributes)


def _lines(node: Claim | Argument, view: View) -> Iterator[str]:
    """The words of a box: side and role, title, text, citation."""
    side = view.sides.get(node.side, node.side) if node.side else ""
    said = " · ".join(part for part in (side, node.role) if part)
    cited = cites(node.citations, named=view.sources > 1)
    for number, part in enumerate((said, node.label, node.text if node.title is not None else "", cited)):
        if part:
            yield from wrap(part, _WIDTH, 11.0, bold=number == 1)


def label(text: str) -> str:
    r"""A DOT label that shows *text* and nothing else: ``\N``, ``<b>`` and ``&amp;`` stay what they are."""
    lines = [_ENTITY.sub("&amp;", line.translate(_CONTROL)) for line in text.split("\n")]
    shown: str = graphviz.nohtml("\\n".join(graphviz.escape(line) for line in lines))
    return shown
