"""The shelf: what stands beside the maps of a debate: the texts of its sources, its cards, its lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clashmap.evidence.cards import Card
from clashmap.evidence.lock import Lock
from clashmap.evidence.text import SourceText
from clashmap.model import nothing


@dataclass(frozen=True, slots=True)
class Shelf:
    """Evidence beside the maps; empty where there is none, or where it was not asked for."""

    texts: Mapping[str, SourceText] = field(default_factory=nothing)
    """Texts of sources by the id of the source; those that are there, and were asked for."""
    cards: Mapping[str, Card] = field(default_factory=nothing)
    """Cards by their id."""
    lock: Lock | None = None
    """What ``sources.lock`` says; None where there is no such file, or it cannot be read."""
