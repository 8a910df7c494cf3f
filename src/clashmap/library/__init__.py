"""The library: the one room that reads and writes files. It finds the files of a debate, loads and saves."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clashmap.argdown import parse
from clashmap.argdown.tree import Document
from clashmap.diagnostics import Diagnostic
from clashmap.encoding import decode
from clashmap.include import Files, at_origin, expand_all
from clashmap.library.beside import Beside, Known
from clashmap.library.finding import SUFFIXES, LoadError, MissingError, find_files, read_bytes, read_text
from clashmap.library.folder import Folder, Nowhere, Texts
from clashmap.library.saving import SaveError, is_same, rewrite, save, save_bytes, write_new
from clashmap.source import Source

if TYPE_CHECKING:
    from clashmap.graph import ArgumentMap

__all__ = [
    "STDIN",
    "SUFFIXES",
    "LoadError",
    "MissingError",
    "Reading",
    "SaveError",
    "find_files",
    "is_same",
    "load",
    "load_texts",
    "loads",
    "read",
    "read_text",
    "rewrite",
    "save",
    "save_bytes",
    "write_new",
]

STDIN = "-"
"""The path that means standard input."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The files of a debate as they are written, and what opening and decoding them *found*."""

    documents: tuple[Document, ...]
    found: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What decoding and parsing found, by file and place."""
        return _sorted((*self.found, *(found for document in self.documents for found in document.diagnostics)))


def load(
    path: str | os.PathLike[str], *, texts: bool = False, sources: str | os.PathLike[str] | None = None
) -> ArgumentMap:
    """Read a debate: one Argdown file, a folder of them, or ``-`` for standard input.

    A folder is one debate: all files in it and in its subfolders whose names end in one of SUFFIXES, in the order of
    their paths; hidden ones are left out. ``@include(path)`` reads another file from the folder of the debate, each
    file once; standard input is in no folder, and can include nothing. What is wrong with the text is never an
    exception: the ``diagnostics`` of the map hold all that decoding, reading, resolving and checking found, by file
    and place.

    Bibliographies and cards in its folder are read, too. With *texts*, so are the texts of its sources, which may take
    a while, and what is cited is held against them: those in the folder ``sources`` beside it, or in *sources*.

    Raises MissingError, which is also a FileNotFoundError, when there is nothing to read, and LoadError when a file
    cannot be opened.
    """
    read, found = _decoded(_files(path))
    folder = None if os.fspath(path) == STDIN else Path(path) if os.path.isdir(path) else Path(path).parent
    beside = Beside(folder, texts=texts, sources=Path(sources) if sources is not None else None)
    return _assembled(read, _around(path, read, found), found, beside)


def loads(text: str, *, path: str = "<text>") -> ArgumentMap:
    """The map that *text* describes, checked as ``load`` checks a file; *path* is what its messages call it."""
    return _assembled({path: Source(path, text.removeprefix("\ufeff"))}, Nowhere(), [])


def load_texts(texts: Mapping[str, str], *, like: ArgumentMap | None = None) -> ArgumentMap:
    """The map of the files *texts*, by their paths, as ``load`` makes it of a folder; they include one another.

    What stands beside them is what stands beside the map that it is *like*.
    """
    sources = {path: Source(path, text) for path, text in texts.items()}
    return _assembled(sources, Texts(sources), [], Known(like) if like else None)


def read(path: str | os.PathLike[str], *, include: bool = False) -> Reading:
    """Read the files of a debate without resolving or checking them; *include* what they include, as ``load`` does."""
    sources, found = _decoded(_files(path))
    texts = list(sources.values())
    if include:
        texts, refused = expand_all(sources, _around(path, sources, found))
        found += refused
    return Reading(tuple(map(parse, texts)), tuple(found))


def _around(path: str | os.PathLike[str], sources: Mapping[str, Source], found: list[Diagnostic]) -> Files:
    """Where the files at *path* include others from."""
    return Nowhere() if os.fspath(path) == STDIN else Folder(path, sources, found)


def _files(path: str | os.PathLike[str]) -> Iterator[tuple[str, str, bytes]]:
    """The files of a debate, each once: its name without links, the name to show, and what is in it."""
    if os.fspath(path) == STDIN:
        yield STDIN, "<stdin>", sys.stdin.buffer.read()
        return
    names = set()
    for file in find_files(path):
        name = os.path.realpath(file)
        if name not in names:
            names.add(name)
            yield name, file.as_posix(), read_bytes(file)


def _decoded(files: Iterable[tuple[str, str, bytes]]) -> tuple[dict[str, Source], list[Diagnostic]]:
    sources: dict[str, Source] = {}
    found: list[Diagnostic] = []
    for name, shown, data in files:
        source, diagnostics = decode(data, shown)
        found.extend(diagnostics)
        if source is not None:
            sources[name] = source
    return sources, found


def _assembled(
    sources: Mapping[str, Source], files: Files, found: list[Diagnostic], beside: Beside | Known | None = None
) -> ArgumentMap:
    """Include, resolve and check what was read, with what stands *beside* it.

    *found* is what was wrong with it before, and may grow on the way.
    """
    # What goes to another format as it is written does not pay for these.
    from clashmap.checks import allow, check
    from clashmap.resolve import resolve

    expanded, refused = expand_all(sources, files)
    map = resolve([parse(source) for source in expanded])
    if beside is not None:
        map = beside.join(map, found)
    findings = allow(map, (*found, *refused, *map.diagnostics, *check(map)))
    return replace(map, diagnostics=_sorted(findings))


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All findings by the file to open and the place in it."""
    return tuple(sorted(map(at_origin, found), key=lambda diagnostic: diagnostic.sort_key))
