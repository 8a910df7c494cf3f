"""The library: the one room that reads and writes files. It finds the files of a debate, loads and saves."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clashmap.argdown import parse
from clashmap.argdown.tree import Document
from clashmap.diagnostics import Diagnostic
from clashmap.encoding import decode
from clashmap.include import LARGEST, OUTSIDE, UNREADABLE, Files, RefusedError, at_origin, expand_all
from clashmap.source import Source

if TYPE_CHECKING:
    from clashmap.graph import ArgumentMap

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
    their paths; hidden ones are left out. ``@include(path)`` reads another file from the folder of the debate, each
    file once; standard input is in no folder, and can include nothing. What is wrong with the text is never an
    exception: the ``diagnostics`` of the map hold all that decoding, reading, resolving and checking found, by file
    and place.

    Raises MissingError, which is also a FileNotFoundError, when there is nothing to read, and LoadError when a file
    cannot be opened.
    """
    sources, found = _decoded(_files(path))
    return assemble(sources, _around(path, sources, found), found)


def loads(text: str, *, path: str = "<text>") -> ArgumentMap:
    """The map that *text* describes, checked as ``load`` checks a file; *path* is what its messages call it."""
    return assemble({path: Source(path, text.removeprefix("\ufeff"))}, Nowhere(), [])


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
            yield name, file.as_posix(), _read(file)


def _decoded(files: Iterable[tuple[str, str, bytes]]) -> tuple[dict[str, Source], list[Diagnostic]]:
    sources: dict[str, Source] = {}
    found: list[Diagnostic] = []
    for name, shown, data in files:
        source, diagnostics = decode(data, shown)
        found.extend(diagnostics)
        if source is not None:
            sources[name] = source
    return sources, found


def assemble(sources: Mapping[str, Source], files: Files, found: list[Diagnostic]) -> ArgumentMap:
    """Include, resolve and check what was read; *found* is what was wrong with it before, and may grow on the way."""
    # What goes to another format as it is written does not pay for these.
    from clashmap.checks import allow, check
    from clashmap.resolve import resolve

    expanded, refused = expand_all(sources, files)
    map = resolve([parse(source) for source in expanded])
    findings = allow(map.documents, (*found, *refused, *map.diagnostics, *check(map)))
    return replace(map, diagnostics=_sorted(findings))


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All findings by the file to open and the place in it."""
    return tuple(sorted(map(at_origin, found), key=lambda diagnostic: diagnostic.sort_key))


class Nowhere:
    """Where text that is in no file itself includes files from: nowhere."""

    def find(self, written: str, beside: str) -> str:
        """Refuse it."""
        message = f"“{written}” cannot be included in text that is not in a file"
        raise RefusedError(UNREADABLE, message, "Save the text as a file beside it, and give clashmap that file.")

    def take(self, name: str) -> Source:
        """Nothing is ever found."""
        raise NotImplementedError(name)


class Folder:
    """The files of the debate at *path*, *sources*, and others that may be included: those in its folder.

    For a single file that is the folder that it is in. What is wrong with the encoding of a file joins what is *found*.
    """

    def __init__(self, path: str | os.PathLike[str], sources: Mapping[str, Source], found: list[Diagnostic]) -> None:
        self.root = Path(os.path.realpath(path if os.path.isdir(path) else Path(path).parent))
        self.sources, self.found = sources, found
        self.shown = {name: Path(source.path) for name, source in sources.items()}

    def find(self, written: str, beside: str) -> str:
        """The file that *written* names from the folder of the file *beside*, wherever links lead."""
        path = self.shown[beside].parent / written
        try:
            target = Path(os.path.realpath(path))
            if not target.is_relative_to(self.root):
                message = f"“{written}” is outside the folder of this debate"
                raise RefusedError(OUTSIDE, message, "Move the file into the folder, and include it from there.")
            mode = target.stat().st_mode
        except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
            others = [name for name in _nearest(path) if name != self.shown[beside].name]
            near = " or ".join(f"@include({Path(written).with_name(name).as_posix()})" for name in others)
            help = f"Type {near}." if near else "Check the spelling; the path starts from the folder of this file."
            raise RefusedError(UNREADABLE, f"there is no file “{written}” to include", help) from error
        if not stat.S_ISREG(mode):
            what = "is a folder" if stat.S_ISDIR(mode) else "is not a file"
            raise RefusedError(UNREADABLE, f"“{written}” {what}", "Include files one by one.")
        name = str(target)
        self.shown.setdefault(name, Path(os.path.normpath(path)))
        return name

    def take(self, name: str) -> Source:
        """The text of a file of the debate, or of another one in its folder."""
        if name in self.sources:
            return self.sources[name]
        shown = self.shown[name]
        help = "Check that the file is plain text, saved as UTF-8, and that you may open it."
        try:
            if os.path.getsize(name) > LARGEST:
                raise RefusedError(UNREADABLE, f"“{shown.name}” is too large to include", help)
            source, found = decode(_read(Path(name)), shown.as_posix())
        except OSError as error:
            raise RefusedError(UNREADABLE, f"“{shown.name}” cannot be read", help) from error
        if source is None:
            raise RefusedError(UNREADABLE, f"“{shown.name}” is not text", help)
        self.found.extend(found)
        return source


def _nearest(path: Path) -> list[str]:
    """The names in the folder of *path* that may have been meant by it."""
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_dir() or _is_argdown(entry.name)]
    except (OSError, ValueError):
        beside = []
    from difflib import get_close_matches

    return get_close_matches(path.name, sorted(beside), n=3, cutoff=0.5)


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
    if near := _nearest(path):
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


def write_new(folder: str | os.PathLike[str], files: Mapping[str, str]) -> None:
    """Make *folder* with *files*, texts by their names in it, or fill it when it is empty; all of them or none.

    Raises SaveError when there is anything in the folder, or when it cannot be written.
    """
    target = Path(folder)
    shown = target.as_posix()
    made: list[Path] = []
    is_new = not target.exists()
    try:
        if not is_new and (not target.is_dir() or any(target.iterdir())):
            what = "there is something in it" if target.is_dir() else "it is a file"
            raise SaveError(f"{shown} is already there, and {what}; choose another name")
        target.mkdir(exist_ok=True)
        for name, text in files.items():
            with (target / name).open("xb") as file:
                made.append(target / name)
                file.write(text.encode())
    except BaseException as error:
        with suppress(OSError, ValueError):
            for path in made:
                path.unlink()
            if is_new:
                target.rmdir()
        if isinstance(error, OSError | ValueError) and not isinstance(error, SaveError):
            reason = getattr(error, "strerror", "") or str(error)
            raise SaveError(f"{shown} cannot be written ({reason}); choose another name or folder") from error
        raise


def is_same(path: str | os.PathLike[str], given: str | os.PathLike[str]) -> bool:
    """Whether two names mean one file; a name that means nothing is no file's."""
    try:
        return Path(path).samefile(given)
    except (OSError, ValueError):
        return False


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Write beside *target*, then put the new file in its place in one step."""
    import secrets

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
