"""Texts: the files that a map or an example is made of, by their paths."""

from __future__ import annotations

import re

from clashmap.graph import ArgumentMap

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
