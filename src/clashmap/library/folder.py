"""Folders: where the files of a debate include others from."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Mapping
from pathlib import Path

from clashmap.diagnostics import Diagnostic
from clashmap.encoding import decode
from clashmap.include import LARGEST, OUTSIDE, UNREADABLE, RefusedError
from clashmap.library.finding import nearest, read_bytes
from clashmap.source import Source


class Nowhere:
    """Where text that is in no file itself includes files from: nowhere."""

    def find(self, written: str, beside: str) -> str:
        """Refuse it."""
        message = f"“{written}” cannot be included in text that is not in a file"
        raise RefusedError(UNREADABLE, message, "Save the text as a file beside it, and give clashmap that file.")

    def take(self, name: str) -> Source:
        """Nothing is ever found."""
        raise NotImplementedError(name)


class Texts:
    """Where *sources*, texts in memory by their paths, include one another from: their paths are as in one folder."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    def find(self, written: str, beside: str) -> str:
        """The path that *written* means in the text *beside*."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(beside), written))
        if path in self.sources:
            return path
        if path.startswith(("../", "/")):
            raise RefusedError(OUTSIDE, f"“{written}” is outside the folder of this debate", "Move the file into it.")
        raise RefusedError(UNREADABLE, f"there is no file “{written}” to include", "Check the spelling.")

    def take(self, name: str) -> Source:
        """The text at a path."""
        return self.sources[name]


class Folder:
    """The files of the debate at *path*, *sources*, and others that may be included: those in its folder.

    For a single file that is the folder that it is in. What is wrong with the encoding of a file joins what is *found*.
    """

    def __init__(self, path: str | os.PathLike[str], sources: Mapping[str, Source], found: list[Diagnostic]) -> None:
        self.root = Path(os.path.realpath(path if os.path.isdir(path) else Path(path).parent))
        self.sources, self.found = sources, found
        self.shown = {name: Path(source.path) for name, source in sources.items()}

    def find(self, written: str, beside: str) -> str:
        """The file that *written* names from the folder of the file *beside*, wherever links lead."""
        path = self.shown[beside].parent / written
        try:
            target = Path(os.path.realpath(path))
            if not target.is_relative_to(self.root):
                message = f"“{written}” is outside the folder of this debate"
                raise RefusedError(OUTSIDE, message, "Move the file into the folder, and include it from there.")
            mode = target.stat().st_mode
        except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
            others = [name for name in nearest(path) if name != self.shown[beside].name]
            near = " or ".join(f"@include({Path(written).with_name(name).as_posix()})" for name in others)
            help = f"Type {near}." if near else "Check the spelling; the path starts from the folder of this file."
            raise RefusedError(UNREADABLE, f"there is no file “{written}” to include", help) from error
        if not stat.S_ISREG(mode):
            what = "is a folder" if stat.S_ISDIR(mode) else "is not a file"
            raise RefusedError(UNREADABLE, f"“{written}” {what}", "Include files one by one.")
        name = str(target)
        self.shown.setdefault(name, Path(os.path.normpath(path)))
        return name

    def take(self, name: str) -> Source:
        """The text of a file of the debate, or of another one in its folder."""
        if name in self.sources:
            return self.sources[name]
        shown = self.shown[name]
        help = "Check that the file is plain text, saved as UTF-8, and that you may open it."
        try:
            if os.path.getsize(name) > LARGEST:
                raise RefusedError(UNREADABLE, f"“{shown.name}” is too large to include", help)
            source, found = decode(read_bytes(Path(name)), shown.as_posix())
        except OSError as error:
            raise RefusedError(UNREADABLE, f"“{shown.name}” cannot be read", help) from error
        if source is None:
            raise RefusedError(UNREADABLE, f"“{shown.name}” is not text", help)
        self.found.extend(found)
        return source
