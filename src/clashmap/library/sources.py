"""Sources: the files that hold the texts of the sources of a debate."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from clashmap.checks.sources import IDS, is_no_file
from clashmap.diagnostics import Diagnostic
from clashmap.evidence.faults import MISSING_LIBRARY, UNOPENED, fault
from clashmap.evidence.readers import SUFFIXES, read
from clashmap.evidence.readers.faults import SEVERAL
from clashmap.evidence.readers.limits import BYTES
from clashmap.evidence.text import SourceText
from clashmap.library.finding import MissingError
from clashmap.library.opening import is_in, names_in, opened
from clashmap.library.saving import is_same
from clashmap.library.strays import beside, strays
from clashmap.model import Reference

_IS_WINDOWS = os.name == "nt"
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}
"""Names that no file has on Windows, whatever its suffix."""


class Texts(NamedTuple):
    """The *texts* of sources by their ids, what was *found* to be wrong, and why others are *unread*, as phrases."""

    texts: dict[str, SourceText]
    found: list[Diagnostic]
    unread: dict[str, str]


def read_texts(
    folder: Path, references: Mapping[str, Reference], *, given: bool = False, debate: Path | None = None
) -> Texts:
    """The texts in *folder* of *references*, by their id, and what is wrong with them.

    The text of a source is in the file that is called as its id, with one of SUFFIXES; of several the first counts.
    Only regular files in the folder are read, wherever links lead; where there is no folder, there are no texts. One
    that the user has *given* by name may be a link to anywhere, and MissingError is raised when it is not there. Texts
    that stand in the folder of the *debate* instead are not read, but told.
    """
    if given and not folder.is_dir():
        what = "is no folder" if folder.exists() else "is not there"
        raise MissingError(f"the folder {folder.as_posix()} {what}; give --sources the folder that the texts are in")
    if not given and folder.is_symlink() and not is_in(folder, folder.parent):
        help = "Give the folder by name: --sources FOLDER."
        told = fault(UNOPENED, folder.as_posix(), "this is a link to a folder outside that of the debate", help)
        return Texts({}, [told], {})
    texts: dict[str, SourceText] = {}
    found: list[Diagnostic] = []
    unread: dict[str, str] = {}
    there = names_in(folder, found)
    names = _listed(there)
    for id in references:
        files = names.get(normalize("NFC", id), [])
        if is_no_file(id):
            unread[id] = f"a source “{id}” can have no text of its own; give it {IDS}"
        elif _IS_WINDOWS and _is_device(id):
            help = f"Give the source another id: {IDS}."
            found.append(fault(UNOPENED, _shown(folder, id), f"Windows opens no file that is called “{id}”", help))
            unread[id] = _why(found[-1])
        if not files or id in unread:
            continue
        first, *others = files
        if others:
            message = f"{_shown(folder, first)} is read as the text of “{id}”, not {' or '.join(others)}"
            help = "Keep one of them in this folder, so that everybody counts the same paragraphs."
            found.append(fault(SEVERAL, _shown(folder, first), message, help))
        data = opened(folder / first, folder, found, largest=BYTES)
        if data is None:
            unread[id] = _why(found[-1])
            continue
        done = read(data, _shown(folder, first))
        found += done.found
        if done.paragraphs:
            texts[id] = SourceText(id, _shown(folder, first), done.paragraphs, done.headings)
        else:
            unread[id] = _why(done.found[-1])
    used = {name for id in references for name in names.get(normalize("NFC", id), [])}
    lacking = [id for id in references if id not in texts and id not in unread]
    strayed: list[Diagnostic] = []
    meant: dict[str, str] = {}
    if debate and not is_same(debate, folder):
        strayed, meant = beside(debate, folder, lacking)
    others = [name for name in there if name not in used]
    found += strayed
    strayed, near = strays(folder, others, [id for id in lacking if id not in meant], is_shared=given)
    return Texts(texts, [*found, *strayed], {**unread, **meant, **near})


def _why(found: Diagnostic) -> str:
    """What was *found* of a file as the reason why its text is not here."""
    help = f"; {found.help[0].lower()}{found.help[1:]}" if found.rule is MISSING_LIBRARY else ""
    return f"{Path(found.path or '').name}: {found.message}{help}"


def _listed(names: list[str]) -> dict[str, list[str]]:
    """Those *names* of files that can be read, by what stands before the suffix, the first one first."""
    files: dict[str, list[str]] = {}
    for wanted in SUFFIXES:
        for name in names:
            stem, ending = os.path.splitext(name)
            if ending.casefold() == wanted and stem:
                files.setdefault(normalize("NFC", stem), []).append(name)  # macOS writes é as two characters
    return files


def _is_device(name: str) -> bool:
    return name.split(".", maxsplit=1)[0].rstrip().casefold() in _DEVICES


def _shown(folder: Path, name: str) -> str:
    return (folder / name.replace("\0", "")).as_posix()
