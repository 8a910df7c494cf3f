"""Strays: files among the texts of sources that are called as no source is, and which one each may be meant for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from unicodedata import normalize

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.faults import fault
from clashmap.evidence.readers import SUFFIXES
from clashmap.evidence.readers.faults import STRAY, UNCLAIMED

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
    if others := [name for name in others if not _ASIDE.match(name) and _parted(name)[1] in SUFFIXES]:
        left = len(others) - _NAMED
        shown = ", ".join(others[:_NAMED]) + (f" and {left:,} more" if left > 0 else "")
        message = f"no source is called as {shown}"
        help = f"A text is called as its source. Of “{left_out}”, that is {left_out}.txt."
        found.append(fault(UNCLAIMED, folder.as_posix(), message, help))
    return found, meant


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
