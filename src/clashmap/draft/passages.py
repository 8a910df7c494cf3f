"""Passages: paragraphs that go on with the one before, so that a citation of one is a citation of all of them."""

from __future__ import annotations

from clashmap.draft.cues import Language, folded
from clashmap.draft.outline import Outline
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


def _goes_on(paragraph: str, language: Language | None) -> bool:
    if language is None:
        return False
    begins = folded(paragraph[:60]).lstrip("\"“'‘") + " "
    if any(begins.startswith((f"{word} ", f"{word},")) for word in language.turns):
        return False
    is_short = len(paragraph.split()) < _SHORT
    return is_short or any(begins.startswith((f"{word} ", f"{word},")) for word in language.goes_on)
