"""Watching: which files of a debate have changed since they were last looked at, and when they are quiet again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from clashmap.argdown.directives import directives
from clashmap.include import LARGEST, MOST
from clashmap.library.bibliographies import SUFFIXES as BIBLIOGRAPHIES
from clashmap.library.cards import FOLDER as CARDS
from clashmap.library.finding import LoadError, find_files


class Stamp(NamedTuple):
    """What changes of a file when it is saved; its number on the disk does where an editor puts a new file for it."""

    time: int
    size: int
    number: int


Look = dict[str, Stamp | None]
"""The files of a debate by name, each with its stamp, or None where one is asked for that is not there."""


class Watched:
    """The files that the debate at *path* is read from, those that it includes or tries to, and *others* beside them.

    These are its cards and bibliographies, too, and what is in *folders*. Which files are included is found out as
    the drawing does not have to succeed: their names are read from the texts.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        others: Iterable[str | os.PathLike[str]] = (),
        folders: Iterable[Path] = (),
    ) -> None:
        self._path, self._others = Path(path), tuple(os.fspath(other) for other in others)
        self._folder = self._path if os.path.isdir(path) else self._path.parent
        self._folders = tuple(folders)
        self._root = Path(os.path.realpath(self._folder))
        self._read: dict[str, tuple[Stamp, tuple[str, ...]]] = {}

    def look(self) -> Look:
        """How all files are now."""
        try:
            waiting = [os.fspath(file) for file in find_files(self._path)]
        except LoadError:  # it is being replaced, or was moved away for a while
            waiting = [os.fspath(self._path)]
        found: Look = {name: _stamp(name) for name in (*self._others, *self._beside())}
        while waiting and len(found) < MOST:
            name = waiting.pop()
            if name not in found:
                found[name] = stamp = _stamp(name)
                waiting += self._included(name, stamp)
        return found

    def _beside(self) -> Iterator[str]:
        """The cards and bibliographies beside the debate, and the files in the folders."""
        for here, _, names in os.walk(self._folder / CARDS):
            yield from (os.path.join(here, name) for name in names)
        wanted: list[tuple[Path, str | tuple[str, ...]]] = [(self._folder, BIBLIOGRAPHIES)]
        for folder, suffixes in (*wanted, *((folder, "") for folder in self._folders)):
            with suppress(OSError):
                names = os.listdir(folder)
                yield from (os.path.join(folder, name) for name in names if name.casefold().endswith(suffixes))

    def _included(self, name: str, stamp: Stamp | None) -> tuple[str, ...]:
        """The files that the file *name* includes, as it was when it had *stamp*."""
        if stamp is None or stamp.size > LARGEST:
            return ()
        known = self._read.get(name)
        if known is None or known[0] != stamp:
            self._read[name] = known = (stamp, tuple(self._named_in(name)))
        return known[1]

    def _named_in(self, name: str) -> Iterator[str]:
        try:
            text = Path(name).read_bytes().decode("utf-8", "replace")
        except OSError:
            return
        for _, written in directives(text):
            path = os.path.normpath(os.path.join(os.path.dirname(name), written))
            if "\0" not in path and Path(os.path.realpath(path)).is_relative_to(self._root):
                yield path


def next_change(look: Callable[[], Look], before: Look, wait: Callable[[], None]) -> Look:
    """Wait until the files are not as *before*, and then until two looks in a row agree; what the last one saw.

    *wait* is called between two looks. What is saved in several steps, or as several files, is so one change.
    """
    while (now := look()) == before:
        wait()
    while True:
        wait()
        if (again := look()) == now:
            return now
        now = again


def _stamp(name: str) -> Stamp | None:
    """The stamp of a file; None if there is none by that name."""
    try:
        found = os.stat(name)
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino) if stat.S_ISREG(found.st_mode) else None
