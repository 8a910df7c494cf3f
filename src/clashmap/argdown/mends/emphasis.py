"""Fixes of emphasis that nobody meant: backslashes before the stars and low lines within words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from clashmap.argdown.lex import tokenize
from clashmap.argdown.tokens import Kind
from clashmap.diagnostics import Fix
from clashmap.mend import put
from clashmap.source import Place, Span

_RUN = re.compile(r"(?:\*{3,}|_{3,})(?!\S)")
_LONGEST = 2000
"""How long a line may be to be mended, as it is read anew for each finding on it."""
_IN_TAG = re.compile(r"#[^\s(]*\Z|\\\Z")


class _Emphasis(NamedTuple):
    """The sign that begins emphasis on a line, and the one that ends it; None when none does."""

    opening: Span
    closing: Span | None


def is_stray(text: str, opening: int, closing: int, width: int) -> bool:
    """Whether no one can have meant the emphasis in *text* with signs of *width* at *opening* and *closing*.

    That is so for a low line within a word, a sign behind a figure, and where the closing sign has a blank before it or
    is a part of another sign. A star between letters may well be meant: ``ir*relevant*``.
    """
    before, sign = text[opening - 1 : opening] if opening else "", text[opening]
    if not before.isalnum():
        return False
    cut = text[closing - 1].isspace() or sign in (text[closing - 1], text[closing + width : closing + width + 1])
    return sign == "_" or before.isdigit() or cut


def escape_emphasis(place: Place) -> Fix | None:
    r"""``5*3`` and ``snake_case`` to ``5\*3`` and ``snake\_case``: all signs within words on the line.

    A sign before a word may have been meant as emphasis; so there is a fix only where nothing is left open by it.
    """
    line = place.source.line_at(place.span.start)
    if line.end - line.start > _LONGEST:
        return None
    text, at = place.source.text[line.start : line.end], place.span.start - line.start
    found = _emphases(text)
    strays = [part.opening for part in found if _is_plain(text, part)]
    reported = next((part for part in found if part.opening.start == at), None)
    if reported is None or reported.opening not in strays:
        return None
    signs = [strays]
    if reported.closing:
        signs.append([*strays, *(part.closing for part in found if part.closing and part.opening in strays)])
    for chosen in signs:
        places = sorted({offset for sign in chosen for offset in range(*sign)})
        if _is_settled(text, places):
            edits = tuple(put(place, line.start + offset, "\\") for offset in places)
            return Fix(f"put a backslash before {text[slice(*reported.opening)]}", edits)
    return None


def _emphases(line: str) -> list[_Emphasis]:
    """All emphases that begin on *line*, in the order of their first signs."""
    found: list[_Emphasis] = []
    open: list[int] = []
    for token in tokenize(line).tokens:
        if token.kind is Kind.EMPHASIS_START:
            open.append(len(found))
            found.append(_Emphasis(Span(token.start, token.end), None))
        elif token.kind is Kind.EMPHASIS_END and open:
            at = open.pop()
            found[at] = found[at]._replace(closing=Span(token.start, token.start + len(token.value)))
    return found


def _is_plain(text: str, part: _Emphasis) -> bool:
    """Whether the sign that begins *part* stands within a word, or is one of three or more on their own."""
    (start, end), closing = part
    if _IN_TAG.search(text[:start]):
        return False
    if closing:
        return is_stray(text, start, closing.start, end - start)
    before, behind = text[:start][-1:], text[end : end + 1]
    return (before.isalnum() and behind.isalnum()) or (not before.strip() and _RUN.match(text, start) is not None)


def _is_settled(text: str, places: Iterable[int]) -> bool:
    """Whether *text* with backslashes at *places* has no open emphasis by the same sign, and none within a word."""
    escaped, signs = list(text), {text[offset] for offset in places}
    for offset in places:
        escaped[offset] = f"\\{text[offset]}"
    line = "".join(escaped)
    return not any(
        _is_plain(line, part) or (part.closing is None and line[part.opening.start] in signs)
        for part in _emphases(line)
    )
