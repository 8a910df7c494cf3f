"""RIS: the records of a ``.ris`` file as CSL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clashmap.evidence.bibliography.listing import Listed, Listing, Problem, filled, too_many
from clashmap.evidence.csl import dates
from clashmap.evidence.csl.line import first, line
from clashmap.evidence.csl.names import names
from clashmap.evidence.extra import needed
from clashmap.source import Span

_START = re.compile(r"(?<![^\r\n])\ufeff?TY[ \t]{0,3}-[^\r\n]*")
_END = re.compile(r"(?<![^\r\n])ER[ \t]{0,3}-")
_TAG = re.compile(r"^([A-Z][A-Z0-9])[ \t]{0,3}-[ \t]?", re.MULTILINE)
_MOST = 50_000
_LONGEST = 200_000
"""How many characters a record may have."""
_MOST_PEOPLE = 200
_TYPES = {
    "article-journal": "JOUR EJOUR ABST INPR JFULL",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK EBOOK EDBOOK CONF CLSWK SER",
    "chapter": "CHAP ECHAP",
    "paper-conference": "CPAPER",
    "report": "RPRT GOVDOC STAND GRANT",
    "thesis": "THES",
    "webpage": "ELEC ICOMM WEB",
    "post-weblog": "BLOG",
    "bill": "BILL",
    "legal_case": "CASE",
    "legislation": "STAT LEGAL",
    "hearing": "HEAR",
    "motion_picture": "MPCT VIDEO ADVS MULTI",
    "song": "SOUND MUSIC",
    "pamphlet": "PAMP",
    "patent": "PAT",
    "map": "MAP",
    "manuscript": "UNPB MANSCPT UNPD",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "dataset": "DATA DBASE AGGR",
    "software": "COMP",
    "graphic": "ART FIGURE CHART SLIDE",
    "personal_communication": "PCOMM",
}
_TYPE = {short: name for name, shorts in _TYPES.items() for short in shorts.split()}
_SAME = {
    "title": ("title", "primary_title"),
    "container-title": ("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
    "collection-title": ("tertiary_title",),
    "container-title-short": ("alternate_title1",),
    "title-short": ("short_title",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "volume": ("volume",),
    "edition": ("edition",),
    "section": ("section",),
    "language": ("language",),
    "genre": ("type_of_work",),
    "DOI": ("doi",),
    "archive": ("name_of_database",),
    "call-number": ("call_number",),
    "number-of-volumes": ("number_of_volumes",),
}
_WITH_ISSUES = ("article-journal", "article-magazine", "article-newspaper")


def read_ris(text: str) -> Listing:
    """The records of *text*; their ids are the tag ``ID`` or ``LB``. Raises MissingLibraryError without rispy."""
    with needed("rispy"):
        import rispy
    starts = list(_START.finditer(text))
    if len(starts) > _MOST:
        return too_many(_MOST)
    entries: list[Listed] = []
    problems: list[Problem] = []
    for number, match in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        span = Span(match.start(), match.end())
        if end - span.start > _LONGEST:
            help = "Check that each record ends in a line ER  -."
            problems.append(Problem("this record is too long to be one", span, help))
            continue
        record = _record(text[span.start : end], rispy)
        if record is None:
            problems.append(Problem("this record cannot be read", span, "Export it again from your reference manager."))
            continue
        if not _END.search(text, span.start, end):
            help = "Type a line ER  - behind it."
            problems.append(Problem("this record has no end", span, help))
        fields = _fields(record)
        id = line(record.get("id") or record.get("label"))
        entries.append(Listed(id, fields, span))
    return Listing(tuple(entries), tuple(problems))


def _record(written: str, rispy: Any) -> Mapping[str, Any] | None:
    """One record by the names of the library; None when it cannot be read."""
    lines = written.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    end = _END.search(lines)
    whole = _TAG.sub(r"\1  - ", lines[: end.start()] if end else lines)
    try:
        found = rispy.loads(f"{whole}\nER  - \n")
    except Exception:
        # Whatever the library stumbles over, only this record is lost.
        return None
    return found[0] if found and isinstance(found[0], Mapping) else None


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record in CSL."""
    kind = _TYPE.get(line(record.get("type_of_reference")).upper(), "document")
    found: dict[str, Any] = {"type": kind}
    found |= {name: first(record, *keys) for name, keys in _SAME.items()}
    if not found["title"]:  # of a whole book it may be the title of what things stand in
        found["title"], found["container-title"] = found["container-title"], ""
    unknown = record.get("unknown_tag")
    editors = unknown.get("ED", []) if isinstance(unknown, Mapping) else []
    if not found["container-title"] and isinstance(unknown, Mapping):
        found["container-title"] = line(unknown.get("BT"))
    found["note"] = "; ".join(filter(None, map(line, _list(record.get("notes") or record.get("research_notes")))))
    found["author"] = _people([*_list(record.get("first_authors")), *_list(record.get("authors"))])
    found["editor"] = _people([*editors, *_list(record.get("secondary_authors"))])
    found["translator"] = _people(_list(record.get("subsidiary_authors")))
    number = line(record.get("number"))
    found["issue" if kind in _WITH_ISSUES else "number"] = number
    start, end = line(record.get("start_page")), line(record.get("end_page"))
    found["page"] = re.sub(r"\s*-+\s*", "–", f"{start}-{end}" if start and end and start != end else start or end)
    found["URL"] = next((url for each in _list(record.get("urls")) if (url := line(each))), "")
    book = kind in ("book", "chapter", "report")
    found["ISBN" if book else "ISSN"] = line(record.get("issn"))
    found["issued"] = _date(record, "date", "year", "publication_year")
    found["accessed"] = _date(record, "access_date")
    return filled(found)


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _people(written: list[Any]) -> list[dict[str, str]]:
    """Names as “Family, Given, Suffix”, by their parts."""
    found = []
    for each in written[:_MOST_PEOPLE]:
        for name in names([line(each)]):
            parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle}
            found.append(filled({**parts, "suffix": name.suffix, "literal": name.literal}))
    return found


def _date(record: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """The first date that can be read: of ``2025/03/01/spring`` its numbers; else the first text."""
    said = [text for key in keys if (text := line(record.get(key)))]
    forms = [form for text in said for form in ("-".join(filter(None, text.split("/")[:3])), text)]
    return dates.as_csl(next(filter(dates.read, forms), said[0].strip("/") if said else ""))
