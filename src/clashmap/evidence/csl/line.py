"""Lines: any value of a field as one line of plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

_RICH = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span|p|br|a)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
"""Markup that reference managers leave in titles and notes."""
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#0?39|#x27);")
_CONTROLS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_LONGEST = 10_000
"""More of one field than this is not told."""


def line(value: object) -> str:
    """*value* in one line without markup: a text, a number, a list of them, or a mapping with a literal text."""
    if isinstance(value, Mapping):
        value = value.get("literal") or value.get("raw") or ""
    if isinstance(value, list | tuple):
        return ", ".join(part for part in map(_plain, value) if part)
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return " ".join(_CONTROLS.sub(" ", _ENTITY.sub(_sign, _RICH.sub("", value[:_LONGEST]))).split())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    try:
        return str(int(value) if value == int(value) else value)
    except (ValueError, OverflowError):  # no number, endless, or too many figures
        return ""


def _sign(entity: re.Match[str]) -> str:
    return unescape(entity[0])


def first(fields: Mapping[str, object], *names: str) -> str:
    """The first of the fields *names* that says anything, in one line."""
    return next((text for name in names if (text := line(fields.get(name)))), "")
