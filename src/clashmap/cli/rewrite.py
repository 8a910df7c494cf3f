"""Rewriting: a file of a debate is given a new text, or the change is only shown."""

from __future__ import annotations

from difflib import unified_diff

from clashmap import library
from clashmap.cli.debate import Refusal


def rewrite(path: str, old: str, new: str) -> None:
    """Write *new* to the file *path*, whose text was *old*. Refuses when it is no longer what was read."""
    try:
        library.rewrite(path, old, new)
    except library.SaveError as error:
        raise Refusal(str(error)) from error


def changes(path: str, old: str, new: str) -> str:
    """The change of a file as a unified diff, which ``patch -p0`` can apply."""
    lines = []
    for line in unified_diff(_lines(old), _lines(new), path, path):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def _lines(text: str) -> list[str]:
    """The lines as ``patch`` counts them, each with its line break."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
