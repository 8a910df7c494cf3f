"""The lock: the file of fingerprints beside a debate, read and written."""

from __future__ import annotations

from pathlib import Path

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.lock import Lock


def read_lock(folder: Path) -> tuple[Lock | None, list[Diagnostic]]:
    """What ``sources.lock`` in *folder* says, and what is wrong with it; None when there is none."""
    return None, []
