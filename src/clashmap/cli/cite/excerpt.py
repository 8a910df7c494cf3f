"""Excerpts: as much of a text as a line or two hold; a paragraph may be all of a long text."""

from __future__ import annotations

from clashmap.cli.terminal import clean, columns


def beginning(text: str, *, most: int) -> str:
    """The first words of *text*, its white space folded, in fewer than *most* columns."""
    known = text[: 2 * most]
    words = clean(" ".join(known.split()))
    if columns(words) <= most and len(text) == len(known):
        return words
    kept = words[: most - 1]
    while columns(kept) >= most:
        kept = kept[:-1]
    return f"{_whole(kept) if len(kept) < len(words) else kept} …"


def around(text: str, start: int, end: int, *, room: int) -> tuple[str, str, str]:
    """*text* before *start*, up to *end*, and behind it, in about *room* characters."""
    end = min(end, start + room)
    first = max(0, start - room // 4)
    last = max(first + room, end + room // 4)
    before = text[first:start]
    if first:
        before = f"…{before.partition(' ')[2] or before}"
    behind = text[end:last]
    return before, text[start:end], behind if last >= len(text) else f"{_whole(behind)} …"


def _whole(words: str) -> str:
    """*words* without the last, which may be half of one; letters of scripts without blanks are all kept."""
    return words.rpartition(" ")[0] or words
