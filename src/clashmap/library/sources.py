"""Sources: the files that hold the texts of the sources of a debate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.model import Reference


def read_texts(folder: Path, references: Mapping[str, Reference]) -> tuple[dict[str, SourceText], list[Diagnostic]]:
    """The texts in *folder* of *references*, by their id, and what is wrong with them."""
    texts = {}
    for id in references:
        path = folder / f"{id}.txt"
        if path.is_file():
            texts[id] = SourceText(id, path.as_posix(), paragraphs(path.read_text(encoding="utf-8")))
    return texts, []
