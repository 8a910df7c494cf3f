"""Attack graphs as files: the formats of the argumentation competition and its forerunners, read and written."""

from __future__ import annotations

import re
from importlib import import_module

from clashmap.formats.attackgraphs.instance import FormatError, Instance, Mistake
from clashmap.formats.attackgraphs.lines import Lines

__all__ = ["FORMATS", "FormatError", "Instance", "Mistake", "dumps", "format_of", "loads"]

FORMATS = ("i23", "apx", "tgf")
"""Names of the formats; each is a module here with ``read`` and ``write``."""
_MARKS = {
    "i23": re.compile(rb"^p +af ", re.MULTILINE),
    "apx": re.compile(rb"^ *(?:arg|att) *\(", re.MULTILINE),
    "tgf": re.compile(rb"^# *\r?$", re.MULTILINE),
}
"""What is in a text in each format, and in none of those behind it."""
_SUFFIXES = {".i23": "i23", ".af": "i23", ".apx": "apx", ".tgf": "tgf"}


def loads(text: str | bytes, format: str, *, path: str = "<text>") -> Instance:
    """The attack graph that *text* writes in *format*; *path* is what its messages call it.

    Raises FormatError for the mistakes in it, and ValueError when there is no such *format*.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    if format == "i23":
        from clashmap.formats.attackgraphs.plain import read_plain

        if (plain := read_plain(text)) is not None:
            return plain
    instance: Instance = import_module(f"{__name__}.{format}").read(Lines.of(text, path))
    return instance


def dumps(instance: Instance, format: str) -> str:
    """*instance* as text in *format*; names that cannot be written in it become numbers, and are told in comments.

    Raises ValueError when there is no such *format*.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    text: str = import_module(f"{__name__}.{format}").write(instance)
    return text


def format_of(name: str, text: bytes = b"") -> str | None:
    """The format of a file by its *name*, or else by the *text* in it; None when neither tells."""
    for suffix, format in _SUFFIXES.items():
        if name.casefold().endswith(suffix):
            return format
    return next((format for format, mark in _MARKS.items() if mark.search(text)), None)
