"""Finding what a reader names: headings, claims, sides and tags; what is not there, by words that offer what is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clashmap.checks import find
from clashmap.checks.find import LISTED, called, offer
from clashmap.draw.view.whole import Whole
from clashmap.graph import ArgumentMap
from clashmap.model import Section


def find_section(map: ArgumentMap, name: str) -> Section:
    """The heading with this title or id. Raises LookupError where there is none, or several."""
    if name in map.sections:
        return map.sections[name]
    wanted = name.casefold()
    found = [section for section in map.sections.values() if section.id.casefold() == wanted]
    found = found or [section for section in map.sections.values() if section.title.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        paths = listed(section.id for section in found)
        raise LookupError(f"there are {len(found)} sections “{name}”; say which: {paths}")
    titles = [section.title for section in map.sections.values()]
    raise LookupError(f"there is no section “{name}”{offer(name, titles) or '; the map has no headings'}")


def find_node(whole: Whole, name: str) -> str:
    """The id of the claim or argument with this title, with or without brackets. Raises LookupError as above."""
    nodes = tuple(whole.nodes.values())
    if not called(name, nodes) and called(name, whole.map.nodes):
        raise LookupError(f"“{name}” is not drawn on this map")
    return find.find_node(nodes, name)


def find_side(whole: Whole, name: str) -> str:
    """The key of the side with this key or name. Raises LookupError where there is none."""
    keys = {node.side.casefold(): node.side for node in whole.nodes.values() if node.side}
    keys |= {title.casefold(): side for side, title in whole.map.sides.items()}
    keys |= {side.casefold(): side for side in whole.map.sides}
    sides = tuple(dict.fromkeys(keys.values()))
    return _named(name, keys, sides, "side")


def find_tag(whole: Whole, name: str) -> str:
    """The tag called *name*, with or without its sign. Raises LookupError where nothing has it."""
    tags = {tag.casefold(): tag for node in whole.nodes.values() for tag in node.tags}
    return _named(name.removeprefix("#").removeprefix("(").removesuffix(")"), tags, tuple(tags.values()), "tag")


def _named(name: str, known: Mapping[str, str], names: tuple[str, ...], what: str) -> str:
    if name.casefold() in known:
        return known[name.casefold()]
    raise LookupError(f"there is no {what} “{name}”{offer(name, names) or f'; nothing on the map has a {what}'}")


def listed(names: Iterable[str]) -> str:
    """*names* in quotes, and how many more there are than anybody reads."""
    quoted = [f"“{name}”" for name in names]
    more = f" and {len(quoted) - LISTED} more" if len(quoted) > LISTED else ""
    return f"{', '.join(quoted[:LISTED])}{more}"
