"""Moments: dates and times in data, which are text as it is written, and points in time to Argdown's own tools."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?"
    r"(?:[ \t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?"
)
"""A date or a time as YAML 1.1 writes it."""


class Moment(str):
    """A date or a time that is written without quotes: equal to its text."""

    __slots__ = ()

    @property
    def utc(self) -> str:
        """The point in time as JSON has it, ``2025-01-02T00:00:00.000Z``; a 31st of April is the 1st of May.

        The text itself where the calendar does not reach.
        """
        match = MOMENT.fullmatch(self)
        if match is None:
            return str(self)
        groups = match.groups(default="")
        year, month, day = (int(number) for number in (groups[:3] if groups[0] else groups[3:6]))
        hours, minutes, seconds = (int(number or 0) for number in groups[6:9])
        shift = timedelta(hours=int(groups[11] or 0), minutes=int(groups[12] or 0))
        time = timedelta(days=day - 1, hours=hours, minutes=minutes, seconds=seconds)
        time += timedelta(milliseconds=int(groups[9][:3].ljust(3, "0")))
        # As in JavaScript's Date.UTC, the years 0 to 99 mean the last century, and months run over into years.
        year += (1900 if year < 100 else 0) + (month - 1) // 12
        try:
            moment = datetime(year, (month - 1) % 12 + 1, 1) + time + (shift if groups[10] == "-" else -shift)
        except (ValueError, OverflowError):
            return str(self)
        return f"{moment.isoformat(timespec='milliseconds')}Z"
