"""Cards: the files of quoted evidence beside a debate."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from clashmap.diagnostics import Diagnostic, Related
from clashmap.evidence.faults import UNOPENED, fault
from clashmap.library.opening import is_in, text_in, unlisted
from clashmap.library.strays import astray_cards
from clashmap.model import Citation, Reference

if TYPE_CHECKING:
    from clashmap.evidence.cards import Card

LARGEST = 2_000_000
"""Bytes of a card, at most: to hold one against its source takes 5 seconds a megabyte."""
FOLDER = "cards"
"""What the folder is called, beside the maps of the debate."""
_SUFFIX = ".md"
_TELLING = ("author", "editor", "title", "container-title", "publisher", "URL", "DOI")
"""Fields one of which says whose words a card quotes."""


class Cards(NamedTuple):
    """The *cards* by their ids, the sources that some are *own* by the same ids, where others are, and what is wrong.

    *astray* are phrases, by the ids of cards that are not here and for which there seems to be a file.
    """

    cards: dict[str, Card]
    own: dict[str, Reference]
    astray: dict[str, str]
    found: list[Diagnostic]


def read_cards(folder: Path, references: Mapping[str, Reference], wanted: Iterable[str] = ()) -> Cards:
    """The cards in the folder ``cards`` of *folder*, and what is wrong with them; *wanted* are ids that claims name.

    They are its files that end in ``.md``, also in subfolders, in the order of their paths; hidden ones are left out,
    and so is what a link leads to that is not in *folder*. Of two with one id the first counts. A card that names one
    of the sources *references* has the fields of it where it has none of its own. One that names none is cut from the
    source that is called as it is, and from itself where there is none and it says whose words it quotes.
    """
    from clashmap.evidence.cards import faults
    from clashmap.evidence.cards.parse import parse

    cards: dict[str, Card] = {}
    found: list[Diagnostic] = []
    files = _files(folder / FOLDER, found) if os.path.isdir(folder / FOLDER) else []
    others = [path for path in files if path.suffix.casefold() != _SUFFIX]
    for path in files:
        source = text_in(path, folder, found, largest=LARGEST) if path not in others else None
        if source is None:
            continue
        card, wrong = parse(source, id=normalize("NFC", path.stem))  # which a Mac takes apart
        found += wrong
        if card.id in cards:
            first = cards[card.id].place
            message = f"the card {first.source.path} is called “{card.id}”, too"
            help = "Type another id: at the top of one of them, or rename its file. Until then the first counts."
            related = (Related(first, "this one counts"),)
            found.append(Diagnostic(faults.TWICE, message, card.place, help=help, related=related))
        else:
            cards[card.id] = card
    own = {id: Reference(id, card.fields, card.place) for id, card in cards.items() if _is_own(card, references)}
    cards = _sourced(cards, {**references, **own}, found)
    astray, wrong = astray_cards(folder, others, [id for id in wanted if id not in cards])
    return Cards(cards, own, astray, found + wrong)


def _is_own(card: Card, references: Mapping[str, Reference]) -> bool:
    """Whether *card* is the only one to say whose words it quotes."""
    return card.is_whole and not card.source and card.id not in references and any(map(card.fields.get, _TELLING))


def _sourced(
    cards: Mapping[str, Card], references: Mapping[str, Reference], found: list[Diagnostic]
) -> dict[str, Card]:
    """*cards* with what their sources say, and what is wrong with that joins what is *found*."""
    from clashmap.checks.nearest import Names
    from clashmap.library.bibliographies import contradiction

    made: dict[str, Card] = {}
    names = Names(references)
    for id, card in cards.items():
        source = card.source or (id if card.is_whole and id in references else "")
        if source in references:
            if not card.source:
                found += contradiction(Reference(id, card.fields, card.place), references[id])
            fields = MappingProxyType({**references[source].fields, **card.fields})
            made[id] = replace(card, source=source, fields=fields, citations=card.citations or _cited(card, source))
            continue
        if source:
            found.append(_unknown(card, names))
        made[id] = card
    return made


def _cited(card: Card, source: str) -> tuple[Citation, ...]:
    """Where in its *source* a *card* stands that does not name it."""
    from clashmap.evidence.cards.front import setting_place

    if card.locator is None:
        return ()
    place, written = setting_place(card, "locator"), str(card.locator)
    return (Citation(source, written, place, *card.locator, place if place.text == written else None),)


def _files(folder: Path, found: list[Diagnostic]) -> list[Path]:
    """The files in *folder*, by their paths; what is not looked into joins what is *found*."""
    files: list[Path] = []
    if not is_in(folder, folder.parent):  # it may lead to all that is on the disk
        message = "this is a link to a folder outside that of the debate"
        found.append(fault(UNOPENED, folder.as_posix(), message, "Copy the folder in place of the link."))
        return files
    for here, inner, names in os.walk(folder, onerror=lambda error: found.append(unlisted(error))):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for link in (Path(here, name) for name in inner if os.path.islink(Path(here, name))):
            message = "this folder is a link, which is not followed"
            found.append(fault(UNOPENED, link.as_posix(), message, "Copy the folder in place of the link."))
        files += [Path(here, name) for name in names if not name.startswith(".")]
    return sorted(files, key=lambda path: path.parts)


def _unknown(card: Card, names: Any) -> Diagnostic:
    """That the source of *card* is none of those that the debate declares, which have *names*."""
    from clashmap.checks.nearest import did_you_mean
    from clashmap.evidence.cards.faults import UNKNOWN_SOURCE
    from clashmap.evidence.cards.front import setting_place

    declare = f"To declare it, write `{card.source}: {{title: …, author: …}}` under `sources:` in the debate."
    help = did_you_mean(names.nearest(card.source), otherwise=declare)
    message, place = f"there is no source “{card.source}”", setting_place(card, "source", "cite")
    return Diagnostic(UNKNOWN_SOURCE, message, place, help=help)
