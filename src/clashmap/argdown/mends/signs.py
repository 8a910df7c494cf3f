"""Fixes within a line: a backslash, a colon, a bracket or a blank that is missing."""

from __future__ import annotations

import re

from clashmap.argdown.escape import escape
from clashmap.argdown.lex import tokenize
from clashmap.argdown.tokens import Kind, Token
from clashmap.diagnostics import Fix
from clashmap.mend import line_at, newline_of, put, swap
from clashmap.source import Place

_INITIAL = re.compile(r"\.[A-Z]\.(?![a-z])")
_INITIALS = re.compile(r"(?:^|[^\w.:])(?:[^\W\d_]\.)*[A-Z]{1,4}\Z")
_IN_TAG = re.compile(r"#[^\s(]*\Z|\\\Z")
_REFERENCE = re.compile(r"[\]>](?:[ \t]*#\S+)*[ \t]*\Z")
_HEADING_WORDS = re.compile(r"[^_*\[\]<>{}\\@/#]*")
_WORDS = re.compile(r"[\w %,'’$€£¢+&-]+|\.\.\.|…")
"""What can stand between brackets without being markup itself, once the brackets are text."""
_BLANKS_AND_COLON = re.compile(r"[ \t]+(?=:(?:\s|\Z))")
_SWALLOWED = re.compile(r":\s|.[\[{<]")
_SENTENCE = re.compile(r"[ \t]*(?:\r\n|\r|\n|[ \t])[ \t]*(?P<first>[^\W\d_])")
_OPEN_TITLE = re.compile(r"(?P<title>[\[<][^\[\]<>{}@#*\\:/!\r\n]{0,80}[^\[\]<>{}@#*\\:/!\s]):[ \t]+[^\s:/]")
_CLAIM_ONLY = re.compile(r"(?:><|\([0-9]+\))[ \t]*\Z")
_PLAIN_REST = re.compile(r"[^\\\[\]<>{}*_@#/]*(?:\{ *\w+: +\w[\w -]*(?:, *\w+: +\w[\w -]*)* *\})?[ \t]*")
_RUN = re.compile(r"(?:\*{3,}|_{3,})(?!\S)")
_TEXT_END = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:[\r\n+\-_<>(*#\u00a0–—]|\Z)|\Z")
_ADDRESS = re.compile(r"\S*[^\s.,;:!?)\"'”’]")


def _can_escape(place: Place) -> bool:
    """Whether a backslash before *place* is read as one: behind a # it is a part of the tag."""
    line = line_at(place, place.span.start)
    return not _IN_TAG.search(place.source.text[line.start : place.span.start])


def escape_shortcode(place: Place) -> Fix | None:
    r"""``J.A.`` to ``J\.A.``, where capitals stand before it; in ``p.^.q`` the sign is meant."""
    line = line_at(place, place.span.start)
    before = place.source.text[line.start : place.span.start]
    if not (_INITIAL.match(place.source.text, place.span.start) and _INITIALS.search(before) and _can_escape(place)):
        return None
    return Fix(f"put a backslash before {place.text.rstrip()}", (put(place, place.span.start, "\\"),))


def escape_number(place: Place) -> Fix | None:
    r"""``#1`` to ``\#1``, which behind a title without a colon would be text that has no place there."""
    line = line_at(place, place.span.start)
    if _REFERENCE.search(place.source.text[line.start : place.span.start]) or not _can_escape(place):
        return None
    return Fix(f"put a backslash before {place.text.rstrip()}", (put(place, place.span.start, "\\"),))


def part_heading(place: Place) -> Fix | None:
    """``#Costs`` to ``# Costs``, where the tag hides no sign that would come to mean something."""
    if not _HEADING_WORDS.fullmatch(place.source.text, place.span.end, line_at(place, place.span.end).end):
        return None
    return Fix(f"put a blank behind {place.text}", (put(place, place.span.end, " "),))


def double_backslash(place: Place) -> Fix:
    r"""``\`` at the end of a line to ``\\``."""
    return Fix("put a second backslash", (put(place, place.span.end, "\\"),))


def escape_address(place: Place) -> Fix | None:
    """``https://x.org/a_b`` such that it reads as it looks; where the rest of its line is sure to be plain text."""
    text = place.source.text
    line = line_at(place, place.span.start)
    start = max(text.rfind(blank, line.start, place.span.start) for blank in (" ", "\t"))
    start = max(start + 1, line.start)
    while start < place.span.start and not text[start].isalnum():
        start += 1
    match = _ADDRESS.match(text, start, line.end)
    if match is None or not re.fullmatch(r"[A-Za-z]+://\S+", match.group()) or set("\\<>[]{}") & set(match.group()):
        return None
    if not _PLAIN_REST.fullmatch(text, match.end(), line.end):
        return None
    scheme, _, rest = match.group().partition("://")
    return Fix("put backslashes into the address", (swap(place, start, match.end(), f"{scheme}\\:/\\/{escape(rest)}"),))


def end_comment(place: Place) -> Fix | None:
    """A line break behind ``// …`` on the last line of a file; where another comment should end, nobody can know."""
    text = place.source.text
    if place.text != "//" or all(line.lstrip().startswith("//") for line in text.splitlines() if line.strip()):
        return None
    return Fix("end the last line", (put(place, len(text), newline_of(place)),))


def close_title(place: Place) -> Fix | None:
    """``[C: text`` to ``[C]: text``, where a colon ends the title and no bracket stands behind it."""
    text = place.source.text
    match = _OPEN_TITLE.match(text, place.span.start)
    closing = "]" if place.text == "[" else ">"
    if match is None:
        return None
    behind = text[match.end() : _text_end(text, match.end())]
    if behind.count(closing) > behind.count(place.text):
        return None
    if closing == ">" and _CLAIM_ONLY.search(text[line_at(place, match.start()).start : match.start()]):
        return None
    return Fix(f"put {closing} behind the title", (put(place, match.end("title"), closing),))


def _text_end(text: str, offset: int) -> int:
    """Where the text that goes on at *offset* ends at the latest: at an empty line, or at what may be a relation."""
    found = _TEXT_END.search(text, offset)
    return found.start() if found else len(text)


def add_colon(place: Place) -> Fix | None:
    """``[C] : text`` and ``[C] Text`` to ``[C]: …``; a small letter may go on with a sentence: ``[They] argue``."""
    text, end = place.source.text, place.span.end
    if _SWALLOWED.search(place.text):
        return None
    if match := _BLANKS_AND_COLON.match(text, end):
        return Fix("delete the blank before the colon", (swap(place, *match.span()),))
    match = _SENTENCE.match(text, end)
    if match is None or not match["first"].isupper():
        return None
    return Fix("put a colon behind the title", (put(place, end, ":"),))


def escape_brackets(place: Place) -> Fix | None:
    r"""``[sic]`` to ``\[sic\]``; a word with a capital may well be the title of a claim."""
    written, (start, end) = place.text, place.span
    inner = written[1:-1]
    if written[-1:] not in ("]", ">") or inner[:1].isupper() or not _WORDS.fullmatch(inner):
        return None
    if f"{written}:" in place.source.text or inner != inner.strip() or not _can_escape(place):
        return None
    edits = [put(place, start, "\\")]
    if written[0] == "[":
        edits.append(put(place, end - 1, "\\"))
    return Fix(f"put a backslash before {written[0]}", tuple(edits))


def escape_emphasis(place: Place) -> Fix | None:
    r"""``5*3`` and ``snake_case`` to ``5\*3`` and ``snake\_case``: all on the line that begin emphasis without an end.

    A sign before a word may have been meant as emphasis.
    """
    line = line_at(place, place.span.start)
    text = place.source.text[line.start : line.end]
    unclosed = _unclosed(text)
    signs = [sign for sign in unclosed if _is_in_word(text, sign)]
    if any(sign not in signs and sign.value == place.text for sign in unclosed):
        return None  # the sign may have been meant to end what another one before a word begins
    if place.span.start not in [line.start + sign.start for sign in signs] or not _can_escape(place):
        return None
    edits = [put(place, line.start + at, "\\") for sign in signs for at in range(sign.start, sign.end)]
    return Fix(f"put a backslash before {place.text}", tuple(edits))


def _unclosed(line: str) -> list[Token]:
    """The signs on *line* that begin emphasis which does not end on it."""
    found: list[Token] = []
    for token in tokenize(line).tokens:
        if token.kind is Kind.EMPHASIS_START:
            found.append(token)
        elif token.kind is Kind.EMPHASIS_END and found:
            found.pop()
    return found


def _is_in_word(text: str, sign: Token) -> bool:
    """Whether *sign* stands between letters or figures, or is one of three or more signs on their own."""
    before, behind = text[: sign.start][-1:], text[sign.end : sign.end + 1]
    run = _RUN.match(text, sign.start)
    return (before.isalnum() and behind.isalnum()) or (not before.strip() and run is not None)
