"""Cards: the files of quoted evidence beside a debate."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from clashmap.diagnostics import Diagnostic, Related
from clashmap.evidence.faults import UNOPENED, fault
from clashmap.library.opening import is_in, text_in, unlisted

if TYPE_CHECKING:
    from clashmap.evidence.cards import Card
    from clashmap.model import Reference

LARGEST = 2_000_000
"""Bytes of a card, at most: to hold one against its source takes 5 seconds a megabyte."""
FOLDER = "cards"
"""What the folder is called, beside the maps of the debate."""


def read_cards(folder: Path, references: Mapping[str, Reference]) -> tuple[dict[str, Card], list[Diagnostic]]:
    """The cards in the folder ``cards`` of *folder*, by their id, and what is wrong with them.

    They are its files that end in ``.md``, also in subfolders, in the order of their paths; hidden ones are left out,
    and so is what a link leads to that is not in *folder*. Of two with one id the first counts. A card that names one
    of the sources *references* has the fields of it where it has none of its own.
    """
    if not os.path.isdir(folder / FOLDER):
        return {}, []
    from clashmap.checks.nearest import Names
    from clashmap.evidence.cards import faults
    from clashmap.evidence.cards.parse import parse

    cards: dict[str, Card] = {}
    found: list[Diagnostic] = []
    names = Names(references)
    for path in _files(folder / FOLDER, found):
        source = text_in(path, folder, found, largest=LARGEST)
        if source is None:
            continue
        card, wrong = parse(source, id=normalize("NFC", path.stem))  # which a Mac takes apart
        found += wrong
        if card.source in references:
            fields = MappingProxyType({**references[card.source].fields, **card.fields})
            card = replace(card, fields=fields)
        elif card.source:
            found.append(_unknown(card, names))
        if card.id in cards:
            first = cards[card.id].place
            message = f"the card {first.source.path} is called “{card.id}”, too"
            help = "Type another id: at the top of one of them, or rename its file. Until then the first counts."
            related = (Related(first, "this one counts"),)
            found.append(Diagnostic(faults.TWICE, message, card.place, help=help, related=related))
        else:
            cards[card.id] = card
    return cards, found


def _files(folder: Path, found: list[Diagnostic]) -> list[Path]:
    """The files of cards in *folder*, by their paths; what is not looked into joins what is *found*."""
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
        files += [Path(here, name) for name in names if not name.startswith(".") and name.casefold().endswith(".md")]
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
