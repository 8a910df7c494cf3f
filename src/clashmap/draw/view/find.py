"""Finding what a reader names: headings, claims, sides and tags; what is not there, by words that offer what is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clashmap.checks.nearest import Names
from clashmap.draw.view.whole import Whole
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, Section

_OFFERED = 3
_LISTED = 8
"""Names that a message lists at the most."""


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
    drawn = _called(name, whole.nodes.values())
    if len(drawn) == 1:
        return drawn[0]
    if drawn:
        raise LookupError(f"there are {len(drawn)} points “{name}”; say which: {' or '.join(drawn[:_LISTED])}")
    if _called(name, whole.map.nodes):
        raise LookupError(f"“{name}” is not drawn on this map")
    offered = offer(name.strip('[]<>" '), (node.label for node in whole.nodes.values()))
    raise LookupError(f"there is no claim or argument “{name}”{offered or '; the map is empty'}")


def _called(name: str, nodes: Iterable[Claim | Argument]) -> list[str]:
    """The id that is *name*; else the ids that are but for capitals; else those of all with this title or text."""
    wanted = name.casefold()
    alike, labelled = [], []
    for node in nodes:
        if node.id == name:
            return [name]
        if node.id.casefold() == wanted:
            alike.append(node.id)
        if node.label.casefold() == wanted:
            labelled.append(node.id)
    return alike or labelled


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
    more = f" and {len(quoted) - _LISTED} more" if len(quoted) > _LISTED else ""
    return f"{', '.join(quoted[:_LISTED])}{more}"


def offer(name: str, names: Iterable[str]) -> str:
    """The question whether one of *names* like *name* was meant; of the first three, if none is like it."""
    known = Names(name for name in names if name)
    offered = known.nearest(name) or known.names[:_OFFERED]
    return f"; did you mean {' or '.join(f'“{title}”' for title in offered)}?" if offered else ""
