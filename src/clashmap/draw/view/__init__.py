"""What is to be drawn: the nodes, links and groups of a map, or of the part of it that a scope asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clashmap.draw.view.exhibits import names_of
from clashmap.draw.view.find import find_node, find_section
from clashmap.draw.view.focus import Cut, chips, focused
from clashmap.draw.view.fold import boxes_of, fold_links, fold_nodes
from clashmap.draw.view.groups import groups_of, heads, lead, members, resolution_of, within
from clashmap.draw.view.hrefs import hrefs_of
from clashmap.draw.view.narrow import filters, loose, narrowed
from clashmap.draw.view.scope import EVERYTHING, Scope
from clashmap.draw.view.values import Away, Folded, Group, Link, Node, Verdicts, View
from clashmap.draw.view.whole import Whole, among
from clashmap.evidence.cards import Card, cards_of
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim

__all__ = [
    "OPTION", "Away", "Folded", "Group", "Link", "Node", "Verdicts", "View",
    "heads", "lead", "members", "select", "within",
]  # fmt: skip

OPTION = "option"
"""The role by which a writer names a way to meet the resolution."""


def select(map: ArgumentMap, scope: Scope = EVERYTHING) -> View:
    """The view of what *scope* asks for of the *map*.

    A claim that a section only refers to is drawn there too, with every relation among the claims drawn. What has the
    focus is always drawn, and links that its depth cuts off are named in ``View.away``, as is what a claim answers that
    filters leave without any link. A section and a focus are drawn without the groups in them; filters keep the groups.

    Raises LookupError for an unknown name, whose message offers the nearest ones, and when the filters leave nothing.
    """
    whole = Whole.of(map)
    nodes, cuts = narrowed(whole, scope), tuple[Cut, ...]()
    focus = None if scope.focus is None else find_node(whole, scope.focus)
    if focus is not None:
        nodes, cuts = focused(whole, nodes, focus, scope.depth)
    links = among(nodes, whole.links)
    is_flat = scope.section is not None or focus is not None
    top = focus or (lead(tuple(nodes), links) if is_flat else resolution_of(whole.nodes, whole.links))
    boxes = boxes_of(map, nodes, {find_section(map, name).id for name in scope.collapse})
    if scope.sides or scope.tags or scope.only_clash:
        cuts = (*cuts, *loose(whole, nodes.keys() - boxes.keys() - {focus}, links))
    shown = fold_nodes(map, nodes, links, boxes)
    drawn = fold_links(links, boxes)
    root = Group("", "", tuple(shown)) if is_flat else groups_of(map, shown)
    resolution = boxes.get(top, top) if top in nodes else None
    title, notes = _named(whole, scope, focus)
    about = map.title if is_flat else map.subtitle or root.title
    return View(
        title=title,
        subtitle=" · ".join((*notes, about) if about else notes),
        nodes=shown,
        links=drawn,
        root=root,
        resolution=resolution,
        heads=tuple(heads(root, drawn, resolution)),
        sides=map.sides or {node.side: node.side.capitalize() for node in shown.values() if node.side},
        sources=len(map.references),
        names=names_of(map.references),
        lang=lang if isinstance(lang := map.front_matter.get("lang"), str) else "",
        away=chips((cut._replace(node=boxes.get(cut.node, cut.node)) for cut in cuts), whole.nodes),
        hrefs=hrefs_of(shown.values()),
        cards=dict(_carded(map, shown.values())),
        spelled_out=dict(_spelled_out(map, shown.values())) if scope.explode else {},
    )


def _named(whole: Whole, scope: Scope, focus: str | None) -> tuple[str, tuple[str, ...]]:
    """The title of the view, and what has to be said under it so that nobody takes a part for the whole."""
    title, notes = whole.map.title, []
    if scope.section is not None:
        title = find_section(whole.map, scope.section).title
    if focus is not None:
        within = f" under “{title}”" if scope.section is not None else ""
        far = {None: "", 1: " directly"}.get(scope.depth, f", up to {scope.depth} links away")
        notes.append(f"What bears on it{within}{far}")
        title = whole.nodes[focus].label
    if asked := " and ".join(filters(whole, scope)):
        notes.append(f"Only what is {asked}")
    return title, tuple(notes)


def _spelled_out(map: ArgumentMap, nodes: Iterable[Node]) -> Iterator[tuple[str, Claim]]:
    """The premises and conclusions of all arguments among *nodes*, by id."""
    for node in nodes:
        for step in node.steps if isinstance(node, Argument) else ():
            for id in (*step.premises, step.conclusion):
                yield id, map.claims[id]


def _carded(map: ArgumentMap, nodes: Iterable[Node]) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """The cards of all among *nodes* that have some, by id."""
    for node in nodes if map.shelf.cards else ():
        if not isinstance(node, Folded) and (held := cards_of(node, map.shelf.cards)):
            yield node.id, held
