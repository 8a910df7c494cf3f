"""The outline of the page: every claim and argument once, in nested lists, for reading, printing and listening."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.draw.html.data import about, told
from clashmap.draw.html.evidence import Evidence
from clashmap.draw.html.tree import groups, parents
from clashmap.draw.names import element_ids
from clashmap.draw.svg.pen import escaped, quoted
from clashmap.draw.view import Away, Folded, Group, Link, View
from clashmap.graph import ArgumentMap
from clashmap.model import Argument

_DEEPEST = 40
"""Lists nested deeper than this go on side by side: browsers cut nesting off at some 500 elements."""


def outline(map: ArgumentMap, view: View, evidence: Evidence) -> Iterator[str]:
    """The outline of *view*, a view of *map*, as HTML: a heading for each group, and under it a nested list.

    Each node is told with its *evidence*.
    """
    teller = _Teller(map, view, evidence)
    depth = {-1: 1}
    for number, (group, outer) in enumerate(groups(view)):
        depth[number] = depth[outer] + 1 if group.id else 2
        if group.id:
            level = min(depth[number], 6)
            yield f'<h{level} dir="auto">{escaped(group.title)}</h{level}>'
        yield from teller.tell(group)


class _Teller:
    """Tells the nodes of a view, each in its own group."""

    def __init__(self, map: ArgumentMap, view: View, evidence: Evidence) -> None:
        self._map, self._view, self._evidence = map, view, evidence
        self._ids = element_ids(view)
        self._above = parents(view)
        self._links: dict[str, list[Link]] = {}
        self._below: dict[str, list[str]] = {}
        for link in view.links:
            self._links.setdefault(link.source, []).append(link)
        self._away: dict[str, list[Away]] = {}
        for away in view.away:
            self._away.setdefault(away.node, []).append(away)
        for id, link in self._above.items():
            self._below.setdefault(link.target, []).append(id)

    def tell(self, group: Group) -> Iterator[str]:
        """The nested lists of a group's nodes."""
        own = set(group.nodes)
        tops = [id for id in group.nodes if id not in self._above or self._above[id].target not in own]
        if not tops:
            return
        stack: list[tuple[str | None, int]] = [(None, 0), *((id, 0) for id in reversed(tops))]
        yield "<ul>"
        while stack:
            id, depth = stack.pop()
            if id is None:  # a list is done
                yield "</ul>" if depth == 0 else "</ul></li>"
                continue
            yield f"<li>{self._told(id)}"
            below = [inner for inner in self._below.get(id, ()) if inner in own]
            if not below:
                yield "</li>"
            elif depth < _DEEPEST:
                yield "<ul>"
                stack.extend([(None, depth + 1), *((inner, depth + 1) for inner in reversed(below))])
            else:
                yield "</li>"
                stack.extend((inner, depth) for inner in reversed(below))

    def _told(self, id: str) -> str:
        """A node with all that its card says, and what it does to what."""
        node, view = self._view.nodes[id], self._view
        text = f'<p dir="auto">{self._link(id)}'
        verdict = view.verdicts.by_id.get(id)
        judged = f', <span class="verdict">{verdict}</span>' if verdict else ""
        text += f' <span class="about">{escaped(", ".join(about(node, view)))}{judged}</span>'
        if node.title is not None and node.text:
            text += f" <bdi>{escaped(node.text)}</bdi>"
        text += f"{self._evidence.mark(node)}</p>{self._evidence.below(node)}"
        for step in node.steps if isinstance(node, Argument) else ():
            lines = [
                f"<li>Premise: <bdi>{escaped(told(self._map.claims[premise]))}</bdi></li>" for premise in step.premises
            ]
            conclusion = escaped(told(self._map.claims[step.conclusion]))
            text += f'<ul class="step">{"".join(lines)}<li>Therefore: <bdi>{conclusion}</bdi></li></ul>'
        done = [
            f"{link.kind.verb} {'itself' if link.is_loop else self._link(link.target)}"
            for link in self._links.get(id, ())
        ]
        for away in self._away.get(id, ()):
            other = f"<bdi>{escaped(away.words)}</bdi>"
            done.append(f"{away.kind.verb} {other}" if away.outgoing else f"{other} {away.kind.verb} it")
        if id in view.hrefs:
            done.append(f"<a href={quoted(view.hrefs[id])}>{'its map' if isinstance(node, Folded) else 'its page'}</a>")
        return text + (f'<p class="does">{"; ".join(done)}</p>' if done else "")

    def _link(self, id: str) -> str:
        return f"<a href={quoted('#' + self._ids[id])}><bdi>{escaped(self._view.nodes[id].label)}</bdi></a>"
