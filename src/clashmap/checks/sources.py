"""Rules about sources: fields that CSL calls otherwise, dates that nobody can read, ids that no file can have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from clashmap.checks.nearest import Names, did_you_mean, is_slip
from clashmap.diagnostics import Diagnostic, Fix, Severity, rule
from clashmap.evidence.csl import dates
from clashmap.evidence.csl.line import line
from clashmap.evidence.csl.variables import DATES, VARIABLES
from clashmap.graph import ArgumentMap
from clashmap.mend import swap
from clashmap.resolve.front_matter import merge_front_matter
from clashmap.source import Place

_OTHER_WORDS = {
    "author": "by writer writers",
    "title": "headline heading",
    "container-title": "publication journal newspaper magazine periodical outlet booktitle journaltitle site sitename",
    "issued": "date year published publishdate publicationdate datepublished dateissued pubdate",
    "accessed": "access accessdate dateaccessed retrieved urldate visited",
    "URL": "link web address permalink webaddress weblink",
    "page": "pages pagenumber pagenumbers pp",
    "note": "qualification qualifications quals credentials notes",
    "editor": "editors",
    "publisher-place": "city",
    "collection-title": "series",
    "title-short": "shorttitle",
}
_MEANT = {word: name for name, words in _OTHER_WORDS.items() for word in words.split()}
_MEANT |= {re.sub(r"[-_ ]", "", name).casefold(): name for name in VARIABLES if name != "shortTitle"}
_NAMES = Names(VARIABLES)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)
MOST_TYPED = ("title", "author", "issued", "publisher", "container-title", "URL")
"""Fields whose slips of the keyboard are told with those of all other settings, and not here."""
_NO_DATES = ("nd", "no date", "undated", "forthcoming", "in press", "in preparation", "submitted", "today", "")
_FRONT = (
    '===\nsources:\n  air: {{title: Air power, author: Haun, {}}}\n===\n\n[Jets]: Jets are few. {{cite: "air 45"}}\n'
)


def _rename(place: Place) -> Fix | None:
    """``date`` to ``issued``."""
    meant = _MEANT.get(_bare(place.text))
    return Fix(f"write {meant}", (swap(place, *place.span, meant),)) if meant and meant != place.text else None


MISTAKEN = rule(
    "E033",
    "mistaken-field",
    Severity.WARNING,
    "a field of a source has a name that cites do not look for",
    why="The fields of a source have the names of CSL, which reference managers and citation styles share: `issued` is "
    "its date, `container-title` the newspaper, journal or site it stands in, `note` who its authors are. What is "
    "called otherwise is kept, but stands in no cite.",
    bad=_FRONT.format('date: "2025-03-01"'),
    good=_FRONT.format('issued: "2025-03-01"'),
    mend=_rename,
)
NO_DATE = rule(
    "E034",
    "unreadable-date",
    Severity.WARNING,
    "a date of a source cannot be read",
    why="The short cite that is read aloud ends in the year, and how old evidence is can only be told from its date.",
    bad=_FRONT.format("issued: last March"),
    good=_FRONT.format('issued: "2025-03"'),
)
NO_FILE = rule(
    "E063",
    "source-id-no-file",
    Severity.WARNING,
    "the id of a source that is cited cannot be the name of a file",
    why="The text of a source is in a file that is called as its id, in the folder of the sources and nowhere else. So "
    "an id with a slash in it, or a dot in front, has no text that a citation could be held against.",
    bad='===\nsources:\n  ../air: {title: Air power, author: Haun}\n===\n\n[Jets]: Jets are few. {cite: "../air 45"}\n',
    good='===\nsources:\n  air: {title: Air power, author: Haun}\n===\n\n[Jets]: Jets are few. {cite: "air 45"}\n',
)
IDS = "an id of letters, figures and hyphens, such as haun-25"
"""What is safe to call a source."""


def is_no_file(id: str) -> bool:
    """Whether a source of that *id* can have no file of that name in a folder."""
    return id.startswith(".") or any(sign in id for sign in "/\\\0")


def id_without_file(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E063: a source that is cited, or that a card is cut from, whose id can be the name of no file."""
    cited = {citation.source for node in map.nodes for citation in node.citations}
    cited |= {card.source for card in map.shelf.cards.values()}
    for id, reference in map.references.items():
        if id in cited and is_no_file(id):
            help = f"To hold its citations against its text, give it {IDS}."
            yield Diagnostic(NO_FILE, f"a source “{id}” can have no text of its own", reference.place, help=help)


def mistaken(fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Fields that have another name in CSL, and that name; none that is there as well."""
    given = set(fields)
    for key, value in fields.items():
        if key in VARIABLES:
            continue
        bare = _bare(key)
        meant = _MEANT.get(bare, "")
        if bare == "website":
            meant = "URL" if _ADDRESS.match(line(value)) else "container-title"
        if not meant and (near := _NAMES.nearest(key)) and is_slip(key, near[0]):
            meant = "" if near[0] in MOST_TYPED else near[0]
        if meant and meant not in given:
            given.add(meant)
            yield key, meant


def mistaken_field(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E033: a field in ``sources:`` of front matter that CSL calls otherwise."""
    if not map.references:
        return
    settings = merge_front_matter(map.documents)
    table = settings.values.get("sources")
    for id, fields in table.items() if isinstance(table, Mapping) else ():
        if not isinstance(fields, Mapping):
            continue
        for key, meant in mistaken({str(key): value for key, value in fields.items()}):
            place = settings.places.get(("sources", id, key), settings.places["sources", id])
            is_sure = _bare(key) in _MEANT
            help = f"Type {meant} for it." if is_sure else did_you_mean([meant], otherwise="If not, leave it as it is.")
            yield Diagnostic(MISTAKEN, f"“{key}” is not used in cites", place, help=help)


def unreadable_date(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E034: a date that is none, of a source in front matter or in a bibliography."""
    settings = None
    for id, reference in map.references.items():
        for key in DATES:
            value = reference.fields.get(key)
            if value is None or _is_told(value):
                continue
            settings = settings or merge_front_matter(map.documents)
            place = settings.places.get(("sources", id, key)) or map.shelf.listed.get(id, reference).place
            said = f": “{text}”" if (text := line(value)) else ""
            help = f'Write a year, or year, month and day with hyphens: {key}: "2025-03-01".'
            yield Diagnostic(NO_DATE, f"`{key}` cannot be read as a date{said}", place, help=help)


def _is_told(value: object) -> bool:
    """Whether *value* is a date, or says that there is none."""
    if isinstance(value, Mapping) and (value.get("literal") or value.get("season")):
        return True
    return dates.read(value) is not None or (_is_none(line(value)) and not isinstance(value, Mapping | bool | list))


def _is_none(text: str) -> bool:
    return text.casefold().replace(".", "").strip(" []()") in _NO_DATES


def _bare(key: str) -> str:
    """*key* without capitals, blanks and hyphens."""
    return re.sub(r"[-_ ]", "", key).casefold()
