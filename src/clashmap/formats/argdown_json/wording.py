"""Wording: running text as one string, with the ranges that are marked up in it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from clashmap.argdown.patterns import SPACE
from clashmap.argdown.tree import Content, Emphasis, Inline, Link, Mention, Tag


class Wording(NamedTuple):
    """Text, its ranges (offsets in UTF-16 units, both ends included) and the names of its tags, each once."""

    text: str
    ranges: list[dict[str, Any]]
    tags: list[str]


def wording(content: Content, *, keep_tags: bool) -> Wording:
    """The text of *content* as the reference has it: tags (unless not kept) and mentions as they are written."""
    words: list[str] = []
    ranges: list[dict[str, Any]] = []
    tags: dict[str, None] = {}
    end, is_dropped = 0, False
    stack: list[Inline | dict[str, Any]] = list(reversed(content.parts))
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            part["stop"] = end - 1 if end else 0
            is_dropped = False
            continue
        if isinstance(part, Emphasis):
            mark = {"type": "bold" if part.strong else "italic", "start": end, "stop": 0}
            ranges.append(mark)
            stack.append(mark)
            stack.extend(reversed(part.parts))
            continue
        if isinstance(part, Tag):
            tags[part.name] = None
            if not keep_tags:
                is_dropped = True
                continue
        text = part.text
        if is_dropped and text.startswith(" ") and words and words[-1].endswith(" "):
            text = text[1:]  # the line break behind a tag that is left out joins what already ends in a blank
        is_dropped = False
        words.append(text)
        start, end = end, end + _units(text)
        match part:
            case Link():
                ranges.append({"type": "link", "start": start, "stop": end - 1, "url": part.url})
            case Tag():
                ranges.append({"type": "tag", "start": start, "stop": end - 1, "tag": part.name})
            case Mention():
                kind = "argument-mention" if part.is_argument else "statement-mention"
                ranges.append({"type": kind, "title": part.title, "start": start, "stop": end - 1})
    return Wording("".join(words), ranges, list(tags))


def _units(text: str) -> int:
    """The length of *text* in UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


_SPACES = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def trim(text: str) -> str:
    """*text* without white space round it, as JavaScript knows that."""
    return text.strip(_SPACES)


def class_name(text: str) -> str:
    """*text* as the name of a style class."""
    return re.sub(r"[^a-z0-9-]", "", re.sub(rf"[{SPACE}]", "-", text.lower().translate(_UMLAUTS)))
