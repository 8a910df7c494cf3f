"""Ids: the one word by which a source in a bibliography is cited."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from clashmap.evidence.csl import dates
from clashmap.evidence.csl.line import line
from clashmap.evidence.csl.names import family, names


def citable(id: str) -> str:
    """*id* as it can be cited: in ``cite: "haun 45"`` an id ends at the first blank, so blanks become hyphens."""
    return "-".join(id.split())


def made(fields: Mapping[str, Any], taken: dict[str, int]) -> str:
    """An id for a source that has none: its first author and its year, such as ``haun2025``, or a word of its title.

    *taken* counts how often each was made; the second one is ``haun2025b``.
    """
    people = names(fields.get("author"))
    year = dates.read(fields.get("issued"))
    words = family(people[0]) if people else line(fields.get("title")).partition(" ")[0]
    plain = unicodedata.normalize("NFKD", words).casefold()
    id = "".join(sign for sign in plain if sign.isalnum() and not unicodedata.combining(sign))
    id = f"{id or 'source'}{year[0] if year else ''}"
    taken[id] = count = taken.get(id, 0) + 1
    return id if count == 1 else f"{id}{chr(96 + count) if count <= 26 else f'-{count}'}"
