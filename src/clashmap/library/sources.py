"""Sources: the files that hold the texts of the sources of a debate, and the article that a draft is made from."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.readers import SUFFIXES, Read, read
from clashmap.evidence.readers.faults import MISNAMED, OUTSIDE, SEVERAL, UNREADABLE, fault
from clashmap.evidence.readers.kinds import large
from clashmap.evidence.readers.limits import BYTES
from clashmap.evidence.text import SourceText
from clashmap.library.finding import LoadError, MissingError, read_bytes
from clashmap.model import Reference

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}
"""Names that are no files on Windows, whatever their suffix."""
_CHECK = "Check that it is a file, and that you may open it."
_STDIN = "-"


def read_texts(
    folder: Path, references: Mapping[str, Reference], *, given: bool = False
) -> tuple[dict[str, SourceText], list[Diagnostic]]:
    """The texts in *folder* of *references*, by their id, and what is wrong with them.

    The text of a source is in the file that is called as its id, with one of SUFFIXES; of several the first counts.
    Only regular files in the folder are read, wherever links lead; where there is no folder, there are no texts. One
    that the user has *given* by name may be a link to anywhere, and MissingError is raised when it is not there.
    """
    if given and not folder.is_dir():
        what = "is no folder" if folder.exists() else "is not there"
        raise MissingError(f"the folder {folder.as_posix()} {what}; give --sources the folder that the texts are in")
    if not given and folder.is_symlink() and not _is_in(folder, folder.parent):
        help = "Give the folder by name: --sources FOLDER."
        return {}, [fault(OUTSIDE, folder.as_posix(), "this is a link to a folder outside that of the debate", help)]
    texts: dict[str, SourceText] = {}
    found: list[Diagnostic] = []
    names = _listed(folder)
    for id in references:
        files = names.get(normalize("NFC", id), [])
        if not files and names and (ending := _tried(folder, id)):
            help = "Give the source an id without “/” and “..”, and put its file into the folder of the sources."
            found.append(fault(OUTSIDE, ending, f"the file of the source “{id}” would be outside the folder", help))
        if not files:
            continue
        first, *others = files
        if others:
            message = f"{_shown(folder, first)} is read as the text of “{id}”, not {' or '.join(others)}"
            help = "Keep one of them in this folder, so that everybody counts the same paragraphs."
            found.append(fault(SEVERAL, _shown(folder, first), message, help))
        data = _inside(folder, first, found)
        if data is None:
            continue
        done = read(data, _shown(folder, first))
        found += done.found
        if done.paragraphs:
            texts[id] = SourceText(id, _shown(folder, first), done.paragraphs, done.headings)
    return texts, found


def read_article(path: str | os.PathLike[str]) -> Read:
    """Read an article, of any kind that readers know; ``-`` is plain text or a web page on standard input.

    Raises MissingError when there is no such file, and LoadError when it cannot be opened or is too large.
    """
    if os.fspath(path) == _STDIN:
        done = read(sys.stdin.buffer.read(BYTES + 1), "<stdin>.txt")
        return replace(done, found=tuple(found for found in done.found if found.rule is not MISNAMED))
    file = Path(path)
    shown = file.as_posix()
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise MissingError(f"there is no file {shown}; check the spelling, and the folder that you are in") from error
    except OSError as error:
        raise LoadError(f"{shown} cannot be read ({error.strerror or error})") from error
    if stat.S_ISDIR(status.st_mode):
        raise LoadError(f"{shown} is a folder; give the file of one article")
    if not stat.S_ISREG(status.st_mode):
        raise LoadError(f"{shown} is not a file; give the file of one article")
    if status.st_size > BYTES:
        raise LoadError(f"{shown} is larger than {BYTES // 1_000_000} MB; copy the part that you need into a .txt file")
    return read(read_bytes(file), shown)


def _listed(folder: Path) -> dict[str, list[str]]:
    """The names of the files in *folder* that can be read, by what stands before the suffix, the first one first."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except (OSError, ValueError):
        return {}
    files: dict[str, list[str]] = {}
    for wanted in SUFFIXES:
        for name in names:
            stem, ending = os.path.splitext(name)
            if ending.casefold() == wanted and stem and stem.split(".")[0].rstrip().casefold() not in _DEVICES:
                files.setdefault(normalize("NFC", stem), []).append(name)  # macOS writes é as two characters
    return files


def _tried(folder: Path, id: str) -> str:
    """Where the file of a source would be if its *id* led out of *folder* to one that is there."""
    if not any(mark in id for mark in "/\\:\0"):
        return ""
    try:
        return next((_shown(folder, id + end) for end in SUFFIXES if os.path.lexists(folder / (id + end))), "")
    except ValueError:  # a zero byte
        return ""


def _inside(folder: Path, name: str, found: list[Diagnostic]) -> bytes | None:
    """What is in the file *name* of *folder*; None when that is not to be read, which joins what is *found*."""
    shown = _shown(folder, name)
    try:
        target = Path(os.path.realpath(folder / name))
        if not _is_in(target, folder):
            help = "Put the file itself into the folder, not a link to it."
            found.append(fault(OUTSIDE, shown, "this is a link to a file outside the folder", help))
            return None
        status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a file"
            found.append(fault(UNREADABLE, shown, f"this is {what}", "Put the text of the source there."))
            return None
        if status.st_size > BYTES:
            megabytes = f"{status.st_size / 1e6:,.0f} MB, more than {BYTES / 1e6:.0f}"
            found.append(large(shown, f"the file has {megabytes}"))
            return None
        return read_bytes(target)
    except (OSError, ValueError) as error:
        reason = getattr(error.__cause__ or error, "strerror", None) or "it cannot be opened"
        found.append(fault(UNREADABLE, shown, f"the file cannot be read ({reason})", _CHECK))
        return None


def _is_in(path: Path, folder: Path) -> bool:
    """Whether *path* is in *folder* in truth, wherever links lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _shown(folder: Path, name: str) -> str:
    return (folder / name.replace("\0", "")).as_posix()
