"""Finding: where words stand in the texts of sources."""

from __future__ import annotations

from clashmap.evidence.quotation import Found
from clashmap.evidence.text import SourceText


def find_words(words: str, text: SourceText, *, most: int = 10) -> tuple[Found, ...]:
    """The places of *text* where *words* stand, at most *most*; where they stand nowhere, those most like them."""
    return ()
