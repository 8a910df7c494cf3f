"""Sameness: whether two trees say the same, wherever in the text they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import zip_longest
from typing import Any

from clashmap.argdown.tree import Content, Data, Document, Emphasis, Inline, Link, Mention, Tag
from clashmap.source import Span

_BLANKS = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n)")
_MAY_DIFFER = re.compile(r"[\s'-]+")
"""White space, the hyphens of an inference, and the apostrophes that Argdown reads as indentation."""


def has_same_words(before: str, after: str) -> bool:
    """Whether two texts are made of the same signs, in the same order, but for those that layout is made of."""
    return _MAY_DIFFER.sub("", before) == _MAY_DIFFER.sub("", after)


def is_same(before: Document, after: Document) -> bool:
    """Whether two trees say the same, comments included; line breaks, and blanks beside them, may differ."""
    return _comments(before) == _comments(after) and all(
        one == other for one, other in zip_longest(_marks(before), _marks(after))
    )


def _comments(document: Document) -> list[str]:
    text = document.source.text
    return [_LINE_END.sub("\n", text[start:end]).rstrip(" \t") for start, end in document.comments]


def _marks(document: Document) -> Iterator[object]:
    """All that the tree says, node by node, without spans."""
    stack: list[Any] = [document.blocks, document.front_matter]
    while stack:
        node = stack.pop()
        if isinstance(node, Data):
            yield repr(node.values)
        elif isinstance(node, Content):
            yield _BLANKS.sub(" ", "".join(_written(node.parts))).strip(" ")
            stack.append(node.data)
        elif isinstance(node, tuple) and not isinstance(node, Span):
            yield len(node)
            stack.extend(reversed(node))
        elif is_dataclass(node):
            yield type(node)
            stack.extend(getattr(node, field.name) for field in fields(node))
        elif not isinstance(node, Span):
            yield node


def _written(parts: tuple[Inline, ...]) -> Iterator[str]:
    """Running text with its markup set off by a sign that is in no text."""
    stack: list[Inline | str] = list(reversed(parts))
    while stack:
        part = stack.pop()
        match part:
            case str():
                yield part
            case Emphasis():
                yield f"\0{part.strong}("
                stack += ("\0)", *reversed(part.parts))
            case Link():
                yield f"\0[{part.text}]({part.url}\0)"
            case Tag():
                yield f"\0#{part.name}\0{part.text}"
            case Mention():
                yield f"\0@{part.is_argument}{part.title}\0{part.text}"
            case _:
                yield part.text
