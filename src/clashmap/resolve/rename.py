"""Renaming: a claim or an argument is called something else wherever it is named."""

from __future__ import annotations

from clashmap.graph import ArgumentMap
from clashmap.source import Place


def rename(map: ArgumentMap, id: str, title: str) -> dict[str, str]:
    """The files that name the node *id*, which has a title, and their texts, by path, once *title* stands in its place.

    Whether they mean the same as before is not known until they are read: see ``is_renamed``.
    """
    old = id[1:-1]
    texts: dict[str, str] = {}
    starts: dict[str, set[int]] = {}
    for place in places(map, id):
        written, start = place.source.text, place.span.start
        start += 2 if written.startswith("@", start) else 1
        if written.startswith(old, start):
            texts[place.source.path] = written
            starts.setdefault(place.source.path, set()).add(start)
    for path, found in starts.items():
        for start in sorted(found, reverse=True):  # from the end, so that those before it stay where they are
            texts[path] = texts[path][:start] + title + texts[path][start + len(old) :]
    return texts


def places(map: ArgumentMap, id: str) -> list[Place]:
    """Every place, in a file that one can open, that names the node *id*: also where a text only mentions it."""
    mentioned = [mention.place for mention in map.mentions if mention.target == id]
    return list(dict.fromkeys(place.origin for place in (*map.node(id).places, *mentioned)))


def is_renamed(before: ArgumentMap, after: ArgumentMap, id: str, new: str) -> bool:
    """Whether *after* has the nodes, links and mentions of *before*, but that the node *id* is *new*."""

    def shape(map: ArgumentMap, names: dict[str, str]) -> tuple[object, ...]:
        nodes = {names.get(node.id, node.id) for node in map.nodes}
        ends = ((link.kind, link.source, link.target, link.step) for link in map.relations)
        links = {
            (kind, names.get(source, source), names.get(target, target), step) for kind, source, target, step in ends
        }
        return nodes, links, [names.get(mention.target, mention.target) for mention in map.mentions]

    return shape(before, {id: new}) == shape(after, {})
