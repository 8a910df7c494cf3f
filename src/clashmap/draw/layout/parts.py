"""Parting: the sets of nodes that links hold together, and the branches that too large a set is cut into."""

from __future__ import annotations

from collections.abc import Sequence

from clashmap.draw.layout.columns import tree
from clashmap.draw.view import Link, lead

WHOLE = 48
"""Cards of one connected part up to which it stays in one piece."""
_BRANCH = 12
"""Cards that a branch cut off from a larger part has at least."""


def parted(ids: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """*ids* in parts of a readable size: sets that links connect, and branches of those that are larger than WHOLE."""
    parts = _connected(ids, links)
    owner = {id: number for number, part in enumerate(parts) for id in part}
    inside: list[list[Link]] = [[] for _ in parts]
    for link in links:
        inside[owner[link.source]].append(link)
    return [branch for part, own in zip(parts, inside, strict=True) for branch in _cut(part, own)]


def _connected(ids: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """*ids* in sets that links connect, in the order of their first members."""
    near: dict[str, list[str]] = {id: [] for id in ids}
    for link in links:
        near[link.source].append(link.target)
        near[link.target].append(link.source)
    order = {id: number for number, id in enumerate(ids)}
    seen: set[str] = set()
    parts = []
    for id in ids:
        if id in seen:
            continue
        seen.add(id)
        part = [id]
        for here in part:  # grows while it is walked
            for other in near[here]:
                if other not in seen:
                    seen.add(other)
                    part.append(other)
        parts.append(sorted(part, key=order.__getitem__))
    return parts


def _cut(part: list[str], links: Sequence[Link]) -> list[list[str]]:
    """A part too large for one piece, as branches; the links between them are led like those between groups."""
    if len(part) <= WHOLE:
        return [part]
    outline = tree(part, links, lead(part, links) or part[0])
    above = {child: id for id, found in outline.children.items() for child, _ in found}
    size = dict.fromkeys(part, 1)
    heads = {outline.root}
    for id in reversed(outline.order[1:]):
        if size[id] >= _BRANCH:
            heads.add(id)
        else:
            size[above[id]] += size[id]
    head: dict[str, str] = {}
    for id in outline.order:
        head[id] = id if id in heads else head[above[id]]
    branches: dict[str, list[str]] = {}
    for id in outline.order:
        branches.setdefault(head[id], []).append(id)
    return list(branches.values())
