"""Enclosures: which quotation marks and brackets of a text belong together."""

from __future__ import annotations

import re
from collections import Counter

from clashmap.source import Span

_PAIRS = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "(": ")", "[": "]", "（": "）", "【": "】"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items() if closer not in _PAIRS}
_MARKS = '"“”„«»「」『』()[]（）【】'
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_BRACKETS = "([（【"
_LONGEST = 1_000
"""Characters of a bracket, at most: what is longer has only lost its other end."""
_MUCH, _DENSE = 10_000, 5
"""In so many characters of which one in so many is a mark, marks are no punctuation."""


def enclosures(text: str) -> tuple[Span, ...]:
    """The outermost quotations and brackets of *text*, with their marks, in order.

    A mark without its other one is none, and neither are those of a long text that has little else. Straight quotes
    open behind a blank or a bracket, and close before one or before punctuation. Single quotes are left out: they
    cannot be told from apostrophes.
    """
    if len(text) > _MUCH and sum(map(text.count, _MARKS)) * _DENSE > len(text):
        return ()
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    open = Counter[str]()
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        opener = _opener(text, at, mark, open)
        if opener is None:
            stack.append((mark, at))
            open[mark] += 1
        elif open[opener]:
            inner, start = "", at
            while inner != opener:  # what is still open within it is never closed
                inner, start = stack.pop()
                open[inner] -= 1
            if opener not in _BRACKETS or at - start < _LONGEST:
                while found and found[-1].start > start:
                    found.pop()
                found.append(Span(start, at + 1))
    return tuple(found)


def _opener(text: str, at: int, mark: str, open: Counter[str]) -> str | None:
    """The mark that the one at *at* closes; None when it opens, and one that is never open when it does neither."""
    if mark == '"':
        if open[mark] and (at + 1 == len(text) or not text[at + 1].isalnum()):
            return mark
        opens = (at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-") and not text[at + 1 : at + 2].isspace()
        return None if opens else ""
    if mark == "“" and open["„"]:
        return "„"
    return _OPENERS.get(mark)
