"""The extra ``[sources]``: libraries that not every debate needs, and what to type where one is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def install(package: str = "clashmap[sources]") -> str:
    """What to type to install a *package*, or clashmap with an extra, as every shell takes it.

    It is the Python that runs whose pip is asked, for a bare ``pip`` may be that of the system, which refuses. In a
    folder within the one that the user is in, as ``.venv`` is, that Python is named by its path. No other path is told,
    for messages are sent on. pip takes clashmap as it is installed, wherever that came from.
    """
    quoted = f'"{package}"' if "[" in package else package
    return f"{_python()} -m pip install {quoted}"


def _python() -> str:
    try:
        shown = str(Path(sys.executable).relative_to(Path.cwd()))
    except (OSError, ValueError):  # the folder is gone; the Python is elsewhere
        return "python"
    return f'"{shown}"' if " " in shown else shown


class MissingLibraryError(Exception):
    """A library of the extra is not installed; the message is its name."""


@contextmanager
def needed(library: str) -> Iterator[None]:
    """Import modules of *library* in this block. Raises MissingLibraryError where it is not installed."""
    try:
        yield
    except ImportError as error:
        raise MissingLibraryError(library) from error
