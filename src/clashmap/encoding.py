"""Encodings: the bytes of a file as text, and what had to be guessed or was lost on the way."""

from __future__ import annotations

import codecs

from clashmap.diagnostics import Diagnostic, Severity, at, rule
from clashmap.source import Source, Span

NOT_UTF8 = rule(
    "T010",
    "not-utf-8",
    Severity.ERROR,
    "a file is not saved as UTF-8",
    why="In another encoding, letters such as é or ß come out as rubbish on the next computer. UTF-8 is the one "
    "encoding that every editor, and every tool for Argdown, reads alike.",
)
UTF16 = rule(
    "T011",
    "utf-16",
    Severity.WARNING,
    "a file is saved as UTF-16 or UTF-32",
    why="It can be read here, but other tools for Argdown take it for something that is no text at all.",
)
BINARY = rule(
    "T012",
    "not-text",
    Severity.ERROR,
    "a file is not text",
    why="A map is plain text. Pictures, PDFs and word processor documents cannot be read as one, even when their name "
    "ends in .argdown.",
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096
_SAVE_AS = (
    "Save the file as UTF-8. In VS Code: click the encoding in the bar at the bottom, “Save with Encoding”, “UTF-8”. "
    "In Notepad: “Save as”, “Encoding”, “UTF-8”."
)


def decode(data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a file, without its byte order mark, and what is wrong with its encoding.

    Text that is not UTF-8 is still read, with “�” for what cannot be, so that the rest of it can be checked; the
    source is None when the file is no text at all.
    """
    encoding, mark = _encoding(data)
    body = data[len(mark) :]
    if encoding == "utf-8" and b"\0" in body:
        help = "Choose a plain-text file. From a word processor, save as “plain text” with the encoding UTF-8."
        return None, (Diagnostic(BINARY, "the file is not text", None, help, path=path),)
    try:
        source = Source(path, body.decode(encoding))
    except UnicodeDecodeError as error:
        return _damaged(body, encoding, path, error)
    if encoding == "utf-8":
        return source, ()
    help = f"It was read all the same. {_SAVE_AS}"
    return source, (at(UTF16, f"the file is saved as {_shown(encoding)}, not as UTF-8", source, Span(0, 0), help=help),)


def _damaged(body: bytes, encoding: str, path: str, error: UnicodeDecodeError) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The text with replacement characters, and one finding at the first of them."""
    source = Source(path, body.decode(encoding, "replace"))
    start = len(body[: error.start].decode(encoding, "replace"))
    count = source.text.count("\ufffd") - body.decode(encoding, "ignore").count("\ufffd")
    more = f", nor are {count - 1} more in this file" if count > 2 else ", nor is one other" if count == 2 else ""
    message = f"the byte 0x{body[error.start]:02X} here is not {_shown(encoding)} text{more}"
    if encoding != "utf-8":
        return source, (at(NOT_UTF8, message, source, Span(start, start + 1), help=_SAVE_AS),)
    guess = body[error.start : error.start + 1].decode("cp1252", "ignore")
    old = f"If a “{guess}” should stand here, the file is saved in an old Windows encoding. " if guess.isalpha() else ""
    return source, (at(NOT_UTF8, message, source, Span(start, start + 1), help=old + _SAVE_AS),)


def _encoding(data: bytes) -> tuple[str, bytes]:
    """The encoding that the text declares by its byte order mark, or shows by its zeros; and that mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, mark
    head = data[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and len(data) % 2 == 0:  # text in Latin letters has a zero in every second byte
        if odd > half * 0.6 and even == 0:
            return "utf-16-le", b""
        if even > half * 0.6 and odd == 0:
            return "utf-16-be", b""
    return "utf-8", b""


def _shown(encoding: str) -> str:
    return encoding.upper().removesuffix("-LE").removesuffix("-BE")
