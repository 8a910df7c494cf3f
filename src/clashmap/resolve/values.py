"""Values of data that a reader will see: a single word or text, and nothing that only a program could read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_text(value: Any) -> bool:
    """Whether *value* can be shown as it is: a text, a number, true or false; not a list, a table or nothing."""
    return isinstance(value, str | int | float)


def as_text(value: Any) -> str | None:
    """*value* as it was written; None for what is no text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if is_text(value) else None


def shape(value: Any) -> str:
    """What *value* is instead of a text."""
    return "a table" if isinstance(value, Mapping) else "a list" if isinstance(value, list | tuple) else "nothing"
