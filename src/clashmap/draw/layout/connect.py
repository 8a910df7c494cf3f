"""Connecting: every link of a placed view as a line where one can be led cleanly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from clashmap.draw.card import Card
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Point, Rect, around
from clashmap.draw.layout.arrange import TRAY_PAD, TRAY_TITLE, Settled
from clashmap.draw.layout.plan import Plan
from clashmap.draw.lines.curve import Curve, Field, samples
from clashmap.draw.lines.gutter import LANE, Lanes, lead
from clashmap.draw.lines.route import SIGN, routes, signed
from clashmap.draw.text import measure
from clashmap.draw.view import OPTION, Group, Link, View
from clashmap.model import RelationKind

MOST_STEPS = 120_000
"""How long lines between blocks are looked for in one drawing, in steps of the search: about a third of a second."""
MOST_LED = 60
"""Links between blocks that a line is looked for."""
_THICKET = 24
"""How many of them where there are more: so many lines cannot all be led, and none of them could be followed."""
_MOST_CROSSINGS = (9, 7, 5, 4)
"""How many lines a clean line may cross, by its urgency."""
_MOST_CORNERS = 7
_DETOUR = 120.0
"""How far in px a line may leave the rectangle round the two blocks that it joins."""


def connect(plan: Plan, chips: frozenset[Link], *, steps: int = MOST_STEPS) -> Drawing:
    """The drawing of *plan*, in which *chips* are chips; the links that found no clean line are its ``lost``.

    Lines between blocks are looked for in so many *steps*, the most urgent ones first.
    """
    site = _survey(plan)
    field = Field(site.boxes.items())
    curves: dict[Link, Curve] = {}
    for settled in (part for block in plan.blocks for part in block if isinstance(part, Settled)):
        piece = settled.piece
        own = {card.node.id: site.boxes[card.node.id] for card in piece.cards}
        drawn = {
            link: tuple(Point(p.x + settled.x, p.y + settled.y) for p in curve) for link, curve in piece.drawn.items()
        }
        if piece.tree:
            curves.update((link, curve) for link, curve in drawn.items() if link not in chips)
            continue
        curves.update(routes([link for link in piece.links if link not in chips], own, piece.direction, drawn, field))
    waiting = [link for link in plan.view.links if link not in curves and link not in chips]
    led = _lead_all(plan, site, waiting, curves, steps) if waiting and steps else {}
    curves |= led
    lost = frozenset(link for link in waiting if link not in led)
    return Drawing(
        view=plan.view,
        theme=plan.theme,
        scale=plan.scale,
        x=plan.room.x,
        y=plan.room.y,
        cards={id: (site.cards[id], site.boxes[id]) for id in plan.view.nodes},
        frames=site.frames,
        routes=() if lost else tuple(signed(curves, field)),
        chips=chips,
        lost=lost,
        led=frozenset(led),
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """What stands where: cards and boxes by node, the block that each node is in, outlines of blocks, and frames."""

    cards: dict[str, Card]
    boxes: dict[str, Rect]
    owner: dict[str, int]
    outlines: dict[int, Rect]
    frames: tuple[tuple[Group, Rect], ...]
    """Outer ones first."""


def _survey(plan: Plan) -> _Site:
    cards: dict[str, Card] = {}
    boxes: dict[str, Rect] = {}
    owner: dict[str, int] = {}
    outlines: dict[int, Rect] = {}
    frames: list[tuple[Group, Rect]] = []

    def stand(card: Card, rect: Rect, number: int) -> None:
        cards[card.node.id], boxes[card.node.id], owner[card.node.id] = (card, rect, number)

    if plan.top:
        stand(*plan.top, -1)
        outlines[-1] = plan.top[1]
    for number, block in enumerate(plan.blocks):
        for part in block:
            if isinstance(part, Settled):
                outlines.setdefault(number, Rect(part.x, part.y, part.piece.width, part.piece.height))
                for card, rect in zip(part.piece.cards, part.piece.placement.boxes, strict=True):
                    stand(card, rect.moved(part.x, part.y), number)
            else:
                outlines.setdefault(number, part[1])
                frames.append(part)
    return _Site(cards, boxes, owner, outlines, tuple(frames))


def _lead_all(
    plan: Plan, site: _Site, waiting: list[Link], curves: Mapping[Link, Curve], steps: int
) -> dict[Link, Curve]:
    """Lines for the links that no curve was found for, those that carry the debate first."""
    boxes, owner, outlines = site.boxes, site.owner, site.outlines
    lanes = Lanes(ports=[end for curve in curves.values() for end in (curve[0], curve[-1])])
    inside: dict[int, list[Rect]] = {}
    for id, rect in boxes.items():
        inside.setdefault(owner[id], []).append(rect)
    for group, frame in site.frames:
        words = measure(group.title, plan.theme.tray_size, bold=True)
        title = Rect(frame.x + TRAY_PAD, frame.y + 6.0, min(words, frame.width - 2 * TRAY_PAD), TRAY_TITLE - 6.0)
        for number, outline in outlines.items():
            if outline.overlaps(title):
                inside.setdefault(number, []).append(title)
    pieces: dict[int, list[tuple[Point, Point]]] = {}
    for link, curve in curves.items():
        points = samples(curve)
        pieces.setdefault(owner[link.source], []).extend(pairwise(points))
    for route in signed(curves, Field(boxes.items())):
        inside[owner[route.link.source]].append(Rect(route.sign.x, route.sign.y, 0, 0).grown(SIGN - 3.0))

    edge = LANE / plan.scale
    bounds = Rect(-edge, -edge, plan.room.width / plan.scale + 2 * edge, plan.room.height / plan.scale + 2 * edge)
    found: dict[Link, Curve] = {}
    most = len(waiting) if len(waiting) <= MOST_LED else _THICKET
    for link in sorted(waiting, key=lambda link: _urgency(link, plan.view, boxes))[:most]:
        if lanes.spent > steps:
            break
        ends = {owner[link.source], owner[link.target]}
        region = around([outlines[number] for number in ends]).grown(_DETOUR)
        near = {number: rect for number, rect in outlines.items() if rect.overlaps(region)}
        obstacles = [rect for number in sorted(ends) for rect in inside[number]]
        obstacles += [rect.grown(2.0) for number, rect in near.items() if number not in ends]
        lanes.curves = [piece for number in sorted(ends) for piece in pieces.get(number, ())]
        way = lead(
            boxes[link.source],
            boxes[link.target],
            obstacles,
            lanes,
            bounds=bounds.common(region),
            gutters=near.values(),
            most_crossings=_MOST_CROSSINGS[_urgency(link, plan.view, boxes)[0]],
            most_corners=_MOST_CORNERS,
        )
        if way is not None:
            found[link] = way[0]
            lanes.take(way[1])
    return found


def _urgency(link: Link, view: View, boxes: Mapping[str, Rect]) -> tuple[int, float]:
    """What gets a line first: options, what else bears on the resolution, what clashes, support; short before long."""
    a, b = boxes[link.source].centre, boxes[link.target].centre
    distance = abs(a.x - b.x) + abs(a.y - b.y)
    if link.target == view.resolution:
        return (0 if view.nodes[link.source].role == OPTION else 1), distance
    return (3 if link.kind is RelationKind.SUPPORT else 2), distance
