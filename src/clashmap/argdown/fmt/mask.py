"""Masks: ``@include(path)`` as a word of the same length, so that the path in it is not read as Argdown."""

from __future__ import annotations

import re
from bisect import bisect_right

from clashmap.argdown.lex import tokenize

INCLUDE = "@include("
_INCLUDE = re.compile(r"@include\([^)\r\n]+\)")


def mask(text: str) -> str:
    """*text* with letters for every include that is not in a comment."""
    if INCLUDE not in text:
        return text
    comments = tokenize(text).comments
    starts = [comment.start for comment in comments]

    def word(match: re.Match[str]) -> str:
        before = bisect_right(starts, match.start()) - 1
        is_comment = before >= 0 and comments[before].end > match.start()
        return match.group() if is_comment else "x" * len(match.group())

    return _INCLUDE.sub(word, text)
