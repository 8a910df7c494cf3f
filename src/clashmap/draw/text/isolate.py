"""Isolates: words from right to left inside a line of others, kept from turning what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clashmap.draw.text import has_rtl

_BEGIN, _END = "\u2068", "\u2069"
_FROM_LEFT = "\u200e"
"""A mark that shows nothing: a line that begins with it is read from the left, whatever follows."""
_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "؟", "۔", "।")


def isolated(text: str) -> str:
    """*text* as it may stand inside a line of others."""
    return _around(text) if has_rtl(text) else text


def joined(parts: Iterable[str], between: str = " · ") -> str:
    """*parts* in one line; where one of several is written from right to left, in order from the left all the same."""
    said = list(parts)
    text = between.join(said)
    if len(said) < 2 or not has_rtl(text):
        return text
    return _FROM_LEFT + between.join(map(_around, said))


def is_ended(text: str) -> bool:
    """Whether *text* ends with a mark that no full stop or comma may follow, perhaps inside an isolate or quotes."""
    return text.rstrip(_BEGIN + _END + _FROM_LEFT + "”’\"'»)").endswith(_ENDS)


def parted(lines: Iterable[str]) -> Iterator[str]:
    """The *lines* that a text read from the left was wrapped to; an isolate that they cut in two is one in both."""
    cut = ""
    for line in lines:
        text = cut + line
        cut = _BEGIN * _open(text)
        mark = _FROM_LEFT if has_rtl(text) and not text.startswith(_FROM_LEFT) else ""
        yield f"{mark}{text}{_END * len(cut)}"


def _around(text: str) -> str:
    """An isolate round *text*, in which others may have been cut off."""
    return f"{_BEGIN}{text}{_END * max(1, 1 + _open(text))}"


def _open(text: str) -> int:
    """How many isolates *text* begins more than it ends."""
    return text.count(_BEGIN) - text.count(_END)
