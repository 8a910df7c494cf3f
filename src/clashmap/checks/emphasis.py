"""The rule of emphasis that begins within a word, and so takes signs out of the text."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.argdown.mends.emphasis import escape_emphasis, is_stray
from clashmap.argdown.tree import Content, Document, Emphasis, Heading, Inline
from clashmap.checks.walk import members
from clashmap.diagnostics import Diagnostic, Severity, at, rule
from clashmap.graph import ArgumentMap

IN_WORD = rule(
    "T021",
    "emphasis-in-word",
    Severity.WARNING,
    "a * or _ within a word or between two numbers begins emphasis, and is gone from the text",
    why="“5*3 and 4*” is drawn as “53 and 4”, and “file_name and other_” as “filename and other”: both signs are taken "
    "for emphasis.",
    bad="[Cost]: It takes 5*3 hours, or 4*, as I said.\n",
    good="[Cost]: It takes 5\\*3 hours, or 4\\*, as I said.\n",
    mend=escape_emphasis,
)


def emphasis_in_word(map: ArgumentMap) -> Iterator[Diagnostic]:
    """T021: emphasis that begins within a word, and that nobody can have meant."""
    for document in map.documents:
        text = document.source.text
        for content in _contents(document):
            for part in _emphases(content.parts):
                start, end = part.span
                width = _width(text[start:end])
                if not is_stray(text, start, end - width, width):
                    continue
                sign = text[start : start + width]
                message = f"“{sign}” within a word begins emphasis and is gone from the text"
                plain = "".join(f"\\{char}" for char in sign)
                help = f"Type {plain} for the sign itself."
                yield at(IN_WORD, message, document.source, part.span, help=help)


def _contents(document: Document) -> Iterator[Content]:
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.content
        else:
            yield from (member.content for member, _ in members(block))


def _emphases(parts: tuple[Inline, ...]) -> Iterator[Emphasis]:
    """Every emphasis in *parts*, the outer one first."""
    stack = list(reversed(parts))
    while stack:
        part = stack.pop()
        if isinstance(part, Emphasis):
            yield part
            stack.extend(reversed(part.parts))


def _width(written: str) -> int:
    """How many characters the sign of emphasis has that is written like this."""
    return 2 if written[:2] in ("**", "__") and written[-2:] == written[:2] else 1
