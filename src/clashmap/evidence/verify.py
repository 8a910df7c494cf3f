"""Verifying: whether the passages that a debate cites are still what they were when they were locked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clashmap.evidence.locator import Locator
from clashmap.evidence.lock import Lock
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Citation, Claim


class Standing(StrEnum):
    """How a citation stands."""

    SAME = "same"
    """The passage is what was locked."""
    MOVED = "moved"
    """The very passage stands elsewhere now."""
    CHANGED = "changed"
    """One much like it stands there, or elsewhere."""
    GONE = "gone"
    """Nothing like it is in the text."""
    UNLOCKED = "unlocked"
    """There is a passage, and the lock does not know it yet."""
    NO_TEXT = "no text"
    """Its text is not here: not verifiable here."""
    NO_PLACE = "no place"
    """It names no place that is in the text, or none that can be read."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A *citation* of a *node*, how it stands, and where its passage was *found* if that is elsewhere or changed."""

    node: Claim | Argument
    citation: Citation
    standing: Standing
    found: Locator | None = None
    likeness: float = 1.0
    """How much of the passage is the same, from 0 to 1."""


def verify(
    nodes: Iterable[Claim | Argument], texts: Mapping[str, SourceText], lock: Lock | None
) -> tuple[Verified, ...]:
    """Hold every citation of *nodes* against the *texts* of sources, by their ids, and what was locked of them."""
    return ()


def locked(nodes: Iterable[Claim | Argument], texts: Mapping[str, SourceText], old: Lock | None) -> Lock:
    """The lock of all that *nodes* cite in *texts*; of sources whose text is not here, what *old* says is kept."""
    return Lock()
