"""Cues: the words of a language that tell a claim or an objection, and what they weigh, as a data file lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from clashmap.assets import asset

_LEAD = r"""\A["“”'‘’(\[—– ]*"""
_JOINED = r"(?:(?:and|but|so),? )?"
_TRAIL = r"""["”'’)\]]*\Z"""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for or against a reading of a sentence: words, as a *pattern*, or a *feature* of where it stands.

    Of a reply it *tells* that what stands just ``before`` is meant, or a point that it takes up ``again``, or that it
    only ``grants`` what stands before, or that it may be against the ``topic``; without any of it there is no attack.
    """

    name: str
    weight: float
    pattern: re.Pattern[str] | None = None
    feature: str = ""
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A cue that counted in a sentence, its weight, the *words* that it was told by, and what it *tells* of a reply.

    There are no words for a feature.
    """

    name: str
    weight: float
    words: str = ""
    tells: str = ""

    def __str__(self) -> str:
        words = f" “{self.words}”" if self.words else ""
        return f"{self.name}{words} {'+' if self.weight >= 0 else '−'}{abs(self.weight):.4g}"


@dataclass(frozen=True, slots=True)
class Language:
    """The cues of a language, for a ``claim``, a ``reply`` and an ``objection``; weights of places by name.

    *common* words have no subject; a paragraph that begins with what *goes_on* belongs to the one before, one that
    *turns* does not; with what tells the *author*, others no longer speak; *denials* deny; a heading *against* stands
    over objections; what others say *reports* tell. *target* weighs what ties an attack to what it may be against;
    *thesis* adds to cues; *least* is what is asked of a candidate; *names* tell whose words are reported.
    """

    common: frozenset[str]
    goes_on: tuple[str, ...]
    turns: tuple[str, ...]
    author: tuple[str, ...]
    denials: frozenset[str]
    against: re.Pattern[str]
    reports: re.Pattern[str]
    cues: Mapping[str, tuple[Cue, ...]]
    places: Mapping[str, float]
    target: Mapping[str, Mapping[str, float]]
    thesis: Mapping[str, float]
    least: Mapping[str, float]
    names: Mapping[str, str]


@cache
def language(code: str = "en") -> Language:
    """The language with this *code*. Raises FileNotFoundError when there are no cues for it."""
    table = tomllib.loads(asset(f"cues/{code}.toml"))
    return Language(
        common=frozenset(table["common"].split()),
        goes_on=tuple(word.replace("-", " ") for word in f"{table['anaphors']} {table['links']}".split()),
        turns=tuple(word.replace("-", " ") for word in table["turns"].split()),
        author=tuple(word.replace("-", " ") for word in table["author"].split()),
        denials=frozenset(table["denials"].split()),
        against=re.compile(_words(table["against"].split())),
        reports=re.compile(_words(table["names"]["verbs"].split(", "))),
        cues={kind: tuple(_cue(entry) for entry in table[kind]) for kind in ("claim", "reply", "objection")},
        places={entry["name"]: float(entry["weight"]) for entry in table["place"]},
        target=table["target"],
        thesis=table["thesis"],
        least=table["least"],
        names=table["names"],
    )


def folded(text: str) -> str:
    """*text* as cues are looked for in it: small letters, straight apostrophes, single blanks."""
    return _SPACE.sub(" ", text.replace("’", "'").lower()).strip()


def begins_with(words: tuple[str, ...], text: str) -> bool:
    """Whether the *folded* text begins with one of *words*, as a whole word."""
    begins = text.lstrip("\"“'‘") + " "
    return begins.startswith(tuple(f"{word}{behind}" for word in words for behind in " ,"))


def counted(cues: tuple[Cue, ...], text: str, features: frozenset[str] = frozenset()) -> tuple[Counted, ...]:
    """Those of *cues* that count in the *folded* text of a sentence that has these *features*."""
    found = []
    for cue in cues:
        if cue.pattern is None:
            if cue.feature in features:
                found.append(Counted(cue.name, cue.weight, tells=cue.tells))
        elif match := cue.pattern.search(text):
            found.append(Counted(cue.name, cue.weight, match.group("cue").strip(), cue.tells))
    return tuple(found)


def _cue(entry: Mapping[str, Any]) -> Cue:
    name, weight, tells = entry["name"], entry["weight"], entry.get("tells", "")
    if "feature" in entry:
        return Cue(name, weight, feature=entry["feature"], tells=tells)
    inner = entry.get("pattern") or _words([word.strip() for word in entry["words"].split(",")])
    inner = f"(?P<cue>{inner})"
    around = {"start": f"{_LEAD}{_JOINED}{inner}", "end": f"{inner}{_TRAIL}"}.get(entry.get("at", ""), inner)
    return Cue(name, weight, re.compile(around), tells=tells)


def _words(words: list[str]) -> str:
    """A pattern for any of *words*, as whole words."""
    # What they share stands in front of all of them, not in each: so most places in a text are passed in one step.
    marks = "|".join(re.escape(word) for word in words if not word[0].isalnum())
    plain = "|".join(_end(word) for word in words if word[0].isalnum())
    return "|".join(filter(None, (plain and rf"(?<![\w'])(?:{plain})", marks)))


def _end(word: str) -> str:
    """A pattern for the rest of a *word* from its first letter; it goes on where it ends in a star."""
    stem = word.removesuffix("*")
    return re.escape(stem) + (r"\w*" if stem != word else r"(?!\w)")
