"""Places as the reference counts them: lines and UTF-16 columns from 1, the end on the last character."""

from __future__ import annotations

import re
from typing import Any

from clashmap.source import Source

_COMMENT = r"(?:<!--[\s\S]*?-->|/\*[\s\S]*?\*/|//.*?(?=\r\n|\n|\r))"
# A group in a look-ahead gives nothing back once it is closed; Python before 3.11.5 has possessive groups wrong.
_LINE_BREAK = re.compile(
    rf"(?=(?P<skipped>(?:[ \t]|{_COMMENT})*))(?P=skipped)(?!(?:[ \t]*+(?:\r\n|\n)){{2}})[ \t]*(?:\r\n|\n|\r)"
)


def place(source: Source, start: int, end: int) -> dict[str, Any]:
    """The line and column keys of ``source.text[start:end]``."""
    first = source.position(start)
    if end > start and source.text[end - 1] in "\r\n":
        last = source.position(end - 1)
        line, column = last.line, last.utf16
    else:
        last = source.position(end)
        line, column = last.line, last.utf16 - 1
    return {"startLine": first.line, "startColumn": first.utf16, "endLine": line, "endColumn": column}


def through_line_break(text: str, end: int) -> int:
    """*end* moved behind the line break that follows; an empty line belongs to nothing."""
    match = _LINE_BREAK.match(text, end)
    return match.end() if match else end


def line_start(source: Source, offset: int) -> int:
    """The start of the line of *offset*, if there is only indentation in between."""
    start = source.line_at(offset).start
    return start if not source.text[start:offset].strip() else offset
