"""The circle that a contested verdict hangs in: the shortest way to one, and round it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from clashmap.verdicts.components import components


def lasso(
    root: int, after: Callable[[int], Sequence[int]], *, effort: int
) -> tuple[Sequence[int], Sequence[int], bool]:
    """The way from *root* to a circle, the circle, and whether it is certain that no way and circle are shorter.

    *after* tells what a member may hang on, always something. *effort* is about how many members may be looked at; the
    nearest circle is found whatever it takes. Takes time linear in what *root* may hang on, if that has but one circle.
    """
    graph: dict[int, Sequence[int]] = {root: after(root)}
    came: dict[int, int] = {}
    order = [root]
    for member in order:  # which grows on the way
        for target in graph[member]:
            if target not in graph:
                graph[target] = after(target)
                came[target] = member
                order.append(target)
    inside: dict[int, int] = {}
    spare: dict[int, int] = {}
    """For each component how many links it has more than members: none if it is just one circle."""
    for number, part in enumerate(components(graph, graph.__getitem__)):
        inside.update(dict.fromkeys(part, number))
        spare[number] = sum(inside.get(target) == number for member in part for target in graph[member]) - len(part)
    far = {root: 0}
    for member in order[1:]:
        far[member] = far[came[member]] + 1
    best: tuple[int, list[int]] | None = None
    most = len(graph) + 1
    for member in order:
        if far[member] + 1 >= most:
            return *_told(root, came, best), True
        if spare[inside[member]] < 0:
            continue  # it is in no circle
        if best is not None and effort <= 0:
            return *_told(root, came, best), False
        ring, looked = _ring(member, graph, inside, most - far[member] - 1)
        effort -= looked
        if ring:
            best, most = (member, ring), far[member] + len(ring)
            if not spare[inside[member]]:
                spare[inside[member]] = -1  # it is the only circle there
    return *_told(root, came, best), True


def _ring(
    start: int, graph: Mapping[int, Sequence[int]], inside: Mapping[int, int], most: int
) -> tuple[list[int], int]:
    """The shortest circle through *start* with at most so many members, or none, and how many were looked at."""
    came: dict[int, int] = {}
    front = [start]
    length = 1
    while front and length <= most:
        following: list[int] = []
        for member in front:
            for target in graph[member]:
                if target == start:
                    ring = [member]
                    while ring[-1] != start:
                        ring.append(came[ring[-1]])
                    return ring[::-1], len(came)
                if target not in came and inside.get(target) == inside[start]:
                    came[target] = member
                    following.append(target)
        front = following
        length += 1
    return [], len(came) + 1


def _told(root: int, came: Mapping[int, int], best: tuple[int, list[int]] | None) -> tuple[list[int], list[int]]:
    assert best is not None, "what is contested hangs on what is contested"
    member, ring = best
    way: list[int] = []
    while member != root:
        member = came[member]
        way.append(member)
    return way[::-1], ring
