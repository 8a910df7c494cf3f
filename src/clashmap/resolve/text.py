"""What running text says once tags, data and markup are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.argdown.tree import Content, Emphasis, Inline, Link, Mention, Tag, Text

_BLANK = re.compile(r"[ \t\r\n]+")
_CLOSING = frozenset(".,;:!?)")


def leaves(content: Content) -> Iterator[Text | Link | Tag | Mention]:
    """The inline parts of *content* in reading order, emphasis opened up without recursion."""
    stack: list[Inline] = list(reversed(content.parts))
    while stack:
        part = stack.pop()
        if isinstance(part, Emphasis):
            stack.extend(reversed(part.parts))
        else:
            yield part


def plain(content: Content) -> str:
    """The words of *content* on one line; a mention is its title, a tag is nothing."""
    words: list[str] = []
    after_tag = False
    for part in leaves(content):
        if isinstance(part, Tag):
            words.append(" ")
            after_tag = True
            continue
        text = part.title if isinstance(part, Mention) else part.text
        if isinstance(part, Mention) and part.text.endswith(" "):
            text += " "
        # A tag at the end of a sentence leaves a gap before the full stop.
        if after_tag and text[:1] in _CLOSING:
            last = ""
            while words and not last:
                last = words.pop().rstrip(" ")
            words.append(last)
        after_tag = False
        words.append(text)
    return _BLANK.sub(" ", "".join(words)).strip(" ")


def tags(content: Content) -> tuple[str, ...]:
    """The names of the tags in *content*, each once, in reading order."""
    return tuple(dict.fromkeys(part.name for part in leaves(content) if isinstance(part, Tag)))


def mentions(content: Content) -> Iterator[Mention]:
    """The mentions (``@[Claim]``, ``@<Argument>``) in *content*."""
    return (part for part in leaves(content) if isinstance(part, Mention))
