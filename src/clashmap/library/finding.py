"""Finding: the files of a debate, what is in them, and the names that may have been meant by one that is not there."""

from __future__ import annotations

import os
from pathlib import Path

SUFFIXES = (".argdown", ".argdn", ".ad")
"""How the names of Argdown files end; case does not matter."""
_BESIDE = {"sources": "the texts of sources", "cards": "cards of evidence"}
"""What the folders hold that stand beside a debate."""
_DEEP = 3
"""So many folders deep what stands beside a debate is known as such."""


class LoadError(OSError):
    """A debate cannot be read; the message says which file, why, and what to do."""


class MissingError(LoadError, FileNotFoundError):
    """There is nothing by that name, or no Argdown file in the folder."""


def find_files(path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """The files of the debate at *path*, in the order in which they are read. Raises MissingError if there are none."""
    if not os.fspath(path):
        raise MissingError("the name of the file or folder is empty; type one, or . for the folder that you are in")
    start = Path(path)
    try:
        start.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a zero byte in the name
        raise MissingError(_missing(start)) from error
    except OSError as error:
        raise LoadError(f"{start.as_posix()} cannot be read ({error.strerror or error})") from error
    if not start.is_dir():
        _refuse_beside(start, start.parent)
        return (start,)
    files: list[Path] = []
    for folder, inner, names in os.walk(start, onerror=_refuse):
        inner[:] = [name for name in inner if not name.startswith(".")]
        files.extend(Path(folder, name) for name in names if not name.startswith(".") and _is_argdown(name))
    if not files:
        _refuse_beside(start, start)
        looked_for = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise MissingError(
            f"there is no Argdown file in the folder {start.as_posix()}: looked for names that end in {looked_for}"
        )
    return tuple(sorted(files, key=lambda file: file.relative_to(start).parts))


def _refuse_beside(path: Path, folder: Path) -> None:
    """Raise LoadError for a file that stands beside a debate, whose lines are a debate if they are read as one.

    Raises MissingError where *path* is the *folder* of such files.
    """
    if _is_argdown(path.name):
        return
    here = Path(os.path.abspath(folder))
    found = next((one for one in (here, *here.parents)[:_DEEP] if one.name in _BESIDE), None)
    if path.name == "sources.lock":
        above, what, other = here, "is the lock of what a debate cites", ""
    elif found and path == folder:
        above, what, other = found.parent, f"holds {_BESIDE[found.name]}", ""
    elif found:
        above, what = found.parent, f"is in a folder “{found.name}”, which holds {_BESIDE[found.name]}"
        other = ", or save it elsewhere as .argdown"
    else:
        return
    debate = Path(os.path.relpath(above)).as_posix()
    error = MissingError if path == folder else LoadError
    raise error(f"{path.as_posix()} {what}, and is no debate; type the debate itself, such as {debate}{other}")


def _refuse(error: OSError) -> None:
    """Raise LoadError for a folder that cannot be listed: a debate without some of its files would be another one."""
    folder = Path(error.filename).as_posix()
    reason = error.strerror or str(error)
    raise LoadError(f"the folder {folder} cannot be read ({reason}); check that you may open this folder") from error


def _is_argdown(name: str) -> bool:
    return name.casefold().endswith(SUFFIXES)


def _missing(path: Path) -> str:
    """Say that *path* is not there, and which names near it are."""
    message = f"there is no file or folder {path.as_posix()}"
    folder = path.parent
    if not folder.is_dir():
        return f"{message}: the folder {folder.as_posix()} is not there either"
    if near := nearest(path):
        return f"{message}; did you mean {' or '.join((folder / name).as_posix() for name in near)}?"
    return f"{message}; check the spelling, and the folder that you are in"


def nearest(path: Path) -> list[str]:
    """The names in the folder of *path* that may have been meant by it."""
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_dir() or _is_argdown(entry.name)]
    except (OSError, ValueError):
        beside = []
    from difflib import get_close_matches

    return get_close_matches(path.name, sorted(beside), n=3, cutoff=0.5)


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of the file at *path*, which is UTF-8. Raises LoadError when it cannot be read, or is no text."""
    try:
        return read_bytes(Path(path)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError(f"{Path(path).as_posix()} is no text in UTF-8; save it as that") from error


def read_bytes(path: Path) -> bytes:
    """What is in the file at *path*. Raises LoadError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise LoadError(f"{path.as_posix()} cannot be read ({reason}); check that you may open this file") from error
