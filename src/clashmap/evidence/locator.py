"""Locators: which paragraphs, and which sentences of them, a citation means."""

from __future__ import annotations

import re
from typing import NamedTuple

from clashmap.model import Citation

Point = tuple[int, int]
"""(paragraph, sentence), both from 1; sentence 0 is the whole paragraph."""

_POINT = r"([0-9]+)(?:\.([0-9]+))?"
_DASH = r"\s*[-‐‑–—−]\s*"  # whichever a word processor makes of it
_LOCATOR = re.compile(rf"{_POINT}(?:{_DASH}{_POINT})?")
_DIGITS = 9


class Locator(NamedTuple):
    """A range of a source's text, both ends included."""

    first: Point
    last: Point

    def __str__(self) -> str:
        (paragraph, sentence), (end, until) = self
        head = f"{paragraph}.{sentence}" if sentence else f"{paragraph}"
        if self.first == self.last:
            return head
        if paragraph == end:
            return f"{head}-{until}"
        return f"{head}-{end}.{until}" if until else f"{head}-{end}"


class LocatorError(ValueError):
    """Text that is no locator; the message is a phrase that says why."""


def parse_locator(text: str) -> Locator:
    """Read ``45``, ``45.2``, ``45.1-2``, ``45-47`` or ``45.2-46.1``.

    A number alone behind the dash is a sentence when the start names one, as in ``45.1-2``, and a paragraph otherwise.
    ``45-45.2`` begins with the first sentence: it is ``45.1-2``.
    Raises LocatorError when *text* is none of these, counts from 0 or runs backwards.
    """
    match = _LOCATOR.fullmatch(text.strip())
    if match is None or any(len(number) > _DIGITS for number in match.groups("")):
        raise LocatorError("is not a paragraph, a sentence or a range of them")
    paragraph, sentence, end, until = (None if number is None else int(number) for number in match.groups())
    if 0 in (paragraph, sentence, end, until):
        raise LocatorError("counts from 0; paragraphs and sentences count from 1")
    assert paragraph is not None
    first: Point = (paragraph, sentence or int(paragraph == end and until is not None))
    if end is None:
        last = first
    elif until is None and sentence is not None:
        last = (paragraph, end)
    else:
        last = (end, until or 0)
    if _ends_before(last, first):
        raise LocatorError("runs backwards")
    return Locator(first, last)


def located(citation: Citation) -> Locator | None:
    """What *citation* means in the text of its source; None when it names no place that can be read."""
    if citation.first is None or citation.last is None:
        return None
    return Locator(citation.first, citation.last)


def _ends_before(last: Point, first: Point) -> bool:
    """Whether a range from *first* to *last* is empty; a whole paragraph ends behind all its sentences."""
    return last[0] < first[0] or (last[0] == first[0] and 0 < last[1] < first[1])
