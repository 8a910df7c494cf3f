"""Weighing: which cues count for and against a sentence as a claim, as an objection and as a reply."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clashmap.draft.cues import Counted, Language, begins_with, counted, folded, language
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
_ANSWERS = frozenset({"before", "again", "grants"})
"""What a cue tells of a reply that answers somebody."""
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
    goes_on: bool = False
    """Whether others, whom the sentence before lets speak, still do."""

    @property
    def score(self) -> float:
        """How likely it is worth a place on the map, as a sum of weights."""
        return total(self.claim) + _OF_OPPOSITION * max(0.0, self.opposition)

    @property
    def opposition(self) -> float:
        """How likely it speaks against something, as a sum of weights."""
        return total(self.objection) + total(self.reply)

    @property
    def grants(self) -> bool:
        """Whether it takes up an objection, so that the reply is what comes next."""
        return any(one.tells == "grants" for one in self.reply)

    @property
    def is_objection(self) -> bool:
        """Whether it is rather raised against the author than a reply to what stands before it."""
        return not self.grants and total(self.objection) > max(0.0, total(self.reply))

    @property
    def speaks_for_others(self) -> bool:
        """Whether it lets others speak, or goes on with what they say."""
        return self.goes_on or (not self.grants and total(self.objection) >= _RAISED)

    @property
    def against(self) -> str:
        """What it is likely against, as a row of weights of targets is called; empty when no cue tells."""
        if self.is_objection:
            return "objection"
        told = {one.tells for one in self.reply}
        return "again" if "again" in told else "before" if told & _ANSWERS else max(told, default="")


def total(found: Sequence[Counted]) -> float:
    """The sum of the weights, the same in every order."""
    return math.fsum(one.weight for one in found)


def weigh(text: SourceText, outline: Outline, found: Sequence[Sentence], known: Language | None) -> list[Weighed]:
    """The sentences that were *found* with what counts for them; without a *known* language, only where they stand."""
    title, *headings = (
        folded(text.paragraphs[number - 1]) if number is not None else ""
        for number in (outline.title, *(part.heading for part in outline.parts))
    )
    weighed: list[Weighed] = []
    places = _places(outline, found, [f"{title} {heading}" for heading in headings], known)
    for sentence, stands in zip(found, places, strict=True):
        if known is None:
            weighed.append(Weighed(sentence, stands))
            continue
        features = frozenset(_features(headings[sentence.part], outline, weighed[-_BEFORE:], sentence, known))
        claim, objection, reply = (
            counted(known.cues[kind], sentence.folded, features) for kind in ("claim", "objection", "reply")
        )
        goes_on = _goes_on(weighed[-1:], sentence, objection, reply, known)
        if goes_on:
            reply = tuple(one for one in reply if one.words)
        weighed.append(Weighed(sentence, (*claim, *stands), objection, reply, goes_on))
    return weighed


def _goes_on(
    before: Sequence[Weighed],
    sentence: Sentence,
    objection: Sequence[Counted],
    reply: Sequence[Counted],
    known: Language,
) -> bool:
    """Whether others still speak: until they are answered, the author speaks as “I”, or a paragraph begins anew."""
    if not before or not before[0].speaks_for_others or total(objection) >= _RAISED:
        return False
    one = before[0].sentence
    is_near = one.paragraph == sentence.paragraph or (
        sentence.paragraph - one.paragraph == 1 and begins_with(known.goes_on, sentence.folded)
    )
    is_answered = any(each.tells in _ANSWERS and each.words for each in reply)
    is_author = begins_with(known.author, sentence.folded)
    return is_near and not (is_answered or is_author) and (sentence.asks or not one.asks)


def _features(
    heading: str, outline: Outline, before: Sequence[Weighed], sentence: Sentence, known: Language
) -> Iterator[str]:
    """What its *heading* and the sentences just *before* it make of a sentence."""
    near = [one for one in before[-1:] if sentence.paragraph - one.sentence.paragraph <= 1]
    same = [one for one in near if sentence.paragraph == one.sentence.paragraph]
    if any(one.sentence.asks for one in near) and not sentence.asks:
        yield "after a question"
    elif heading.endswith("?") and sentence.number == 1 and sentence.paragraph == outline.parts[sentence.part].first:
        yield "under a question"
    if any(one.speaks_for_others for one in near):
        yield "after an objection"
    elif any(known.reports.search(one.sentence.folded) for one in same):
        yield "after what others say"
    if any(one.grants for one in same):
        yield "after what it grants"
    if sentence.number == 1 and known.against.search(heading):
        yield "under a heading against"
    shares = any(len(sentence.stems & one.sentence.stems) >= _SHARED for one in before)
    if shares and not known.denials.isdisjoint(sentence.folded.split()):
        yield "denies what stands before"


def _places(
    outline: Outline, found: Sequence[Sentence], heads: Sequence[str], known: Language | None
) -> Iterator[tuple[Counted, ...]]:
    """What counts for each sentence because of where it stands; *heads* are the words of title and heading by part."""
    weights = (known or language()).places
    last = max((sentence.paragraph for sentence in found), default=1)
    opening, closing = max(found[0].paragraph if found else 1, _OPENING * last), _CLOSING * last
    about = [stems(head, known) if known else frozenset() for head in heads]
    for sentence in found:
        words = len(sentence.folded.split())
        part = outline.parts[sentence.part]
        stands = {
            "first of its paragraph": sentence.number == 1,
            "last of its paragraph": 1 < sentence.number == sentence.of,
            "first under a heading": sentence.number == 1 and part.heading and sentence.paragraph == part.first,
            "in the closing part": sentence.paragraph > closing,
            "in the opening part": sentence.paragraph <= opening,
            "shares words with the title or heading": not sentence.stems.isdisjoint(about[sentence.part]),
            "short": words < _SHORT,
            "long": words > _LONG,
        }
        yield tuple(Counted(name, weights[name]) for name, stands_so in stands.items() if stands_so)
