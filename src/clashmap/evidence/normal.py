"""Normal forms of text: one in which a passage is the same wherever it is kept, and its words."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, joiners and marks that nobody sees and that files gain and lose on their way."""
_MARKS = 100
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ALONE = re.compile(rf"[{_ALONE}]")
"""A letter of a script that puts no blanks between words: each is a word for itself."""
_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+(?:[’'‑-][^\W{_ALONE}]+)*")


def normalised(text: str) -> str:
    """*text* with its letters composed (NFKC), without what is not seen, each stretch of white space one blank.

    Case, quotation marks and dashes are kept. The result is its own normal form.
    """
    # Letters may compose only once what is unseen between them is gone.
    if text.isascii():
        return " ".join(text.split())
    return " ".join(composed(_UNSEEN.sub("", composed(text))).split())


def composed(text: str) -> str:
    """*text* with its letters composed (NFKC), and no more than a hundred marks on each.

    Putting marks in order takes the square of their number: a letter with a million of them would take hours.
    """
    if len(text) > _MARKS and (marks := re.escape("".join(sorted(filter(unicodedata.combining, set(text)))))):
        text = re.sub(f"([{marks}]{{{_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFKC", text)


def words(text: str) -> tuple[str, ...]:
    """The words of *text* as they are written, without what stands between them; each Chinese character is one."""
    return tuple(_WORD.findall(text))
