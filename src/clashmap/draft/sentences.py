"""Sentences: those of an article that can be candidates, with where they stand and what they are about."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
_SHORT_ANSWER = 4
"""Words of an answer, at most, that says nothing without its question."""
_ASKS = re.compile(r"""\?["”'’)\]]*\Z""")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: *number* of *of* in its *paragraph*, all from 1, in the part of the outline with index *part*.

    A question and the word or two that answer it are one; the *last* is the number of the answer then.
    """

    paragraph: int
    number: int
    last: int
    of: int
    part: int
    text: str = field(repr=False)
    folded: str = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    """What it is about: its words that are not common, without their endings."""

    @property
    def locator(self) -> Locator:
        """The sentence, or its paragraph where it is all of it."""
        first, last = (self.number, self.last) if (self.number, self.last) != (1, self.of) else (0, 0)
        return Locator((self.paragraph, first), (self.paragraph, last))

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return bool(_ASKS.search(self.folded))


def sentences(text: SourceText, outline: Outline, language: Language) -> list[Sentence]:
    """The sentences under the headings of *text*, in order, without those too short or too long for a claim."""
    found = []
    for index, part in enumerate(outline.parts):
        for paragraph in part.paragraphs:
            whole = text.paragraphs[paragraph - 1]
            if len(whole) > _LONGEST_PARAGRAPH:
                continue
            spans = text.sentences(paragraph)
            for number, last in _pairs([whole[span.start : span.end] for span in spans]):
                words = whole[spans[number - 1].start : spans[last - 1].end]
                if len(words) <= _LONGEST and len(words.split()) >= _FEWEST and not _UNSEEN.search(words):
                    plain = folded(words)
                    about = stems(plain, language)
                    found.append(Sentence(paragraph, number, last, len(spans), index, words, plain, about))
    return found


def _pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of each of the sentences *texts* twice; of a question with a short answer, of the two."""
    number = 1
    while number <= len(texts):
        answer = texts[number] if number < len(texts) and _ASKS.search(texts[number - 1]) else ""
        last = number + (0 < len(answer.split()) <= _SHORT_ANSWER and not _ASKS.search(answer))
        yield number, last
        number = last + 1


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
