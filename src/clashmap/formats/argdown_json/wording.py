"""Wording: running text as one string, with the ranges that are marked up in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from clashmap.argdown.tree import Content, Emphasis, Inline, Link, Mention, Tag, Text


@dataclass(slots=True)
class Wording:
    """Text, its ranges (offsets in UTF-16 units, both ends included) and the names of its tags."""

    parts: list[str] = field(default_factory=list)
    ranges: list[dict[str, Any]] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    length: int = 0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def add(self, text: str) -> tuple[int, int]:
        """Append *text*; its first and last offset."""
        start = self.length
        self.parts.append(text)
        self.length += len(text.encode("utf-16-le", "surrogatepass")) // 2
        return start, self.length - 1


def wording(content: Content, *, keep_tags: bool) -> Wording:
    """The text of *content* as the reference has it: tags (unless not kept) and mentions as they are written."""
    said = Wording()
    stack: list[Inline | dict[str, Any]] = list(reversed(content.parts))
    while stack:
        part = stack.pop()
        match part:
            case Text():
                said.add(part.text)
            case Emphasis():
                mark: dict[str, Any] = {"type": "bold" if part.strong else "italic", "start": said.length, "stop": 0}
                said.ranges.append(mark)
                stack.append(mark)
                stack.extend(reversed(part.parts))
            case Link():
                start, stop = said.add(part.text)
                said.ranges.append({"type": "link", "start": start, "stop": stop, "url": part.url})
            case Tag():
                said.tags[part.name] = None
                if keep_tags:
                    start, stop = said.add(part.text)
                    said.ranges.append({"type": "tag", "start": start, "stop": stop, "tag": part.name})
            case Mention():
                start, stop = said.add(part.text)
                kind = "argument-mention" if part.is_argument else "statement-mention"
                said.ranges.append({"type": kind, "title": part.title, "start": start, "stop": stop})
            case _:
                part["stop"] = said.length - 1
    return said


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def class_name(text: str) -> str:
    """*text* as the name of a style class."""
    return re.sub(r"[^a-z0-9-]", "", re.sub(r"\s", "-", text.lower().translate(_UMLAUTS)))
