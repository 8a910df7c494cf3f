"""Layout of Argdown for people: the same words in well-set lines."""

from __future__ import annotations

import re
from itertools import groupby

from clashmap.argdown.directives import mask
from clashmap.argdown.fmt.entries import read_entries
from clashmap.argdown.fmt.fill import fill
from clashmap.argdown.fmt.same import has_same_words, is_same
from clashmap.argdown.parse import parse
from clashmap.argdown.patterns import BLANKS
from clashmap.argdown.tokens import ITEMS, Kind
from clashmap.argdown.tree import Document
from clashmap.diagnostics import Diagnostic, Severity
from clashmap.source import Source

WIDTH = 100
"""How many characters a line has at most, where its text can be broken."""
_RETURN = re.compile(r"\r\n|\r")
_ALLOWANCE = "clashmap:"
"""What a comment begins with that allows a finding on its line, or the next one: neither is broken or joined."""
_MARK_AT_END = re.compile(r"['\s]*(?:[0-9]+\.|[*_])\Z")
"""What becomes a sign when a line break follows it."""
_ALIGNED = ITEMS | {Kind.NUMBER}


class UnreadableError(ValueError):
    """The text has errors of syntax, and so it is not certain what its lines belong to: its *diagnostics* say which."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("the text has errors of syntax")
        self.diagnostics = diagnostics


class ChangedError(ValueError):
    """The formatted text would read otherwise, which is a fault of this package."""


def format(text: str, *, width: int = WIDTH, path: str = "<text>") -> str:
    """*text*, which is Argdown, as a careful person would have typed it. Words, signs and comments stay as they are.

    Lines are at most *width* characters long where they can be broken; with 0 they are broken where they are now.
    *path* is what diagnostics call it. Raises UnreadableError and ChangedError.
    """
    before = parse(Source(path, mask(text)))
    if errors := _errors(before):
        raise UnreadableError(errors)
    # A carriage return before a line feed is left where it is until then, as some signs read otherwise before one.
    is_crlf = 0 < text.count("\r\n") == text.count("\n") == text.count("\r")
    made = _RETURN.sub("\n", _set(text if is_crlf else _RETURN.sub("\n", text), width=width))
    if is_crlf:
        made = made.replace("\n", "\r\n")
    after = parse(Source(path, mask(made)))
    if _errors(after) or not (has_same_words(text, made) and is_same(before, after)):
        raise ChangedError("the formatted text would not read as it does now")
    return made


def _errors(document: Document) -> tuple[Diagnostic, ...]:
    return tuple(found for found in document.diagnostics if found.severity is Severity.ERROR)


def _set(text: str, *, width: int) -> str:
    """*text* with all its lines set anew."""
    lines, entries = list[str](), read_entries(text)
    is_kept = False
    for _, block in groupby(entries, key=lambda entry: entry.block):
        together = list(block)
        room = max((len(entry.mark) for entry in together if entry.kind in _ALIGNED), default=0)
        for entry in together:
            is_kept |= any(_ALLOWANCE in word.text for word in entry.words)
            lines += [""] * entry.is_apart
            lines.append(fill(entry, width=0 if is_kept else width, room=room if entry.kind in _ALIGNED else 0))
            is_kept &= entry.kind is Kind.COMMENT
    made = "\n".join(lines)
    if (entries and entries[-1].is_open) or (
        not text.endswith("\n") and _MARK_AT_END.match(made, made.rfind("\n") + 1)
    ):
        return made.rstrip(BLANKS) + text[len(text.rstrip(BLANKS)) :]
    return f"{made}\n"
