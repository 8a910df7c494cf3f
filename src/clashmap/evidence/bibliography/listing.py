"""Listings: what a bibliography lists, with the place of each entry in it, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clashmap.source import Span

LONGEST = 20_000
"""How many characters of one field are read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source in a bibliography: its *id*, empty if it has none, its CSL *fields*, and where it stands."""

    id: str
    fields: Mapping[str, Any]
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry, or a part of it, that cannot be read: why, where, and what to type."""

    message: str
    span: Span
    help: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The *entries* of a bibliography, in its order, and its *problems*."""

    entries: tuple[Listed, ...] = ()
    problems: tuple[Problem, ...] = ()


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """*fields* without those that say nothing."""
    return {key: value for key, value in fields.items() if value not in ("", None, [], {})}


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The first place in *text* behind all that *pattern* matches at *at*."""
    match = pattern.match(text, at)
    return match.end() if match else at


def too_many(most: int) -> Listing:
    """The listing of a file with more than *most* entries, which is not read."""
    help = "Split it into several files, or export only the sources of this debate."
    return Listing((), (Problem(f"there are more than {most:,} entries in this file", Span(0, 1), help),))
