"""Opening: the files beside a debate, none outside its folder and none without end."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from clashmap.diagnostics import Diagnostic
from clashmap.encoding import decode
from clashmap.evidence.faults import UNOPENED, fault
from clashmap.source import Source

LARGEST = 10_000_000
"""Bytes of a bibliography or a lock, at most."""


def names_in(folder: Path, found: list[Diagnostic]) -> list[str]:
    """The names of what is in *folder*, sorted, without hidden ones; that it cannot be listed joins what is *found*."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        found.append(unlisted(error))
        return []


def unlisted(error: OSError) -> Diagnostic:
    """Say which folder cannot be listed, and why."""
    message = f"this folder cannot be listed ({error.strerror or error})"
    return fault(UNOPENED, Path(error.filename).as_posix(), message, "Check that you may open this folder.")


def opened(path: Path, folder: Path, found: list[Diagnostic], *, largest: int = LARGEST) -> bytes | None:
    """What is in the file at *path*; None when it is not to be opened, and why joins what is *found*.

    Only a regular file is opened, which is in *folder* wherever links lead, and has at most *largest* bytes.
    """
    try:
        target = Path(os.path.realpath(path))
        status = target.stat() if is_in(target, folder) else None
        if status is None:
            told = "this is a link to a file outside the folder", "Copy the file into the folder in place of the link."
        elif not stat.S_ISREG(status.st_mode):
            told = f"this is {'a folder, not' if stat.S_ISDIR(status.st_mode) else 'not'} a file", "Move it elsewhere."
        elif status.st_size > largest:
            size = f"{status.st_size / 1e6:,.0f} MB, and {largest / 1e6:.0f} are the most"
            told = f"this file has {size}", "Keep the part of it that this debate cites."
        else:
            return target.read_bytes()
    except (OSError, ValueError) as error:
        told = f"this cannot be opened ({getattr(error, 'strerror', None) or error})", "Check that you may open it."
    found.append(fault(UNOPENED, path.as_posix(), *told))
    return None


def text_in(path: Path, folder: Path, found: list[Diagnostic], *, largest: int = LARGEST) -> Source | None:
    """The text of the file at *path*, opened as ``opened`` does; None when it is none. What is wrong joins *found*."""
    data = opened(path, folder, found, largest=largest)
    if data is None:
        return None
    source, wrong = decode(data, path.as_posix())
    found += wrong
    return source


def is_in(path: Path, folder: Path) -> bool:
    """Whether *path* is in *folder* in truth, wherever links lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
