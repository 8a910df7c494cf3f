"""Finding: where words stand in the texts of sources."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from clashmap.evidence.locator import Locator
from clashmap.evidence.normal import ALONE
from clashmap.evidence.normal import words as words_of
from clashmap.evidence.quotation import Found, find, quotation
from clashmap.evidence.text import SourceText
from clashmap.source import Span

_MOST_WORDS = 1_000
_MARKS = str.maketrans({"’": "['’]", "'": "['’]", "‑": "[-‑]", "-": "[-‑]"})


def find_words(words: str, text: SourceText, *, most: int = 10) -> tuple[Found, ...]:
    """The places of *text* where *words* stand, at most *most*; where they stand nowhere, the one most like them.

    Case does not count, nor what stands between words. The place is the sentence or sentences that have them, and the
    passage is what stands there; words that go on over the end of a paragraph are found as they are in a quotation.
    """
    sought = words_of(words)[:_MOST_WORDS]
    if not sought or most < 1:
        return ()
    found: list[Found] = []
    for locator in _places(sought, text):
        if found and found[-1].locator == locator:
            continue
        if len(found) == most:
            break
        found.append(Found(locator, 1.0, text.passage(locator) or ""))
    if found:
        return tuple(found)
    nearest = find(quotation(words), text)
    return (nearest,) if nearest else ()


def _places(sought: tuple[str, ...], text: SourceText) -> Iterator[Locator]:
    """Where the words *sought* stand side by side in a paragraph."""
    expression = _expression(sought)
    for number, paragraph in enumerate(text.paragraphs, start=1):
        for match in expression.finditer(paragraph):
            spans = text.sentences(number)
            first, last = _sentence(spans, match.start()), _sentence(spans, match.end() - 1)
            yield Locator((number, first), (number, last))


def _expression(sought: tuple[str, ...]) -> re.Pattern[str]:
    written = [re.escape(word).replace("\\-", "-").translate(_MARKS) for word in sought]
    pieces = [written[0] if ALONE.match(sought[0]) else rf"(?<!\w){written[0]}"]
    for (before, word), text in zip(pairwise(sought), written[1:], strict=True):
        pieces.append((r"\W*" if ALONE.match(before) or ALONE.match(word) else r"\W+") + text)
    end = "" if ALONE.match(sought[-1]) else r"(?!\w)"
    return re.compile("".join(pieces) + end, re.IGNORECASE)


def _sentence(spans: tuple[Span, ...], at: int) -> int:
    """The number of the sentence that has the character *at*."""
    return max(bisect_right(spans, at, key=lambda span: span.start), 1)
