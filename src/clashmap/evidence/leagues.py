"""Leagues: what each asks of evidence, from a data file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Policy(StrEnum):
    """What a league says to words left out of a quotation, or put into it."""

    ALLOWED = "allowed"
    MARKED = "marked"
    """Only if the reader of the card can see it."""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class League:
    """What a league asks: *fields* that every cite has, each given as the CSL fields one of which will do."""

    id: str
    name: str
    fields: tuple[tuple[str, ...], ...] = ()
    omissions: Policy = Policy.ALLOWED
    insertions: Policy = Policy.ALLOWED
    years: int | None = None
    """How old evidence for a uniqueness claim may be, in years; None for as old as you like."""


NONE = League("none", "no league")
"""What asks nothing."""


def league(id: object) -> League:
    """The league *id*, as front matter names it under ``league``; NONE where it names none that is known."""
    return NONE
