"""The stripe of a card: the colour, the pattern and the word that tell its side, tag, role or group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from clashmap.draw.theme import ColourBy, Theme
from clashmap.draw.view import Group, Node, View


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stripe: *pattern* is its dash pattern, empty for one piece, and *word* what it stands for."""

    colour: str
    pattern: str
    word: str


def stripe(node: Node, view: View, theme: Theme) -> Stripe | None:
    """The stripe of *node*, one of *view*; None where the theme colours by what the node does not have."""
    number, word = _told(_Same(view), theme.colour_by).get(node.id, (-1, ""))
    return None if number < 0 else Stripe(*theme.stripe(number), word)


def told(view: View, by: ColourBy) -> dict[int, str]:
    """The words of all stripes in *view*, by their numbers; only those that occur."""
    return dict(sorted(set(_told(_Same(view), by).values())))


class _Same:
    """A view that equals itself alone, for views are too large to be compared for every card."""

    __slots__ = ("view",)

    def __init__(self, view: View) -> None:
        self.view = view

    def __hash__(self) -> int:
        return id(self.view)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.view is self.view


@lru_cache(maxsize=4)
def _told(same: _Same, by: ColourBy) -> Mapping[str, tuple[int, str]]:
    """Number and word of the stripe of each node that has one, by its id. Numbers count in the order of appearance."""
    view = same.view
    words: dict[str, str] = {}
    match by:
        case "side":
            words = {node.id: node.side for node in view.nodes.values() if node.side and node.side in view.sides}
            numbers = {side: number for number, side in enumerate(view.sides)}
            return {id: (numbers[side], side.upper()) for id, side in words.items()}
        case "tag":
            words = {node.id: f"#{node.tags[0]}" for node in view.nodes.values() if node.tags}
        case "role":
            words = {node.id: node.role for node in view.nodes.values() if node.role}
        case "group":
            words = dict(_grouped(view))
    order: dict[str, int] = {}
    return {id: (order.setdefault(word, len(order)), word) for id, word in words.items()}


def _grouped(view: View) -> Iterator[tuple[str, str]]:
    """The group of each node; where none are drawn, the last part of the path to its heading."""
    if not view.root.groups:
        yield from ((node.id, node.section.rpartition(" / ")[2]) for node in view.nodes.values() if node.section)
    groups: list[Group] = list(view.root.groups)
    for group in groups:  # grows while it is walked
        yield from ((id, group.title) for id in group.nodes)
        groups.extend(group.groups)
