"""Files in memory, for tests of what includes them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.include import OUTSIDE, UNREADABLE, RefusedError
from clashmap.source import Source


@dataclass(frozen=True)
class Shelf:
    """The files of one folder, by their names."""

    files: Mapping[str, Source]

    def find(self, written: str, beside: str) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(beside), written))
        if name.startswith(("../", "/")):
            raise RefusedError(OUTSIDE, "it is outside", "Move it.")
        if name not in self.files:
            raise RefusedError(UNREADABLE, "it is not there", "Check the spelling.")
        return name

    def take(self, name: str) -> Source:
        return self.files[name]
