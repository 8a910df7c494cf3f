"""What has to hold of every drawing, as lists of offences: empty lists are what a test wants."""

from __future__ import annotations

from clashmap.draw.card import Card
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.lines.curve import Field, samples


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of cards that come closer than 8 px to each other."""
    cards = sorted(((id, rect) for id, (_, rect) in drawing.cards.items()), key=lambda card: card[1].y)
    found, open_ = [], list[tuple[str, Rect]]()
    for id, rect in cards:
        open_ = [card for card in open_ if card[1].bottom + 8.0 > rect.y]
        found += [(other, id) for other, above in open_ if above.overlaps(rect, 8.0)]
        open_.append((id, rect))
    return found


def pierced(drawing: Drawing) -> list[str]:
    """Links whose lines run through a card that they do not join."""
    field = Field((id, rect) for id, (_, rect) in drawing.cards.items())
    return [
        f"{route.link.source} -> {route.link.target}"
        for route in drawing.routes
        if field.meets(samples(route.curve), but=(route.link.source, route.link.target), gap=1.0)
    ]


def loose(drawing: Drawing) -> list[str]:
    """Links whose lines do not begin and end on the borders of the two cards that they join."""
    return [
        f"{route.link.source} -> {route.link.target}"
        for route in drawing.routes
        for end, id in ((route.curve[0], route.link.source), (route.curve[-1], route.link.target))
        if not _on_border(end.x, end.y, drawing.cards[id][1])
    ]


def _on_border(x: float, y: float, rect: Rect) -> bool:
    near = 0.6
    level = rect.x - near <= x <= rect.right + near
    upright = rect.y - near <= y <= rect.bottom + near
    on_side = min(abs(x - rect.x), abs(x - rect.right)) <= near
    on_end = min(abs(y - rect.y), abs(y - rect.bottom)) <= near
    return level and upright and (on_side or on_end)


def spilling(card: Card) -> list[str]:
    """Lines of text that leave their card."""
    lines = [*card.lines, *(placed.line for placed in card.chips)]
    out = []
    for line in lines:
        left = line.x - line.width if line.right else line.x
        if left < 4.0 or left + line.width > card.width - 3.0 or line.y > card.height - 2.0 or line.y < line.size * 0.7:
            out.append(line.text)
    return out


def missing(drawing: Drawing) -> list[str]:
    """Links that are neither a line nor a chip at both of their ends; and chips that stand for no link."""
    shown = {route.link for route in drawing.routes} | drawing.chips
    out = [f"{link.source} -> {link.target}" for link in drawing.view.links if link not in shown]
    chips = sum(len(card.chips) + card.more for card, _ in drawing.cards.values())
    loops = sum(link.is_loop for link in drawing.chips)
    return [*out, *(["chips"] if chips != 2 * len(drawing.chips) - loops + len(drawing.view.away) else [])]


def outside(drawing: Drawing, room: Rect) -> list[str]:
    """Cards that leave the *room*, which is in px of the page."""
    inside = Rect(room.x - 1, room.y - 1, room.width + 2, room.height + 2)
    out = []
    for id, (_, rect) in drawing.cards.items():
        x, y = rect.x * drawing.scale + drawing.x, rect.y * drawing.scale + drawing.y
        right, bottom = x + rect.width * drawing.scale, y + rect.height * drawing.scale
        if x < inside.x or y < inside.y or right > inside.right or bottom > inside.bottom:
            out.append(id)
    return out


def offences(drawing: Drawing) -> list[str]:
    """Everything at once, in words."""
    spilled = [f"text over its card: {text}" for card, _ in drawing.cards.values() for text in spilling(card)]
    return [
        *(f"overlap: {a} and {b}" for a, b in overlapping(drawing)),
        *(f"through a foreign card: {link}" for link in pierced(drawing)),
        *(f"not on the border: {link}" for link in loose(drawing)),
        *(f"not shown: {link}" for link in missing(drawing)),
        *spilled,
    ]
