"""Notation: values as JSON text at once; building tables of them first would take longer than all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring as quoted
from math import isfinite
from typing import Any

from clashmap.argdown.moment import Moment

__all__ = ["as_array", "as_lines", "as_object", "as_text", "optional", "quoted"]

_EXACT = 2**53
"""The largest whole number up to which a double holds each."""
_LONG = 1e21
"""From here on JavaScript writes numbers with an exponent."""


def as_text(value: Any) -> str:
    """Any value as JSON can hold it. The depth of data is limited where it is read, that of sections too."""
    if isinstance(value, str):
        return quoted(value.utc if isinstance(value, Moment) else value)
    if isinstance(value, dict):
        return "{" + ", ".join([f"{quoted(str(key))}: {as_text(inner)}" for key, inner in value.items()]) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return repr(value) if abs(value) <= _EXACT else _rounded(value)
    if isinstance(value, list | tuple):
        return as_array([as_text(inner) for inner in value])
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return "null"
    if isinstance(value, set | frozenset):
        return as_text(dict.fromkeys(sorted(map(str, value))))
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < _LONG else repr(value)
    return quoted(str(value))


def _rounded(value: int) -> str:
    """A large whole number as JavaScript keeps it: with the digits that a double has."""
    from decimal import Decimal

    try:
        double = float(value)
    except OverflowError:
        return "null"
    return repr(int(Decimal(repr(double)))) if abs(double) < _LONG else repr(double)


def optional(value: Any) -> str | None:
    """The same, but None for nothing."""
    if value is None:
        return None
    return quoted(value) if isinstance(value, str) else as_text(value)


def as_object(fields: Mapping[str, str | int | None]) -> str:
    """An object of names in plain letters with JSON text, or numbers; what is None is left out."""
    return "{" + ", ".join([f'"{name}": {text}' for name, text in fields.items() if text is not None]) + "}"


def as_array(items: Iterable[str]) -> str:
    """An array of JSON texts."""
    return f"[{', '.join(items)}]"


def as_lines(brackets: str, items: Iterable[str], *, indent: str) -> Iterator[str]:
    """The pieces of JSON texts between *brackets*, each on a line of its own."""
    between = f"{brackets[0]}\n{indent}  "
    for item in items:
        yield between
        yield item
        between = f",\n{indent}  "
    yield f"\n{indent}{brackets[1]}" if between[0] == "," else brackets
