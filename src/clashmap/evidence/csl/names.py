"""Names: who wrote a source, however that is put down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.evidence.csl.line import line

_PARTICLES = re.compile(
    r"af|al|auf|d['’]|da|das|de|dei|del|della|den|der|di|do|dos|du|e|el|il|la|las|le|les|lo|los|ten|ter|the|van|vom|von"
    r"|y|zu|zum|zur"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?)+")
_INITIAL = re.compile(r"(?:[A-Z][\w’'-]+ )?(?:[A-Z]\. ?)+[A-Z][\w’'-]+")
"""A name with an initial before its last word."""
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|esq|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:[A-Z]|[Jj]r|[Ss]r|II|III|IV)\.?\Z")
"""An initial, or what follows a family name, at the end of a text."""
_AND = re.compile(r"\s+(?:and|&)\s+|\s*,\s*(?:and|&)\s+")
_MORE = re.compile(r"(?<![\s,])[\s,]+(?:et al\.?|(?:and|&) others)\Z", re.IGNORECASE)
"""What stands for the rest of the authors."""
_BODY = re.compile(
    r"(?-i:\b(?:of|for|on|in|at)\b)|\b(?:the|administration|affairs|agency|alliance|army|assembly|associat\w+|"
    r"authority|bank|board|brookings|bureau|cent(?:er|re)|coalition|college|commission|committee|company|congress|"
    r"corp(?:oration)?|council|court|department|editors?|editorial|federation|forum|foundation|fund|government|group|"
    r"house|inc|initiative|institut\w+|international|jazeera|journal|laborator\w+|league|llc|ltd|magazine|ministry|"
    r"monitor|nations|network|news|office|organi[sz]ation|parliament|party|policy|post|press|project|research|review|"
    r"school|senate|service|society|staff|states|studies|team|times|treasury|trust|union|university|watch)\b|\d",
    re.IGNORECASE,
)
"""Words that are in the names of institutions and not of people."""
_MOST = 10
"""How many names are told before the rest are “et al.”."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or an institution, which has only a *literal* name."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """What belongs to the family name and stands before it: the “van” of van Dyke."""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """The whole name, as it is spoken."""
        whole = " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)
        return self.literal or whole


OTHERS = Name(literal="et al.")
"""What stands for the rest of the authors, as the last of them."""


def names(value: object) -> tuple[Name, ...]:
    """The names in a field of CSL: a mapping or a text, or a list of them; what is no name is left out.

    A mapping has ``family``, ``given``, ``non-dropping-particle``, ``dropping-particle`` and ``suffix``, or
    ``literal``. A text is “Given Family” or “Family, Given”; several people in one are parted by a semicolon or by
    “and”, unless it is the name of an institution.
    """
    found: list[Name] = []
    for each in value if isinstance(value, list | tuple) else (value,):
        if isinstance(each, Mapping):
            found.append(_mapped(each))
        else:
            found += map(_person, _people(line(each)))
    return tuple(name for name in found if family(name))


def family(name: Name) -> str:
    """What a person is called by, with its particle; the whole name of an institution."""
    return name.literal or " ".join(part for part in (name.particle, name.family) if part) or name.given


def called(found: tuple[Name, ...]) -> str:
    """“Haun”, “Haun & Lee” or “Haun et al.”; empty for nobody."""
    if len(found) > 2 or found[1:] == (OTHERS,):
        return f"{family(found[0])} et al."
    return " & ".join(map(family, found))


def told(found: tuple[Name, ...]) -> str:
    """All of them by their whole names; more than ten are the first three and “et al.”."""
    named = found[:3] if len(found) > _MOST else found[:-1] if found[-1:] == (OTHERS,) else ()
    if named:
        return f"{', '.join(map(str, named))}{',' if len(named) > 1 else ''} et al."
    *most, last = map(str, found) if found else ("",)
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}" if most else last


def authors(value: object, *, full: bool = False) -> str:
    """The names of a field in a row: texts as they are written, mappings by family name, or in *full*."""
    found = []
    for each in value if isinstance(value, list | tuple) else (value,):
        if isinstance(each, Mapping):
            name = _mapped(each)
            found.append(str(name) if full else family(name))
        else:
            text = line(each)
            found.append(text.strip("{} ") if text.startswith("{") and text.endswith("}") else text)
    return ", ".join(name for name in found if name)


def _mapped(value: Mapping[str, object]) -> Name:
    last = line(value.get("family"))
    if not last and (literal := line(value.get("literal") or value.get("name"))):
        return Name(literal=literal)
    given = " ".join(part for key in ("given", "dropping-particle") if (part := line(value.get(key))))
    return Name(last, given, line(value.get("non-dropping-particle")), line(value.get("suffix")))


def _people(text: str) -> list[str]:
    """The people in one text."""
    found: list[str] = []
    whole = _MORE.sub("", text)
    for part in whole.split(";"):
        several = _AND.split(part)
        if any(map(_is_institution, several)):
            several = [part]
        row = [name.strip() for name in several[0].split(",")]
        if len(row) > 2 and len(row) % 2 == 0 and all(map(_INITIALS.fullmatch, row[1::2])):  # Haun, P., Lee, A.
            several[:1] = map(", ".join, zip(row[::2], row[1::2], strict=True))
        elif _is_row(row, several[1:]):
            several[:1] = row
        found += several
    people = [part for each in found if (part := each.strip(" ,"))]
    return people if whole == text else [*people, str(OTHERS)]


def _is_institution(text: str) -> bool:
    """Whether *text* has words of an institution; in “Press, Daryl” and “Daryl G. Press” they are a name."""
    if _INITIAL.fullmatch(text.strip()):
        return False
    last, _, given = text.strip().partition(",")
    return _BODY.search(text if " " in last else given or text) is not None


def _is_particle(word: str) -> bool:
    """Whether *word* within a name begins the family name; an initial such as E does not."""
    return _PARTICLES.fullmatch(word.casefold() if len(word) > 1 and word.istitle() else word) is not None


def _is_row(row: list[str], more: list[str]) -> bool:
    """Whether the commas in *row* part people: “Phil Haun, Ann Lee” and “Haun, Lee & Tan” are, “Haun, Phil” is not."""
    if len(row) < 2:
        return False
    if more and len(row[0].split()) == 1:
        return len(more[-1].split()) == 1
    is_whole = all(len(name.split()) > 1 and name[0].isupper() for name in row)
    return is_whole and not any(map(_SHORT.search, row[1:] if more else row))


def _person(text: str) -> Name:
    """The parts of the name of one person; of an institution all of it."""
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text.strip("{} "))
    if _is_institution(text) or text == str(OTHERS):
        return Name(literal=text)
    last, *rest = (part.strip() for part in text.split(","))
    suffix = " ".join(part for part in rest if _SUFFIX.fullmatch(part))
    given = " ".join(part for part in rest if not _SUFFIX.fullmatch(part))
    words = last.split()
    if not words:
        return Name(given=given)
    if not given:
        if len(words) > 2 and not suffix and _SUFFIX.fullmatch(words[-1]):
            suffix = words.pop()
        at = next((i for i, word in enumerate(words[1:-1], 1) if _is_particle(word)), len(words) - 1)
        at -= at > 1 and words[at] == "y"  # José Ortega y Gasset
        given, words = " ".join(words[:at]), words[at:]
    cut = 0
    while cut < len(words) - 1 and _PARTICLES.fullmatch(words[cut]):
        cut += 1
    return Name(" ".join(words[cut:]), given, " ".join(words[:cut]), suffix)
