"""Dates: when a source was issued or looked at, however that is put down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clashmap.evidence.csl.line import line

Day = tuple[int, ...]
"""A year, a year and a month, or a year, a month and a day."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = ("spring", "summer", "fall", "winter", "autumn")
_ABOUT = re.compile(r"\A(?:c|ca|circa|about|around)\b\.?\s*|\A~|[?~%]\Z", re.IGNORECASE)
_NUMBERS = re.compile(r"(-?[0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?(?![0-9])(?:[Tt ][0-9:.+Zz -]*)?")
_PACKED = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_BACKWARDS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_MONTHLY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_NAMED = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?(?:([0-9]{1,2})(?:st|nd|rd|th)?\.?(?:\s+of)?[\s-]+)?"
    r"([a-z]{3,9})\.?(?:\s+([0-9]{1,2})(?:st|nd|rd|th)?)?,?[\s-]+([0-9]{4})",
    re.IGNORECASE,
)
_ERA = re.compile(r"(?:([0-9]{1,4}) bce?|-([0-9]{1,4}))|(?:ad ([0-9]{1,4})|([0-9]{1,4}) (?:ad|ce))", re.IGNORECASE)
_YEARS = re.compile(r"([0-9]{4})\s*[/–—-]\s*(?:[0-9]{2})?([0-9]{2})")
_TO = re.compile(r"\s*[/–—-]\s*")
_YEAR_FIRST = re.compile(r"([0-9]{4}),?[\s-]+([A-Za-z]{3,9})\.?(?:[\s-]+([0-9]{1,2}))?")
_LONGEST = 100


def read(value: object) -> Day | None:
    """The date that *value* says, as far as it goes; None for what is no date. Of a range it is the first day.

    It is a year, a text such as ``2025-03-01``, ``2025/3``, ``March 1, 2025``, ``1 March 2025``, ``c. 2025``,
    ``44 BC``, ``2024–2025`` or ``1–3 March 2025``, or a mapping of CSL with ``date-parts``, ``raw`` or ``literal``. Of
    ``3/1/2025`` the month is first, as in the United States, unless it can only be the other way round; of ``1.3.2025``
    the day.
    """
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        row = parts[0] if isinstance(parts, list | tuple) and parts else None
        row = row if isinstance(row, list | tuple) else parts
        found = _valid(*row[:3]) if isinstance(row, list | tuple) and row else None
        return found or _said(line(value.get("raw"))) or _said(line(value.get("literal")))
    return _said(line(value))


def is_about(value: object) -> bool:
    """Whether the date is only nearly right: ``circa`` in a mapping, “c.” or “?” in a text."""
    if isinstance(value, Mapping):
        circa = value.get("circa")
        said = line(circa).casefold() not in ("", "0", "false", "no")
        return circa is True or said or is_about(line(value))
    text = line(value)
    return _ABOUT.search(text) is not None and read(text) is not None


def is_range(value: object) -> bool:
    """Whether *value* says from when to when."""
    if isinstance(value, Mapping) and isinstance(parts := value.get("date-parts"), list | tuple):
        return len(parts) > 1 and isinstance(parts[0], list | tuple)
    text = line(value)
    return read(text) is not None and _day(_bare(text)) is None


def as_csl(value: object) -> dict[str, Any]:
    """*value* as a date of CSL: in numbers, or in words where it is no date; empty where it says nothing."""
    found = read(value)
    if found is None:
        return {"literal": text} if (text := line(value)) else {}
    return {"date-parts": [list(found)], **({"circa": True} if is_about(value) else {})}


def written(value: object) -> str:
    """A date as short as it is put down: numbers with hyphens, or the text; empty where there is none."""
    if isinstance(value, Mapping):
        found = read({"date-parts": value.get("date-parts")})
        return "-".join(f"{part:02}" for part in found) if found else line(value)
    return line(value)


def shown(value: object) -> str:
    """A date in words, such as “March 1, 2025”; “n.d.” where there is none.

    What is no date, or a range, is told as it is written.
    """
    found = read(value)
    text = line(value)
    if found is None or (text and is_range(value)):
        return text or "n.d."
    if isinstance(value, Mapping) and len(found) == 1 and (season := _season(value.get("season"))):
        return f"{season} {_year(found[0])}"
    if len(found) == 1 and not isinstance(value, Mapping) and text.split(" ")[0].casefold() in _SEASONS:
        return text
    about = "c. " if is_about(value) else ""
    year, *rest = found
    if not rest:
        return f"{about}{_year(year)}"
    month = _MONTHS[rest[0] - 1].capitalize()
    return f"{about}{month} {f'{rest[1]}, ' if len(rest) > 1 else ''}{_year(year)}"


def _year(year: int) -> str:
    return f"{-year} BC" if year < 0 else str(year)


def _season(value: object) -> str:
    said = line(value)
    if said in ("1", "2", "3", "4"):
        return _SEASONS[int(said) - 1].capitalize()
    return said.capitalize()


def _said(text: str) -> Day | None:
    """The date in a text, or the first of a range."""
    if len(text) > _LONGEST:
        return None
    text = _bare(text)
    if found := _day(text):
        return found
    start, _, end = text.partition("/")
    if re.fullmatch(r"[0-9-]{4,10}", start) and re.fullmatch(r"[0-9]{4}[0-9-]*|\.\.", end):
        return _day(start)
    if match := _YEARS.fullmatch(text):  # but 2020-13 is a month that is none
        return _valid(match[1]) if match[1][2:] < match[2] else None
    head, *tail = _TO.split(text, maxsplit=1)
    if not tail or not any(map(str.isalpha, text)):
        return None
    words = tail[0].split()  # of “1–3 March 2025” they have the month and the year
    return _day(head) or _day(f"{head} {' '.join(words[-1:])}") or _day(f"{head} {' '.join(words[-2:])}")


def _bare(text: str) -> str:
    """*text* without what says that it is only nearly right, and without brackets."""
    return _ABOUT.sub("", _ABOUT.sub("", text)).strip(" []()©")


def _day(text: str) -> Day | None:
    """The one date that *text* is."""
    text = text.rstrip("/")
    if match := _PACKED.fullmatch(text):
        return _valid(*match.groups())
    if match := _NUMBERS.fullmatch(text):
        return _valid(match[1], match[3], match[4])
    if match := _BACKWARDS.fullmatch(text):
        one, sign, two, year = match.groups()
        month, day = (two, one) if sign == "." or int(one) > 12 else (one, two)
        return _valid(year, month, day)
    if match := _MONTHLY.fullmatch(text):
        return _valid(match[2], match[1])
    if match := _NAMED.fullmatch(text):
        before, month, after, year = match.groups()
        if month.casefold() in _SEASONS:
            return _valid(year)
        return _valid(year, _month(month), before or after)
    if match := _YEAR_FIRST.fullmatch(text):
        return _valid(match[1], _month(match[2]), match[3])
    if match := _ERA.fullmatch(text.replace(".", "")):
        before, after = match[1] or match[2], match[3] or match[4]
        return _valid(f"-{before}" if before else after)
    return None


def _month(name: str) -> int:
    """The number of a month by its name or the first letters of it; 0, which is none, for any other word."""
    folded = name.casefold()
    return next(
        (i for i, month in enumerate(_MONTHS, 1) if month.startswith(folded) or folded == "sept" == month[:4]), 0
    )


def _valid(year: object, month: object = None, day: object = None) -> Day | None:
    """A date that is in the calendar; what is empty ends it."""
    found: list[int] = []
    for part in (year, month, day):
        if part is None or part == "":
            break
        try:
            found.append(int(line(part)))
        except ValueError:
            return None
    if not found or not -9999 <= found[0] <= 9999 or found[0] == 0:
        return None
    if len(found) > 1 and not 1 <= found[1] <= 12:
        return None
    if len(found) > 2 and not 1 <= found[2] <= _LENGTHS[found[1] - 1]:
        return None
    return tuple(found)
