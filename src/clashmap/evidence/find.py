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
_WORDS, _ALIKE = 3, 0.65
"""Words that are offered for one that stands nowhere, at most, and how much of their letters must be the same."""
_MARKS = str.maketrans({"’": "['’]", "'": "['’]", "‑": "[-‑]", "-": "[-‑]"})


def find_words(words: str, text: SourceText, *, most: int = 10) -> tuple[Found, ...]:
    """The places of *text* where *words* stand, at most *most*; where they stand nowhere, the one most like them.

    For a single word, that is where the words stand that are spelt most like it, as they are written there. Case does
    not count, nor what stands between words. The place is the sentence or sentences that have them, and the passage is
    what stands there; words that go on over the end of a paragraph are found as they are in a quotation.
    """
    sought = words_of(words)[:_MOST_WORDS]
    if not sought or most < 1:
        return ()
    found = tuple(Found(locator, 1.0, text.passage(locator) or "") for locator, _ in _places(sought, text, most))
    if found:
        return found
    if len(sought) == 1:
        return tuple(_misspelt(sought[0], text, most))
    nearest = find(quotation(words), text)
    return (nearest,) if nearest else ()


def _misspelt(word: str, text: SourceText, most: int) -> Iterator[Found]:
    """Where the words of *text* stand that are spelt most like *word*, the most alike first; at most *most* places."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    written = list(dict.fromkeys(one.casefold() for paragraph in text.paragraphs for one in words_of(paragraph)))
    near = extract(word.casefold(), written, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=_WORDS)
    for like, likeness, _ in near:
        for locator, stands in _places((like,), text, most):
            yield Found(locator, likeness, stands)
            most -= 1


def _places(sought: tuple[str, ...], text: SourceText, most: int) -> Iterator[tuple[Locator, str]]:
    """The sentences in which the words *sought* stand side by side, at most *most*, and how they are written there."""
    before = None
    for locator, written in _matches(sought, text):
        if most <= 0:
            return
        if locator != before:
            yield locator, written
            most -= 1
        before = locator


def _matches(sought: tuple[str, ...], text: SourceText) -> Iterator[tuple[Locator, str]]:
    expression = _expression(sought)
    for number, paragraph in enumerate(text.paragraphs, start=1):
        for match in expression.finditer(paragraph):
            spans = text.sentences(number)
            first, last = _sentence(spans, match.start()), _sentence(spans, match.end() - 1)
            yield Locator((number, first), (number, last)), match.group()


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
