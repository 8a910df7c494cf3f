"""Tokens: words and signs of a text in the form in which a quotation and its source are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_SINGLE, _DOUBLE = "‘’‚‛`´′ʼ＇", "“”„‟«»‹›″‴＂〝〞〟「」『』"
_HYPHENS, _DASHES = "‐‑−﹣－", "‒–—―﹘⸺⸻"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_FOLD: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _DASHES), "–"),
    **dict.fromkeys(map(ord, _UNSEEN)),
}
_EACH = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts without blanks between words; each is a token by itself."""
_LETTER = rf"[^\W{_EACH}]"
_TOKEN = re.compile(rf"[{_EACH}]|{_LETTER}+(?:(?:'|(?<=[0-9])[.,:](?=[0-9])){_LETTER}+)*|-{{2,}}|–+|[^\s\"']")
_CHUNK = re.compile(r"\S+")
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


def tokens(text: str) -> Iterator[Token]:
    """The tokens of *text*, in order.

    White space and quotation marks make no difference, a dash is as good as any other, letters are composed (NFKC);
    capitals count, and so do apostrophes within words.
    """
    for chunk in _CHUNK.finditer(text):
        written, at = chunk.group(), chunk.start()
        folded, origin = _folded(written)
        for norm, start, end, is_torn in pieces(folded):
            yield Token(norm, at + origin[start][0], at + origin[end - 1][1], is_torn)


def fold(chunk: str) -> str:
    """*chunk*, which has no white space, with one form for each kind of quotation mark, hyphen and dash."""
    if chunk.isascii() and "`" not in chunk:
        return chunk
    return unicodedata.normalize("NFKC", chunk.translate(_FOLD))


def pieces(folded: str) -> list[Token]:
    """The tokens of a chunk that has been through ``fold``, with places in it."""
    found = [(match.group(), *match.span()) for match in _TOKEN.finditer(folded)]
    return [
        Token("-" if text[0] in "-–" else text, start, end, number > 0 and _is_torn(found, number))
        for number, (text, start, end) in enumerate(found)
    ]


def is_word(norm: str) -> bool:
    """Whether a token is a word or a figure."""
    return norm[0].isalnum() or norm[0] == "_"


def _is_torn(found: list[tuple[str, int, int]], number: int) -> bool:
    """Whether something falls apart between the token *number* and the one before it."""
    (before, _, end), (behind, start, _) = found[number - 1 : number + 1]
    if end != start:  # there is a quotation mark
        return False
    if before == "-":
        compound = number > 1 and found[number - 2][2] == end - 1 and is_word(found[number - 2][0])
        return is_word(behind) and (compound or behind[0].isdigit())
    if behind == "-":
        return (
            is_word(before)
            and number + 1 < len(found)
            and found[number + 1][1] == start + 1
            and is_word(found[number + 1][0])
        )
    return any(sign[0] in _BINDING or unicodedata.category(sign[0])[0] == "M" for sign in (before, behind))


def _folded(chunk: str) -> tuple[str, list[tuple[int, int]]]:
    """The chunk folded, and for each character of that the span of *chunk* that it comes from."""
    folded = fold(chunk)
    if len(folded) == len(chunk):
        return folded, [(at, at + 1) for at in range(len(chunk))]
    origin = [(at, at + 1) for at, character in enumerate(chunk) for _ in fold(character)]
    if len(origin) != len(folded):  # letters were composed: nobody can say which came of which
        origin = [(0, len(chunk))] * len(folded)
    return folded, origin
