"""Cards: the files of quoted evidence beside a debate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.cards import Card
from clashmap.model import Reference


def read_cards(folder: Path, references: Mapping[str, Reference]) -> tuple[dict[str, Card], list[Diagnostic]]:
    """The cards in the folder ``cards`` of *folder*, by their id, and what is wrong with them.

    A card that names one of the sources *references* has the fields of it where it has none of its own.
    """
    return {}, []
