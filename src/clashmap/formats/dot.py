"""DOT: a map as text for Graphviz and the many tools that read it, every word of it taken as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import graphviz

from clashmap.draw.text import wrap
from clashmap.draw.theme import LIGHT
from clashmap.draw.view import Folded, Group, Node, View, select
from clashmap.draw.view.scope import EVERYTHING, Scope
from clashmap.evidence import cites
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, RelationKind

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

    A folded group is a box in the shape of a folder; links that lead out of the map are lines in their boxes. Raises
    LookupError as ``select`` does.
    """
    return drawn(select(map, scope))


def drawn(view: View) -> str:
    """The DOT text of *view*."""
    names = {id: f"n{number}" for number, id in enumerate(view.nodes)}
    above = label("\n".join(words for words in (view.title, view.verdicts.note) if words))
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "BT", "label": above, "labelloc": "t", "fontname": "Arial"},
        node_attr={"shape": "box", "fontname": "Arial", "fontsize": "11", "color": LIGHT.edge},
        edge_attr={"fontname": "Arial", "fontsize": "9"},
    )
    _add_groups(graph, view, names)
    for link in view.links:
        stroke = LIGHT.links[link.kind]
        style = _STYLES[link.kind] | ({"label": f"{link.count} links"} if link.count > 1 else {})
        graph.edge(names[link.source], names[link.target], color=stroke.colour, **style)
    return str(graph.source)


def _add_groups(graph: graphviz.Digraph, view: View, names: dict[str, str]) -> None:
    """Put every node into its cluster; inner clusters are finished before they are put into outer ones."""
    groups: list[Group] = [view.root]
    inside: list[range] = []
    for group in groups:  # grows while it is walked
        inside.append(range(len(groups), len(groups) + len(group.groups)))
        groups.extend(group.groups)
    clusters = [graph, *(_cluster(group, number) for number, group in enumerate(groups[1:], start=1))]
    chips: dict[str, list[str]] = {}
    for away in view.away:
        way = "→" if away.outgoing else "←"
        chips.setdefault(away.node, []).append(f"{LIGHT.links[away.kind].sign} {way} {away.words}")
    for number in reversed(range(len(groups))):
        for id in groups[number].nodes:
            _add_node(clusters[number], view, id, names[id], chips.get(id, ()))
        for inner in inside[number]:
            clusters[number].subgraph(clusters[inner])


def _cluster(group: Group, number: int) -> graphviz.Digraph:
    look = {"labeljust": "l", "style": "filled", "fillcolor": LIGHT.tray, "color": LIGHT.tray_edge}
    return graphviz.Digraph(f"cluster_{number}", graph_attr={"label": label(group.title), **look})


def _add_node(graph: graphviz.Digraph, view: View, id: str, name: str, chips: Iterable[str]) -> None:
    node, verdict = view.nodes[id], view.verdicts.by_id.get(id)
    attributes = {"style": "rounded,filled" if isinstance(node, Argument) else "filled"}
    attributes["fillcolor"] = LIGHT.ground(verdict) if verdict else LIGHT.box
    if isinstance(node, Folded):
        attributes["shape"] = "folder"
    if id == view.resolution:
        attributes["penwidth"] = "3"
    if id in view.hrefs:
        attributes["URL"] = view.hrefs[id].replace("&", "&amp;")  # dot copies it into SVG as it is
    graph.node(name, label("\n".join(_lines(node, view, chips))), **attributes)


def _lines(node: Node, view: View, chips: Iterable[str]) -> Iterator[str]:
    """The words of a box: side, role, status, verdict, title, text, citation, premises, conclusions, links away."""
    side = view.sides.get(node.side, node.side) if node.side else ""
    said = " · ".join(
        part for part in (side, node.role, view.status(node.id), view.verdicts.by_id.get(node.id)) if part
    )
    cited = cites(node.citations, named=view.sources > 1, names=view.names)
    for number, part in enumerate((said, node.label, node.text if node.title is not None else "", cited)):
        if part:
            yield from wrap(part, _WIDTH, 11.0, bold=number == 1)
    for part in (*_steps(node, view), *chips):
        yield from wrap(part, _WIDTH, 11.0)


def _steps(node: Node, view: View) -> Iterator[str]:
    """The premises and the conclusion of each step of an argument that shows them."""
    for step in node.steps if isinstance(node, Argument) and view.spelled_out else ():
        for number, premise in enumerate(step.premises, start=1):
            yield f"({number}) {view.spelled_out[premise].label}"
        yield f"therefore: {view.spelled_out[step.conclusion].label}"


def label(text: str) -> str:
    r"""A DOT label that shows *text* and nothing else: ``\N``, ``<b>`` and ``&amp;`` stay what they are."""
    lines = [_ENTITY.sub("&amp;", line.translate(_CONTROL)) for line in text.split("\n")]
    shown: str = graphviz.nohtml("\\n".join(graphviz.escape(line) for line in lines))
    return shown
