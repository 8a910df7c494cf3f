"""The tree of a reason: each claim once, in its place under what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from clashmap.graph import ArgumentMap
from clashmap.model import Relation, RelationKind
from clashmap.verdicts.reasons import Explanation, Reason


class Branch(NamedTuple):
    """A line of the tree: *reason* under another one, for which it is a ground of this *kind*; the root has none."""

    depth: int
    kind: RelationKind | None
    reason: Reason
    is_told: bool = False
    """Whether it stands further up with all that it rests on."""


def branches(explanation: Explanation, *, depth: int | None = None) -> Iterator[Branch]:
    """The lines in their order, down to *depth*, or all of them."""
    told: set[str] = set()
    stack: list[tuple[int, RelationKind | None, str]] = [(0, None, explanation.root)]
    while stack:
        deep, kind, key = stack.pop()
        reason = explanation.reasons[key]
        yield Branch(deep, kind, reason, key in told)
        if key in told or deep == depth:
            continue
        told.add(key)
        for ground in reversed(reason.grounds):
            stack.append((deep + 1, ground.kind, ground.key))


def gist(explanation: Explanation, *, most: int) -> tuple[list[Branch], int]:
    """As many levels as fit into *most* lines, one below the root at least; and how many lines there are in all."""
    whole = list(branches(explanation))
    best = list(branches(explanation, depth=1))[:most]
    for depth in range(2, max(branch.depth for branch in whole) + 1):
        shown = list(branches(explanation, depth=depth))
        if len(shown) > most:
            break
        best = shown
    return best, len(whole)


def round_(map: ArgumentMap, circle: Sequence[str]) -> Iterator[Relation]:
    """The relations round a *circle*, in each of whose ids the verdict hangs on the next, as the map states them."""
    found: dict[Relation, None] = {}
    for id, other in zip(circle, (*circle[1:], *circle[:1]), strict=True):
        between = (one for one in (*map.incoming[id], *map.outgoing[id]) if {one.source, one.target} == {id, other})
        found.update(dict.fromkeys(islice(between, 1)))
    yield from found
