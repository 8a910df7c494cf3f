"""YAML text: data and front matter as a person would write them, plain words without quotes, all else in quotes.

What is written here is read alike by YAML 1.1 and 1.2, and holds no sign that means something to Argdown: a closing
brace within a text would end the data, ``===`` the front matter, ``]:`` a title; ``@include(`` asks for another file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from clashmap.argdown.moment import Moment

_LETTERS = "A-Za-z\u00c0-\u1fff\u3040-\ud7ff"
_SIGNS = "_/.()'‘’“”„«»–—…&%;+!-"
_WORD = re.compile(rf"(?!.* .*[0-9]|.*[0-9].* )[{_LETTERS}](?:[{_LETTERS}0-9{_SIGNS}]| (?! |\Z))*")
_LINE = re.compile(rf"[{_LETTERS}](?:[{_LETTERS}0-9{_SIGNS},?]| (?! |\Z))*")
"""What needs no quotes: in braces, where several words with a number are easier to read in them, and on a line."""
_CONSTANTS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPED = re.compile(
    '[\\x00-\\x1f"\\\\}\\x7f-\\xa0\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]|(?<=[\\]>]):|={3,}|@(?=include\\()'
)
_NO_NUMBERS = {"nan": ".nan", "inf": ".inf", "-inf": "-.inf"}
_LONGEST_KEY = 1000
"""Characters of a name in front of a bare colon, at most; YAML reads 1024."""
LONGEST_NUMBER = 3500
"""Signs of a number, at most, in any base: Python writes numbers of up to 4300 digits, and the longest in base 16."""


def data(values: Mapping[str, Any]) -> str:
    """``{key: value}`` on one line.

    Texts, numbers, booleans, None, lists and tables within one another come back as they are, with every key a text;
    what YAML has no word for is written as the text that ``str`` makes of it, a number beyond all measure as that of
    ``hex``. The reader takes 60 levels.
    """
    return "{" + ", ".join(_entry(key, value) for key, value in values.items()) + "}"


def front_matter(values: Mapping[str, Any]) -> str:
    """The lines between ``===`` and ``===``, one for each key, and one for each entry of a table of tables."""
    if any(len(_text(str(key))) > _LONGEST_KEY for key in values):
        return f"{data(values)}\n"
    return "".join(_lines(key, value) for key, value in values.items())


def _lines(key: str, value: Any) -> str:
    is_nested = isinstance(value, Mapping) and value and all(isinstance(inner, Mapping) for inner in value.values())
    if is_nested and all(len(_text(str(inner))) <= _LONGEST_KEY for inner in value):
        entries = "".join(f"  {_entry(inner, fields)}\n" for inner, fields in value.items())
        return f"{_text(str(key))}:\n{entries}"
    if isinstance(value, str) and not isinstance(value, Moment) and _is_plain(value, _LINE):
        return f"{_text(str(key))}: {value}\n"
    return f"{_entry(key, value)}\n"


def _entry(key: str, value: Any) -> str:
    name = _text(str(key))
    return f"{'? ' if len(name) > _LONGEST_KEY else ''}{name}: {_value(value)}"


def _value(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if value.bit_length() < LONGEST_NUMBER * 3 else f'"{value:#x}"'
        case float():
            return repr(value) if math.isfinite(value) else _NO_NUMBERS[repr(value)]
        case Mapping():
            return data(value)
        case Moment():
            return str(value)
        case list() | tuple():
            return "[" + ", ".join(_value(inner) for inner in value) + "]"
    return _text(str(value))


def quoted(text: str) -> str:
    """*text* in double quotes, as a text to which anybody may add a comma or a colon."""
    return '"' + _ESCAPED.sub(_escaped, text) + '"'


def _text(text: str) -> str:
    return text if _is_plain(text, _WORD) else quoted(text)


def _is_plain(text: str, pattern: re.Pattern[str]) -> bool:
    return pattern.fullmatch(text) is not None and text.lower() not in _CONSTANTS


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if found in ('"', "\\"):
        return f"\\{found}"
    if found == "\n":
        return "\\n"
    return "".join(f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}" for char in found)
