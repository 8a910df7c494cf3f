"""Sparing: a style and a script without what is only there for those who read the source."""

from __future__ import annotations

import re

_STYLE = re.compile(r"^ +|/\*.*?\*/\n|(?<=[:,{;>]) | (?=[{>])|;? (?=\})|;?\n(?=\})|(?<=[{}])\n+", re.MULTILINE)
_SOURCE = re.compile(r"^ *(?://.*\n)?", re.MULTILINE)
"""Comments, each on lines of its own, and indents."""
_WORDS = re.compile(r'("[^"\\]*"|`[^`\\]*`)')
"""Strings and plain templates."""
_SPACED = re.compile(r" ?([-+]=|[=(){}\[\],;:?<>*&|!]+) ?|(?<![-+]) ([-+]) (?![-+])")
_ODD = re.compile(r"[\\'`]|(?<! )/|/(?! )")
_OPEN = ("{", ",", ";", "}")
"""Ends of lines that a line break behind adds nothing to; what ends in ``}`` without a semicolon is a block."""


def spared_style(text: str) -> str:
    """A stylesheet without comments, and without spaces and line breaks where that is the same."""
    return _STYLE.sub("", text)


def spared_script(text: str) -> str:
    """A script without comments and indents, nor the spaces round signs and the line breaks behind them.

    Lines with patterns, divisions, comments of their own and templates in templates are kept as they are. No string or
    template may go over several lines, and no statement may end without a semicolon.
    """
    return "".join(map(_spared, _SOURCE.sub("", text).split("\n")))


def _spared(line: str) -> str:
    parts = _WORDS.split(line)
    if _ODD.search("".join(parts[::2])) or re.search(r"\$\{[^}]*`", line):
        return f"{line}\n"
    line = "".join(part if number % 2 else _SPACED.sub(r"\1\2", part) for number, part in enumerate(parts))
    return line if not line or line.endswith(_OPEN) else f"{line}\n"
