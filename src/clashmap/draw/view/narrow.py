"""Narrowing: what of a map is under a heading, said by a side, tagged, or part of a clash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from clashmap.draw.view.find import find_section, find_side, find_tag, listed
from clashmap.draw.view.focus import Cut
from clashmap.draw.view.scope import Scope
from clashmap.draw.view.values import Link
from clashmap.draw.view.whole import Whole
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, RelationKind

_CLASHES = (RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.CONTRADICTION)
_NAMED = 2
"""Links that a card without any other names at the most."""


def narrowed(whole: Whole, scope: Scope) -> dict[str, Claim | Argument]:
    """What of the *whole* is in the section and passes every filter of the *scope*, whatever it focuses on.

    Raises LookupError for an unknown name, and when filters leave nothing to draw, not even a focus.
    """
    nodes = dict(whole.nodes)
    if scope.section is not None:
        inside = inner_sections(whole.map, find_section(whole.map, scope.section).id)
        nodes = {id: node for id, node in nodes.items() if not inside.isdisjoint(node.sections)}
    before = nodes
    sides = {find_side(whole, name) for name in scope.sides}
    if sides:
        nodes = {id: node for id, node in nodes.items() if node.side in sides or not node.side}
    tags = {find_tag(whole, name).casefold() for name in scope.tags}
    if tags:
        nodes = {id: node for id, node in nodes.items() if any(tag.casefold() in tags for tag in node.tags)}
    if scope.only_clash:
        clashing = {id for link in whole.links if link.kind in _CLASHES for id in (link.source, link.target)}
        nodes = {id: node for id, node in nodes.items() if id in clashing}
    if not nodes and scope.focus is None and (sides or tags or scope.only_clash):
        where = f"under “{scope.section}”" if scope.section is not None else "on the map"
        asked = " and ".join(filters(whole, scope))
        raise LookupError(f"nothing {where} is {asked}{''.join(_there(before))}")
    return nodes


def loose(whole: Whole, nodes: Collection[str], links: Iterable[Link]) -> Iterator[Cut]:
    """What those of *nodes* that none of the *links* meets do to what filters have left out: the first few."""
    linked = {id for link in links for id in (link.source, link.target)}
    named: Counter[str] = Counter()
    for link in whole.links:
        ends = [(link.source, link.target)]
        if link.kind is RelationKind.CONTRADICTION:
            ends.append((link.target, link.source))
        for here, other in ends:
            if here in nodes and here not in linked and named[here] < _NAMED:
                named[here] += 1
                yield Cut(link.kind, here, True, other)


def inner_sections(map: ArgumentMap, section: str) -> set[str]:
    """The ids of *section* and of all sections inside it; sections stand before those inside them."""
    inside = {section}
    for id, other in map.sections.items():
        if other.parent in inside:
            inside.add(id)
    return inside


def filters(whole: Whole, scope: Scope) -> Iterator[str]:
    """What the filters of *scope* ask for, each in a few words."""
    if scope.sides:
        keys = sorted({find_side(whole, name) for name in scope.sides})
        yield f"said by {' or '.join(whole.map.sides.get(key, key) for key in keys)}"
    if scope.tags:
        yield f"tagged {' or '.join(f'#{tag}' for tag in sorted({find_tag(whole, name) for name in scope.tags}))}"
    if scope.only_clash:
        yield "part of a clash"


def _there(nodes: Mapping[str, Claim | Argument]) -> Iterator[str]:
    """The sides and the tags that there are among *nodes*."""
    sides = dict.fromkeys(node.side for node in nodes.values() if node.side)
    tags = dict.fromkeys(tag for node in nodes.values() for tag in node.tags)
    for what, names in (("sides", sides), ("tags", tags)):
        if names:
            yield f"; its {what} are {listed(names)}"
