"""The whole: a view placed by an engine in one go, its groups as frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clashmap.draw.card.deck import Deck
from clashmap.draw.engines import Cluster, Problem, place
from clashmap.draw.geometry import Rect, around
from clashmap.draw.layout.arrange import TRAY_PAD, TRAY_TITLE, Means, Piece
from clashmap.draw.layout.pieces import GAPS, WIDTHS, numbered, piece
from clashmap.draw.view import Group, View


def whole(view: View, deck: Deck, means: Means) -> Iterator[Piece]:
    """The view in one go, its groups as frames: one shape for each direction."""
    ids = tuple(view.nodes)
    index = {id: number for number, id in enumerate(ids)}

    def cluster(group: Group) -> Cluster:
        inner = tuple(cluster(group) for group in group.groups)
        return Cluster(tuple(index[id] for id in group.nodes), TRAY_PAD + TRAY_TITLE, inner)

    straight = tuple(link for link in view.links if not link.is_loop)
    sized = tuple(deck(id, WIDTHS[1]) for id in ids)
    for direction in means.directions:
        problem = Problem(
            sizes=tuple((card.width, card.height) for card in sized),
            arrows=numbered(straight, ids),
            direction=direction,
            box_gap=GAPS[direction][0],
            rank_gap=GAPS[direction][1],
            clusters=tuple(cluster(group) for group in view.root.groups),
        )
        placement = place(means.engine, problem)
        frames = tuple(_frames(view.root.groups, dict(zip(ids, placement.boxes, strict=True))))
        yield piece(sized, placement, straight, direction, frames=frames)


def _frames(groups: Sequence[Group], rects: Mapping[str, Rect]) -> Iterator[tuple[Group, Rect]]:
    """The frame of each group round its boxes and its inner frames, outer ones first."""
    for group in groups:
        inner = list(_frames(group.groups, rects))
        hull = around([*(rects[id] for id in group.nodes), *(rect for _, rect in inner)]).grown(TRAY_PAD)
        yield (group, Rect(hull.x, hull.y - TRAY_TITLE, hull.width, hull.height + TRAY_TITLE))
        yield from inner
