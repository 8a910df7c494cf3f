"""Locks: fingerprints of the passages that a debate cites, so that who has the text can check that it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from clashmap.evidence.locator import Locator
from clashmap.model import nothing

FILE = "sources.lock"
"""What the file is called, in the folder of the debate."""


class LockError(ValueError):
    """Text that is no lock; the message is a phrase that says why."""


@dataclass(frozen=True, slots=True)
class LockedPassage:
    """What is known of a passage without its text: a *fingerprint* of it, and a *trace*, one byte for each word.

    A byte stands for hundreds of words: a trace finds a passage that was changed a little, but cannot be read.
    """

    fingerprint: str
    trace: bytes


@dataclass(frozen=True, slots=True)
class LockedSource:
    """A source as it was locked: how many *paragraphs*, a *fingerprint* of all of it, and the *passages* cited."""

    paragraphs: int
    fingerprint: str
    passages: Mapping[Locator, LockedPassage] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Lock:
    """The *sources* that were locked, by their ids."""

    sources: Mapping[str, LockedSource] = field(default_factory=nothing)
