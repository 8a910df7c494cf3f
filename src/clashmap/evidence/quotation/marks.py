"""Marks: dots for what a quoter left out, and brackets round what was put in or changed."""

from __future__ import annotations

import re

from clashmap.evidence.quotation.quoted import Quotation
from clashmap.source import Span

_QUOTES = "\"'“”„‟‘’‚‛«»‹›"
_DOTS = r"(?:…|\.[^\S\n]?\.[^\S\n]?\.)(?:[^\S\n]?[.…])*"
_MARK = re.compile(
    rf"(?P<omission>\[\s*(?:{_DOTS})\s*\]|\(\s*(?:{_DOTS})\s*\)|{_DOTS}"
    r"|(?<![\w*])\*[^\S\n]?\*[^\S\n]?\*(?![\w*]))|(?P<insertion>\[[^\[\]]*\])"
)


def quotation(text: str) -> Quotation:
    """Read *text* as a quotation, with the omissions and insertions that it marks.

    Omissions are ``…``, ``...``, ``. . .``, the same in brackets, and ``* * *``; insertions are all else in square
    brackets, such as ``[sic]``, ``[the alliance]`` and the letter in ``[t]he``. A bracket without its partner is text.
    """
    parts: list[Span] = []
    marks: dict[str, list[Span]] = {"omission": [], "insertion": []}
    done = 0
    for found in _MARK.finditer(text):
        parts.append(Span(done, found.start()))
        marks[found.lastgroup or ""].append(Span(*found.span()))
        done = found.end()
    parts.append(Span(done, len(text)))
    trimmed = [_trimmed(text, part) for part in parts]
    return Quotation(
        text, tuple(part for part in trimmed if part.end > part.start), *(tuple(spans) for spans in marks.values())
    )


def _trimmed(text: str, part: Span) -> Span:
    """*part* without white space and quotation marks round it; empty where it has only dashes, stops and the like."""
    start, end = part
    if not any(map(str.isalnum, text[start:end])):
        return Span(start, start)
    while text[start].isspace() or text[start] in _QUOTES:
        start += 1
    while text[end - 1].isspace() or text[end - 1] in _QUOTES:
        end -= 1
    return Span(start, end)
