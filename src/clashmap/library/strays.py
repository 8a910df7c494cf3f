"""Strays: texts and cards that are not where they are read, or not called so, and what each may be meant for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from unicodedata import normalize

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.faults import CARD_STRAY, fault
from clashmap.evidence.readers import SUFFIXES
from clashmap.evidence.readers.faults import STRAY, UNCLAIMED
from clashmap.library.opening import names_in

_LOOKED_AT = 200
"""Files that are looked at, at most: who keeps more of them has not mistyped one."""
_ALIKE = 0.7
"""How like the id of a source a name is that may be meant for it, at least."""
_NAMED = 3
"""Files that a hint names."""
_UNREAD = (".doc", ".odt", ".rtf", ".pages", ".wpd", ".epub")
"""How the names of texts end that cannot be read, and can be saved so that they can."""
_ASIDE = re.compile(r"(?:read-?me|licen[cs]e|copying|index|notes?|todo)\b", re.IGNORECASE)
_KINDS = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def strays(
    folder: Path, names: Iterable[str], lacking: Sequence[str], *, is_shared: bool = False
) -> tuple[list[Diagnostic], dict[str, str]]:
    """What is to be said of the files *names* in *folder*, which are no source’s, where texts are *lacking*.

    And why the text of a source is lacking, as a phrase, by its id, where a file looks like it. Where no text is
    lacking, nothing is to be said of any other file, nor is there of one that is like no source in a folder that
    *is_shared* by several debates.
    """
    from clashmap.checks.nearest import Names

    found: list[Diagnostic] = []
    meant: dict[str, str] = {}
    others: list[str] = []
    known = Names(lacking)
    texts = [name for name in names if lacking and _may_be_text(name)][:_LOOKED_AT]
    for name in texts:
        if not (folder / name).is_file():
            continue
        stem, ending = _parted(name)
        id = next((id for id in known.nearest(stem) if _is_alike(stem, id)), None)
        if id is None:
            others.append(name)
            continue
        found.append(fault(STRAY, (folder / name).as_posix(), *_told(name, stem, ending, id)))
        help = found[-1].help
        meant.setdefault(id, f"there is {name}; {help[0].lower()}{help[1:].rstrip('.')}")
    left_out = next((id for id in lacking if id not in meant), None)
    if is_shared or left_out is None:
        return found, meant
    if others := [name for name in others if not _ASIDE.match(name) and _parted(name)[1]]:
        left = len(others) - _NAMED
        shown = ", ".join(others[:_NAMED]) + (f" and {left:,} more" if left > 0 else "")
        message = f"no source is called as {shown}"
        help = f"A text is called as its source. Of “{left_out}”, that is {left_out}.txt."
        found.append(fault(UNCLAIMED, folder.as_posix(), message, help))
    return found, meant


def beside(debate: Path, folder: Path, lacking: Iterable[str]) -> tuple[list[Diagnostic], dict[str, str]]:
    """What is to be said of texts that stand in the folder of the *debate*, and not in the *folder* of the texts.

    And why the text of a source that is *lacking* is not here, as a phrase, by its id.
    """
    found: list[Diagnostic] = []
    meant: dict[str, str] = {}
    there = {(parted := _parted(name))[0] + parted[1]: name for name in names_in(debate, []) if _may_be_text(name)}
    for id in lacking:
        names = (there.get(normalize("NFC", id) + ending) for ending in (*SUFFIXES, *_UNREAD))
        if name := next((name for name in names if name and (debate / name).is_file()), ""):
            ending = os.path.splitext(name)[1].casefold()
            help = f"Move it into the folder {folder.name}."
            if ending in _UNREAD:
                help = _told(name, id, ending, id)[1].replace(f"as {id}", f"as {folder.name}/{id}")
            message = f"this is not read: texts of sources belong into the folder {folder.name}"
            found.append(fault(STRAY, (debate / name).as_posix(), message, help))
            meant[id] = f"there is {name} beside the debate; {help[0].lower()}{help[1:].rstrip('.')}"
    return found, meant


def astray_cards(
    debate: Path, others: Sequence[Path], lacking: Iterable[str]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Where cards that are *lacking* seem to be, as phrases by their ids, and what is to be said of their files.

    These are files beside the maps of the *debate*, and the *others* among its cards, which are none.
    """
    meant: dict[str, str] = {}
    found: list[Diagnostic] = []
    others = [path for path in others if _may_be_text(path.name) and not _ASIDE.match(path.name)]
    if others:
        shown = ", ".join(path.name for path in others[:_NAMED])
        more = f" and {len(others) - _NAMED:,} more" if len(others) > _NAMED else ""
        message = f"{shown}{more} cannot be read here: a card is a file that ends in .md"
        help = f"Save its text as {_parted(others[0].name)[0]}.md, with the marking; see clashmap help evidence."
        found.append(fault(CARD_STRAY, others[0].as_posix(), message, help))
    for id in lacking:
        if path := next((path for path in others if _parted(path.name)[0] == id), None):
            meant[id] = f"there is {path.name} among the cards; save its text as {id}.md, with the marking"
        elif not any(sign in id for sign in "/\\\0") and (debate / f"{id}.md").is_file():
            message, help = "this is not read: cards belong into the folder cards", "Move it into the folder cards."
            found.append(fault(CARD_STRAY, (debate / f"{id}.md").as_posix(), message, help))
            meant[id] = f"there is {id}.md beside the debate; move it into the folder cards"
    return meant, found


def _may_be_text(name: str) -> bool:
    ending = os.path.splitext(name)[1].casefold()
    return not ending or ending in SUFFIXES or ending in _UNREAD


def _parted(name: str) -> tuple[str, str]:
    """The stem of *name* without any suffix of a text, and the last of these, in small letters."""
    stem, ending = os.path.splitext(normalize("NFC", name))
    while (more := os.path.splitext(stem))[1].casefold() in (*SUFFIXES, *_UNREAD):
        stem = more[0]
    return stem, ending.casefold()


def _is_alike(stem: str, id: str) -> bool:
    """Whether *stem* may be meant for *id*. Figures tell sources apart: smith-20 is not smith-21."""
    figures = [re.sub(r"\D", "", text) for text in (stem, id)]
    if figures[0] and figures[0] != figures[1]:
        return False
    return SequenceMatcher(None, stem.casefold(), normalize("NFC", id).casefold(), autojunk=False).ratio() >= _ALIKE


def _told(name: str, stem: str, ending: str, id: str) -> tuple[str, str]:
    """What is wrong with the file *name*, and what helps, if it is meant for the source *id*."""
    if ending in SUFFIXES:
        return (
            f"this is not read: the text of “{id}” would be {id}{ending}",
            f"Rename it to {id}{ending}, if it is that.",
        )
    is_named = normalize("NFC", id) == stem
    if not ending:
        message = f"this is not read: the text of “{id}” would be {id}.txt"
        return message, f"Rename it to {id}.txt, if it is plain text, or to what else it is: {_KINDS}."
    message = f"files that end in {ending} cannot be read" + ("" if is_named else f", and “{id}” is written otherwise")
    kind = "docx" if ending in (".doc", ".odt", ".rtf") else "pdf"
    return message, f"Open it and save it as {id}.{kind}, or copy its text into {id}.txt; {_KINDS} can be read."
