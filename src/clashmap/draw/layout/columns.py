"""The densest layout of a group: its head as a bar across the top, and what bears on it hung below in columns.

Every card hangs under the one it bears on, indented like an outline; every link has a lane of its own, so that lines
neither meet nor share a stretch. It needs no engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from clashmap.draw.card import Card
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.lines.curve import Curve, rounded
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
_COLUMNS = 6
"""Columns at the most."""
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
    bars: tuple[str, ...]
    """The root, and below it what stands alone on the way down to the first fork: drawn across all columns."""
    branches: tuple[tuple[tuple[str, float], ...], ...]
    """For each child of the last bar all that hangs under it, as an outline is read, with its indent in px."""


@dataclass(frozen=True, slots=True)
class Hung:
    """The cards of a tree, in its order, with their rectangles; each column's left edge with what hangs in it."""

    tree: Tree
    cards: tuple[Card, ...]
    boxes: tuple[Rect, ...]
    columns: tuple[tuple[float, tuple[tuple[str, Link], ...]], ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Slots:
    """Where cards may stand: left edges and widths of the bars and, column by column, of what hangs below them."""

    width: float
    bars: list[tuple[str, float, float]]
    columns: list[tuple[float, list[tuple[str, float, float]]]]


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

    done = turned = 0
    while done < len(order):
        reach(bearing, order[done])
        done += 1
        while done == len(order) and turned < done:  # the rest bears on nothing here: it hangs under what bears on it
            reach(borne, order[turned])
            turned += 1
    bars = _bars(root, children)
    return Tree(
        root, {id: tuple(found) for id, found in children.items()}, tuple(order), bars,
        tuple(tuple(_branch(children, top)) for top, _ in children[bars[-1]]),
    )  # fmt: skip


def _bars(root: str, children: Mapping[str, Sequence[tuple[str, Link]]]) -> tuple[str, ...]:
    found = [root]
    while len(found) < _BARS and len(children[found[-1]]) == 1:
        child = children[found[-1]][0][0]
        if not children[child]:
            break
        found.append(child)
    return tuple(found)


def _branch(children: Mapping[str, Sequence[tuple[str, Link]]], top: str) -> Iterator[tuple[str, float]]:
    """*top* and all that hangs under it, as an outline is read, with how far each stands to the right of *top*."""
    stack = [(top, 0.0)]
    while stack:
        here, offset = stack.pop()
        yield here, offset
        below = offset + _indent(len(children[here]))
        stack.extend((child, below) for child, _ in reversed(children[here]))


def runs(tree: Tree, height: Callable[[str, float], float], width: float) -> Iterator[tuple[range, ...]]:
    """The branches in one run, two, three …, the highest of which is as low as may be with cards *width* px wide."""
    heights = [fsum(height(id, width) + _GAP for id, _ in branch) for branch in tree.branches]
    for count in range(1, min(len(heights), _COLUMNS) + 1):
        parts = _runs(heights, count)
        if len(parts) == count:
            yield parts


def measured(
    tree: Tree, height: Callable[[str, float], float], parts: Sequence[range], width: float
) -> tuple[float, float]:
    """Width and height in px of *tree* hung in the columns *parts*, as :func:`hang` does it without room."""
    slots = _slots(tree, parts, width, 0.0)
    start = fsum(height(id, width) + _BELOW for id, _, width in slots.bars)
    bottom = 0.0
    for _, column in slots.columns:
        gaps = fsum(_BELOW if tree.children[id] else _GAP for id, _, _ in column[:-1])
        bottom = max(bottom, gaps + fsum(height(id, width) for id, _, width in column))
    return slots.width, start + bottom


def hang(
    tree: Tree, cards: Callable[[str, float], Card], parts: Sequence[range], width: float, room: tuple[float, float]
) -> Hung:
    """Hang *tree* in the columns *parts*, runs of its branches; all cards reach to their column's edge.

    The narrowest card is *width* px wide, or more where *room*, a width and a height in px, lets the columns widen;
    what is left below is shared out.
    """
    slots = _slots(tree, parts, width, room[0])
    made: dict[str, tuple[Card, Rect]] = {}
    start = 0.0  # of what comes next below the bars
    for id, left, wide in slots.bars:
        card = cards(id, wide)
        made[id] = card, Rect(left, round(start, 2), card.width, card.height)
        start += card.height + _BELOW
    for _, column in slots.columns:
        shown = [cards(id, wide) for id, _, wide in column]
        after = [_BELOW if tree.children[id] else _GAP for id, _, _ in column]
        bottom = start + fsum(card.height for card in shown) + fsum(after[:-1])
        air = min(max((room[1] - bottom) / len(shown), 0.0), _AIR)
        y = start
        for (id, left, _), card, gap in zip(column, shown, after, strict=True):
            made[id] = card, Rect(left, round(y, 2), card.width, card.height)
            y += card.height + gap + air
    children = tree.children[tree.bars[-1]]
    columns = tuple(
        (x, tuple(children[index] for index in part)) for (x, _), part in zip(slots.columns, parts, strict=True)
    )
    placed = [made[id] for id in tree.order]
    bottom = max(rect.bottom for _, rect in placed)
    return Hung(
        tree, tuple(c for c, _ in placed), tuple(r for _, r in placed), columns, made[tree.root][0].width, bottom
    )


def _slots(tree: Tree, parts: Sequence[range], width: float, room: float) -> _Slots:
    """The slots when the narrowest card is *width* px wide, widened where *room* px allow it."""
    hung = [[(id, _indent(len(part)) + off) for index in part for id, off in tree.branches[index]] for part in parts]
    wide = [width + max(off for _, off in column) for column in hung]
    x = _indent(1) * (len(tree.bars) - 1)
    gaps = x + _BETWEEN * (len(wide) - 1)
    if room:
        spare = max(room - fsum(wide) - gaps, 0.0)
        wide = [column + min(spare / len(wide), _SPARE) for column in wide]
    total = max(fsum(wide) + gaps, width)
    bars = [(id, _indent(1) * number, round(total - _indent(1) * number, 1)) for number, id in enumerate(tree.bars)]
    lefts = accumulate((column + _BETWEEN for column in wide[:-1]), initial=x)
    return _Slots(
        round(total, 1), bars,
        [
            (left, [(id, left + off, round(column - off, 1)) for id, off in inside])
            for left, column, inside in zip(lefts, wide, hung, strict=True)
        ],
    )  # fmt: skip


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


def _runs(heights: Sequence[float], count: int) -> tuple[range, ...]:
    """Indices of *heights* in at most *count* runs, the highest of which is as low as may be (by halving)."""

    def filled(limit: float) -> list[int]:
        """Where runs begin."""
        starts: list[int] = []
        used = limit + 1.0
        for index, height in enumerate(heights):
            if used + height > limit:
                starts.append(index)
                used = 0.0
            used += height
        return starts

    low, high = max(heights, default=0.0), fsum(heights)
    while high - low > 1.0:
        middle = (low + high) / 2
        if len(filled(middle)) > count:
            low = middle
        else:
            high = middle
    starts = filled(high)
    return tuple(range(a, b) for a, b in zip(starts, [*starts[1:], len(heights)], strict=True))
