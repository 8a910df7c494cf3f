"""The built-in engine: a tidy tree for boxes of any size. It needs nothing and never fails.

After van der Ploeg, "Drawing non-layered tidy trees in linear time" (2014), with plain contours in place of threads:
subtrees are pushed together until their outlines touch, and a parent stands over the middle of its children.
"""

from __future__ import annotations

from clashmap.draw.engines import Placement, Problem
from clashmap.draw.geometry import Rect


def place(problem: Problem) -> Placement:
    """Place the boxes as a forest: a box hangs under the first box that it points at. Clusters are not heeded."""
    across = [size[0] if problem.direction == "up" else size[1] for size in problem.sizes]
    along = [size[1] if problem.direction == "up" else size[0] for size in problem.sizes]
    children, roots, order = _forest(problem)
    offset = [0.0] * len(across)  # of a subtree's first box, relative to its parent's
    start = [0.0] * len(across)  # along the direction of growth
    for index in order:
        for child in children[index]:
            start[child] = start[index] + along[index] + problem.rank_gap
    contours: list[_Contour] = [([], []) for _ in across]
    for index in reversed(order):
        middle = across[index] / 2
        left, right = _join(children[index], contours, offset, problem.box_gap)
        if children[index]:
            first, last = children[index][0], children[index][-1]
            centre = (offset[first] + across[first] / 2 + offset[last] + across[last] / 2) / 2
            for child in children[index]:
                offset[child] += middle - centre
            shift = middle - centre
            left = [(end, value + shift) for end, value in left]
            right = [(end, value + shift) for end, value in right]
        end = start[index] + along[index] + problem.rank_gap
        contours[index] = ([(end, 0.0), *left], [(end, across[index]), *right])
    _join(roots, contours, offset, problem.box_gap)
    position = list(offset)
    for index in order:
        for child in children[index]:
            position[child] += position[index]
    return _placement(problem, position, start)


_Contour = tuple[list[tuple[float, float]], list[tuple[float, float]]]
"""Outline of a subtree on either side, relative to its root: (where the stretch ends, value along the rank)."""


def _forest(problem: Problem) -> tuple[list[list[int]], list[int], list[int]]:
    """Children of each box, the roots, and all boxes from the roots down."""
    count = len(problem.sizes)
    parent: list[int | None] = [None] * count
    top = list(range(count))  # a representative of each tree, for finding cycles

    def find(index: int) -> int:
        while top[index] != index:
            top[index] = top[top[index]]
            index = top[index]
        return index

    for source, target in problem.arrows:
        if parent[source] is None and find(source) != find(target):
            parent[source] = target
            top[find(source)] = find(target)
    children: list[list[int]] = [[] for _ in range(count)]
    for index, above in enumerate(parent):
        if above is not None:
            children[above].append(index)
    roots = [index for index, above in enumerate(parent) if above is None]
    order = list(roots)
    for index in order:  # grows while it is walked
        order.extend(children[index])
    return children, roots, order


def _join(
    trees: list[int], contours: list[_Contour], offset: list[float], gap: float
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Push *trees* together from left to right, setting their offsets; the outline of the whole row."""
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for tree in trees:
        near, far = contours[tree]
        shift = _distance(right, near, gap) if right else 0.0
        offset[tree] = shift
        left = _merge(left, [(end, value + shift) for end, value in near], keep_first=True)
        right = _merge(right, [(end, value + shift) for end, value in far], keep_first=False)
        contours[tree] = ([], [])
    return left, right


def _distance(right: list[tuple[float, float]], near: list[tuple[float, float]], gap: float) -> float:
    """How far a subtree with the outline *near* has to move to stand *gap* clear of the outline *right*."""
    distance, i, j = float("-inf"), 0, 0
    while i < len(right) and j < len(near):
        distance = max(distance, right[i][1] + gap - near[j][1])
        if right[i][0] <= near[j][0]:
            i += 1
        else:
            j += 1
    return distance


def _merge(
    first: list[tuple[float, float]], second: list[tuple[float, float]], *, keep_first: bool
) -> list[tuple[float, float]]:
    """The outline of two neighbours: on one side the first one's as far as it goes, on the other the second one's."""
    front, back = (first, second) if keep_first else (second, first)
    if not front:
        return back
    depth = front[-1][0]
    return [*front, *(piece for piece in back if piece[0] > depth)]


def _placement(problem: Problem, position: list[float], start: list[float]) -> Placement:
    shift = min(position, default=0.0)
    boxes = []
    for value, depth, (width, height) in zip(position, start, problem.sizes, strict=True):
        x, y = (value - shift, depth) if problem.direction == "up" else (depth, value - shift)
        boxes.append(Rect(round(x, 2), round(y, 2), width, height))
    return Placement(tuple(boxes), ((),) * len(problem.arrows))
