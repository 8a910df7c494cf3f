"""Answers: which sentences an article seems to set against others, and which others they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clashmap.draft.cues import Counted, Language
from clashmap.draft.sentences import weights
from clashmap.draft.weigh import Weighed, total

_REACH = 40
"""Sentences before an objection or a reply among which its target is looked for."""
_FARTHEST = 8
"""Paragraphs from which on a target is not called farther away."""
_AGAIN = 1.5
"""What an attack loses for each better one in its paragraph."""
_ASKS = 2.0
"""What a target loses that claims nothing, but asks, or leads on to what follows."""
_OF_CLAIM = 0.3
"""How much of what makes a sentence a claim makes it a better attack."""


_ENDS = frozenset({"in the opening part", "in the closing part"})
"""Where a thesis stands."""
_NAMED = 4
"""Words that two sentences share of which an explanation tells."""
_REASONS = (
    "shares words",
    "stands just before",
    "in the same paragraph",
    "under the same heading",
    "is itself like a claim",
    "may be the thesis",
    "paragraphs away",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An objection or a reply and its likely *target*, as indices of sentences; *why* it is this one."""

    source: int
    target: int
    why: tuple[Counted, ...]


def thesis(found: Sequence[Weighed], language: Language) -> int | None:
    """The index of the sentence in which the author most likely says what the article is to show."""
    extra = language.thesis

    def likely(index: int) -> float:
        one = found[index]
        more = [Counted(each.name, extra[each.name]) for each in one.claim if each.name in extra]
        return total((*one.claim, *more)) - max(0.0, one.opposition)

    said = [
        index
        for index, one in enumerate(found)
        if any(each.name in _ENDS for each in one.claim)
        and any(each.words and each.name in extra for each in one.claim)
    ]
    best = max(said, key=lambda index: (likely(index), -index), default=None)
    return best if best is not None and likely(best) >= language.least["thesis"] else None


def answers(found: Sequence[Weighed], language: Language, thesis: int | None) -> list[Answer]:
    """All sentences that speak against another, each with its target: best first, then in reading order."""
    least = language.least["opposition"]
    shared = weights([one.sentence for one in found])
    chosen: dict[int, Answer] = {}
    for index, one in enumerate(found):
        if one.opposition < least or index == thesis:
            continue
        before = chosen.get(index - 1)
        if before is not None and _goes_on(found[index - 1], one):
            chosen[index] = Answer(index, before.target, (Counted("goes on with the reply before it", 0.0),))
        elif answer := _answer(found, index, language, thesis, shared):
            chosen[index] = answer
    return _ranked(found, chosen.values())


def _ranked(found: Sequence[Weighed], chosen: Iterable[Answer]) -> list[Answer]:
    """The best first, but of those in one paragraph each other one later."""
    times: Counter[int] = Counter()
    rank = {}
    for answer in sorted(chosen, key=lambda answer: (-found[answer.source].opposition, answer.source)):
        one = found[answer.source]
        rank[answer] = one.opposition + _OF_CLAIM * total(one.claim) - _AGAIN * times[one.sentence.paragraph]
        times[one.sentence.paragraph] += 1
    return sorted(rank, key=lambda answer: (-rank[answer], answer.source))


def _goes_on(before: Weighed, one: Weighed) -> bool:
    """Whether a reply in the same paragraph as the one *before* it is against the same, and not against that one."""
    is_both = not (before.is_objection or one.is_objection) and before.sentence.paragraph == one.sentence.paragraph
    return is_both and not any(found.name == "begins with a contrast" for found in one.reply)


def _answer(
    found: Sequence[Weighed], index: int, language: Language, thesis: int | None, shared: Mapping[str, float]
) -> Answer | None:
    """What the sentence with this *index* most likely speaks against; None when nothing stands before it."""
    weight = language.target["objection" if found[index].is_objection else "reply"]
    near = {*range(max(0, index - _REACH), index)}
    candidates = sorted(near if thesis is None else near | {thesis})
    best = max(candidates, key=lambda one: (sum(_fits(found, index, one, weight, thesis, shared)), one), default=None)
    if best is None:
        return None
    both = found[index].sentence.stems & found[best].sentence.stems
    named = {"shares words": ", ".join(sorted(both, key=lambda stem: (-shared[stem], stem))[:_NAMED])}
    sums = zip(_REASONS, _fits(found, index, best, weight, thesis, shared), strict=True)
    return Answer(index, best, tuple(Counted(name, sum_, named.get(name, "")) for name, sum_ in sums if sum_))


def _fits(
    found: Sequence[Weighed],
    index: int,
    candidate: int,
    weight: Mapping[str, float],
    thesis: int | None,
    shared: Mapping[str, float],
) -> tuple[float, ...]:
    """What speaks for the *candidate* as what the sentence with this *index* is against, in the order of _REASONS."""
    one, other = found[index].sentence, found[candidate].sentence
    claims = total(found[candidate].claim) - _ASKS * (other.asks or other.folded.endswith(":"))
    sums = (
        weight["shared"] * math.fsum(shared[stem] for stem in one.stems & other.stems),
        weight["previous"] * (candidate == index - 1),
        weight["same_paragraph"] * (one.paragraph == other.paragraph),
        weight["same_section"] * (one.part == other.part),
        weight["claim"] * claims,
        weight["thesis"] * (candidate == thesis),
        weight["far"] * min(_FARTHEST, abs(one.paragraph - other.paragraph)),
    )
    return tuple(round(sum_, 2) for sum_ in sums)
