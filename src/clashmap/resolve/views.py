"""Named views: what ``views:`` of the front matter may say, and what is wrong with what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from clashmap.resolve.values import as_text, is_text

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
    "verdicts": _TRUTH,
    "reading": _TEXT,
}
"""What a view may set, and to what; the words are those of the options of ``clashmap render``."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "page": ("auto", "a4", "a3", "a2", "a1", "a0", "letter", "16:9"),
    "orientation": ("auto", "landscape", "portrait"),
    "direction": ("auto", "up", "down", "left", "right"),
    "layout": ("auto", "speeches"),
    "theme": ("light", "dark", "print", "contrast"),
    "reading": ("warrant", "attacks"),
}
"""The values of those that have no others, their capitals as they may be; a theme may be a file, too."""

_IS: Mapping[str, Callable[[Any], bool]] = {
    _TEXT: is_text,
    _TEXTS: lambda value: is_text(value) or (isinstance(value, list) and all(map(is_text, value))),
    _NUMBER: lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    _TRUTH: lambda value: isinstance(value, bool),
}


class Misuse(NamedTuple):
    """A *key* of a view that means nothing: there is no such key, or it is set to something else than it can be."""

    key: str
    expected: str
    """What it must be, in words; empty where there is no such key."""
    written: str = ""
    """Its value, where it is the word that is wrong."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What could have been meant."""
        return CHOICES.get(self.key, ()) if self.expected else tuple(KEYS)


def misused(settings: Mapping[Any, Any]) -> Iterator[Misuse]:
    """What is wrong with one view's *settings*, whatever the map is."""
    for key, value in ((str(key), value) for key, value in settings.items()):
        expected = KEYS.get(key, "")
        if not expected or (value is not None and not _IS[expected](value)):
            yield Misuse(key, expected)
        elif key in CHOICES and value is not None and choice(key, str(as_text(value))) is None:
            words = f"one of {', '.join(CHOICES[key])}{', or a .toml file' if key == 'theme' else ''}"
            yield Misuse(key, words, str(as_text(value)))


def choice(key: str, written: str) -> str | None:
    """The value of *key* that *written* means; None for what it cannot be."""
    if key == "theme" and written.casefold().endswith(".toml"):
        return written
    return written.casefold() if written.casefold() in CHOICES[key] else None


def views_of(front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table of named views, by their names as text; empty where there is none."""
    table = front_matter.get("views")
    return {str(name): settings for name, settings in table.items()} if isinstance(table, Mapping) else {}


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a *value* that may be one, or a list of them."""
    return tuple(
        text for item in (value if isinstance(value, list) else [value]) if (text := as_text(item)) is not None
    )
