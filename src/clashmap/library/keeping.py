"""Keeping: the files beside a debate that no result is ever written over, nor put among."""

from __future__ import annotations

import os
from pathlib import Path

from clashmap.evidence.lock import FILE
from clashmap.evidence.readers import SUFFIXES
from clashmap.library import bibliographies
from clashmap.library.cards import FOLDER
from clashmap.library.opening import names_in
from clashmap.library.saving import is_same


def kept_from(output: str, folder: Path | None, sources: str | None = None) -> str:
    """Why a result is not to be written to the file *output*, as a phrase; empty when nothing speaks against it.

    *folder* is that of the debate, None for text in no file. Nothing is written into its folders “sources” and “cards”,
    and over nothing in the folder *sources*, if one is given, nor is any file put there that would be read as a text.
    Bibliographies and the lock are never written over.
    """
    file = Path(os.path.realpath(output))
    shown = Path(output).as_posix()
    texts = f"{shown} would be among the texts of sources; choose another folder"
    if folder is not None:
        if file.is_relative_to(os.path.realpath(folder / "sources")):
            return texts
        if file.is_relative_to(os.path.realpath(folder / FOLDER)):
            return f"{shown} would be among the cards; choose another folder"
        if file == Path(os.path.realpath(folder / FILE)):
            return f"{shown} is the lock of this debate; choose another name"
        name = file.name.casefold()
        lists = [folder / each for each in names_in(folder, []) if each.casefold().endswith(bibliographies.SUFFIXES)]
        is_read = any(is_same(file, each) and bibliographies.is_list(each, folder) for each in lists)
        is_new = file.parent == Path(os.path.realpath(folder)) and name.endswith(bibliographies.NAMED)
        if is_read or is_new:
            return f"{shown} {'is' if is_read else 'would be'} read as a list of sources; choose another name"
    if sources is not None and file.parent == Path(os.path.realpath(sources)):
        # Who keeps texts and maps in one folder may draw again what is no text.
        is_shared = folder is not None and is_same(folder, sources)
        if file.name.casefold().endswith(SUFFIXES) or (os.path.lexists(file) and not is_shared):
            return texts
    return ""
