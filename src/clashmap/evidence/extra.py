"""The extra ``[sources]``: libraries that not every debate needs, and what to type where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

INSTALL = 'pip install "clashmap[sources]"'
"""What installs them, quoted as every shell takes it."""


class MissingLibraryError(Exception):
    """A library of the extra is not installed; the message is its name."""


@contextmanager
def needed(library: str) -> Iterator[None]:
    """Import modules of *library* in this block. Raises MissingLibraryError where it is not installed."""
    try:
        yield
    except ImportError as error:
        raise MissingLibraryError(library) from error
