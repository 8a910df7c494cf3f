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
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|esq|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:[A-Z]|[Jj]r|[Ss]r|II|III|IV)\.?\Z")
"""An initial, or what follows a family name, at the end of a text."""
_AND = re.compile(r"\s+(?:and|&)\s+|\s*,\s*(?:and|&)\s+")
_BODY = re.compile(
    r"(?-i:\b(?:of|for|on|in|at)\b)|\b(?:the|agency|alliance|army|assembly|associat\w+|authority|bank|board|brookings|bureau|"
    r"cent(?:er|re)|coalition|college|commission|committee|company|congress|corp(?:oration)?|council|court|"
    r"department|editors?|editorial|federation|forum|foundation|fund|government|group|house|inc|initiative|"
    r"institut\w+|journal|laborator\w+|league|llc|ltd|magazine|ministry|monitor|nations|network|news|office|"
    r"organi[sz]ation|parliament|party|post|press|project|review|school|senate|service|society|staff|studies|team|"
    r"times|treasury|trust|union|university|watch)\b|\d",
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
    if len(found) > 2:
        return f"{family(found[0])} et al."
    return " & ".join(map(family, found))


def told(found: tuple[Name, ...]) -> str:
    """All of them by their whole names; more than ten are the first three and “et al.”."""
    if len(found) > _MOST:
        return f"{', '.join(map(str, found[:3]))}, et al."
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
    for part in text.split(";"):
        several = [part] if _BODY.search(part) else _AND.split(part)
        row = [name.strip() for name in several[0].split(",")]
        found += [*row, *several[1:]] if _is_row(row, several[1:]) else several
    return [part for each in found if (part := each.strip(" ,"))]


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
    if _BODY.search(text):
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
        at = next((i for i, word in enumerate(words[1:-1], 1) if _PARTICLES.fullmatch(word)), len(words) - 1)
        given, words = " ".join(words[:at]), words[at:]
    cut = 0
    while cut < len(words) - 1 and _PARTICLES.fullmatch(words[cut]):
        cut += 1
    return Name(" ".join(words[cut:]), given, " ".join(words[:cut]), suffix)
