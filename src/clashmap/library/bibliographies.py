"""Bibliographies: the lists of sources beside a debate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
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
NAMED = (".bib", ".ris", ".csl.json")
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
        if not _is_list(path, listed):
            continue
        found += wrong
        if listed:
            _add(*listed, references, taken, found)
    return references, found


def is_list(path: Path, folder: Path) -> bool:
    """Whether the file at *path* is read as a bibliography of the debate in *folder*."""
    return _is_list(path, None) or _is_list(path, _read(path, folder, []))


def _is_list(path: Path, listed: tuple[Source, Listing] | None) -> bool:
    return path.name.casefold().endswith(NAMED) or bool(listed and listed[1].entries)


def joined(
    listed: Mapping[str, Reference], declared: Mapping[str, Reference], found: list[Diagnostic]
) -> dict[str, Reference]:
    """The sources *listed* beside a debate and *declared* in it; of an id in both, the fields of both.

    What the debate says of a source counts above what its bibliography says. That the two plainly are different sources
    joins what is *found*.
    """
    references = {**listed, **declared}
    for id, own in declared.items():
        if id in listed:
            said = {key: value for key, value in own.fields.items() if value is not None}
            references[id] = replace(own, fields={**listed[id].fields, **said})
            found += contradiction(own, listed[id])
    return references


def contradiction(own: Reference, other: Reference) -> Iterable[Diagnostic]:
    """That two records of one id are of different sources, at the place of *own*, whose fields count."""
    from clashmap.checks.nearest import bare
    from clashmap.evidence.bibliography.faults import TWICE
    from clashmap.evidence.csl.line import line
    from clashmap.evidence.csl.names import family, names

    def is_another(ours: list[str], theirs: list[str]) -> bool:
        """Whether both say something, and nothing in one is a part of anything in the other."""
        ours, theirs = (list(filter(None, map(bare, words))) for words in (ours, theirs))
        return bool(ours and theirs) and not any(one in two or two in one for one in ours for two in theirs)

    titles = [[line(one.fields.get("title"))] for one in (own, other)]
    authors = [list(map(family, names(one.fields.get("author")))) for one in (own, other)]
    for what, (ours, theirs) in (("title", titles), ("author", authors)):
        if is_another(ours, theirs):
            file = Path(other.place.source.path).name
            message = f"“{own.id}” is another source in {file}, whose {what} is “{', '.join(theirs)}”"
            help = "If they are two sources, give one another id. While they have one, what stands here counts."
            yield Diagnostic(TWICE, message, own.place, help, (Related(other.place, "the other one"),))
            return


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
