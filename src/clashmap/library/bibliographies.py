"""Bibliographies: the lists of sources beside a debate."""

from __future__ import annotations

from pathlib import Path

from clashmap.diagnostics import Diagnostic
from clashmap.model import Reference


def read_bibliographies(folder: Path) -> tuple[dict[str, Reference], list[Diagnostic]]:
    """The sources in the bibliographies of *folder*, by their id, and what is wrong with them."""
    return {}, []
