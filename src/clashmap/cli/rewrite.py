"""Rewriting: a file of a debate is given a new text, or the change is only shown."""

from __future__ import annotations

import codecs
from difflib import unified_diff
from pathlib import Path

from clashmap.cli.debate import Refusal, refuse
from clashmap.encoding import decode
from clashmap.library import SaveError, save


def rewrite(path: str, old: str, new: str) -> None:
    """Write *new* to the file *path*, whose text was *old*, with the byte order mark that it has.

    Refuses when the file is no longer what was read.
    """
    try:
        data = Path(path).read_bytes()
        source, found = decode(data, path)
        if source is None or found or source.text != old:
            refuse(f"{path} was changed while it was read, and is left as it is; try again")
        save(path, ("\ufeff" if data.startswith(codecs.BOM_UTF8) else "") + new)
    except SaveError as error:
        raise Refusal(str(error)) from error
    except OSError as error:
        raise Refusal(f"{path} cannot be read ({error.strerror or error})") from error


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
