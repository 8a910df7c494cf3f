"""The shelf: what stands beside the maps of a debate: the texts of its sources, its cards, its lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clashmap.evidence.cards import Card
from clashmap.evidence.lock import Lock
from clashmap.evidence.text import SourceText
from clashmap.model import Reference, nothing


@dataclass(frozen=True, slots=True)
class Shelf:
    """Evidence beside the maps; empty where there is none, or where it was not asked for."""

    texts: Mapping[str, SourceText] = field(default_factory=nothing)
    """Texts of sources by the id of the source; those that are there, and were asked for."""
    cards: Mapping[str, Card] = field(default_factory=nothing)
    """Cards by their id."""
    listed: Mapping[str, Reference] = field(default_factory=nothing)
    """The sources that bibliographies and cards list, as these say it, by id; the map has them joined with its own."""
    astray: Mapping[str, str] = field(default_factory=nothing)
    """Where a file for a card that is not here seems to be, and what to do, as a phrase, by the id of the card."""
    unread: Mapping[str, str] = field(default_factory=nothing)
    """Why a text is not here, where there is more to say than that there is no file for it, by the id of the source."""
    unlisted: Mapping[str, str] = field(default_factory=nothing)
    """Why a list of sources could not be read, or not all of it, and what helps, by the name of its file."""
    lock: Lock | None = None
    """What ``sources.lock`` says; None where there is no such file, or it cannot be read."""
