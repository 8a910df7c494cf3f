"""Article: the text that a draft is made from, in a file or on standard input."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

from clashmap.evidence.readers import Read, read
from clashmap.evidence.readers.faults import MISNAMED
from clashmap.evidence.readers.limits import BYTES
from clashmap.library.finding import LoadError, MissingError, read_bytes

_STDIN = "-"


def read_article(path: str | os.PathLike[str]) -> Read:
    """Read an article, of any kind that readers know; ``-`` is plain text or a web page on standard input.

    Raises MissingError when there is no such file, and LoadError when it cannot be opened or is too large.
    """
    if os.fspath(path) == _STDIN:
        done = read(sys.stdin.buffer.read(BYTES + 1), "<stdin>.txt")
        return replace(done, found=tuple(found for found in done.found if found.rule is not MISNAMED))
    file = Path(path)
    shown = file.as_posix()
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise MissingError(f"there is no file {shown}; check the spelling, and the folder that you are in") from error
    except OSError as error:
        raise LoadError(f"{shown} cannot be read ({error.strerror or error})") from error
    if stat.S_ISDIR(status.st_mode):
        raise LoadError(f"{shown} is a folder; give the file of one article")
    if not stat.S_ISREG(status.st_mode):
        raise LoadError(f"{shown} is not a file; give the file of one article")
    if status.st_size > BYTES:
        raise LoadError(f"{shown} is larger than {BYTES // 1_000_000} MB; copy the part that you need into a .txt file")
    if not file.suffix:
        name = f"call a copy of it {file.name}.txt"
        raise LoadError(f"{shown} has no ending that tells what kind of file it is; if it is plain text, {name}")
    return read(read_bytes(file), shown)
