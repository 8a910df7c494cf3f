"""Notes: what reference managers put among the notes of a source though it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clashmap.evidence.bibliography.listing import LONGEST
from clashmap.evidence.csl import dates

_PARTS = re.compile(r"[\n;]")
_KEYED = re.compile(
    r"\s*(?:citation key|read[_ ]status|publisher|_?eprint|pmc?id|doi|arxiv|is[bs]n|oclc|export date|cited by|"
    r"page version id|tex\.\w+)\s*:.*",
    re.IGNORECASE | re.DOTALL,
)
"""A line for programs."""
_ACCESSED = re.compile(
    r"\[?(?:online[;,:] )?(?:last )?(?:accessed|visited|retrieved)(?: on)? ?:? ?"
    r"(?P<date>[0-9A-Za-z][0-9A-Za-z ,/-]{0,30}[0-9])\]?[.;]?",
    re.IGNORECASE,
)


def sorted_out(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """*fields* of CSL with a ``note`` that is for people; when a source was looked at is its field ``accessed``."""
    note = fields.get("note")
    if not isinstance(note, str):
        return fields
    note = note[:LONGEST]
    found = dict(fields)
    if (match := _ACCESSED.search(note)) and dates.read(match["date"]):
        found.setdefault("accessed", dates.as_csl(match["date"]))
        note = note[: match.start()] + note[match.end() :]
    parts = [part.strip() for part in _PARTS.split(note)]
    kept = [part for part in parts if part and not _KEYED.fullmatch(part)]
    if len(kept) < len(parts):
        note = "; ".join(kept)
    found["note"] = note.strip()
    return found if found["note"] else {key: value for key, value in found.items() if key != "note"}
