"""The outline of a map: every claim and argument once, in its group, under what it bears on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clashmap.draw.sheet import counts
from clashmap.draw.view import Group, View
from clashmap.evidence import cites
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, RelationKind

_INDENT = "  "


class _Item(NamedTuple):
    """One line to come: the word for what it is to the line above it, and the id of a node, or else plain *text*."""

    depth: int
    word: str
    id: str | None
    text: str = ""
    parent: str | None = None


def outline(map: ArgumentMap, view: View) -> Iterator[str]:
    """The lines of the outline of *view*, a view of *map*.

    A node is told in full once, in its own group; wherever else it occurs, the outline says where that is.
    """
    yield view.title or "Argument map"
    yield from (line for line in (view.subtitle, counts(view), view.verdicts.note) if line)
    tree = _Tree(map, view)
    for group, depth in _groups(view.root):
        if group.id:
            yield ""
            yield f"{'#' * depth} {group.title}"
        for top in tree.tops(group):
            if top not in tree.told:
                yield ""
                yield from tree.tell(top)


def _groups(root: Group) -> Iterator[tuple[Group, int]]:
    """All groups in reading order, each with its depth."""
    stack = [(root, 0)]
    while stack:
        group, depth = stack.pop()
        yield group, depth
        stack.extend((inner, depth + 1) for inner in reversed(group.groups))


class _Tree:
    """What bears on what in a view, and what of it has been told."""

    def __init__(self, map: ArgumentMap, view: View) -> None:
        self.map, self.view = map, view
        self.told: set[str] = set()
        self.home = {id: group for group, _ in _groups(view.root) for id in group.nodes}
        self.below: dict[str, dict[tuple[str, str], None]] = {}
        self.above: dict[str, dict[tuple[str, str], None]] = {}
        self.bears: dict[str, set[str]] = {}
        for link in view.links:
            word = link.kind.verb
            if link.kind is RelationKind.CONTRADICTION:  # told at both ends, first at the one written first
                self.below.setdefault(link.source, {})[word, link.target] = None
                self.bears.setdefault(link.target, set()).add(link.source)
            else:
                self.above.setdefault(link.source, {})[word, link.target] = None
                self.bears.setdefault(link.source, set()).add(link.target)
            self.below.setdefault(link.target, {})[word, link.source] = None
        self.away: dict[str, list[str]] = {}
        for away in view.away:
            does = away.kind.verb if away.outgoing else f"{away.kind.verb} this:"
            hidden = "not shown, decisive" if away.decides else "not shown"
            self.away.setdefault(away.node, []).append(f"{does} {away.words} ({hidden})")

    def tops(self, group: Group) -> Iterator[str]:
        """The claim at the top; the nodes of *group* that bear on nothing else in it; those that a circle leads to."""
        inside = set(group.nodes)
        if self.view.resolution in inside:
            yield self.view.resolution
        yield from (id for id in group.nodes if inside.isdisjoint(self.bears.get(id, ())))
        yield from group.nodes

    def tell(self, top: str) -> Iterator[str]:
        """The lines of *top* and of all that bears on it."""
        stack = [_Item(0, "", top)]
        while stack:
            item = stack.pop()
            indent = _INDENT * item.depth
            start = f"{indent}- {item.word}: " if item.word else f"{indent}- "
            id = item.id
            if id is None:
                yield f"{start}{item.text}"
            elif id in self.told or self.home[id] is not self.home[top]:
                yield f"{start}{self._name(id)} ({self._whereabouts(id, top)})"
            else:
                self.told.add(id)
                yield f"{start}{self._told(id)}"
                for verb, other in self.above.get(id, ()):
                    if self.home[other] is not self.home[id]:
                        yield f"{indent}{_INDENT}- {verb} {self._name(other)} ({self._whereabouts(other, id)})"
                yield from (f"{indent}{_INDENT}- {words}" for words in self.away.get(id, ()))
                stack.extend(reversed(list(self._under(id, item))))

    def _under(self, id: str, item: _Item) -> Iterator[_Item]:
        """The steps of a node, if it is an argument that spells them out, and then what else bears on it."""
        node, depth = self.view.nodes[id], item.depth + 1
        premises: set[str] = set()
        for step in node.steps if isinstance(node, Argument) else ():
            premises.update(step.premises)
            for premise in step.premises:
                shown = premise in self.view.nodes
                yield _Item(depth, "premise", premise if shown else None, self._line(premise), id)
            claim = self.map.claims[step.conclusion]
            rules = f" (by {', '.join(step.rules)})" if step.rules else ""
            yield _Item(depth, f"therefore{rules}", None, claim.id if claim.title is not None else self._line(claim.id))
        for verb, other in self.below.get(id, ()):
            is_told_premise = verb == "supports" and other in premises
            is_way_back = verb == "contradicts" and other == item.parent
            if not is_told_premise and not is_way_back:
                yield _Item(depth, f"{verb} this", other, parent=id)

    def _line(self, id: str) -> str:
        """What a claim that has no card says, and the verdict on it."""
        verdict = self.view.verdicts.by_id.get(id)
        return f"{self.map.claims[id].text}{f' ({verdict})' if verdict else ''}"

    def _whereabouts(self, id: str, here: str) -> str:
        group = self.home[id]
        if group is self.home[here]:
            return "told above"
        return f"see “{group.title}”" if group.id else "see the beginning"

    def _name(self, id: str) -> str:
        node = self.view.nodes[id]
        return node.id if node.title is not None else f"“{node.text}”"

    def _told(self, id: str) -> str:
        """All that a card says, in one line."""
        node = self.view.nodes[id]
        said = [self.view.sides.get(node.side, node.side) if node.side else "", node.role or ""]
        said += [self.view.status(id), self.view.verdicts.by_id.get(id, "")]
        about = ", ".join(part for part in said if part)
        text = f": {node.text}" if node.title is not None and node.text else ""
        cited = cites(node.citations, named=self.view.sources > 1)
        return f"{self._name(id)}{f' ({about})' if about else ''}{text}{f' ({cited})' if cited else ''}"
