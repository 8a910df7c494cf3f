"""Tokens: words and signs of a text in the form in which a quotation and its source are compared."""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from clashmap.evidence.normal import fold

_EACH = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts without blanks between words; each is a token by itself."""
_LETTER = rf"[^\W{_EACH}]"
_TOKEN = re.compile(
    rf"([{_EACH}]+)|{_LETTER}+(?:(?:'|(?<=[0-9])[.,:](?=[0-9])){_LETTER}+)*|-{{2,}}|–+|([^\w\s\"'])\2{{7,}}|[^\s\"']"
)
_LONG = 200
"""Characters of a chunk, at most, where it may be cut: between two Chinese characters."""
_HAN = "[\u3400-\u9fff]"
_CHUNK = re.compile(rf"\S{{1,{_LONG}}}(?!\S)|\S{{1,{_LONG}}}(?<={_HAN})(?={_HAN})|\S+")
_BINDING = frozenset("%‰&/@#°\\+=<>~^$€£¥")
"""Signs that belong to the word or figure they touch."""


class Token(NamedTuple):
    """A word or a sign: its form *norm* for comparing, and where it stands in the text.

    *is_torn* says that a quotation cannot begin with it, or end before it, without tearing a word apart.
    """

    norm: str
    start: int
    end: int
    is_torn: bool


def chunks(text: str) -> list[str]:
    """The stretches of *text* without white space, which can be made into tokens one by one."""
    found = text.split()
    return found if len(max(found, key=len, default="")) <= _LONG else _CHUNK.findall(text)


def chunk_starts(text: str, every: int) -> array[int]:
    """Where each of the ``chunks`` of *text* begins whose number, from 0, is a multiple of *every*."""
    return array("I", (chunk.start() for chunk in islice(_CHUNK.finditer(text), 0, None, every)))


def tokens(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Token]:
    """The tokens of *text*, in order; of all of it, or of chunks from *start* to before *end*.

    White space and quotation marks make no difference, a dash is as good as any other, letters are composed (NFKC);
    capitals count, and so do apostrophes within words.
    """
    for chunk in _CHUNK.finditer(text, start, end):
        written, at = chunk.group(), chunk.start()
        folded, starts, ends = _folded(written)
        for norm, first, last, is_torn in pieces(folded):
            yield Token(norm, at + starts[first], at + ends[last - 1], is_torn)


def pieces(folded: str) -> Iterator[Token]:
    """The tokens of a chunk that has been through ``fold``, with places in it.

    One by one, for all of a text may be a single chunk: where it is written without blanks.
    """
    earlier = before = None
    matches = _TOKEN.finditer(folded)
    match = next(matches, None)
    while match is not None:
        (start, last), is_run = match.span(), match[1] is not None
        end = start + 1 if is_run else last
        here = text, _, _ = (folded[start:end], start, end)
        match = next(matches, None)
        is_torn = False
        if before is not None and before[2] == start and not (before[0][0].isalnum() and text[0].isalnum()):
            later = (folded[match.start()], match.start()) if match is not None else None
            is_torn = _is_torn(earlier, before, here, later)
        yield Token("-" if text[0] in "-–" else text, start, end, is_torn)
        for at in range(end, last):  # letters that are words by themselves
            yield Token(folded[at], at, at + 1, False)
            here = (folded[at], at, at + 1)
        earlier, before = (None if end < last else before), here


def is_word(norm: str) -> bool:
    """Whether a token is a word or a figure."""
    return norm[0].isalnum() or norm[0] == "_"


_Piece = tuple[str, int, int]
"""What a token is in a chunk, where it begins there and where it ends."""


def _is_torn(earlier: _Piece | None, first: _Piece, here: _Piece, later: tuple[str, int] | None) -> bool:
    """Whether something falls apart between the tokens *first* and *here*, which touch; others stand beside them."""
    before, behind = first[0], here[0]
    if before == "-":
        compound = earlier is not None and earlier[2] == first[1] and is_word(earlier[0])
        return is_word(behind) and (compound or behind[0].isdigit())
    if behind == "-":
        return is_word(before) and later is not None and later[1] == here[2] and is_word(later[0])
    return _binds(before[0]) or _binds(behind[0])


@lru_cache(maxsize=4096)
def _binds(sign: str) -> bool:
    return sign in _BINDING or unicodedata.category(sign)[0] == "M"


def _folded(chunk: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The chunk folded, and for each character of that where what it comes from begins in *chunk*, and ends."""
    folded = fold(chunk)
    if len(folded) == len(chunk):
        return folded, range(len(chunk)), range(1, len(chunk) + 1)
    origin = array("I", (at for at, character in enumerate(chunk) for _ in fold(character)))
    if len(origin) == len(folded):
        return folded, origin, array("I", (at + 1 for at in origin))
    # Letters were composed: nobody can say which came of which.
    return folded, array("I", [0]) * len(folded), array("I", [len(chunk)]) * len(folded)
