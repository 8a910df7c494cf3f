"""Fixes within a line: a backslash, a colon, a bracket or a blank that is missing."""

from __future__ import annotations

import re
from functools import lru_cache

from clashmap.argdown.escape import escape
from clashmap.diagnostics import Fix
from clashmap.mend import newline_of, put, swap
from clashmap.source import Place

_INITIAL = re.compile(r"\.[A-Z]\.(?![a-z])")
_INITIALS = re.compile(r"(?:^|[^\w.:\\]|[\]>]:)(?:[^\W\d_]\\?\.)*[A-Z]{1,4}\Z")
_VON = re.compile(r"\.v\.(?:d\.|[A-Z][a-z])")
_NAME = re.compile(r"\b[A-Z][a-z]+\Z")
_NEAR = 40
"""How many characters before a dot are looked at to see whether initials stand there."""
_TAG = 300
"""How many characters before a sign are looked at to see whether it stands in a tag."""
_FAR = 5000
"""How many characters above and below a tag are looked at to see whether it is used as one."""
_IN_TAG = re.compile(r"#[^\s(]*\Z|\\\Z")
_REFERENCE = re.compile(r"[\]>](?:[ \t]*#\S+)*[ \t]*\Z")
_HASHTAG = re.compile(r"[a-z]|\w*[a-z][A-Z]")
"""A tag: a small letter first, or a capital within the word, as in ``#MeToo``."""
_SENTENCE_END = re.compile(r"[.,;:…]\s*\Z")
_HEADING_WORDS = re.compile(r"[^_*\[\]<>{}\\@/#]*")
_WORDS = re.compile(r"[\w %,'’$€£¢+&-]+|\.\.\.|…")
"""What can stand between brackets without being markup itself, once the brackets are text."""
_BLANKS_AND_COLON = re.compile(r"[ \t]+(?=:(?:\s|\Z))")
_SWALLOWED = re.compile(r":\s|.[\[{<]")
STOP = re.compile(r"[.,;!]")
"""What ends a sentence, and has no place behind a title that only refers to a claim."""
_SENTENCE = re.compile(r"[ \t]*(?:\r\n|\r|\n|[ \t])[ \t]*(?P<first>[^\W\d_])")
_OPEN_TITLE = re.compile(r"(?P<title>[\[<][^\[\]<>{}@#*\\:/!\r\n]{0,80}[^\[\]<>{}@#*\\:/!\s]):[ \t]+[^\s:/]")
_CLAIM_ONLY = re.compile(r"(?:><|\([0-9]+\))[ \t]*\Z")
_PLAIN_REST = re.compile(r"[^\\\[\]<>{}*_@#/]*(?:\{ *\w+: +\w[\w -]*(?:, *\w+: +\w[\w -]*)* *\})?[ \t]*")
_TEXT_END = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:[\r\n+\-_<>(*#\u00a0–—]|\Z)|\Z")
_ADDRESS = re.compile(r"\S*[^\s.,;:!?)\"'”’]")


def _can_escape(place: Place) -> bool:
    """Whether a backslash before *place* is read as one: behind a # it is a part of the tag."""
    line, end = place.source.line_at(place.span.start), place.span.start
    return not _IN_TAG.search(place.source.text[max(line.start, end - _TAG) : end])


def are_initials(text: str, dot: int) -> bool:
    """Whether the shortcode at *dot* goes on with initials: ``J.A.``, ``U.A.E.`` or ``III.A.``, and not ``p.^.q``."""
    before = text[max(0, dot - _NEAR) : dot]
    return _INITIAL.match(text, dot) is not None and _INITIALS.search(before) is not None


def is_in_name(text: str, dot: int) -> bool:
    """Whether the shortcode at *dot* may go on with a name: ``P.v.d. Berg``, ``J.v.Neumann`` or ``Smith.A.``."""
    before = text[max(0, dot - _NEAR) : dot]
    return (_VON.match(text, dot) is not None and before[-1:].isupper()) or (
        _INITIAL.match(text, dot) is not None and _NAME.search(before) is not None
    )


def escape_shortcode(place: Place) -> Fix | None:
    r"""``J.A.`` to ``J\.A.``."""
    if not (are_initials(place.source.text, place.span.start) and _can_escape(place)):
        return None
    return Fix(f"put a backslash before {place.text.rstrip()}", (put(place, place.span.start, "\\"),))


def escape_number(place: Place) -> Fix | None:
    r"""``#1`` to ``\#1``, which behind a title without a colon would be text that has no place there."""
    line = place.source.line_at(place.span.start)
    if _REFERENCE.search(place.source.text[line.start : place.span.start]) or not _can_escape(place):
        return None
    return Fix(f"put a backslash before {place.text.rstrip()}", (put(place, place.span.start, "\\"),))


def part_heading(place: Place) -> Fix | None:
    """``#Costs`` to ``# Costs``, unless it may be a hashtag, or hides a sign that would come to mean something.

    What is a tag of other text may be one here.
    """
    text, end = place.source.text, place.span.end
    match = _HEADING_WORDS.fullmatch(text, end, place.source.line_at(end).end)
    if match is None or _HASHTAG.match(match.group()) or _SENTENCE_END.search(match.group()):
        return None
    tag = f" #{match.group().split()[0]}"
    if tag in text[max(0, place.span.start - _FAR) : place.span.start] or tag in text[end : end + _FAR]:
        return None
    return Fix(f"put a blank behind {place.text}", (put(place, place.span.end, " "),))


def double_backslash(place: Place) -> Fix:
    r"""``\`` at the end of a line to ``\\``."""
    return Fix("put a second backslash", (put(place, place.span.end, "\\"),))


def address_at(place: Place) -> tuple[int, str]:
    """Where the web address that is cut off at *place* begins, and the address as it was written."""
    text = place.source.text
    line = place.source.line_at(place.span.start)
    start = place.span.start - 1
    while start > line.start and text[start - 1].isascii() and text[start - 1].isalpha():
        start -= 1
    match = _ADDRESS.match(text, start, line.end)
    return start, match.group() if match else ""


def escaped_address(address: str) -> str:
    """*address* such that it reads as it looks, with its port; empty when it is none, or holds markup."""
    if not re.fullmatch(r"[A-Za-z]+://\S+", address) or set("\\<>[]{}") & set(address):
        return ""
    scheme, _, rest = address.partition("://")
    return f"{scheme}\\:/\\/{escape(rest)}"


def escape_address(place: Place) -> Fix | None:
    """``https://x.org/a_b`` such that it reads as it looks; where the rest of its line is sure to be plain text."""
    start, address = address_at(place)
    end, plain = start + len(address), escaped_address(address)
    if not plain or not _PLAIN_REST.fullmatch(place.source.text, end, place.source.line_at(start).end):
        return None
    return Fix("put backslashes into the address", (swap(place, start, end, plain),))


def end_comment(place: Place) -> Fix | None:
    """A line break behind ``// …`` on the last line of a file; where another comment should end, nobody can know."""
    text = place.source.text
    if place.text != "//" or all(line.lstrip().startswith("//") for line in text.splitlines() if line.strip()):
        return None
    return Fix("end the last line", (put(place, len(text), newline_of(place)),))


def close_title(place: Place) -> Fix | None:
    """``[C: text`` and ``C]: text`` to ``[C]: text``, where a colon ends the title and no bracket stands behind it."""
    text = place.source.text
    if place.text[-1:] in ("]", ">"):
        opening = "[" if place.text[-1] == "]" else "<"
        return Fix(f"put {opening} before the title", (put(place, place.span.start, opening),))
    match = _OPEN_TITLE.match(text, place.span.start)
    closing = "]" if place.text == "[" else ">"
    if match is None:
        return None
    behind = text[match.end() : _text_end(text, match.end())]
    if behind.count(closing) > behind.count(place.text):
        return None
    if closing == ">" and _CLAIM_ONLY.search(text[place.source.line_at(match.start()).start : match.start()]):
        return None
    return Fix(f"put {closing} behind the title", (put(place, match.end("title"), closing),))


def _text_end(text: str, offset: int) -> int:
    """Where the text that goes on at *offset* ends at the latest: at an empty line, or at what may be a relation."""
    found = _TEXT_END.search(text, offset)
    return found.start() if found else len(text)


def add_colon(place: Place) -> Fix | None:
    """``[C] : text`` and ``[C] Text`` to ``[C]: …``, and ``[C].`` to ``[C]``.

    A small letter may go on with a sentence: ``[They] argue``.
    """
    text, end = place.source.text, place.span.end
    if match := STOP.fullmatch(place.text):
        return Fix(f"delete “{match.group()}”", (swap(place, *place.span),))
    if _SWALLOWED.search(place.text):
        return None
    if match := _BLANKS_AND_COLON.match(text, end):
        return Fix("delete the blank before the colon", (swap(place, *match.span()),))
    match = _SENTENCE.match(text, end)
    if match is None or not match["first"].isupper():
        return None
    return Fix("put a colon behind the title", (put(place, end, ":"),))


@lru_cache(maxsize=1_000)
def _is_defined(text: str, title: str) -> bool:
    """Whether anything is written under *title* in *text*, which is asked for the same words again and again."""
    return f"{title}:" in text


def escape_brackets(place: Place) -> Fix | None:
    r"""``[sic]`` to ``\[sic\]``; a word with a capital may well be the title of a claim."""
    written, (start, end) = place.text, place.span
    inner = written[1:-1]
    if written[-1:] not in ("]", ">") or inner[:1].isupper() or not _WORDS.fullmatch(inner):
        return None
    if place.source.text.startswith("(", end):
        return None  # a link whose address does not end
    if _is_defined(place.source.text, written) or inner != inner.strip() or not _can_escape(place):
        return None
    edits = [put(place, start, "\\")]
    if written[0] == "[":
        edits.append(put(place, end - 1, "\\"))
    return Fix(f"put a backslash before {written[0]}", tuple(edits))
