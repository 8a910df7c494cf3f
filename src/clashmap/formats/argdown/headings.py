"""Headings: the lines that lead into a section, and back into one that has been left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clashmap.argdown.limits import NO_TITLE, nearest_text
from clashmap.argdown.tree import Heading
from clashmap.formats.argdown.wording import NOWHERE, content, sealed, spelled_tags
from clashmap.model import Section

_DEEPEST_LEVEL = 50


def headings(section: Section, path: list[tuple[int, str]], known: Mapping[str, Section]) -> Iterator[Heading]:
    """The heading of *section*, after those around it that are not open any more.

    *path* holds the level and the id of every open section, and is brought up to this one; *known* has all by id.
    """
    chain = [section]
    while chain[-1].parent in known:
        chain.append(known[chain[-1].parent or ""])
    chain.reverse()
    level = 0
    for number, part in enumerate(chain):
        level = min(max(part.level, level + 1), _DEEPEST_LEVEL)
        is_open = number < len(path) and path[number] == (level, part.id)
        if is_open and (number == len(chain) - 1 or _stays_open(path, number, chain, level)):
            continue
        del path[number:]
        path.append((level, part.id))
        yield _heading(part, level, is_new=part is section)


def _stays_open(path: list[tuple[int, str]], number: int, chain: list[Section], level: int) -> bool:
    """Whether what is still open below ``path[number]`` closes before the next heading of *chain*."""
    following = chain[number + 1]
    below = path[number + 1 : number + 2]
    return not below or below[0][1] == following.id or below[0][0] >= max(following.level, level + 1)


def _heading(section: Section, level: int, *, is_new: bool) -> Heading:
    """A heading; one that is only there to open its section again has neither tags nor data."""
    exact: dict[str, object] = {}
    title = nearest_text(section.title) or NO_TITLE
    if title != section.title:
        exact["title"] = section.title
    tags = spelled_tags(section.tags, exact) if is_new else ()
    values = sealed(section.data if is_new else {}, exact)
    return Heading(NOWHERE, level, content(title, tags, values))
