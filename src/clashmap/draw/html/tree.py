"""The tree in a map: under which one of the nodes that it bears on each node is told and folded."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.draw.view import Group, Link, View
from clashmap.model import RelationKind


def groups(view: View) -> Iterator[tuple[Group, int]]:
    """All groups of *view* in reading order, each with the number of the one around it (-1 for the outermost)."""
    stack, number = [(view.root, -1)], 0
    while stack:
        group, outer = stack.pop()
        yield group, outer
        stack.extend((inner, number) for inner in reversed(group.groups))
        number += 1


def parents(view: View) -> dict[str, Link]:
    """The link by which each node hangs in the tree; what leads the map or a circle has none.

    A node hangs under the first node of its own group that it bears on, else under the first of another group.
    """
    home = {id: group.id for group, _ in groups(view) for id in group.nodes}
    best: dict[str, tuple[int, Link]] = {}
    for link in view.links:
        if link.is_loop or link.source == view.resolution:
            continue
        inside = home.get(link.source) == home.get(link.target)
        rank = (0 if inside else 2) + (link.kind is RelationKind.CONTRADICTION)
        if link.source not in best or rank < best[link.source][0]:
            best[link.source] = (rank, link)
    found = {id: best[id][1] for id in view.nodes if id in best}
    tops = {*view.heads, view.resolution}
    order = {id: index for index, id in enumerate(view.nodes)}
    state: dict[str, int] = {}
    for number, start in enumerate(view.nodes):
        path, here = [], start
        while here in found and here not in state:
            state[here] = number
            path.append(here)
            here = found[here].target
        if here in found and state[here] == number:  # a circle: it is cut at its head, or where it is read first
            circle = path[path.index(here) :]
            del found[next((id for id in circle if id in tops), min(circle, key=order.__getitem__))]
    return found
