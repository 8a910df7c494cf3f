"""Fields of BibTeX and BibLaTeX in the words of CSL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clashmap.evidence.bibliography.listing import filled
from clashmap.evidence.bibliography.tex import decoded, unbraced
from clashmap.evidence.csl import dates
from clashmap.evidence.csl.names import OTHERS

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "reference": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "inreference": "entry-encyclopedia",
    "manual": "report",
    "techreport": "report",
    "report": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "patent": "patent",
    "letter": "personal_communication",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "image": "graphic",
    "dataset": "dataset",
    "software": "software",
    "review": "review",
}
_MOST_PEOPLE = 200
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_NAMES = ("author", "editor", "translator")
_SAME = {
    "series": "collection-title",
    "address": "publisher-place",
    "location": "publisher-place",
    "volume": "volume",
    "edition": "edition",
    "chapter": "chapter-number",
    "version": "version",
    "note": "note",
    "addendum": "note",
    "annote": "annote",
    "annotation": "annote",
    "eventtitle": "event-title",
    "venue": "event-place",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "langid": "language",
    "language": "language",
    "type": "genre",
    "pagetotal": "number-of-pages",
    "volumes": "number-of-volumes",
}
_AS_IT_IS = {"url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID"}
_CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "issuetitle")
_PUBLISHERS = ("publisher", "institution", "school", "organization", "howpublished")
_DASHES = re.compile(r"\s*[-–—]{1,3}\s*")
_URL = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://[^\s{}\\]+)")
_SPELT = re.compile(r"\b(family|given|prefix|suffix)\s*=\s*([^,=]*)")
"""The parts of a name as BibLaTeX can have them: ``family=Berg, given=Mark, prefix=van der``."""
_ESCAPED = re.compile(r"\\([_%&#~{}])|[{}]")


def type_of(kind: str, values: Mapping[str, str]) -> str:
    """The type that CSL has for an entry ``@kind``."""
    kind = kind.casefold()
    if kind == "article" and (found := _SUBTYPES.get(values.get("entrysubtype", "").casefold())):
        return found
    if kind == "misc" and ("url" in values or _link(values)):
        return "webpage"
    return _TYPES.get(kind, "document")


def fields_of(kind: str, values: Mapping[str, str], budget: list[int]) -> dict[str, Any]:
    """The fields of an entry in CSL; *budget* is how many characters of TeX may still be turned into letters."""
    values = {**values, **_link(values)}

    def said(*keys: str) -> str:
        return next((text for key in keys if (text := decoded(values.get(key, ""), budget))), "")

    title, below = said("title"), said("subtitle")
    number = "issue" if kind.casefold() in ("article", "periodical") else "number"
    found: dict[str, Any] = {"title": f"{title}: {below}" if title and below else title or below}
    found |= {name: _people(values.get(name, ""), budget) for name in _NAMES}
    found |= {"container-title": said(*_CONTAINERS), "publisher": said(*_PUBLISHERS)}
    for key, name in _SAME.items():
        found[name] = found.get(name) or said(key)
    for key, name in _AS_IT_IS.items():
        found[name] = _plain(values.get(key, ""))
    found |= {number: said("number", "issue"), "page": _DASHES.sub("–", said("pages", "page"))}
    found |= {
        "issued": _issued(values, said),
        "accessed": dates.as_csl(_plain(values.get("urldate") or values.get("lastaccessed", ""))),
    }
    return filled(found)


def _plain(text: str) -> str:
    """*text* without braces and backslashes, in which no other sign is TeX: an address, a number, a date."""
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def _link(values: Mapping[str, str]) -> dict[str, str]:
    """The address that older entries have among their words, and what is left of those."""
    for key in ("howpublished", "note"):
        if "url" not in values and (match := _URL.search(values.get(key, ""))):
            return {"url": match[1] or match[2], key: _URL.sub("", values[key]).strip(" ,.:;")}
    return {}


def _issued(values: Mapping[str, str], said: Any) -> dict[str, Any]:
    """The date in ``date``, or in ``year``, ``month`` and ``day``."""
    if date := _plain(values.get("date", "")):
        return dates.as_csl(date)
    year, month, day = said("year"), said("month"), said("day")
    # A month is “mar”, “March”, “3” or, with the day in it, “mar # " 5"”.
    forms = [f"{day} {month} {year}", f"{year}-{month}-{day}"] if day and month else []
    forms += [f"{month} {year}", f"{month}, {year}", f"{year}-{month}"] if month else []
    return dates.as_csl(next(filter(dates.read, forms), year))


def _people(text: str, budget: list[int]) -> list[dict[str, str]]:
    """Names joined by ``and``, each with its parts; what stands in braces as a whole is an institution."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    found: list[dict[str, str]] = []
    for name in split_multiple_persons_names(text)[:_MOST_PEOPLE]:
        if name.startswith("{") and name.endswith("}") and unbraced(name[1:-1]) is not None:
            found.append({"literal": decoded(name, budget)})
            continue
        if name.casefold() == "others":
            found.append({"literal": str(OTHERS)})
            continue
        keys = ("family", "given", "non-dropping-particle", "suffix")
        if spelt := dict(_SPELT.findall(name)):
            said = [spelt.get(key, "").strip() for key in ("family", "given", "prefix", "suffix")]
        else:
            parts = parse_single_name_into_parts(name, strict=False)
            said = [" ".join(part) for part in (parts.last, parts.first, parts.von, parts.jr)]
        found.append(filled({key: decoded(part, budget) for key, part in zip(keys, said, strict=True)}))
    return [name for name in found if name]
