"""Normal forms of text: one in which a passage is the same wherever it is kept, and its words."""

from __future__ import annotations

import re
import unicodedata

_SINGLE, _DOUBLE = "‘’‚‛`´′ʼ＇", "“”„‟«»‹›″‴＂〝〞〟「」『』"
_HYPHENS, _DASHES = "‐‑−﹣－", "‒–—―﹘⸺⸻"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphens, joiners and marks that nobody sees and that files gain and lose on their way."""
_FOLD: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _DASHES), "–"),
    **dict.fromkeys(map(ord, _UNSEEN)),
}
_DASH = re.compile(r" ?[-–](?: ?[-–])* ?")
_MARKS = 100
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ALONE = re.compile(rf"[{_ALONE}]")
"""A letter of a script that puts no blanks between words: each is a word for itself."""
_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+(?:[’'‑-][^\W{_ALONE}]+)*")


def normalised(text: str) -> str:
    """*text* folded, with one hyphen for each dash and the blanks round it, each stretch of white space one blank.

    Case counts, and where there are quotation marks and dashes, but not of which kind. The result is its own normal
    form.
    """
    return _DASH.sub("-", " ".join(fold(text).split()))


def fold(text: str) -> str:
    """*text* with its letters composed, without what is not seen, and with one form for each kind of mark.

    Kinds are single and double quotation marks, hyphens and dashes.
    """
    if text.isascii() and "`" not in text:
        return text
    # Some letters are made of marks, too, which are there only once they are composed.
    return composed(text.translate(_FOLD)).translate(_FOLD)


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
