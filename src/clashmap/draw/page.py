"""Packing: blocks of several possible shapes are put together, in reading order, into the shape of a page.

A packing is a slicing tree: a block, or two packings side by side or one above the other. For every run of blocks the
shapes that no other is better than are kept (Stockmeyer, "Optimal orientations of cells in slicing floorplan designs",
1983), so that the whole choice of shapes is made at once, and all gutters are straight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple, TypeAlias

from clashmap.draw.geometry import Rect

KEPT = 30
"""How many shapes of one run of blocks are kept: more cost time, fewer cost space on the page."""
_NEAR = 0.997
"""A shape that is lower than a narrower one by less than this is not worth keeping."""
_SPLITS = 8
"""How many places a run is tried to be cut at: all for short runs, those nearest to its middle for long ones."""


class Leaf(NamedTuple):
    """A block in one of its shapes."""

    width: float
    height: float
    block: int
    shape: int


class Split(NamedTuple):
    """Two packings side by side (*across*) or one above the other, *gap* px apart."""

    width: float
    height: float
    across: bool
    gap: float
    first: Packing
    second: Packing


Packing: TypeAlias = Leaf | Split


def pack(blocks: Sequence[Sequence[tuple[float, float]]], *, gap: float) -> tuple[Packing, ...]:
    """All packings worth having of *blocks*, each given by its possible (width, height); widest last."""
    leaves = [
        _best([Leaf(width, height, index, shape) for shape, (width, height) in enumerate(sizes)])
        for index, sizes in enumerate(blocks)
    ]
    areas = [min(leaf.width * leaf.height for leaf in shapes) for shapes in leaves]
    known: dict[tuple[int, int], tuple[Packing, ...]] = {}

    def run(start: int, end: int) -> tuple[Packing, ...]:
        if end - start == 1:
            return leaves[start]
        if (start, end) not in known:
            found: list[Packing] = []
            for cut in _cuts(areas, start, end):
                first, second = run(start, cut), run(cut, end)
                found.extend(_beside(first, second, gap))
                found.extend(_above(first, second, gap))
            known[start, end] = _best(found)
        return known[start, end]

    return run(0, len(blocks)) if blocks else ()


def _cuts(areas: list[float], start: int, end: int) -> list[int]:
    """Where to cut a run in two; the tree stays shallow because long runs are cut near their middle."""
    cuts = range(start + 1, end)
    if len(cuts) <= _SPLITS:
        return list(cuts)
    half, passed = fsum(areas[start:end]) / 2, 0.0
    middle = start + 1
    for index in range(start, end - 1):
        passed += areas[index]
        middle = index + 1
        if passed >= half:
            break
    spread = 1 if end - start > 4 * _SPLITS else 3
    return [cut for cut in range(middle - spread, middle + spread + 1) if start < cut < end]


def _beside(first: Sequence[Packing], second: Sequence[Packing], gap: float) -> Iterator[Packing]:
    """Pairs side by side: only shapes of like height are worth joining, so both lists are walked once."""
    i = j = 0
    while i < len(first) and j < len(second):
        a, b = first[i], second[j]
        yield Split(a.width + gap + b.width, max(a.height, b.height), True, gap, a, b)
        if a.height >= b.height:
            i += 1
        if b.height >= a.height:
            j += 1


def _above(first: Sequence[Packing], second: Sequence[Packing], gap: float) -> Iterator[Packing]:
    """Pairs one above the other: the same by width."""
    i, j = len(first) - 1, len(second) - 1
    while i >= 0 and j >= 0:
        a, b = first[i], second[j]
        yield Split(max(a.width, b.width), a.height + gap + b.height, False, gap, a, b)
        if a.width >= b.width:
            i -= 1
        if b.width >= a.width:
            j -= 1


def _best(found: Sequence[Packing]) -> tuple[Packing, ...]:
    """Of *found*, those that are not both wider and higher than another; at most KEPT, spread over their widths."""
    front: list[Packing] = []
    for packing in sorted(found, key=lambda packing: (packing.width, packing.height)):
        if not front or packing.height < front[-1].height * _NEAR:
            front.append(packing)
    if len(front) <= KEPT:
        return tuple(front)
    return tuple(front[round(index * (len(front) - 1) / (KEPT - 1))] for index in range(KEPT))


def spread(packing: Packing, rect: Rect) -> Iterator[tuple[Leaf, Rect]]:
    """Each block with its rectangle when the packing fills *rect*: what is left over is shared out, never gathered."""
    stack = [(packing, rect)]
    while stack:
        here, area = stack.pop()
        if isinstance(here, Leaf):
            yield here, area
            continue
        first, second = here.first, here.second
        if here.across:
            room = area.width - here.gap
            share = first.width + (room - first.width - second.width) * first.width / (first.width + second.width)
            stack.append((second, Rect(area.x + share + here.gap, area.y, room - share, area.height)))
            stack.append((first, Rect(area.x, area.y, share, area.height)))
        else:
            room = area.height - here.gap
            share = first.height + (room - first.height - second.height) * first.height / (first.height + second.height)
            stack.append((second, Rect(area.x, area.y + share + here.gap, area.width, room - share)))
            stack.append((first, Rect(area.x, area.y, area.width, share)))


def scale(packing: Packing, width: float, height: float) -> float:
    """By how much the packing has to be scaled to fit in *width* by *height*."""
    return min(width / packing.width, height / packing.height)
