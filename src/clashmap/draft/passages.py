"""Passages: paragraphs that go on with the one before, so that who reads one has to read all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from clashmap.draft.cues import Language, begins_with, folded
from clashmap.draft.outline import Outline
from clashmap.draft.sentences import Sentence
from clashmap.evidence.locator import Locator
from clashmap.evidence.text import SourceText

_MOST = 3
"""Paragraphs of one passage."""
_MOST_WORDS = 120
_SHORT = 25
"""Words below which a paragraph hardly stands alone, as in a newspaper."""


def passages(text: SourceText, outline: Outline, language: Language | None) -> dict[int, range]:
    """The passage of each paragraph under a heading: it and its neighbours of which one takes up the other.

    A paragraph goes on with the one before if it begins with a word that means something said before, such as “They”,
    or if it is a line or two; but not with a word that turns against it, such as “But”.
    """
    found: dict[int, range] = {}
    for part in outline.parts:
        open_: list[int] = []
        words = 0
        for number in (*part.paragraphs, 0):
            paragraph = text.paragraphs[number - 1] if number else ""
            size = len(paragraph.split())
            fits = 0 < len(open_) < _MOST and words + size <= _MOST_WORDS and number == open_[-1] + 1
            if open_ and not (fits and _goes_on(paragraph, language)):
                found.update(dict.fromkeys(open_, range(open_[0], open_[-1] + 1)))
                open_, words = [], 0
            if number:
                open_.append(number)
                words += size
    return found


def read_with(text: SourceText, sentence: Sentence, passage: range, held: Mapping[int, Collection[int]]) -> Locator:
    """What is to be read with *sentence*: its *passage*, but nothing that an end of an attack has.

    *held* are the numbers of the sentences that are such ends, by their paragraphs.
    """
    number = sentence.paragraph
    first = max((other + 1 for other in passage if other < number and other in held), default=passage[0])
    last = min((other - 1 for other in passage if other > number and other in held), default=passage[-1])
    start, end = (first, 0), (last, 0)
    if sentence.number in (here := held.get(number, ())) and len(here) > 1:
        start = start if sentence.number == min(here) else (number, sentence.number)
        end = end if sentence.number == max(here) else (number, sentence.last)
    if start[0] == end[0]:
        return sentence.locator
    if start[1] and not end[1]:  # of a range that begins with a sentence, the end is one, too
        end = (last, len(text.sentences(last)))
    return Locator(start, end)


def _goes_on(paragraph: str, language: Language | None) -> bool:
    if language is None:
        return False
    begins = folded(paragraph[:60])
    if begins_with(language.turns, begins):
        return False
    return len(paragraph.split()) < _SHORT or begins_with(language.goes_on, begins)
