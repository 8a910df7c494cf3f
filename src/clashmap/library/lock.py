"""The lock: the file of fingerprints beside a debate, read and written."""

from __future__ import annotations

import os
from pathlib import Path

from clashmap.checks.locks import BROKEN_LOCK
from clashmap.diagnostics import Diagnostic
from clashmap.encoding import decode
from clashmap.evidence.lock import FILE, LARGEST, Lock, LockError, dumps, loads
from clashmap.library.opening import is_in, opened
from clashmap.library.saving import SaveError, save
from clashmap.source import Place, Source, Span

_HELP = (
    "Only clashmap writes this file: fetch it again as it was, or delete it and type clashmap cite PATH --lock where "
    "the texts of all its sources are."
)


def read_lock(folder: Path) -> tuple[Lock | None, list[Diagnostic]]:
    """What ``sources.lock`` in *folder* says, and what is wrong with it; None when there is none that can be read."""
    path = folder / FILE
    shown = path.as_posix()
    if not os.path.lexists(path):
        return None, []
    found: list[Diagnostic] = []
    data = opened(path, folder, found, largest=4 * LARGEST)
    if data is None:
        return None, found
    source, wrong = decode(data, shown)
    if source is None or any(found.code == "T010" for found in wrong):
        return None, [_broken("is not text in UTF-8", path=shown)]
    try:
        return loads(source.text), []
    except LockError as error:
        return None, [_broken(str(error), path=shown, place=_place(source, error), help=error.help)]


def write_lock(folder: Path, lock: Lock) -> Path:
    """Write *lock* to ``sources.lock`` in *folder*, whole or not at all, and return where that is.

    Raises SaveError when it cannot be written.
    """
    path = folder / FILE
    if not is_in(path, folder):
        raise SaveError(f"{path.as_posix()} is a link that leads out of the folder of the debate; delete the link")
    save(path, dumps(lock))
    return path


def _broken(why: str, *, path: str, place: Place | None = None, help: str = "") -> Diagnostic:
    return Diagnostic(BROKEN_LOCK, f"{FILE} {why}", place, help or _HELP, path=path)


def _place(source: Source, error: LockError) -> Place | None:
    """The rest of the line from where *error* is; None when that is not known."""
    if error.line is None or error.column is None:
        return None
    start = sum(len(line) + 1 for line in source.text.split("\n")[: error.line - 1]) + error.column - 1
    start = min(start, len(source.text))
    return Place(source, Span(start, max(start, source.line_at(start).end)))
