"""Cards: the files of quoted evidence beside a debate."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from clashmap.diagnostics import Diagnostic, Related

if TYPE_CHECKING:
    from clashmap.evidence.cards import Card
    from clashmap.evidence.cards.parse import Halves
    from clashmap.model import Reference
    from clashmap.source import Source

FOLDER = "cards"
"""What the folder is called, beside the maps of the debate."""
LARGEST = 10_000_000
"""Bytes of a card, at the most."""
_LONGEST_FRONT = 100_000
"""Characters of the front matter of a card, at the most."""


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

    cards: dict[str, Card] = {}
    found: list[Diagnostic] = []
    names = Names(references)
    for path in _files(folder, found):
        card = _read(path, found)
        if card is None:
            continue
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


def _files(folder: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """The files of cards of the debate in *folder*; what cannot be opened joins what is *found*."""
    root = os.path.realpath(folder)
    names: list[Path] = []
    for here, inner, files in os.walk(folder / FOLDER, onerror=lambda error: found.append(_refused(error))):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for link in (Path(here, name) for name in inner if os.path.islink(Path(here, name))):
            found.append(
                _unreadable(link, "this folder is a link, which is not followed", "Copy the folder in its place.")
            )
        names += [Path(here, name) for name in files if not name.startswith(".") and name.casefold().endswith(".md")]
    for path in sorted(names, key=lambda path: path.parts):
        try:
            mode, size = path.stat().st_mode, path.stat().st_size
        except OSError as error:
            found.append(_unreadable(path, f"this card cannot be opened ({error.strerror})", "Check the file."))
            continue
        if not Path(os.path.realpath(path)).is_relative_to(root):
            message = "this card is a link to a file outside the folder of the debate"
            found.append(_unreadable(path, message, "Copy the file into the folder in place of the link."))
        elif not stat.S_ISREG(mode):
            found.append(_unreadable(path, "this is not a file", "Cards are plain text files; move this elsewhere."))
        elif size > LARGEST:
            message = f"this card has {size / 1e6:,.0f} MB, and {LARGEST // 1_000_000} are the most"
            found.append(_unreadable(path, message, "Keep the quoted paragraphs, and leave the rest in the source."))
        else:
            yield path


def _read(path: Path, found: list[Diagnostic]) -> Card | None:
    """The card in the file at *path*; None when it cannot be read, and what is wrong joins what is *found*."""
    from clashmap.encoding import decode
    from clashmap.evidence.cards.parse import halves, parse
    from clashmap.library.finding import LoadError, read_bytes

    try:
        source, wrong = decode(read_bytes(path), path.as_posix())
    except LoadError:
        found.append(_unreadable(path, "this card cannot be opened", "Check that you may open this file."))
        return None
    found += wrong
    if source is None:
        return None
    parts = halves(source.text)
    card, wrong_in_it = parse(source, parts, _values(source, parts, found), id=path.stem)
    found += wrong_in_it
    return card


def _values(source: Source, parts: Halves, found: list[Diagnostic]) -> dict[str, Any] | None:
    """What the front matter says; None when it cannot be read, and why joins what is *found*."""
    from clashmap.argdown.yamlload import load_table
    from clashmap.diagnostics import at
    from clashmap.evidence.cards.faults import FRONT_MATTER
    from clashmap.source import Span

    start, end = parts.front
    if end - start > _LONGEST_FRONT:
        help = "Type --- on a line of its own behind the last name: value, and the quotation below it."
        line = source.line_at(start)
        found.append(at(FRONT_MATTER, "the front matter is too long", source, line, help=help))
        return None
    loaded = load_table(source.text[start:end], "", in_braces=False)
    if isinstance(loaded, dict):
        return loaded
    if not parts.is_closed:  # which has a finding of its own, and is why
        return None
    offset = min(start + loaded.offset, max(start, end - 1))
    found.append(at(FRONT_MATTER, loaded.message, source, Span(offset, offset + 1), help=loaded.help))
    return None


def _unknown(card: Card, names: Any) -> Diagnostic:
    """That the source of *card* is none of those that the debate declares, which have *names*."""
    from clashmap.checks.nearest import did_you_mean
    from clashmap.evidence.cards.faults import UNKNOWN_SOURCE
    from clashmap.evidence.cards.parse import setting_place

    declare = f"To declare it, write `{card.source}: {{title: …, author: …}}` under `sources:` in the debate."
    help = did_you_mean(names.nearest(card.source), otherwise=declare)
    message, place = f"there is no source “{card.source}”", setting_place(card, "source", "cite")
    return Diagnostic(UNKNOWN_SOURCE, message, place, help=help)


def _refused(error: OSError) -> Diagnostic:
    return _unreadable(Path(error.filename), "this folder of cards cannot be read", "Check that you may open it.")


def _unreadable(path: Path, message: str, help: str) -> Diagnostic:
    from clashmap.evidence.cards.faults import UNREADABLE

    return Diagnostic(UNREADABLE, message, None, help=help, path=path.as_posix())
