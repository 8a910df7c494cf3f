"""Outline: which paragraphs of an article are its title, its byline and its headings, and what stands under each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clashmap.evidence.text import SourceText

_LONGEST_HEADING = 90
_MOST_WORDS = 12
"""Characters and words of a heading, at most; a title may have twice as many."""
_CLOSED = re.compile(r"""[.!;:,…—–-]["”'’)\]]*\Z""")
_NAME = r"(?:[A-Z][\w.'’-]*|and|de|van|von|der|la|bin|&)"
_BYLINE = re.compile(rf"(?:[Bb]y|BY) ({_NAME}(?:,? {_NAME})*)")
_ASKS = re.compile(r"""\?["”'’)\]]*\Z""")
_FEW_QUESTIONS = 3
"""Questions that stand alone, at least, for them to be headings."""
_TOP = 5
"""Paragraphs among which the byline is looked for."""
_LONG_HEADING = 6
"""Words of a heading, at most, that stands just below the title; a longer line there is a subtitle."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of an article: the number of its *heading*, None above the first, and its *paragraphs*, from 1."""

    heading: int | None
    paragraphs: tuple[int, ...]

    @property
    def first(self) -> int:
        """The number of its first paragraph, 0 when it has none."""
        return self.paragraphs[0] if self.paragraphs else 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The number of the *title*, None when there is none; who is named in the *byline*; the *parts* in order."""

    title: int | None
    byline: str
    parts: tuple[Part, ...]


def outline(text: SourceText, paragraphs: int) -> Outline:
    """The outline of the first *paragraphs* of *text*: by its marked headings, else by what looks like one.

    A heading is a short line without closing punctuation that text follows; so are questions that stand alone, if there
    are several.
    """
    lines = text.paragraphs[:paragraphs]
    title = 1 if lines and (1 in text.headings or _is_short(lines[0], times=2) or _is_alone(lines[0])) else None
    byline, author = _byline(lines)
    marked = frozenset(number for number in text.headings if number <= len(lines)) - {1}
    headings = (marked or _found(lines, title)) - {byline}
    parts = []
    heading: int | None = None
    body: list[int] = []
    for number in range(1, len(lines) + 1):
        if number in headings:
            parts.append(Part(heading, tuple(body)))
            heading, body = number, []
        elif number not in (title, byline):
            body.append(number)
    parts.append(Part(heading, tuple(body)))
    return Outline(title, author, tuple(part for part in parts if part.heading is not None or part.paragraphs))


def _found(lines: tuple[str, ...], title: int | None) -> frozenset[int]:
    """The numbers of the *lines* that look like headings."""
    asked = {number for number, line in enumerate(lines, 1) if _is_alone(line)} - {title}
    short = {number for number, line in enumerate(lines, 1) if _is_short(line)} - {title}
    if title is not None and len(" ".join(lines[1:2]).split()) > _LONG_HEADING:
        short.discard(title + 1)
    both = short | asked if len(asked) >= _FEW_QUESTIONS else short
    last = len(lines)
    # A list of short lines is no list of headings: text follows a heading, at the latest under the one below it.
    text = frozenset(range(1, last + 1)) - both
    return frozenset(number for number in both if number + 1 in text or (number + 1 in both and number + 2 in text))


def _byline(lines: tuple[str, ...]) -> tuple[int, str]:
    """The number of the line that names the author, and the name; 0 and nothing when there is none."""
    for number, line in enumerate(lines[:_TOP], 1):
        if len(line) <= _LONGEST_HEADING and (match := _BYLINE.fullmatch(line)):
            return number, match.group(1)
    return 0, ""


def _is_short(line: str, *, times: int = 1) -> bool:
    """Whether *line* is a few words that begin like a heading and do not end like a sentence."""
    is_long = len(line) > times * _LONGEST_HEADING or len(line.split()) > times * _MOST_WORDS
    if is_long or _CLOSED.search(line) or _ASKS.search(line):
        return False
    first = next((char for char in line if char.isalnum()), "")
    return bool(first) and not first.islower() and line[0] not in "-•*"


def _is_alone(line: str) -> bool:
    """Whether *line* is one short question and nothing else."""
    is_one = len(line) <= _LONGEST_HEADING and len(line.split()) <= _MOST_WORDS and not re.search(r"[.!?] ", line)
    return is_one and _ASKS.search(line) is not None
