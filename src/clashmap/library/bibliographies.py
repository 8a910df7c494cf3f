"""Bibliographies: the lists of sources beside a debate."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from clashmap.diagnostics import Diagnostic, Related, at
from clashmap.model import Reference
from clashmap.source import Place, Source

if TYPE_CHECKING:
    from clashmap.evidence.bibliography.listing import Listing

_SUFFIXES = (".bib", ".ris", ".json")
_NAMED = ".csl.json"
"""What says that a file is a list of sources; any other ``.json`` may be anything, and is left alone if it is none."""
_LARGEST = 10_000_000
"""How many bytes a bibliography may have."""
_MOST_TOLD = 50
"""How many problems of one file are told."""
_INSTALL = "Type: pip install 'clashmap[sources]'"


def read_bibliographies(folder: Path) -> tuple[dict[str, Reference], list[Diagnostic]]:
    """The sources in the bibliographies of *folder*, by their id, and what is wrong with them.

    They are all its files ``*.bib``, ``*.ris`` and ``*.json``, by name, but not those in its subfolders. Blanks in an
    id are hyphens, and a source without one is given its first author and year, such as ``haun2025``. Of two sources
    with one id the first counts.
    """
    references: dict[str, Reference] = {}
    found: list[Diagnostic] = []
    taken: dict[str, int] = {}
    for path in _files(folder):
        source, wrong = _text(path, folder)
        listing = None
        if source is not None:
            from clashmap.evidence.bibliography.listing import MissingLibraryError

            try:
                listing = _listing(source)
            except MissingLibraryError as missing:
                wrong = [*wrong, _not_installed(source, str(missing))]
        if path.name.casefold().endswith(".json") and not _is_sources(path, listing):
            continue
        found += wrong
        if source is not None and listing is not None:
            _add(source, listing, references, taken, found)
    return references, found


def _files(folder: Path) -> Iterator[Path]:
    """The files in *folder* that may be bibliographies, by name, each once; none of a folder that cannot be listed."""
    seen: set[str] = set()
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return
    for name in names:
        target = os.path.realpath(folder / name)
        if name.casefold().endswith(_SUFFIXES) and not name.startswith(".") and target not in seen:
            seen.add(target)
            yield folder / name


def _is_sources(path: Path, listing: Listing | None) -> bool:
    """Whether a ``.json`` is a list of sources, or says so by its name."""
    return path.name.casefold().endswith(_NAMED) or bool(listing and listing.entries)


def _text(path: Path, folder: Path) -> tuple[Source | None, list[Diagnostic]]:
    """What is in a file, and what is wrong with it; links may lead only to files within *folder*."""
    from clashmap.encoding import decode
    from clashmap.evidence.bibliography.faults import UNREADABLE

    def refused(message: str, help: str) -> tuple[None, list[Diagnostic]]:
        return None, [Diagnostic(UNREADABLE, f"“{path.name}” {message}", None, help, path=path.as_posix())]

    try:
        target = Path(os.path.realpath(path))
        if not target.is_relative_to(os.path.realpath(folder)):
            return refused("is a link to a file outside the folder of this debate", "Copy the file into the folder.")
        state = target.stat()
        if not stat.S_ISREG(state.st_mode):
            what = "is a folder" if stat.S_ISDIR(state.st_mode) else "is not a file"
            return refused(what, "Give it another name, or put a list of sources there.")
        with target.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        return refused(f"cannot be read ({error.strerror or error})", "Check that you may open this file.")
    if len(data) > _LARGEST:
        help = "Export only the sources of this debate, or split it into several files."
        return refused(f"is larger than {_LARGEST // 1_000_000} MB", help)
    source, wrong = decode(data, path.as_posix())
    return source, list(wrong)


def _listing(source: Source) -> Listing:
    """What a bibliography lists. Raises MissingLibraryError where what reads it is not installed."""
    suffix = Path(source.path).suffix.casefold()
    if suffix == ".bib":
        from clashmap.evidence.bibliography.bib import read_bib

        return read_bib(source.text)
    if suffix == ".ris":
        from clashmap.evidence.bibliography.ris import read_ris

        return read_ris(source.text)
    from clashmap.evidence.bibliography.csljson import read_json

    return read_json(source.text)


def _not_installed(source: Source, library: str) -> Diagnostic:
    from clashmap.evidence.bibliography.faults import NO_LIBRARY

    message = f"“{Path(source.path).name}” cannot be read without {library}, which is not installed"
    return Diagnostic(NO_LIBRARY, message, None, _INSTALL, path=source.path)


def _add(
    source: Source, listing: Listing, references: dict[str, Reference], taken: dict[str, int], found: list[Diagnostic]
) -> None:
    """What *listing* lists joins *references*, and what is wrong with it joins what is *found*."""
    from clashmap.evidence.bibliography.faults import BROKEN, HYPHENED, TWICE
    from clashmap.evidence.bibliography.ids import citable, made
    from clashmap.evidence.csl import full

    for number, each in enumerate(listing.problems[:_MOST_TOLD], 1):
        left = len(listing.problems) - number
        more = f"; there are {left} more problems in this file" if left and number == _MOST_TOLD else ""
        found.append(at(BROKEN, each.message + more, source, each.span, help=each.help))
    for entry in listing.entries:
        id = citable(entry.id) or made(entry.fields, taken)
        place = Place(source, entry.span)
        if id != entry.id and entry.id:
            help = f'Write cite: "{id} 45", or take the blanks out of the id.'
            found.append(Diagnostic(HYPHENED, f"“{entry.id}” is cited as “{id}”", place, help))
        first = references.setdefault(id, Reference(id, entry.fields, place))
        is_same = first.place == place or first.fields == entry.fields or full(first.fields) == full(entry.fields)
        if not is_same:
            help = f"Give one of them another id; while there are two, the one in {first.place.source.path} counts."
            related = (Related(first.place, "this one counts"),)
            found.append(Diagnostic(TWICE, f"there is a source “{id}” already", place, help, related))
