"""Nearest names: what a mistyped name may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_OFFERED = 3
_CANDIDATES = 12
_BUDGET = 4_000


class Names:
    """Known names with an index of their letter triples, so that one look-up does not compare with all of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._folded = tuple(name.casefold() for name in self.names)
        self._index: dict[str, list[int]] = {}
        for number, name in enumerate(self._folded):
            for triple in _triples(name):
                self._index.setdefault(triple, []).append(number)

    def nearest(self, name: str) -> list[str]:
        """Up to three known names like *name*, the most alike first; none when nothing is alike."""
        folded = name.casefold()
        shared: dict[int, int] = {}
        spent = 0
        # Rare triples tell names apart; common ones cost the most, so they come last and only while it stays cheap.
        for numbers in sorted((self._index.get(triple, []) for triple in _triples(folded)), key=len):
            spent += len(numbers)
            if spent > _BUDGET:
                break
            for number in numbers:
                shared[number] = shared.get(number, 0) + 1
        best = sorted(shared, key=lambda number: (-shared[number], number))[:_CANDIDATES]
        matcher = SequenceMatcher(b=folded, autojunk=False)
        rated: list[tuple[float, int]] = []
        for number in best:
            matcher.set_seq1(self._folded[number])
            if matcher.quick_ratio() >= 0.5 and (ratio := matcher.ratio()) >= 0.5:
                rated.append((-ratio, number))
        return [self.names[number] for _, number in sorted(rated)[:_OFFERED]]


def _triples(name: str) -> list[str]:
    """The letter triples of *name*, each once, with its edges marked so that short names have some."""
    padded = f"  {name} "
    return list(dict.fromkeys(padded[i : i + 3] for i in range(len(padded) - 2)))


def did_you_mean(names: list[str], *, otherwise: str) -> str:
    """Help that offers *names*, or *otherwise* when there are none."""
    if not names:
        return otherwise
    *most, last = names
    offered = f"{', '.join(most)} or {last}" if most else last
    return f"Did you mean {offered}? {otherwise}"
