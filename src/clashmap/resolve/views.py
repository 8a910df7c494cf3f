"""Named views: what ``views:`` of the front matter may say, and what is wrong with what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from clashmap.resolve.values import is_text

_TEXT = "a text"
_TEXTS = "a text, or a list such as [one, two]"
_NUMBER = "a whole number, such as 2"
_TRUTH = "true or false"

KEYS: Mapping[str, str] = {
    "section": _TEXT,
    "focus": _TEXT,
    "depth": _NUMBER,
    "side": _TEXTS,
    "tag": _TEXTS,
    "only-clash": _TRUTH,
    "collapse": _TEXTS,
    "explode": _TRUTH,
    "page": _TEXT,
    "orientation": _TEXT,
    "direction": _TEXT,
    "layout": _TEXT,
    "theme": _TEXT,
}
"""What a view may set, and to what; the words are those of the options of ``clashmap render``."""

_IS: Mapping[str, Callable[[Any], bool]] = {
    _TEXT: is_text,
    _TEXTS: lambda value: is_text(value) or (isinstance(value, list) and all(map(is_text, value))),
    _NUMBER: lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    _TRUTH: lambda value: isinstance(value, bool),
}


def misused(settings: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """The keys of one view's *settings* that no view has, or that are set to something else than they can be.

    Each comes with what is expected of it, empty where there is no such key.
    """
    for key, value in settings.items():
        expected = KEYS.get(str(key), "")
        if value is not None and not (expected and _IS[expected](value)):
            yield str(key), expected
        elif not expected:
            yield str(key), ""


def views_of(front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table of named views, by their names as text; empty where there is none."""
    table = front_matter.get("views")
    return {str(name): settings for name, settings in table.items()} if isinstance(table, Mapping) else {}
