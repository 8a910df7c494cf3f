"""Spreading: a view parted into views for several sheets, each of which names what its links lead to elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, fsum

from clashmap.draw.layout.columns import tree
from clashmap.draw.layout.parts import parted
from clashmap.draw.view import Away, Group, Link, Node, View, lead, members, within

_WIDTH = 228.0
"""Width in px of the card that a node's size is guessed with."""
_LETTERS = 36
"""Letters in a line of such a card."""
_TITLE, _LINE, _REST = 15.5, 13.6, 44.0
"""Heights in px of a line of its title, a line of its text, and of the rest with the space round it."""
_NEAR = 100.0
"""px² by which one sheet may be fuller than it has to be."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Nodes that stay on one sheet, and their size: px² that their cards take."""

    nodes: tuple[str, ...]
    size: float


def size(node: Node) -> float:
    """About how many px² the card of *node* takes, with the space round it."""
    title, text = ceil(len(node.title or "") / _LETTERS), ceil(len(node.text) / _LETTERS)
    return _WIDTH * (_REST + _TITLE * title + _LINE * text)


def units(view: View, nodes: Collection[str], most: float) -> list[Unit]:
    """*nodes* of the view in reading order as units of at most *most* px²: groups, else what their links hold together,
    else branches of that.
    """
    sizes = {id: size(view.nodes[id]) for id in nodes}
    order = list(grouped(view.root))
    inside = dict(zip((group.id for group in order), within(order, view.links), strict=True))

    def cut(group: Group) -> Iterator[Unit]:
        held = tuple(id for id in members(group) if id in sizes)
        total = fsum(sizes[id] for id in held)
        if group.id and total <= most:
            yield Unit(held, total)
            return
        own = [id for id in group.nodes if id in sizes]
        links = [link for link in inside[group.id] if link.source in sizes and link.target in sizes]
        for part in parted(own, links):
            yield from _branches(part, links, sizes, most)
        for inner in group.groups:
            yield from cut(inner)

    return [unit for unit in cut(view.root) if unit.nodes]


def grouped(group: Group) -> Iterator[Group]:
    """*group* and the groups inside it, outer ones first."""
    yield group
    for inner in group.groups:
        yield from grouped(inner)


def _branches(ids: Sequence[str], links: Sequence[Link], sizes: Mapping[str, float], most: float) -> Iterator[Unit]:
    """What links hold together in branches of at most *most* px² where one card is no larger, as an outline is read."""
    total = fsum(sizes[id] for id in ids)
    if total <= most or len(ids) == 1:
        yield Unit(tuple(ids), total)
        return
    own = set(ids)
    outline = tree(
        ids, [link for link in links if link.source in own and link.target in own], lead(ids, links) or ids[0]
    )
    weight = {id: sizes[id] for id in outline.order}
    for id in reversed(outline.order):
        weight[id] += fsum(weight[child] for child, _ in outline.children[id])
    stack = [outline.root]
    while stack:
        here = stack.pop()
        below = [child for child, _ in outline.children[here]]
        if weight[here] > most:
            yield Unit((here,), sizes[here])
            stack.extend(reversed(below))
            continue
        branch = [here]
        for id in branch:  # grows while it is walked
            branch.extend(child for child, _ in outline.children[id])
        yield Unit(tuple(branch), weight[here])
    for id in ids:
        if id not in weight:
            yield Unit((id,), sizes[id])


def spread(view: View, nodes: Collection[str], most: float, *, taken: float = 0.0) -> list[tuple[str, ...]]:
    """*nodes* of the view on as few sheets of *most* px² as they need, evenly; of the first, *taken* is not free."""
    found = units(view, nodes, most)
    count, used = 1, taken
    for unit in found:
        if used and used + unit.size > most:
            count, used = count + 1, 0.0
        used += unit.size
    return share(found, count, taken=taken)


def share(units: Sequence[Unit], count: int, *, taken: float = 0.0) -> list[tuple[str, ...]]:
    """The nodes of *units* in at most *count* runs, the largest of which is as small as may be (by halving)."""

    def filled(limit: float) -> list[list[Unit]]:
        runs: list[list[Unit]] = [[]]
        used = taken
        for unit in units:
            if runs[-1] and used + unit.size > limit:
                runs.append([])
                used = 0.0
            runs[-1].append(unit)
            used += unit.size
        return runs

    low, high = 0.0, taken + fsum(unit.size for unit in units) + 1.0
    while high - low > _NEAR:
        middle = (low + high) / 2
        if len(filled(middle)) > count:
            low = middle
        else:
            high = middle
    return [tuple(id for unit in run for id in unit.nodes) for run in filled(high)]


class Spread:
    """A view on several sheets, each of which knows what it has to without a look at the others."""

    def __init__(self, view: View, parts: Sequence[Sequence[str]]) -> None:
        """The nodes of *view* on sheets as *parts* says."""
        self.view, self.parts = view, parts
        self._sheet = {id: number for number, ids in enumerate(parts) for id in ids}
        self._order = {id: number for number, id in enumerate(view.nodes)}
        self._heads = frozenset(view.heads)
        self._groups: dict[int, list[tuple[Group, tuple[str, ...]]]] = {}
        """For each sheet the groups with nodes of their own on it."""
        self._above: dict[str, Group] = {}
        """What each inner group is in."""
        self._places: dict[str, list[int]] = {}
        """The sheets that each group is on."""
        self._inside: dict[int, list[Link]] = {}
        self._leaving: dict[int, list[Link]] = {}
        self._away: dict[int, list[Away]] = {}
        for link in view.links:
            source, target = self._sheet[link.source], self._sheet[link.target]
            if source == target:
                self._inside.setdefault(source, []).append(link)
            else:
                self._leaving.setdefault(source, []).append(link)
                self._leaving.setdefault(target, []).append(link)
        for away in view.away:
            self._away.setdefault(self._sheet[away.node], []).append(away)
        for group in reversed(list(grouped(view.root))):
            own: dict[int, list[str]] = {}
            for id in group.nodes:
                own.setdefault(self._sheet[id], []).append(id)
            self._above.update((inner.id, group) for inner in group.groups)
            held = {number for inner in group.groups for number in self._places[inner.id]}.union(own)
            self._places[group.id] = sorted(held)
            for number in held:
                self._groups.setdefault(number, []).append((group, tuple(own.get(number, ()))))

    def part(self, number: int) -> View:
        """The view of sheet *number* (from 0). A group on several sheets says in its title which part this is."""
        view = self.view
        own = {id: view.nodes[id] for id in sorted(self.parts[number], key=self._order.__getitem__)}
        links = tuple(self._inside.get(number, ()))
        root = self._root(number)
        # Alone on its sheet it has nothing to stand over.
        resolution = view.resolution if view.resolution in own and len(own) > 1 else None
        return replace(
            view,
            subtitle=" · ".join(
                words for words in (f"Sheet {number + 1} of {len(self.parts)}", view.subtitle) if words
            ),
            nodes=own,
            links=links,
            root=root,
            resolution=resolution or (None if root.groups else lead(tuple(own), links)),
            heads=tuple(id for id in own if id in self._heads),
            away=(*self._away.get(number, ()), *self._elsewhere(number)),
        )

    def names(self, number: int) -> str:
        """What a sheet holds, in few words: the outer groups on it, or what its first claim says."""
        view, held = self.view, self._groups[number]
        outer = (group for group, _ in reversed(held) if group.id and self._above[group.id] is view.root)
        words = [group.title for group in outer]
        loose = held[-1][1] if held[-1][0] is view.root else ()
        if not loose:
            return ", ".join(words)
        first = view.resolution if view.resolution is not None and self.home == number else loose[0]
        return ", ".join([view.nodes[first].label, *words])

    @property
    def home(self) -> int | None:
        """The sheet that the resolution is on."""
        return None if self.view.resolution is None else self._sheet[self.view.resolution]

    def _root(self, number: int) -> Group:
        """What of the groups is on a sheet."""
        made: dict[str, list[Group]] = {}
        for group, nodes in self._groups[number]:  # inner ones before those around them, and last ones first
            places = self._places[group.id]
            several = f" ({places.index(number) + 1} of {len(places)})" if group.id and len(places) > 1 else ""
            restricted = replace(
                group, title=group.title + several, nodes=nodes, groups=tuple(reversed(made.pop(group.id, [])))
            )
            if group is self.view.root:
                return restricted
            made.setdefault(self._above[group.id].id, []).append(restricted)
        raise AssertionError("every sheet has nodes of the root or of groups in it")

    def _elsewhere(self, number: int) -> Iterator[Away]:
        """The links that leave a sheet; the other one is named first, for the end of long words is cut off."""
        for link in self._leaving.get(number, ()):
            outgoing = self._sheet[link.source] == number
            node, other = (link.source, link.target) if outgoing else (link.target, link.source)
            words = f"sheet {self._sheet[other] + 1}: {self.view.nodes[other].label}"
            decides = self.view.verdicts.decides(link)
            yield Away(link.kind, node, outgoing=outgoing, words=words, decides=decides)
