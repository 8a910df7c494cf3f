"""Packing: blocks of several possible shapes are put together, in reading order, into the shape of a page.

A packing is a slicing tree: a block, or two packings side by side or one above the other. For every run of blocks the
shapes that no other is better than are kept (Stockmeyer, "Optimal orientations of cells in slicing floorplan designs",
1983), so that the whole choice of shapes is made at once, and all gutters are straight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from operator import itemgetter
from typing import NamedTuple, TypeAlias, TypeVar

from clashmap.draw.geometry import Rect

KEPT = 30
"""How many shapes of one run of blocks are kept: more cost time, fewer cost space on the page."""
KEPT_OF_MANY = 12
"""How many where there are more than so many blocks:"""
_MANY = 24
_NEAR = 0.997
"""A shape that is lower than a narrower one by less than this is not worth keeping."""
_SPLITS = 8
"""How many places a run is tried to be cut at: all for short runs, those nearest to its middle for long ones."""
_LONG = 32
"""A run of more blocks is tried to be cut at three places only, and one of more than four times as many at one."""


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
    kept = KEPT if len(blocks) <= _MANY else KEPT_OF_MANY
    choices = [
        _best([Leaf(width, height, index, shape) for shape, (width, height) in enumerate(sizes)], kept)
        for index, sizes in enumerate(blocks)
    ]
    areas = [min(leaf.width * leaf.height for leaf in shapes) for shapes in choices]
    known: dict[tuple[int, int], tuple[Packing, ...]] = {}

    def run(start: int, end: int) -> tuple[Packing, ...]:
        if end - start == 1:
            return choices[start]
        if (start, end) not in known:
            found: list[_Pair] = []
            for cut in _cuts(areas, start, end):
                first, second = run(start, cut), run(cut, end)
                found += _beside(first, second, gap)
                found += _above(first, second, gap)
            known[start, end] = tuple(
                Split(width, height, across, gap, first, second)
                for width, height, across, first, second in _best(found, kept)
            )
        return known[start, end]

    return run(0, len(blocks)) if blocks else ()


def leaves(packing: Packing) -> Iterator[Leaf]:
    """The blocks of a packing in their shapes, in order."""
    stack = [packing]
    while stack:
        here = stack.pop()
        if isinstance(here, Leaf):
            yield here
        else:
            stack += (here.second, here.first)


def remeasured(packing: Packing, sizes: Sequence[tuple[float, float]]) -> Packing:
    """The same packing when each block has only one shape, of the (width, height) that *sizes* has for it."""
    if isinstance(packing, Leaf):
        return Leaf(*sizes[packing.block], packing.block, 0)
    first, second = remeasured(packing.first, sizes), remeasured(packing.second, sizes)
    if packing.across:
        width, height = (first.width + packing.gap + second.width, max(first.height, second.height))
    else:
        width, height = (max(first.width, second.width), first.height + packing.gap + second.height)
    return Split(width, height, packing.across, packing.gap, first, second)


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
    spread = 3 if end - start <= _LONG else 1 if end - start <= 4 * _LONG else 0
    return [cut for cut in range(middle - spread, middle + spread + 1) if start < cut < end]


_Pair: TypeAlias = tuple[float, float, bool, Packing, Packing]
"""A split that may be worth making: its width and height, whether it is across, and its two parts."""


def _beside(first: Sequence[Packing], second: Sequence[Packing], gap: float) -> Iterator[_Pair]:
    """Pairs side by side: only shapes of like height are worth joining, so both lists are walked once."""
    i = j = 0
    while i < len(first) and j < len(second):
        a, b = first[i], second[j]
        high, low = a[1], b[1]
        yield a[0] + gap + b[0], high if high > low else low, True, a, b
        if high >= low:
            i += 1
        if low >= high:
            j += 1


def _above(first: Sequence[Packing], second: Sequence[Packing], gap: float) -> Iterator[_Pair]:
    """Pairs one above the other: the same by width."""
    i, j = len(first) - 1, len(second) - 1
    while i >= 0 and j >= 0:
        a, b = first[i], second[j]
        wide, narrow = a[0], b[0]
        yield wide if wide > narrow else narrow, a[1] + gap + b[1], False, a, b
        if wide >= narrow:
            i -= 1
        if narrow >= wide:
            j -= 1


_Sized = TypeVar("_Sized", Leaf, _Pair)


def _best(found: list[_Sized], kept: int) -> tuple[_Sized, ...]:
    """Of *found*, those that are not both wider and higher than another; at most *kept*, spread over their widths."""
    front: list[_Sized] = []
    lowest = float("inf")
    for here in sorted(found, key=itemgetter(0, 1)):
        if here[1] < lowest:
            front.append(here)
            lowest = here[1] * _NEAR
    if len(front) <= kept:
        return tuple(front)
    return tuple(front[round(index * (len(front) - 1) / (kept - 1))] for index in range(kept))


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
