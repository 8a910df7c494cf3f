"""Normal forms of text: one in which a passage is the same wherever it is kept, and its words."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens, joiners and marks that nobody sees and that files gain and lose on their way."""
_WORD = re.compile(r"\w+(?:[’'‑-]\w+)*")


def normalised(text: str) -> str:
    """*text* with its letters composed (NFKC), without what is not seen, each stretch of white space one blank.

    Case, quotation marks and dashes are kept.
    """
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def words(text: str) -> tuple[str, ...]:
    """The words of *text* as they are written, without what stands between them."""
    return tuple(_WORD.findall(text))
