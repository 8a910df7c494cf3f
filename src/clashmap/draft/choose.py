"""Choosing: which of the sentences of an article become candidates, so that few of them reach much of it."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence

from clashmap.draft.answers import Answer
from clashmap.draft.weigh import Weighed

_AGAIN = 2.0
"""What a candidate loses for each other one that its paragraph has already."""
_NEW = 1.0
"""What it gains for each paragraph that none reaches yet."""
_OF_ATTACKS = 0.6
"""Share of the candidates, at most, that are set against another."""


def choose(
    found: Sequence[Weighed], answers: Iterable[Answer], most: int, reach: Sequence[range], *, first: Iterable[int] = ()
) -> tuple[list[int], list[Answer]]:
    """The indices of up to *most* sentences, in reading order, and those of *answers* whose two ends are among them.

    The *first* are taken before all others; *reach* are the paragraphs of the passage of each.
    """
    taken = dict.fromkeys(list(first)[:most])
    kept = []
    sources = 0
    for answer in answers:
        new = {answer.source, answer.target} - taken.keys()
        if len(taken) + len(new) <= most and sources < max(1, most * _OF_ATTACKS):
            taken.update(dict.fromkeys(sorted(new)))
            kept.append(answer)
            sources += 1
    covered = Counter(found[index].sentence.paragraph for index in taken)

    def worth(index: int) -> float:
        again = sum(covered[paragraph] for paragraph in reach[index]) / len(reach[index])
        new = sum(not covered[paragraph] for paragraph in reach[index])
        return found[index].score - _AGAIN * again + _NEW * new

    # What a sentence is worth only sinks as others are taken: one that is still worth what it was is the best there is.
    heap = [(-worth(index), index) for index in range(len(found)) if index not in taken]
    heapq.heapify(heap)
    while heap and len(taken) < most:
        before, index = heapq.heappop(heap)
        now = -worth(index)
        if now > before:
            heapq.heappush(heap, (now, index))
            continue
        taken[index] = None
        covered.update(reach[index])
    return sorted(taken), sorted(kept, key=lambda answer: answer.source)
