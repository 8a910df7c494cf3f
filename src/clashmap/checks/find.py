"""Finding a claim or an argument that a reader names; what is not there, by words that offer what is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clashmap.checks.nearest import Names
from clashmap.model import Argument, Claim

LISTED = 8
"""Names that a message lists at the most."""
_OFFERED = 3


def find_node(nodes: Sequence[Claim | Argument], name: str) -> str:
    """The id of the one of *nodes* with this title, with or without brackets.

    Raises LookupError where there is none, or several.
    """
    found = called(name, nodes)
    if len(found) == 1:
        return found[0]
    if found:
        raise LookupError(f"there are {len(found)} points “{name}”; say which: {' or '.join(found[:LISTED])}")
    offered = offer(name.strip('[]<>" '), (node.label for node in nodes))
    raise LookupError(f"there is no claim or argument “{name}”{offered or '; the map is empty'}")


def called(name: str, nodes: Iterable[Claim | Argument]) -> list[str]:
    """The id that is *name*; else the ids that are but for capitals; else those of all with this title or text."""
    wanted = name.casefold().strip()  # blanks at the ends are seldom typed, and belong to few titles
    alike, labelled = [], []
    for node in nodes:
        if node.id == name:
            return [name]
        if node.id.casefold() == wanted:
            alike.append(node.id)
        if node.label.casefold().strip() == wanted:
            labelled.append(node.id)
    return alike or labelled


def offer(name: str, names: Iterable[str]) -> str:
    """The question whether one of *names* like *name* was meant; of the first three, if none is like it."""
    known = Names(name for name in names if name)
    offered = known.nearest(name) or known.names[:_OFFERED]
    return f"; did you mean {' or '.join(f'“{title}”' for title in offered)}?" if offered else ""
