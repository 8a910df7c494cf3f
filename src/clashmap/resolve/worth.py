"""What the data of a claim or an argument says of its worth: how strong it is, and whether it is conceded or kicked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CONCEDED, KICKED = STATUSES = ("conceded", "kicked")
"""What ``status`` may be: granted by the other side, or dropped by those who made it."""


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
