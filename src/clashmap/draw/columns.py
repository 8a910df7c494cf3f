"""The densest layout of a group: its head as a bar across the top, and what bears on it hung below in columns.

Every card hangs under the one it bears on, indented like an outline; every link has a lane of its own, so that lines
neither meet nor share a stretch. It needs no engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from clashmap.draw.card import Card
from clashmap.draw.curve import Curve, rounded
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.view import Link

_LANE = 13.0
"""Distance in px of two lines that go up side by side."""
_FIRST = 12.0
"""Distance of the first lane from the left edge of the card above."""
_STUB = 22.0
"""Length of the level piece in front of a card: room for a sign."""
_GAP = 14.0
_BELOW = 21.0
"""Space under a card that has others hung below it: room for arrow heads."""
_AIR = 16.0
"""Most px that are put between two cards beyond what is needed, where there is room to spare."""
_SPARE = 220.0
"""Most px that a column is widened by: a line of text too long is as hard to read as one too small."""
_BETWEEN = 18.0
"""Space between two columns."""
_BARS = 4
"""Cards across all columns at the most."""
_PORT = 30.0
"""How far below a card's upper edge its line begins, at the most."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What hangs under what: the children of each node with the link that holds each."""

    root: str
    children: Mapping[str, tuple[tuple[str, Link], ...]]
    order: tuple[str, ...]
    """From the root down."""

    @property
    def bars(self) -> tuple[str, ...]:
        """The root, and below it what stands alone on the way down to the first fork: drawn across all columns."""
        found = [self.root]
        while len(found) < _BARS and len(self.children[found[-1]]) == 1:
            child = self.children[found[-1]][0][0]
            if not self.children[child]:
                break
            found.append(child)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Hung:
    """The cards of a tree, in its order, with their rectangles; each column's left edge with what hangs in it."""

    tree: Tree
    cards: tuple[Card, ...]
    boxes: tuple[Rect, ...]
    columns: tuple[tuple[float, tuple[tuple[str, Link], ...]], ...]
    width: float
    height: float


def tree(ids: Sequence[str], links: Sequence[Link], root: str) -> Tree:
    """The tree of a connected piece: each node under the first one it bears on, seen from the *root*."""
    bearing: dict[str, list[tuple[str, Link]]] = {id: [] for id in ids}
    borne: dict[str, list[tuple[str, Link]]] = {id: [] for id in ids}
    for link in links:
        bearing[link.target].append((link.source, link))
        borne[link.source].append((link.target, link))
    children: dict[str, list[tuple[str, Link]]] = {id: [] for id in ids}
    seen, order = {root}, [root]

    def reach(near: Mapping[str, list[tuple[str, Link]]], here: str) -> None:
        for other, link in near[here]:
            if other not in seen:
                seen.add(other)
                order.append(other)
                children[here].append((other, link))

    done = 0
    while len(order) < len(ids):
        while done < len(order):
            reach(bearing, order[done])
            done += 1
        for here in order:  # the rest bears on nothing here: it hangs under what bears on it
            before = len(order)
            reach(borne, here)
            if len(order) > before:
                break
        else:
            break
    return Tree(root, {id: tuple(found) for id, found in children.items()}, tuple(order))


def hang(
    tree: Tree,
    cards: Callable[[str, float], Card],
    *,
    width: float,
    count: int,
    room: tuple[float, float] | None = None,
) -> Hung:
    """Hang *tree* in *count* columns. The narrowest card is *width* px wide; the others reach to the column's edge.

    With *room*, a width and a height in px, the columns are widened to fill it, and what is left below is shared out.
    """
    bars, offsets = tree.bars, _offsets(tree)
    parts = _parted(tree, {id: cards(id, width).height for id in tree.order}, count)
    wide = [
        width + max(_indent(len(part)) + offsets[id] for top, _ in part for id in _under(tree, top)) for part in parts
    ]
    x = _indent(1) * (len(bars) - 1)
    gaps = x + _BETWEEN * (len(wide) - 1)
    if room:
        spare = max(room[0] - fsum(wide) - gaps, 0.0)
        wide = [column + min(spare / len(wide), _SPARE) for column in wide]
    total = max(fsum(wide) + gaps, width)
    made: dict[str, Card] = {}
    boxes: dict[str, Rect] = {}
    start = 0.0  # of what comes next below the bars
    for number, id in enumerate(bars):
        left_edge = _indent(1) * number
        made[id] = cards(id, round(total - left_edge, 1))
        boxes[id] = Rect(left_edge, round(start, 2), made[id].width, made[id].height)
        start += made[id].height + _BELOW
    columns: list[tuple[float, tuple[tuple[str, Link], ...]]] = []
    for part, column in zip(parts, wide, strict=True):
        shown = [id for top, _ in part for id in _under(tree, top)]
        left = {id: x + _indent(len(part)) + offsets[id] for id in shown}
        made.update((id, cards(id, round(x + column - left[id], 1))) for id in shown)
        after = [_BELOW if tree.children[id] else _GAP for id in shown]
        bottom = start + fsum(made[id].height for id in shown) + fsum(after[:-1])
        air = min(max((room[1] - bottom) / len(shown), 0.0), _AIR) if room else 0.0
        y = start
        for id, gap in zip(shown, after, strict=True):
            boxes[id] = Rect(left[id], round(y, 2), made[id].width, made[id].height)
            y += made[id].height + gap + air
        columns.append((x, tuple(part)))
        x += column + _BETWEEN
    placed = tuple(boxes[id] for id in tree.order)
    bottom = max(rect.bottom for rect in placed)
    return Hung(tree, tuple(made[id] for id in tree.order), placed, tuple(columns), made[tree.root].width, bottom)


def curves(hung: Hung) -> dict[Link, Curve]:
    """The curves of the links that hold the cards."""
    boxes = dict(zip(hung.tree.order, hung.boxes, strict=True))
    found: dict[Link, Curve] = {}
    fork = hung.tree.bars[-1]
    for x, part in hung.columns:
        found.update(_curves(part, x, boxes[fork].bottom, boxes))
    for id in hung.tree.order:
        if id != fork:
            found.update(_curves(hung.tree.children[id], boxes[id].x, boxes[id].bottom, boxes))
    return found


def _indent(count: int) -> float:
    """How far cards stand to the right of the left edge of the one that *count* of them hang under."""
    return _FIRST + _LANE * (count - 1) + _STUB


def _offsets(tree: Tree) -> dict[str, float]:
    """How far each card stands to the right of the top card of its branch."""
    offsets = dict.fromkeys(tree.order, 0.0)
    bars = tree.bars
    for id in tree.order:
        for child, _ in tree.children[id] if id not in bars else ():
            offsets[child] = offsets[id] + _indent(len(tree.children[id]))
    return offsets


def _under(tree: Tree, top: str) -> Iterator[str]:
    """*top* and all that hangs under it, as an outline is read."""
    stack = [top]
    while stack:
        here = stack.pop()
        yield here
        stack.extend(child for child, _ in reversed(tree.children[here]))


def _curves(
    part: Sequence[tuple[str, Link]], x: float, bottom: float, boxes: Mapping[str, Rect]
) -> Iterator[tuple[Link, Curve]]:
    """The line of each link from a card's left side over its lane to the card above; the first card's is inmost."""
    for number, (id, link) in enumerate(part):
        lane = x + _FIRST + _LANE * (len(part) - 1 - number)
        rect = boxes[id]
        y = rect.y + min(rect.height / 2, _PORT)
        points = (Point(rect.x, y), Point(lane, y), Point(lane, bottom))
        curve = rounded(points, 7.0)
        yield link, curve if link.source == id else curve[::-1]


def stack(heights: Sequence[float], width: float, count: int) -> tuple[Rect, ...]:
    """Rectangles of these heights in at most *count* columns of even height, in order from the top down."""
    boxes = []
    for column, part in enumerate(_runs([height + _GAP for height in heights], count)):
        y = 0.0
        for index in part:
            boxes.append(Rect(column * (width + _BETWEEN), round(y, 2), width, heights[index]))
            y += heights[index] + _GAP
    return tuple(boxes)


def _parted(tree: Tree, sizes: Mapping[str, float], count: int) -> list[list[tuple[str, Link]]]:
    """The branches below the bars in at most *count* runs, the highest of which is as low as may be."""
    children = tree.children[tree.bars[-1]]
    heights = [fsum(sizes[id] + _GAP for id in _under(tree, top)) for top, _ in children]
    return [[children[index] for index in part] for part in _runs(heights, count)]


def _runs(heights: Sequence[float], count: int) -> list[list[int]]:
    """Indices of *heights* in at most *count* runs, the highest of which is as low as may be (by halving)."""

    def filled(limit: float) -> list[list[int]]:
        parts: list[list[int]] = []
        used = limit + 1.0
        for index, height in enumerate(heights):
            if used + height > limit:
                parts.append([])
                used = 0.0
            parts[-1].append(index)
            used += height
        return parts

    low, high = max(heights, default=0.0), fsum(heights)
    while high - low > 1.0:
        middle = (low + high) / 2
        if len(filled(middle)) > count:
            low = middle
        else:
            high = middle
    return filled(high)
