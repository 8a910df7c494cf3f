"""What a text says of worth: how strong a claim is, whether it is conceded or kicked, and who has to prove how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from clashmap.resolve.values import as_text

CONCEDED, KICKED = STATUSES = ("conceded", "kicked")
"""What ``status`` may be: granted by the other side, or given up by those who made it."""
STANDARDS = PREPONDERANCE, CLEAR_AND_CONVINCING, BEYOND_REASONABLE_DOUBT = (
    "preponderance",
    "clear-and-convincing",
    "beyond-reasonable-doubt",
)
"""The standards of proof, the lowest first."""
_KEYS = ("standard", "presumption")
"""What a ``burden`` can have."""
_NEGATIVES = ("neg", "con", "opp")


class Slip(NamedTuple):
    """What means nothing: an unknown *key*, or the *written* value of one that is not among the *choices*."""

    key: str
    written: str | None
    """None where the key itself means nothing; empty where its value is no text."""
    choices: tuple[str, ...]
    """What could have been meant."""


def base_score(data: Mapping[str, Any]) -> float | None:
    """The ``strength`` that *data* gives, from 0 to 1; None when there is none, or it is no such number."""
    value = data.get("strength")
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if 0 <= value <= 1 else None


def status(data: Mapping[str, Any]) -> str | None:
    """The ``status`` that *data* gives; None when there is none, or it is neither of the two."""
    value = data.get("status")
    return value if value in STATUSES else None


def standard_of(front_matter: Mapping[str, Any]) -> str:
    """The standard of proof that is declared; preponderance when there is none, or no such one."""
    written = _settings(front_matter).get("standard")
    return written if written in STANDARDS else PREPONDERANCE


def presumption_of(front_matter: Mapping[str, Any], sides: Mapping[str, str]) -> str:
    """The key of the side for which an issue is presumed while its burden is not met: that declared, else the negative.

    The negative is ``neg``, ``con`` or ``opp`` of the *sides*, else the last of them, and ``neg`` where there are none.
    """
    written = as_text(_settings(front_matter).get("presumption"))
    if written and (written in sides or not sides):
        return written
    return next((side for side in _NEGATIVES if side in sides), list(sides)[-1] if sides else _NEGATIVES[0])


def misused(front_matter: Mapping[str, Any], sides: Mapping[str, str]) -> Iterator[Slip]:
    """What is wrong with the ``burden`` of *front_matter* in a debate between *sides* (by key)."""
    known = {"standard": STANDARDS, "presumption": tuple(sides)}
    for key, value in _settings(front_matter).items():
        if key not in known:
            yield Slip(key, None, _KEYS)
        elif value is not None and known[key] and (written := as_text(value) or "") not in known[key]:
            yield Slip(key, written, known[key])


def _settings(front_matter: Mapping[str, Any]) -> dict[str, Any]:
    """The table of ``burden``; a plain text is a standard."""
    value = front_matter.get("burden")
    if isinstance(value, Mapping):
        return {str(key): setting for key, setting in value.items()}
    return {"standard": value} if value is not None else {}
