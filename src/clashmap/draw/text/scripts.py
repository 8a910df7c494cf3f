"""Where text of any script may be parted: between the letters that a reader sees, and at the ends of lines.

The rules are those of Unicode's annexes 29 (clusters) and 14 (line breaks), the latter as far as a card needs them:
Korean breaks at its spaces, and Thai and Lao, which write none, before a vowel that leads its syllable.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

# Flags are taken two letters at a time: \X alone looks back over all the letters before, for each of them.
_CLUSTER = regex.compile(r"\p{RI}{2}[\p{GCB=EX}\p{GCB=ZWJ}\p{GCB=SM}]*|\X")
# The first that fits counts. A “stop” is a closing mark as wide as an ideograph: a line may end behind it at once.
_KIND = regex.compile(
    r"""(?P<space>[\s--[\u00a0\u2007\u202f]]+\Z)
    |(?P<gap>[\p{Lb=ZW}\u00ad])
    |(?P<glue>[\p{Lb=GL}\p{Lb=WJ}])
    |(?P<open>[\p{Ps}\p{Pi}])
    |(?P<stop>[[\p{Lb=CL}\p{Lb=EX}\p{Lb=NS}\p{Lb=CJ}]&&[\p{EA=W}\p{EA=F}]])
    |(?P<close>[\p{Pe}\p{Pf}\p{Lb=CL}\p{Lb=EX}\p{Lb=NS}\p{Lb=CJ}\p{Lb=IS}\p{Lb=PO}\p{Lb=IN}])
    |(?P<dash>[\-–—/\p{Lb=BA}])
    |(?P<vowel>[\u0e40-\u0e44\u0ec0-\u0ec4])
    |(?P<wide>[\p{Lb=ID}\p{Lb=EB}\p{Lb=EM}\p{Lb=RI}\p{Emoji_Presentation}])""",
    regex.VERBOSE | regex.VERSION1,
)


def clusters(text: str) -> list[str]:
    """*text* in what readers take for single letters or signs, however many characters each is written with."""
    return _CLUSTER.findall(text)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What of *text* stays on one line, and whether white space stands before it; the space itself is left out.

    A zero width space or a soft hyphen stays at the end of the piece that it makes.
    """
    piece, spaced, before = "", False, "space"
    for cluster in clusters(text):
        kind = _kind(cluster)
        if piece and (kind == "space" or _may_part(before, kind)):
            yield piece, spaced
            piece, spaced = "", False
        if kind == "space":
            spaced = True
            continue
        before = "word" if kind == "dash" and not piece else kind  # the minus of a number begins it
        piece += cluster
    if piece:
        yield piece, spaced


@lru_cache(maxsize=8192)
def _kind(cluster: str) -> str:
    found = _KIND.match(cluster)
    return str(found.lastgroup) if found else "word"


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two clusters of these kinds that no white space parts."""
    if after in ("gap", "glue") or before == "glue":
        return False
    if before == "gap":
        return True
    if before == "open" or after in ("stop", "close", "dash"):
        return False
    return before in ("dash", "stop") or after == "vowel" != before or "wide" in (before, after)
