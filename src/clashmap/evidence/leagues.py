"""Leagues: what each asks of evidence, from a data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any


class Policy(StrEnum):
    """What a league says to words left out of a quotation, or put into it."""

    ALLOWED = "allowed"
    MARKED = "marked"
    """Only if the reader of the card can see it."""
    FORBIDDEN = "forbidden"


Fields = tuple[tuple[str, ...], ...]
"""Fields of a cite, each given as the CSL fields one of which will do."""


@dataclass(frozen=True, slots=True)
class League:
    """What a league asks: *fields* that every cite has, each given as the CSL fields one of which will do."""

    id: str
    name: str
    fields: Fields = ()
    omissions: Policy = Policy.ALLOWED
    insertions: Policy = Policy.ALLOWED
    years: int | None = None
    """How old evidence for a uniqueness claim may be, in years; None for as old as you like."""
    online: Fields = ()
    """What a cite with a URL has besides."""
    source: str = ""
    """Which text of the rules this rests on, and as of when."""
    ours: str = ""
    """Which of it the rules leave open."""

    def missing(self, cite: Mapping[str, Any]) -> Fields:
        """What of the fields that are asked for *cite* has not; an empty value is none."""
        asked = (*self.fields, *(self.online if _is_set(cite.get("URL")) else ()))
        return tuple(choices for choices in asked if not any(_is_set(cite.get(field)) for field in choices))


NONE = League("none", "no league")
"""What asks nothing."""


def league(id: object) -> League:
    """The league *id*, as front matter names it under ``league``; NONE where it names none that is known."""
    return leagues().get(id.strip().casefold(), NONE) if isinstance(id, str) else NONE


@cache
def leagues() -> Mapping[str, League]:
    """All leagues that are known, by their ids."""
    import tomllib

    from clashmap.assets import asset

    table = tomllib.loads(asset("leagues.toml"))
    return MappingProxyType({id: _league(id, values) for id, values in table.items()})


def _league(id: str, values: Mapping[str, Any]) -> League:
    return League(
        id,
        values["name"],
        fields=_fields(values["fields"]),
        omissions=Policy(values["omissions"]),
        insertions=Policy(values["insertions"]),
        years=values.get("years"),
        online=_fields(values.get("online", ())),
        source=values["source"].strip(),
        ours=values["ours"].strip(),
    )


def _fields(lists: Sequence[Sequence[str]]) -> Fields:
    return tuple(tuple(choices) for choices in lists)


def _is_set(value: object) -> bool:
    """Whether a field has a value: neither nothing nor blank, nor an empty list or table."""
    return bool(value.strip()) if isinstance(value, str) else value is not None and value not in ([], {})
