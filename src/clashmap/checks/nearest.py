"""Nearest names: what a mistyped name may have been meant to be, and whether it surely was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

_OFFERED = 3
_CANDIDATES = 12
_BUDGET = 4_000
_LONG_WORD = 8
_SHORT_WORD = 4
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[.,:/](?=\d)")
_NO_WORD = re.compile(r"[^\w+%$€£§=]+|_+")


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


def bare(name: str) -> str:
    """*name* without case, blanks and punctuation: what two titles share that a listener cannot tell apart."""
    return _NO_WORD.sub("", _apart(name))


def _apart(name: str) -> str:
    return _BETWEEN_FIGURES.sub("§", unicodedata.normalize("NFKC", name).casefold())


def is_slip(written: str, meant: str) -> bool:
    """Whether *written* is surely *meant* with a slip of the keyboard.

    That is so when both differ only in case, blanks and punctuation, or in one or two letters of a single word, behind
    its first letter. Figures and short words make names that only look alike: Reason 1 and 2, Plan A and B.
    """
    if bare(written) == bare(meant) != "":
        return True
    words, others = (_NO_WORD.sub(" ", _apart(name)).split() for name in (written, meant))
    if len(words) != len(others):
        return False
    pairs = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    if len(pairs) != 1:
        return False
    word, other = pairs[0]
    if word[0] != other[0] or not (word + other).isalpha() or min(len(word), len(other)) < _SHORT_WORD:
        return False
    return _distance(word, other) <= (2 if len(other) >= _LONG_WORD else 1)


def is_next(written: str, other: str) -> bool:
    """Whether the two differ only in a letter or number that counts them: Reason 1 and 2, Plan A and B."""
    words, others = (_NO_WORD.sub(" ", _apart(name)).split() for name in (written, other))
    if len(words) != len(others) or len(words) < 2:
        return False
    pairs = [(one, two) for one, two in zip(words, others, strict=True) if one != two]
    return len(pairs) == 1 and all(len(word) == 1 or word.isdecimal() for word in pairs[0])


def _distance(word: str, other: str) -> int:
    """How many letters were left out, added, changed or swapped with their neighbours; 3 for all that is more."""
    if abs(len(word) - len(other)) > 2:
        return 3
    above, before = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        here = [i]
        for j, match in enumerate(other, 1):
            cost = min(before[j] + 1, here[j - 1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == match:
                cost = min(cost, above[j - 2] + 1)
            here.append(cost)
        above, before = before, here
    return min(before[-1], 3)


def did_you_mean(names: list[str], *, otherwise: str) -> str:
    """Help that offers *names*, or *otherwise* when there are none."""
    if not names:
        return otherwise
    *most, last = names
    offered = f"{', '.join(most)} or {last}" if most else last
    return f"Did you mean {offered}? {otherwise}"
