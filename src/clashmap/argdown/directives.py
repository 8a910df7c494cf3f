"""Directives: ``@include(path)``, where a text asks for another file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from clashmap.argdown.lex import tokenize
from clashmap.source import Span

INCLUDE = "@include("
"""What a directive begins with."""
_INCLUDE = re.compile(r"@include\(([^)]+)\)")
_PATH = re.compile(r"[^\r\n]+")


class Directive(NamedTuple):
    """``@include(path)``: where it stands and the path as written."""

    span: Span
    written: str


def directives(text: str) -> list[Directive]:
    """Every ``@include`` in *text* that is not in a comment."""
    # Behind the last bracket none can end, and looking for its end over and over would take long.
    matches = list(_INCLUDE.finditer(text, 0, text.rfind(")") + 1))
    if not matches:
        return []
    comments = tokenize(text).comments
    starts = [comment.start for comment in comments]
    found = []
    for match in matches:
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or comments[before].end <= match.start():
            found.append(Directive(Span(*match.span()), match[1]))
    return found


def mask(text: str) -> str:
    """*text* with letters for every directive on one line, so that the path in it is not read as Argdown."""
    pieces, done = list[str](), 0
    for (start, end), written in directives(text):
        if _PATH.fullmatch(written):
            pieces += (text[done:start], "x" * (end - start))
            done = end
    return "".join((*pieces, text[done:]))
