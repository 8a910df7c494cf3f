"""Saving: texts and pictures as files, whole or not at all."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from clashmap.encoding import decode


class SaveError(OSError):
    """A result cannot be written; the message says which file, why, and what to do."""


def save(path: str | os.PathLike[str], text: str, *, inputs: Iterable[str | os.PathLike[str]] = ()) -> None:
    """Write *text* as UTF-8 to *path*, as ``save_bytes`` does."""
    save_bytes(path, text.encode("utf-8", "replace"), inputs=inputs)


def save_bytes(path: str | os.PathLike[str], data: bytes, *, inputs: Iterable[str | os.PathLike[str]] = ()) -> None:
    """Write *data* to *path*, whole or not at all; a file that is there is replaced.

    Raises SaveError when *path* is one of *inputs*, or cannot be written; what was there before is then untouched.
    """
    shown = Path(path).as_posix()
    if any(is_same(path, given) for given in inputs):
        raise SaveError(f"{shown} is what the debate is read from and is never overwritten; choose another name")
    try:
        _write(Path(os.path.realpath(path)), data, shown)
    except SaveError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise SaveError(f"{shown} cannot be written ({reason}); choose another name or folder") from error


def rewrite(path: str | os.PathLike[str], old: str, new: str) -> None:
    """Write *new* to the file *path*, whose text was *old*, as UTF-8 with the byte order mark that it has.

    Raises SaveError when the file is no longer what was read, or cannot be written; it is then untouched.
    """
    shown = Path(path).as_posix()
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SaveError(f"{shown} cannot be read ({error.strerror or error}); check that you may open it") from error
    source, found = decode(data, shown)
    if source is None or found or source.text != old:
        raise SaveError(f"{shown} was changed while it was read, and is left as it is; try again")
    save(path, ("\ufeff" if data.startswith(BOM_UTF8) else "") + new)


def _write(target: Path, data: bytes, shown: str) -> None:
    """Write *data* to *target*, a path without links, after all that can be known to be in the way."""
    if target.is_dir():
        raise SaveError(f"{shown} is a folder; add a file name, such as {shown.rstrip('/')}/map.svg")
    if not target.parent.is_dir():
        raise SaveError(f"{shown} cannot be written: its folder is not there; make it first")
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        target.write_bytes(data)  # a pipe or a device has nothing to be kept whole
    elif mode is not None and not mode & 0o222:
        raise SaveError(f"{shown} is write-protected; choose another name, or allow writing to it")
    else:
        _replace(target, data, mode)


def write_new(folder: str | os.PathLike[str], files: Mapping[str, str]) -> None:
    """Make *folder* with *files*, texts by their paths in it, or fill it when it is empty; all of them or none.

    Raises SaveError when there is anything in the folder, or when it cannot be written.
    """
    target = Path(folder)
    shown = target.as_posix()
    made: list[Path] = []
    is_new = not target.exists()
    try:
        if not is_new and (not target.is_dir() or any(target.iterdir())):
            what = "there is something in it" if target.is_dir() else "it is a file"
            raise SaveError(f"{shown} is already there, and {what}; choose another name")
        target.mkdir(exist_ok=True)
        for name, text in files.items():
            path = target / name
            if not path.parent.exists():
                path.parent.mkdir()
                made.append(path.parent)
            with path.open("xb") as file:
                made.append(path)
                file.write(text.encode())
    except BaseException as error:
        with suppress(OSError, ValueError):
            for path in reversed(made):
                path.rmdir() if path.is_dir() else path.unlink()
            if is_new:
                target.rmdir()
        if isinstance(error, OSError | ValueError) and not isinstance(error, SaveError):
            reason = getattr(error, "strerror", "") or str(error)
            raise SaveError(f"{shown} cannot be written ({reason}); choose another name or folder") from error
        raise


def is_same(path: str | os.PathLike[str], given: str | os.PathLike[str]) -> bool:
    """Whether two names mean one file; a name that means nothing is no file's."""
    try:
        return Path(path).samefile(given)
    except (OSError, ValueError):
        return False


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Write beside *target*, then put the new file in its place in one step."""
    import secrets

    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
