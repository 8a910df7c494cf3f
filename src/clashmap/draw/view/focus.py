"""Focusing: one claim or argument, and what bears on it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from clashmap.draw.view.values import Away, Link, Node
from clashmap.draw.view.whole import Whole
from clashmap.model import Argument, Claim, RelationKind

_MORE = {
    RelationKind.SUPPORT: "reasons",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts",
    RelationKind.CONTRADICTION: "contradictions",
}


class Cut(NamedTuple):
    """A link of *node* to *other*, which the view leaves out."""

    kind: RelationKind
    node: str
    outgoing: bool
    other: str


def focused(
    whole: Whole, nodes: Mapping[str, Claim | Argument], focus: str, depth: int | None
) -> tuple[dict[str, Claim | Argument], tuple[Cut, ...]]:
    """The *focus*, with those *nodes* that bear on it up to *depth* links away; and the links that this cuts off."""
    away = _distances(whole.links, focus)
    limit = len(away) if depth is None else depth
    near = {
        id: node
        for id, node in whole.nodes.items()
        if id == focus or (id in nodes and id in away and away[id] <= limit)
    }
    beyond = {id for id in nodes if id in away and id not in near}
    return near, tuple(_cuts(whole.links, focus, near, beyond))


def _distances(links: Iterable[Link], focus: str) -> dict[str, int]:
    """How many links everything that bears on *focus* is away from it; contradictions lead both ways."""
    bearing: dict[str, list[str]] = {}
    for link in links:
        bearing.setdefault(link.target, []).append(link.source)
        if link.kind is RelationKind.CONTRADICTION:
            bearing.setdefault(link.source, []).append(link.target)
    found = {focus: 0}
    queue = [focus]
    for id in queue:  # grows while it is walked
        for other in bearing.get(id, ()):
            if other not in found:
                found[other] = found[id] + 1
                queue.append(other)
    return found


def _cuts(links: Iterable[Link], focus: str, near: Container[str], beyond: Container[str]) -> Iterator[Cut]:
    """The links of what is *near* to what bears on it from *beyond*, and what the *focus* itself does to others."""
    for link in links:
        is_both_ways = link.kind is RelationKind.CONTRADICTION
        if link.target in near and link.source in beyond:
            yield Cut(link.kind, link.target, False, link.source)
        elif is_both_ways and link.source in near and link.target in beyond:
            yield Cut(link.kind, link.source, False, link.target)
        elif link.source == focus and link.target not in near and not is_both_ways:
            yield Cut(link.kind, focus, True, link.target)


def chips(cuts: Iterable[Cut], nodes: Mapping[str, Node]) -> tuple[Away, ...]:
    """What the cards say of the links that were *cut*: one by its name, several of a kind by their number.

    What the focus does to others is named one by one: it says where the drawing belongs.
    """
    found: dict[tuple[RelationKind, str, bool], dict[str, None]] = {}
    for cut in cuts:
        found.setdefault((cut.kind, cut.node, cut.outgoing), {})[cut.other] = None
    made = []
    for (kind, node, outgoing), others in found.items():
        for some in [(other,) for other in others] if outgoing else [tuple(others)]:
            made.append(chip(kind, node, outgoing, {other: nodes[other].label for other in some}))
    return tuple(made)


def chip(kind: RelationKind, node: str, outgoing: bool, labels: Mapping[str, str]) -> Away:
    """The link of *node* to what has these *labels*, by id: one by its name, several by their number."""
    words = f"{len(labels)} more {_MORE[kind]}" if len(labels) > 1 else "".join(labels.values())
    return Away(kind, node, outgoing, words, tuple(labels))
