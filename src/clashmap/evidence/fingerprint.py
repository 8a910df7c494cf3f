"""Fingerprints: what is kept of a passage so that it can be known again, and cannot be read."""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache

from clashmap.evidence.normal import normalised, words

DIGITS = 16
"""Hexadecimal digits of a fingerprint: 64 bits. Among a million passages, two share one by chance once in 40 million
such collections, and to write another passage with a given one takes 10¹⁹ attempts."""


def fingerprint(text: str) -> str:
    """The first DIGITS digits of the SHA-256 of *text* in its normal form, in UTF-8.

    White space, line breaks, the composition of letters and the kind of quotation marks and dashes do not count; case
    does, and where there are marks.
    """
    return hashlib.sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def trace(text: str) -> bytes:
    """A byte for each word of *text*, for each part of a compound: the lowest eight bits of its CRC-32.

    That is of its small letters, in UTF-8. It is the same with every Python and on every machine. One byte stands for
    hundreds of words of a language, so that a trace says which passages are alike, and not what they say.
    """
    return bytes(map(_byte, words(normalised(text).replace("-", " "))))


@lru_cache(maxsize=65536)
def _byte(word: str) -> int:
    return zlib.crc32(word.casefold().encode("utf-8", "surrogatepass")) & 0xFF
