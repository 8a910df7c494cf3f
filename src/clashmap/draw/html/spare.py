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
_BROKEN = re.compile(r"(?<=[{,;\n])\n+|;\n(?=\})")


def spared_style(text: str) -> str:
    """A stylesheet without comments, and without spaces and line breaks where that is the same."""
    return _STYLE.sub("", text)


def spared_script(text: str) -> str:
    """A script without comments, indents, and the spaces and line breaks round signs.

    Lines with patterns, divisions and templates in templates keep their spaces.
    """
    return _BROKEN.sub("", "\n".join(_spared(line) for line in _SOURCE.sub("", text).split("\n")))


def _spared(line: str) -> str:
    parts = _WORDS.split(line)
    if _ODD.search("".join(parts[::2])) or re.search(r"\$\{[^}]*`", line):
        return line
    return "".join(part if number % 2 else _SPACED.sub(r"\1\2", part) for number, part in enumerate(parts))
