"""The library: the one room that reads and writes files. It finds the files of a debate, loads and saves."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from clashmap.argdown import parse
from clashmap.argdown.tree import Document
from clashmap.checks import check
from clashmap.diagnostics import Diagnostic
from clashmap.encoding import decode
from clashmap.graph import ArgumentMap
from clashmap.resolve import resolve
from clashmap.source import Source

SUFFIXES = (".argdown", ".argdn", ".ad")
"""How the names of Argdown files end; case does not matter."""
STDIN = "-"
"""The path that means standard input."""


class LoadError(OSError):
    """A debate cannot be read; the message says which file, why, and what to do."""


class MissingError(LoadError, FileNotFoundError):
    """There is nothing by that name, or no Argdown file in the folder."""


class SaveError(OSError):
    """A result cannot be written; the message says which file, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The files of a debate as they are written, and what opening and decoding them *found*."""

    documents: tuple[Document, ...]
    found: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What decoding and parsing found, by file and place."""
        return _sorted((*self.found, *(found for document in self.documents for found in document.diagnostics)))


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """Read a debate: one Argdown file, a folder of them, or ``-`` for standard input.

    A folder is one debate: all files in it and in its subfolders whose names end in one of SUFFIXES, in the order of
    their paths; hidden ones are left out. What is wrong with the text is never an exception: the ``diagnostics`` of
    the map hold all that decoding, reading, resolving and checking found, by file and place.

    Raises MissingError, which is also a FileNotFoundError, when there is nothing to read, and LoadError when a file
    cannot be opened.
    """
    return _map(read(path))


def loads(text: str, *, path: str = "<text>") -> ArgumentMap:
    """The map that *text* describes, checked as ``load`` checks a file; *path* is what its messages call it."""
    return _map(Reading((parse(Source(path, text.removeprefix("\ufeff"))),)))


def read(path: str | os.PathLike[str]) -> Reading:
    """Read the files of a debate as ``load`` does, without resolving or checking what they say."""
    if os.fspath(path) == STDIN:
        return _decoded([("<stdin>", sys.stdin.buffer.read())])
    return _decoded((file.as_posix(), _read(file)) for file in find_files(path))


def _decoded(files: Iterable[tuple[str, bytes]]) -> Reading:
    documents: list[Document] = []
    found: list[Diagnostic] = []
    for path, data in files:
        source, diagnostics = decode(data, path)
        found.extend(diagnostics)
        if source is not None:
            documents.append(parse(source))
    return Reading(tuple(documents), tuple(found))


def _map(reading: Reading) -> ArgumentMap:
    """Resolve and check what was read."""
    map = resolve(reading.documents)
    return replace(map, diagnostics=_sorted((*reading.found, *map.diagnostics, *check(map))))


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))


def find_files(path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """The files of the debate at *path*, in the order in which they are read. Raises MissingError if there are none."""
    if not os.fspath(path):
        raise MissingError("the name of the file or folder is empty; type one, or . for the folder that you are in")
    start = Path(path)
    try:
        start.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a zero byte in the name
        raise MissingError(_missing(start)) from error
    except OSError as error:
        raise LoadError(f"{start.as_posix()} cannot be read ({error.strerror or error})") from error
    if not start.is_dir():
        return (start,)
    files: list[Path] = []
    for folder, inner, names in os.walk(start, onerror=_refuse):
        inner[:] = [name for name in inner if not name.startswith(".")]
        files.extend(Path(folder, name) for name in names if not name.startswith(".") and _is_argdown(name))
    if not files:
        looked_for = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise MissingError(
            f"there is no Argdown file in the folder {start.as_posix()}: looked for names that end in {looked_for}"
        )
    return tuple(sorted(files, key=lambda file: file.relative_to(start).parts))


def _refuse(error: OSError) -> None:
    """Raise LoadError for a folder that cannot be listed: a debate without some of its files would be another one."""
    folder = Path(error.filename).as_posix()
    reason = error.strerror or str(error)
    raise LoadError(f"the folder {folder} cannot be read ({reason}); check that you may open this folder") from error


def _is_argdown(name: str) -> bool:
    return name.casefold().endswith(SUFFIXES)


def _missing(path: Path) -> str:
    """Say that *path* is not there, and which names near it are."""
    message = f"there is no file or folder {path.as_posix()}"
    folder = path.parent
    if not folder.is_dir():
        return f"{message}: the folder {folder.as_posix()} is not there either"
    try:
        beside = [entry.name for entry in folder.iterdir() if entry.is_dir() or _is_argdown(entry.name)]
    except OSError:
        beside = []
    near = get_close_matches(path.name, sorted(beside), n=3, cutoff=0.5)
    if near:
        return f"{message}; did you mean {' or '.join((folder / name).as_posix() for name in near)}?"
    return f"{message}; check the spelling, and the folder that you are in"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise LoadError(f"{path.as_posix()} cannot be read ({reason}); check that you may open this file") from error


def save(path: str | os.PathLike[str], text: str, *, inputs: Iterable[str | os.PathLike[str]] = ()) -> None:
    """Write *text* as UTF-8 to *path*, whole or not at all; a file that is there is replaced.

    Raises SaveError when *path* is one of *inputs*, or cannot be written; what was there before is then untouched.
    """
    shown = Path(path).as_posix()
    if any(is_same(path, given) for given in inputs):
        raise SaveError(f"{shown} is what the debate is read from and is never overwritten; choose another name")
    try:
        _write(Path(os.path.realpath(path)), text.encode("utf-8", "replace"), shown)
    except SaveError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise SaveError(f"{shown} cannot be written ({reason}); choose another name or folder") from error


def _write(target: Path, data: bytes, shown: str) -> None:
    """Write *data* to *target*, a path without links, after all that can be known to be in the way."""
    if target.is_dir():
        raise SaveError(f"{shown} is a folder; add a file name, such as {shown.rstrip('/')}/map.svg")
    if not target.parent.is_dir():
        raise SaveError(f"{shown} cannot be written: its folder is not there; make it first")
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        target.write_bytes(data)  # a pipe or a device has nothing to be kept whole
    elif mode is not None and not mode & 0o222:
        raise SaveError(f"{shown} is write-protected; choose another name, or allow writing to it")
    else:
        _replace(target, data, mode)


def is_same(path: str | os.PathLike[str], given: str | os.PathLike[str]) -> bool:
    """Whether two names mean one file; a name that means nothing is no file's."""
    try:
        return Path(path).samefile(given)
    except (OSError, ValueError):
        return False


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Write beside *target*, then put the new file in its place in one step."""
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
