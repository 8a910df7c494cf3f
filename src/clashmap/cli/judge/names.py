"""Names: what a line calls a claim or an argument, and where it says that it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from clashmap.cli.terminal import clean
from clashmap.evidence import cites
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim
from clashmap.source import Place

_LONGEST = 60
"""Letters of a text without a title by which it is still known."""


@dataclass(frozen=True)
class Names:
    """The names of what is on *map*, which was read from *path*; all are safe to print."""

    map: ArgumentMap
    path: str

    def __call__(self, id: str, step: int | None = None) -> str:
        """``[Title]`` or ``<Title>``, as it can be typed behind an option; the text, cut, of what has no title."""
        if step is not None:
            return f"step {step + 1} of {self(id)}"
        node = self.map.node(id)
        if node.title is not None:
            return clean(node.id)
        text = clean(" ".join(node.text.split()))
        return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST].rstrip()}…”"

    def where(self, id: str, step: int | None = None) -> str:
        """The file, seen from the folder of the debate, with the line, and what is cited there."""
        node = self.map.node(id)
        place, cited = written(node), cites(node.citations, named=self._has_many_sources)
        if step is not None and isinstance(node, Argument):
            place, cited = node.steps[step].place.origin, ""
        parts = [self._at(place) if place else "", clean(cited)]
        return ", ".join(part for part in parts if part)

    def _at(self, place: Place) -> str:
        file, debate = PurePath(place.source.path), PurePath(self.path)
        folder = next((one for one in (debate, debate.parent) if file != one and file.is_relative_to(one)), None)
        return clean(f"{(file.relative_to(folder) if folder else file).as_posix()}:{place.position.line}")

    @cached_property
    def _has_many_sources(self) -> bool:
        return len({citation.source for node in self.map.nodes for citation in node.citations}) > 1

    def side(self, id: str) -> str:
        """The name of the side that says it; nothing when nobody does."""
        side = self.map.node(id).side
        return clean(self.map.sides.get(side, side)) if side else ""


def written(node: Claim | Argument) -> Place | None:
    """Where a claim or an argument is written, in the file to open."""
    place = node.definition or next(iter(node.places), None)
    return place.origin if place else None
