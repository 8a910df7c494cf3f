"""Sentences: those of an article that can be candidates, with where they stand and what they are about."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from clashmap.draft.cues import Language, folded
from clashmap.draft.outline import Outline
from clashmap.evidence.locator import Locator
from clashmap.evidence.text import SourceText

_LONGEST_PARAGRAPH = 20_000
"""Characters of what is still a paragraph and no lump of data."""
_LONGEST = 700
"""Characters of a sentence that can be a candidate."""
_FEWEST = 3
"""Words of one."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDINGS = re.compile(r"(?:'s|(?<!s)s)\Z")
_SUFFIXES = re.compile(r"(?:ing|ed|ly|er|ment|ion|e|y|ie)\Z")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Signs that turn text round or that no text has: a sentence with one is not what it looks like."""
_STEM = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: *number* of *of* in its *paragraph*, all from 1, in the part of the outline with index *part*."""

    paragraph: int
    number: int
    of: int
    part: int
    text: str = field(repr=False)
    folded: str = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    """What it is about: its words that are not common, without their endings."""

    @property
    def locator(self) -> Locator:
        """The sentence, or its paragraph where it is all of it."""
        point = (self.paragraph, self.number if self.of > 1 else 0)
        return Locator(point, point)

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.folded.rstrip("\"”'’)]").endswith("?")


def sentences(text: SourceText, outline: Outline, language: Language) -> list[Sentence]:
    """The sentences under the headings of *text*, in order, without those too short or too long for a claim."""
    found = []
    for index, part in enumerate(outline.parts):
        for paragraph in part.paragraphs:
            whole = text.paragraphs[paragraph - 1]
            if len(whole) > _LONGEST_PARAGRAPH:
                continue
            spans = text.sentences(paragraph)
            for number, span in enumerate(spans, 1):
                words = whole[span.start : span.end]
                if len(words) <= _LONGEST and len(words.split()) >= _FEWEST and not _UNSEEN.search(words):
                    plain = folded(words)
                    about = stems(plain, language)
                    found.append(Sentence(paragraph, number, len(spans), index, words, plain, about))
    return found


def stems(plain: str, language: Language) -> frozenset[str]:
    """What *plain*, folded text, is about: its words without endings, and without the common ones."""
    about = (word for word in _WORD.findall(plain) if len(word) > 2 and word not in language.common)
    return frozenset(_SUFFIXES.sub("", _ENDINGS.sub("", word))[:_STEM] or word for word in about)


def weights(found: Sequence[Sentence]) -> dict[str, float]:
    """How much a stem that two sentences share says, from 0 to 1: the rarer it is in the article, the more."""
    times = Counter(stem for sentence in found for stem in sentence.stems)
    whole = math.log(1 + len(found)) or 1.0
    return {stem: math.log(1 + len(found) / count) / whole for stem, count in times.items()}


def share_known(lines: Iterable[str], language: Language) -> float:
    """The share of the words of *lines* that are common in *language*, from 0 to 1; 1 where there are hardly any."""
    words = [word for line in lines for word in _WORD.findall(folded(line))]
    return sum(word in language.common for word in words) / len(words) if len(words) >= 20 else 1.0
