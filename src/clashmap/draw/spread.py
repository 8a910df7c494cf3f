"""Spreading: a view parted into views for several sheets, each of which names what its links lead to elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, fsum

from clashmap.draw.columns import tree
from clashmap.draw.parts import parted
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


def part(view: View, parts: Sequence[Collection[str]], number: int) -> View:
    """The view of sheet *number* (from 0) when the nodes of *view* are on sheets as *parts* says.

    A group that is on several sheets says in its title which part of it this is.
    """
    sheet = {id: index for index, ids in enumerate(parts) for id in ids}
    own = {id: node for id, node in view.nodes.items() if sheet[id] == number}
    root = _restricted(view.root, sheet, number)
    links = tuple(link for link in view.links if sheet[link.source] == sheet[link.target] == number)
    # Alone on its sheet it has nothing to stand over.
    resolution = view.resolution if view.resolution in own and len(own) > 1 else None
    return replace(
        view,
        subtitle=" · ".join(words for words in (f"Sheet {number + 1} of {len(parts)}", view.subtitle) if words),
        nodes=own,
        links=links,
        root=root,
        resolution=resolution or (None if root.groups else lead(tuple(own), links)),
        heads=tuple(id for id in view.heads if id in own),
        away=(*(away for away in view.away if away.node in own), *_leaving(view, sheet, number)),
    )


def _restricted(group: Group, sheet: Mapping[str, int], number: int) -> Group:
    """What of *group* is on sheet *number*."""
    numbers = sorted({sheet[id] for id in members(group)})
    several = f" ({numbers.index(number) + 1} of {len(numbers)})" if group.id and len(numbers) > 1 else ""
    inner = (
        _restricted(inner, sheet, number) for inner in group.groups if any(sheet[id] == number for id in members(inner))
    )
    nodes = tuple(id for id in group.nodes if sheet[id] == number)
    return replace(group, title=group.title + several, nodes=nodes, groups=tuple(inner))


def _leaving(view: View, sheet: Mapping[str, int], number: int) -> Iterator[Away]:
    """The links that leave sheet *number*; the sheet is named first, for the end of long words is cut off."""

    def away(link: Link, node: str, other: str) -> Away:
        words = f"sheet {sheet[other] + 1}: {view.nodes[other].label}"
        return Away(link.kind, node, outgoing=node == link.source, words=words)

    for link in view.links:
        if sheet[link.source] != sheet[link.target]:
            if sheet[link.source] == number:
                yield away(link, link.source, link.target)
            if sheet[link.target] == number:
                yield away(link, link.target, link.source)


def names(view: View, own: Sequence[str]) -> str:
    """What a sheet with these nodes holds, in few words: the outer groups on it, or what its first claim says."""
    held = set(own)
    words = [group.title for group in view.root.groups if not held.isdisjoint(members(group))]
    if held.isdisjoint(view.root.nodes):
        return ", ".join(words)
    loose = next(id for id in view.root.nodes if id in held)
    return ", ".join([view.nodes[view.resolution if view.resolution in held else loose].label, *words])
