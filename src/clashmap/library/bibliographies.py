"""Bibliographies: the lists of sources beside a debate."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from clashmap.diagnostics import Diagnostic, Related, at
from clashmap.evidence.extra import MissingLibraryError
from clashmap.evidence.faults import missing
from clashmap.library.opening import names_in, text_in
from clashmap.model import Reference
from clashmap.source import Place, Source

if TYPE_CHECKING:
    from clashmap.evidence.bibliography.listing import Listing

SUFFIXES = (".bib", ".ris", ".json")
_NAMED = ".csl.json"
"""What says that a file is a list of sources; any other ``.json`` may be anything, and is left alone if it is none."""
_MOST_TOLD = 50
"""How many problems of one file are told."""


def read_bibliographies(folder: Path) -> tuple[dict[str, Reference], list[Diagnostic]]:
    """The sources in the bibliographies of *folder*, by their id, and what is wrong with them.

    They are all its files ``*.bib``, ``*.ris`` and ``*.json``, by name, but not those in its subfolders. Blanks in an
    id are hyphens, and a source without one is given its first author and year, such as ``haun2025``. Of two sources
    with one id the first counts.
    """
    references: dict[str, Reference] = {}
    found: list[Diagnostic] = []
    taken: dict[str, int] = {}
    for path in (folder / name for name in names_in(folder, found) if name.casefold().endswith(SUFFIXES)):
        wrong: list[Diagnostic] = []
        listed = _read(path, folder, wrong)
        is_sources = path.name.casefold().endswith(_NAMED) or (listed and listed[1].entries)
        if path.suffix.casefold() == ".json" and not is_sources:
            continue
        found += wrong
        if listed:
            _add(*listed, references, taken, found)
    return references, found


def lost(found: Iterable[Diagnostic]) -> dict[str, str]:
    """Why sources may be missing, by the file that lists them: the first thing that was *found* to keep it unread."""
    from clashmap.evidence.bibliography.faults import HYPHENED, TWICE

    reasons: dict[str, str] = {}
    for one in found:
        path = one.place.source.path if one.place else one.path
        if path and one.rule not in (HYPHENED, TWICE):
            reasons.setdefault(Path(path).name, f"{one.message}. {one.help}")
    return reasons


def _read(path: Path, folder: Path, found: list[Diagnostic]) -> tuple[Source, Listing] | None:
    """What a file lists; None when it cannot be read, and why joins what is *found*."""
    source = text_in(path, folder, found)
    if source is None:
        return None
    try:
        return source, _listing(source)
    except MissingLibraryError as library:
        found.append(missing(path.as_posix(), library))
        return None


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


def _add(
    source: Source, listing: Listing, references: dict[str, Reference], taken: dict[str, int], found: list[Diagnostic]
) -> None:
    """What *listing* lists joins *references*, and what is wrong with it joins what is *found*."""
    from clashmap.evidence.bibliography.faults import BROKEN, HYPHENED, TWICE
    from clashmap.evidence.bibliography.ids import citable, made
    from clashmap.evidence.bibliography.notes import sorted_out
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
        own = Reference(id, sorted_out(entry.fields), place)
        first = references.setdefault(id, own)
        is_same = first is own or first.fields == own.fields or full(first.fields) == full(own.fields)
        if not is_same:
            which = "first" if first.place.source is source else f"one in {first.place.source.path}"
            help = f"Give one of them another id; while there are two, the {which} counts."
            related = (Related(first.place, "this one counts"),)
            found.append(Diagnostic(TWICE, f"there is a source “{id}” already", place, help, related))
