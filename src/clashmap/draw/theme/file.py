"""Theme files: TOML text as plain values, each of them found fit to stand in a drawing.

What a file holds ends up in the attributes of an SVG, so that nothing gets through but six-digit colours, numbers
within bounds, lists of these, and font names of letters, digits, blanks and hyphens.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, Literal, TypeAlias, get_args

ColourBy: TypeAlias = Literal["side", "tag", "role", "group"]
THEMES: Final = ("light", "dark", "print", "contrast")
"""Names of the built-in themes."""
_LONGEST = 65_536
"""Characters of a theme file at the most."""
_MOST = 20
"""Mistakes that are told at once, at the most."""
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_FONT = re.compile(r"(?:[\w-]+(?: [\w-]+)*|'[\w-]+(?: [\w-]+)*')")


class ThemeError(ValueError):
    """A theme that cannot be used: the message has a line for each mistake, with its key and what to write."""

    @classmethod
    def of(cls, mistakes: Sequence[str]) -> ThemeError:
        """The error that tells these mistakes, one or more, or as many of the first as are read at once."""
        if len(mistakes) == 1:
            return cls(mistakes[0])
        more = len(mistakes) - _MOST
        rest = [f"and {more} more"] if more > 0 else []
        return cls("\n  ".join((f"{len(mistakes)} mistakes:", *mistakes[:_MOST], *rest)))


@dataclass(frozen=True, slots=True)
class _Want:
    """What a key may be: *words* that say so, and *take*, which gives None for a value that is not that."""

    words: str
    take: Callable[[object], object]


_Shape: TypeAlias = "Mapping[str, _Want | _Shape]"


def values(text: str) -> dict[str, Any]:
    """The values of a theme file by key: texts, floats, tuples of them, dash patterns as ``9 5``, and tables of these.

    Raises ThemeError for the mistakes in it, all at once.
    """
    if len(text) > _LONGEST:
        raise ThemeError(f"a theme has at most {_LONGEST} characters, this one has {len(text)}")
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ThemeError(f"this is not TOML: {_shown(error)}") from None
    mistakes: list[str] = []
    found = _checked(table, _SHAPE, "", mistakes)
    if mistakes:
        raise ThemeError.of(mistakes)
    return found


def nearest(word: str, known: tuple[str, ...]) -> str:
    """What to write in place of an unknown *word*: the *known* one that looks like it, or all."""
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else f"write one of {', '.join(known)}"


def _checked(table: Mapping[str, object], shape: _Shape, above: str, mistakes: list[str]) -> dict[str, Any]:
    """What *table* holds as plain values, where it is as *shape* says; what is not is told in *mistakes*."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{above}{_shown(key)}"
        want = shape.get(key)
        if want is None:
            mistakes.append(f"there is no “{name}” in a theme; {nearest(key, tuple(shape))}")
        elif isinstance(want, _Want):
            found[key] = want.take(value)
            if found[key] is None:
                mistakes.append(f"“{name}” is {_shown(value)}; write {want.words}")
        elif isinstance(value, dict):
            found[key] = _checked(value, want, f"{name}.", mistakes)
        else:
            mistakes.append(f"“{name}” is {_shown(value)}; write its keys below a line [{name}]")
    return found


def _shown(value: object) -> str:
    """A value or a message as a phrase may quote it: short, in one line, and without control characters."""
    text = str(value)
    text = "".join(c if c.isprintable() else "·" for c in text[:60])
    return text + "…" if len(str(value)) > len(text) else text


def _colour(value: object) -> str | None:
    """Six digits of a colour that is written with six or with three."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        return None
    digits = value[1:].upper()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def _number(low: float, high: float) -> _Want:
    def take(value: object) -> float | None:
        good = isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high
        return float(value) if good else None  # type: ignore[arg-type]

    return _Want(f"a number from {low:g} to {high:g}", take)


def _dash(value: object) -> str | None:
    lengths = [_LENGTH.take(part) for part in value] if isinstance(value, list) and len(value) <= 8 else [None]
    return None if None in lengths or len(lengths) % 2 else " ".join(f"{length:g}" for length in lengths)


def _several(take: Callable[[object], object]) -> Callable[[object], object]:
    def each(value: object) -> tuple[object, ...] | None:
        found = [take(part) for part in value] if isinstance(value, list) and 0 < len(value) <= 24 else [None]
        return None if None in found else tuple(found)

    return each


def _font(value: object) -> str | None:
    names = [name.strip(" ") for name in value.split(",")] if isinstance(value, str) and len(value) <= 200 else [""]
    return ", ".join(names) if all(_FONT.fullmatch(name) for name in names) else None


def _choice(known: tuple[str, ...]) -> _Want:
    return _Want(f"one of {', '.join(known)}", lambda value: value if value in known else None)


_LENGTH = _number(0.5, 60)
_HEX = _Want("it as #RRGGBB, such as #1F5A93", _colour)
_TEXT = _number(6, 40)
_STROKE: _Shape = {
    "colour": _HEX,
    "dash": _Want("lengths of line and gap in turn such as [9, 5], from 0.5 to 60, or [] for a solid line", _dash),
    "width": _number(0.5, 6),
}
_SHAPE: _Shape = {
    "base": _choice(THEMES),
    "font": _Want("names of fonts such as Arial, 'Liberation Sans', sans-serif", _font),
    "colour_by": _choice(get_args(ColourBy)),
    "palette": _Want('a list of 1 to 24 colours such as ["#1F5A93", "#8A2A3B"]', _several(_colour)),
    "patterns": _Want("a list of 1 to 24 dash patterns such as [[], [5, 3]]", _several(_dash)),
    "colours": dict.fromkeys(
        ("paper", "text", "body", "quiet", "box", "edge", "thesis", "tray", "tray_edge", "reference", "disc"), _HEX
    ),
    "sizes": {
        **dict.fromkeys(("title", "body", "meta", "head", "option", "resolution", "tray"), _TEXT),
        "leading": _number(1, 2),
        "border": _number(0.5, 4),
    },
    "links": dict.fromkeys(("support", "attack", "undercut", "contradiction"), _STROKE),
}
