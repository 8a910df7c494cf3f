"""Wording: what is written for a node, with its exact words where Argdown cannot hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from clashmap.argdown.limits import NO_TITLE, nearest_tag, nearest_text, nearest_title
from clashmap.argdown.tree import Content, Data, Tag, Text, Title
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Citation, Claim
from clashmap.resolve.exact import KEY
from clashmap.source import Span

NOWHERE = Span(0, 0)
"""The span of what has not been written yet."""
NO_TEXT = "…"
"""Stands where there is no text and one is needed."""

_WORD = re.compile("[A-Za-z0-9_\u00c0-\u1fff\u3040-\ud7ff-]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The title (None for an untitled claim), text, tags and data of a node as they are written."""

    title: str | None
    text: str
    tags: tuple[str, ...]
    data: Mapping[str, Any]

    @property
    def heading(self) -> Title | None:
        """The title as a node of the tree."""
        return None if self.title is None else Title(NOWHERE, self.title)

    def with_text(self, written: str, exact: str) -> Wording:
        """The same with a text to be *written*, which is *exact*ly another one."""
        return replace(self, text=written, data={**self.data, KEY: {**self.data.get(KEY, {}), "text": exact}})


def words(map: ArgumentMap, named: frozenset[str]) -> dict[str, Wording]:
    """The wording of every node by its id; those in *named* have no title of their own and need one."""
    taken: dict[tuple[bool, str], str] = {}
    for node in map.nodes:
        if node.title is not None and _written(node) == node.title:
            taken[isinstance(node, Argument), node.title] = node.id
    made: dict[str, Wording] = {}
    for node in map.nodes:
        title = _written(node) if node.title is not None or node.id in named else None
        if title is not None:
            title = _free(title, node, taken)
        made[node.id] = _wording(node, title)
    return made


def _written(node: Claim | Argument) -> str:
    return NO_TITLE if node.title is None else nearest_title(node.title, is_argument=isinstance(node, Argument))


def _free(title: str, node: Claim | Argument, taken: dict[tuple[bool, str], str]) -> str:
    """*title*, with a number behind it where another node has it."""
    is_argument, number, free = isinstance(node, Argument), 1, title
    while taken.setdefault((is_argument, free), node.id) != node.id and free != node.title:
        number += 1
        free = f"{title} ({number})"
    return free


def _wording(node: Claim | Argument, title: str | None) -> Wording:
    exact: dict[str, Any] = {}
    if title != node.title:
        exact["title"] = node.title
    text = nearest_text(node.text)
    if text != node.text:
        exact["text"] = node.text
    return Wording(title, text, spelled_tags(node.tags, exact), sealed(full_data(node), exact))


def spelled_tags(tags: tuple[str, ...], exact: dict[str, Any]) -> tuple[str, ...]:
    """*tags* as they can be written; when that is not as they are, *exact* gets them."""
    written = tuple(dict.fromkeys(map(nearest_tag, tags)))
    if written != tags:
        exact["tags"] = list(tags)
    return written


def sealed(values: Mapping[str, Any], exact: dict[str, Any]) -> dict[str, Any]:
    """*values* with the *exact* words in them; values that use that key themselves are among these."""
    if KEY in values:
        exact = {"data": dict(values), **exact}
    written = {key: value for key, value in values.items() if key != KEY}
    return {**written, KEY: exact} if exact else written


def full_data(node: Claim | Argument) -> dict[str, Any]:
    """The data of *node*, with the side, role and citations that it has been given without data."""
    data = dict(node.data)
    given = {"side": node.side, "role": node.role, "cite": _cite(node.citations)}
    data.update((key, value) for key, value in given.items() if value and data.get(key) is None)
    return data


def _cite(citations: tuple[Citation, ...]) -> str | list[str] | None:
    cited = [f"{citation.source} {citation.locator}".strip() for citation in citations]
    return cited[0] if len(cited) == 1 else cited or None


def content(text: str, tags: tuple[str, ...], values: Mapping[str, Any]) -> Content:
    """Running text of *text*, *tags* and data, with a blank between them."""
    has_data = bool(values)
    parts: list[Text | Tag] = []
    if text:
        parts.append(Text(NOWHERE, f"{text} " if tags or has_data else text))
    for number, name in enumerate(tags, start=1):
        blank = " " if number < len(tags) or has_data else ""
        parts.append(Tag(NOWHERE, name, f"{_spell_tag(name)}{blank}"))
    return Content(NOWHERE, tuple(parts), Data(NOWHERE, values) if has_data else None)


def _spell_tag(name: str) -> str:
    """``#tag``, or ``#(tag)`` where it is no single word."""
    return f"#{name}" if _WORD.fullmatch(name) and not name.isdigit() else f"#({name})"
