"""Cites: a source in the short form that is read aloud, and in full, as debaters write it on a card."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clashmap.evidence.csl import dates
from clashmap.evidence.csl.line import first, line
from clashmap.evidence.csl.names import Name, called, names, told

_WORDS = 5
"""How much of a title stands for a source that has no author."""
_ENDS = ".,;: "
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")
_TWO_FIGURES = range(1950, 2050)
"""The years that two figures can mean only one of."""
_NO_AUTHOR = "No author"


def short(fields: Mapping[str, object]) -> str:
    """The cite as it is read aloud: “Haun 25”, “Haun & Lee 25”, “Haun et al. 25”, “RAND Corporation 25”.

    Without an author it is the editor, what the source stands in, or its title; without a date “n.d.” takes the place
    of the year. Two figures stand for the years 1950 to 2049, four for all others.
    """
    return f"{_who(fields)} {_year(fields)}"


def is_named(fields: Mapping[str, object]) -> bool:
    """Whether the short cite says who wrote it and when: whether it has an author or editor, and a date."""
    return bool(_people(fields)) and dates.read(fields.get("issued")) is not None


def full(fields: Mapping[str, object]) -> str:
    """The whole cite in one line: authors (their qualifications), date, “title,” and where it can be found.

    The field ``note`` is who the authors are. What is missing is left out, but for the date, which is then “n.d.”.
    """
    title = _QUOTED.sub(r"‘\1’", line(fields.get("title")).rstrip(_ENDS))
    people = _people(fields)
    who = told(people)
    if people and not names(fields.get("author")):
        who = f"{who} ({'eds.' if len(people) > 1 else 'ed.'})"
    note = line(fields.get("note")).strip(_ENDS)
    if note and who:
        who, note = f"{who} ({note})", ""
    volume, issue = first(fields, "volume"), first(fields, "issue")
    parts = [
        who,
        dates.shown(fields.get("issued")),
        f"“{title}”" if title else "",
        first(fields, "container-title"),
        f"vol. {volume}" if volume else "",
        f"no. {issue}" if issue else "",
        first(fields, "publisher"),
        note,
        _pages(first(fields, "page")),
        address(fields),
        f"accessed {dates.shown(fields['accessed'])}" if dates.written(fields.get("accessed")) else "",
    ]
    return _row([part for part in (part.strip() for part in parts) if part])


def address(fields: Mapping[str, object]) -> str:
    """Where a source is on the web: its URL, or the one that its DOI makes; empty where it has neither."""
    doi = first(fields, "DOI", "doi").removeprefix("doi:").strip()
    found = first(fields, "URL", "url") or (doi and (doi if "://" in doi else f"https://doi.org/{doi}"))
    return "".join(found.split())


def _people(fields: Mapping[str, object]) -> tuple[Name, ...]:
    """Who wrote a source; where nobody is named for that, who edited it."""
    return names(fields.get("author")) or names(fields.get("editor"))


def _who(fields: Mapping[str, object]) -> str:
    """Who is named first; what stands for them where nobody is."""
    if people := _people(fields):
        return called(people)
    if stands_for := first(fields, "container-title", "title-short", "shortTitle"):
        return stands_for
    words = line(fields.get("title")).split()
    title = " ".join(words[:_WORDS]).rstrip(_ENDS)
    return f"{title}…" if len(words) > _WORDS else title or first(fields, "publisher") or _NO_AUTHOR


def _year(fields: Mapping[str, object]) -> str:
    found = dates.read(fields.get("issued"))
    if found is None:
        return "n.d."
    year = found[0]
    return f"{year % 100:02}" if year in _TWO_FIGURES else f"{-year} BC" if year < 0 else str(year)


def _pages(page: str) -> str:
    """“p. 45” or “pp. 45–47”."""
    page = page.strip(_ENDS)
    if not page or page[0].casefold() == "p":
        return page
    several = any(sign in page for sign in "-–—,&")
    return f"{'pp.' if several else 'p.'} {page.replace('--', '–').replace('-', '–')}"


def _row(parts: list[str]) -> str:
    """*parts* with one comma between two of them, which stands within quotes and gives way to ? and !."""
    found = ""
    for part in parts:
        if found.endswith("”"):
            found = f"{found[:-1]}{'' if found[-2:-1] in '?!' else ','}” "
        elif found:
            found = f"{found.rstrip(',;: ')}, "
        found += part.strip(",; ") or part
    return " ".join(found.split())
