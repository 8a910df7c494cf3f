"""Texts: the files that a map or an example is made of, by their paths."""

from __future__ import annotations

import re
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from clashmap.graph import ArgumentMap
from clashmap.library import load, load_texts

_FILE = re.compile(r"^// (\S+\.(?:argdown|bib|json|lock|md|ris|txt))\n", re.MULTILINE)


def files_in(text: str) -> dict[str, str]:
    """The files of a rule's example by their names; a comment such as ``// cards/name.md`` begins one."""
    _, *parts = _FILE.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True)) if parts else {"example.argdown": text}


def read_example(text: str) -> ArgumentMap:
    """The map of a rule's example, with the cards and sources that are among its files."""
    files = files_in(text)
    if all(name.endswith(".argdown") for name in files):
        return load_texts(files)
    with TemporaryDirectory() as folder, chdir(folder):
        for name, content in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(content, encoding="utf-8", newline="")
        return load(".", texts=True)


def texts_of(map: ArgumentMap) -> dict[str, str]:
    """The text of every file that *map* was read from, by its path."""
    texts: dict[str, str] = {}
    for document in map.documents:
        sources = [part.source for part in document.source.parts] or [document.source]
        texts.update((source.path, source.text) for source in sources)
    return texts
