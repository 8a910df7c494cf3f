"""Groups: headings as nested groups, and the claims that lead them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clashmap.draw.view.selection import makes_group
from clashmap.draw.view.values import Group, Link, Node
from clashmap.graph import ArgumentMap
from clashmap.model import Claim, RelationKind

_RESOLUTION = "resolution"
"""The role (or tag) by which a writer names the claim that the whole debate is about."""
_DEEPEST = 6
"""Headings nested deeper than this make no groups of their own."""
_TOPS = 60
"""So many claims that answer nothing are looked at to find the one that leads a group."""


def groups_of(map: ArgumentMap, nodes: Mapping[str, Node]) -> Group:
    """The groups that hold something, nested as the headings are; a heading that holds everything makes no group."""
    groups_of_their_own = makes_group(map)
    depth: dict[str | None, int] = {None: 0}
    holder: dict[str | None, str | None] = {None: None}
    for section in map.sections.values():
        depth[section.id] = depth[section.parent] + 1
        is_group = groups_of_their_own[section.id] and depth[section.id] <= _DEEPEST
        holder[section.id] = section.id if is_group else holder[section.parent]
    members: dict[str | None, list[str]] = {}
    for node in nodes.values():
        members.setdefault(holder[node.section], []).append(node.id)
    inner: dict[str | None, list[Group]] = {}
    for section in reversed(list(map.sections.values())):
        groups = tuple(reversed(inner.get(section.id, ())))
        if section.id in members or groups:
            group = Group(section.id, section.title, tuple(members.get(section.id, ())), groups)
            inner.setdefault(holder[section.parent], []).append(group)
    root = Group("", "", tuple(members.get(None, ())), tuple(reversed(inner.get(None, ()))))
    while not root.nodes and len(root.groups) == 1:
        root = Group("", root.groups[0].title, root.groups[0].nodes, root.groups[0].groups)
    return root


def resolution_of(nodes: Mapping[str, Node], links: Iterable[Link]) -> str | None:
    """The claim with the role or tag ``resolution``; else what answers nothing and is answered most."""
    for node in nodes.values():
        if isinstance(node, Claim) and (node.role == _RESOLUTION or _RESOLUTION in node.tags):
            return node.id
    return lead(tuple(nodes), links)


def lead(ids: Sequence[str], links: Iterable[Link]) -> str | None:
    """Of *ids*, the one that points at no other of them and that most of them bear on, directly or through others."""
    reach = _reach(ids, links)
    return next((id for id in ids if id in reach and reach[id] == max(reach.values())), None)


def head(ids: Sequence[str], links: Iterable[Link]) -> str | None:
    """Of *ids*, the one that most of them bear on; none where several weigh the same."""
    best = _reach(ids, links).most_common(2)
    return best[0][0] if len(best) == 1 or (best and best[0][1] > best[1][1]) else None


def heads(root: Group, links: Iterable[Link], resolution: str | None) -> Iterable[str]:
    """The head of each group, in reading order, outer groups first."""
    groups = [root]
    for group in groups:  # grows while it is walked
        groups.extend(group.groups)
    for group, inside in zip(groups, within(groups, links), strict=True):
        found = head([id for id in group.nodes if id != resolution], inside) if group.id else None
        if found is not None:
            yield found


def members(group: Group) -> Iterator[str]:
    """Every node in *group* and in the groups inside it."""
    yield from group.nodes
    for inner in group.groups:
        yield from members(inner)


def _reach(ids: Sequence[str], links: Iterable[Link]) -> Counter[str]:
    """How many of *ids* bear on each of those that point at no other."""
    own = set(ids)
    inner = [
        link
        for link in links
        if link.source in own and link.target in own and link.kind is not RelationKind.CONTRADICTION
    ]
    answering = {link.source for link in inner}
    below: dict[str, list[str]] = {}
    for link in inner:
        below.setdefault(link.target, []).append(link.source)
    reach: Counter[str] = Counter()
    tops = sorted((id for id in ids if id not in answering and id in below), key=lambda id: -len(below[id]))
    for top in tops[:_TOPS]:
        seen, queue = {top}, [top]
        while queue:
            for id in below.get(queue.pop(), ()):
                if id not in seen:
                    seen.add(id)
                    queue.append(id)
        reach[top] = len(seen)
    return reach


def within(groups: Sequence[Group], links: Iterable[Link]) -> list[list[Link]]:
    """For each of *groups* the links between its own nodes."""
    owner = {id: number for number, group in enumerate(groups) for id in group.nodes}
    inside: list[list[Link]] = [[] for _ in groups]
    for link in links:
        number = owner.get(link.source, -1)
        if number >= 0 and number == owner.get(link.target):
            inside[number].append(link)
    return inside
