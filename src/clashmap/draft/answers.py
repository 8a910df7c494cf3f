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
_AGAIN = 3.0
"""What an attack loses for each better one in its paragraph."""
_OF_CLAIM = 0.3
"""How much of what makes a sentence a claim makes it a better attack."""
_NAMED = 4
"""Words that two sentences share of which an explanation tells."""
_ENDS = frozenset({"in the opening part", "in the closing part"})
"""Where a thesis stands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An objection or a reply and its likely *target*, as indices of sentences; *why* it is this one."""

    source: int
    target: int
    why: tuple[Counted, ...]


def thesis(found: Sequence[Weighed], language: Language) -> int | None:
    """The index of the sentence in which the author most likely says what the article is to show."""
    extra = language.thesis

    likely = {
        index: math.fsum(each.weight + extra.get(each.name, 0.0) for each in one.claim) - max(0.0, one.opposition)
        for index, one in enumerate(found)
        if any(each.name in _ENDS for each in one.claim)
        and any(each.words and each.name in extra for each in one.claim)
    }
    best = max(likely, key=lambda index: (likely[index], -index), default=None)
    return best if best is not None and likely[best] >= language.least["thesis"] else None


def answers(found: Sequence[Weighed], language: Language, thesis: int | None) -> list[Answer]:
    """All sentences that speak against another, each with its target: best first, then in reading order."""
    least = language.least["opposition"]
    shared = weights([one.sentence for one in found])
    chosen: dict[int, Answer] = {}
    for index, one in enumerate(found):
        only_grants = one.grants and any(each.name == "short" for each in one.claim)
        if one.opposition < least or index == thesis or only_grants or one.goes_on or not one.against:
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
    one = found[index]
    near = [other for other in range(max(0, index - _REACH), index) if _is_meant(found[other])]
    if one.against == "topic":  # what merely names a flaw goes on with what stands before it in its own paragraph
        near = [other for other in near if found[other].sentence.paragraph < one.sentence.paragraph]
    weight = language.target[one.against]
    before = _just_before(found, near, one)

    def fits(other: int) -> dict[str, float]:
        amounts = {
            **_ties(one, found[other], shared),
            "stands just before": other == before,
            "may be the thesis": other == thesis,
        }
        return {name: round(weight[name] * amounts[name], 2) for name in weight}

    meant = near if thesis is None else {*near, thesis}
    best = max(meant, key=lambda other: (sum(fits(other).values()), other), default=None)
    if best is None:
        return None
    both = sorted(one.sentence.stems & found[best].sentence.stems, key=lambda stem: (-shared[stem], stem))
    words = {"shares words": ", ".join(both[:_NAMED])}
    why = (Counted(name, weight, words.get(name, "")) for name, weight in fits(best).items() if weight)
    return Answer(index, best, tuple(why))


def _just_before(found: Sequence[Weighed], near: Sequence[int], one: Weighed) -> int | None:
    """What stands just before *one*: where others began to speak if they do, else the point of the paragraph before."""
    if not near:
        return None
    last = near[-1]
    while found[last].goes_on and last - 1 in near:
        last -= 1
    paragraph = found[last].sentence.paragraph
    if found[last].speaks_for_others or paragraph == one.sentence.paragraph:
        return last
    same = [other for other in near if found[other].sentence.paragraph == paragraph]
    return max(same, key=lambda other: (total(found[other].claim), -other))


def _is_meant(one: Weighed) -> bool:
    """Whether others can be against it: it does not only grant something, ask, or lead on to what follows."""
    asks = one.sentence.asks and not one.is_objection
    return not (asks or one.grants or one.sentence.folded.endswith(":"))


def _ties(one: Weighed, other: Weighed, shared: Mapping[str, float]) -> dict[str, float]:
    """What ties *one* sentence to the *other* that it may be against, and how much of it there is."""
    this, that = one.sentence, other.sentence
    is_near = this.part == that.part
    return {
        "shares words": math.fsum(shared[stem] for stem in this.stems & that.stems),
        "in the same paragraph": this.paragraph == that.paragraph,
        "under the same heading": is_near,
        "is itself like a claim": total(other.claim),
        "first under this heading": is_near and any(each.name == "first under a heading" for each in other.claim),
        "paragraphs away": min(_FARTHEST, abs(this.paragraph - that.paragraph)),
    }
