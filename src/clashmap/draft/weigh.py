"""Weighing: which cues count for and against a sentence as a claim, as an objection and as a reply."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from clashmap.draft.cues import Counted, Language, counted, folded, language
from clashmap.draft.outline import Outline
from clashmap.draft.sentences import Sentence, stems
from clashmap.evidence.text import SourceText

_OPENING = 0.3
_CLOSING = 0.85
"""Shares of the text in front of and behind which it opens and closes."""
_BEFORE = 3
"""Sentences before one that it may deny."""
_SHARED = 2
"""What it shares with what it denies, at least."""
_RAISED = 2.0
"""Score from which the sentence before counts as an objection."""
_SHORT, _LONG = 7, 50
"""Words of a sentence that is a short, and a long one for a claim."""
_OF_OPPOSITION = 0.4
"""How much of what makes a sentence an objection makes it a candidate."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with the cues that counted for it as a *claim*, an *objection* and a *reply*."""

    sentence: Sentence
    claim: tuple[Counted, ...]
    objection: tuple[Counted, ...] = ()
    reply: tuple[Counted, ...] = ()

    @property
    def score(self) -> float:
        """How likely it is worth a place on the map, as a sum of weights."""
        return total(self.claim) + _OF_OPPOSITION * max(0.0, self.opposition)

    @property
    def opposition(self) -> float:
        """How likely it speaks against something, as a sum of weights."""
        return total(self.objection) + total(self.reply)

    @property
    def is_objection(self) -> bool:
        """Whether it is rather raised against the author than a reply to what stands before it."""
        return total(self.objection) > max(0.0, total(self.reply))


def total(found: Sequence[Counted]) -> float:
    """The sum of the weights, the same in every order."""
    return math.fsum(one.weight for one in found)


def weigh(text: SourceText, outline: Outline, found: Sequence[Sentence], known: Language | None) -> list[Weighed]:
    """The sentences that were *found* with what counts for them; without a *known* language, only where they stand."""
    places = _Places(text, outline, found, known)
    weighed: list[Weighed] = []
    for index, sentence in enumerate(found):
        stands = places.of(index)
        if known is None:
            weighed.append(Weighed(sentence, stands))
            continue
        claim = (*counted(known.cues["claim"], sentence.folded), *stands)
        context = _context(text, outline, weighed, sentence, known)
        objection = counted(known.cues["objection"], sentence.folded, context)
        reply = counted(known.cues["reply"], sentence.folded, context)
        weighed.append(Weighed(sentence, claim, objection, reply))
    return weighed


def _context(
    text: SourceText, outline: Outline, before: Sequence[Weighed], sentence: Sentence, known: Language
) -> frozenset[str]:
    """What the sentences *before* make of this one."""
    features = set()
    heading = outline.parts[sentence.part].heading
    last = before[-1] if before else None
    is_next = last is not None and sentence.paragraph - last.sentence.paragraph <= 1
    if last is not None and is_next and last.sentence.asks and not sentence.asks:
        features.add("after a question")
    elif heading is not None and (sentence.paragraph, sentence.number) == (heading + 1, 1):
        features.update(["under a question"] if text.paragraphs[heading - 1].endswith("?") else [])
    if last is not None and is_next and total(last.objection) >= _RAISED:
        features.add("after an objection")
    elif last is not None and last.sentence.paragraph == sentence.paragraph and known.reports.search(last.sentence.folded):
        features.add("after what others say")
    if heading is not None and sentence.number == 1 and known.against.search(folded(text.paragraphs[heading - 1])):
        features.add("under a heading against")
    shares = any(len(sentence.stems & one.sentence.stems) >= _SHARED for one in before[-_BEFORE:])
    if shares and not known.denials.isdisjoint(sentence.folded.split()):
        features.add("denies what stands before")
    return frozenset(features)


class _Places:
    """What counts for a sentence because of where it stands."""

    def __init__(self, text: SourceText, outline: Outline, found: Sequence[Sentence], known: Language | None) -> None:
        self.found = found
        self.weights = (known or language()).places
        last = max((sentence.paragraph for sentence in found), default=1)
        first = found[0].paragraph if found else 1
        self.opening, self.closing = max(first, _OPENING * last), _CLOSING * last
        self.heads: list[frozenset[str]] = []
        for part in outline.parts:
            named = [number for number in (outline.title, part.heading) if number is not None]
            words = " ".join(folded(text.paragraphs[number - 1]) for number in named)
            self.heads.append(stems(words, known) if known else frozenset())
        self.firsts = {part.paragraphs[0] for part in outline.parts if part.heading and part.paragraphs}

    def of(self, index: int) -> tuple[Counted, ...]:
        """The places that count for the sentence with this *index*."""
        sentence = self.found[index]
        words = len(sentence.folded.split())
        stands = {
            "first of its paragraph": sentence.number == 1,
            "last of its paragraph": 1 < sentence.number == sentence.of,
            "first under a heading": sentence.number == 1 and sentence.paragraph in self.firsts,
            "in the closing part": sentence.paragraph > self.closing,
            "in the opening part": sentence.paragraph <= self.opening,
            "shares words with the title or heading": bool(sentence.stems & self.heads[sentence.part]),
            "short": words < _SHORT,
            "long": words > _LONG,
        }
        return tuple(Counted(name, self.weights[name]) for name, stands_so in stands.items() if stands_so)
