"""Texts: a debate that is in memory, read as the files of a folder are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from clashmap.graph import ArgumentMap
from clashmap.include import OUTSIDE, UNREADABLE, RefusedError
from clashmap.library import assemble
from clashmap.source import Source

_FILE = re.compile(r"^// (\S+\.argdown)\n", re.MULTILINE)


def files_in(example: str) -> dict[str, str]:
    """The files of a rule's example by their names; a comment ``// name.argdown`` begins the next one."""
    _, *parts = _FILE.split(example)
    return dict(zip(parts[::2], parts[1::2], strict=True)) if parts else {"example.argdown": example}


def texts_of(map: ArgumentMap) -> dict[str, str]:
    """The text of every file that *map* was read from, by its path."""
    texts: dict[str, str] = {}
    for document in map.documents:
        sources = [part.source for part in document.source.parts] or [document.source]
        texts.update((source.path, source.text) for source in sources)
    return texts


def read_texts(texts: Mapping[str, str]) -> ArgumentMap:
    """The map of the files *texts*, by their paths: included, resolved and checked as ``library.load`` does it."""
    return assemble({path: Source(path, text) for path, text in texts.items()}, _Texts(texts), [])


class _Texts:
    """Finds included files among texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def find(self, written: str, beside: str) -> str:
        """The path that *written* means in the text *beside*."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(beside), written))
        if path in self.texts:
            return path
        if path.startswith("../"):
            raise RefusedError(OUTSIDE, f"“{written}” is outside the folder of this debate", "Move the file into it.")
        raise RefusedError(UNREADABLE, f"there is no file “{written}” to include", "Check the spelling.")

    def take(self, name: str) -> Source:
        """The text at a path."""
        return Source(name, self.texts[name])
