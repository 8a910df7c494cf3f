"""Kinds: what a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.faults import fault
from clashmap.evidence.readers.faults import EMPTY, LARGE, MISNAMED, SCAN, UNREADABLE
from clashmap.evidence.readers.limits import BYTES, HTML

_PAGE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,200}(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_NAMES = {".pdf": "a PDF", ".docx": "a DOCX document", ".html": "a web page", ".md": "Markdown", ".txt": "plain text"}
_SAVE_AS = "Save it as .docx or .pdf, or copy its text into a .txt file."


def suffix(name: str) -> str:
    """The kind of file that *name* says: the suffix of the reader for it."""
    ending = "." + name.rpartition(".")[2].casefold()
    return ".html" if ending in (".htm", ".xhtml") else ".md" if ending == ".markdown" else ending


def refused(data: bytes, name: str) -> tuple[Diagnostic, ...]:
    """Why *data* cannot be read by any reader; empty when it can be tried."""
    if not data:
        return (fault(EMPTY, name, "the file is empty", "Copy the text of the source into it."),)
    if len(data) > BYTES:
        return (large(name, f"the file has {len(data) / 1e6:,.0f} MB, more than {BYTES / 1e6:.0f}"),)
    if suffix(name) == ".html" and len(data) > HTML:
        return (large(name, f"the page has {len(data) / 1e6:,.0f} MB, more than {HTML / 1e6:.0f}"),)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "this is an old Word document, or one that is locked with a password"
        help = "Open it in a word processor, take the password off, and save it as .docx."
        return (fault(UNREADABLE, name, message, help),)
    if data.startswith(b"{\\rtf"):
        return (fault(UNREADABLE, name, "RTF files cannot be read", _SAVE_AS),)
    if data.startswith(_PICTURES):
        help = "Let a program for text recognition (OCR) read it, or type what you cite into a .txt file."
        return (fault(SCAN, name, "this is a picture, not text", help),)
    if suffix(name) not in _NAMES:
        return (fault(UNREADABLE, name, f"files of this kind cannot be read: {suffix(name)}", _SAVE_AS),)
    return ()


def told(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The kind that *data* is, as the suffix of its reader, and a finding where *name* says another one."""
    said = suffix(name)
    head = data[:1024]
    # A PDF may have up to a kilobyte before its mark; a text may speak of “%PDF-”.
    if head.startswith(b"%PDF-") or (b"%PDF-" in head and said == ".pdf"):
        kind = ".pdf"
    elif head.startswith(b"PK\x03\x04"):
        kind = ".docx"
    elif _PAGE.match(head):
        kind = ".html"
    else:
        return said, ()
    if kind == said or (kind == ".html" and said == ".md"):  # Markdown may hold any HTML
        return said, ()
    message = f"the name says {_NAMES[said]}, but this is {_NAMES[kind]}"
    return kind, (fault(MISNAMED, name, message, f"Rename the file, so that its name ends in {kind}."),)


def large(name: str, message: str) -> Diagnostic:
    """Say that the file *name* is too large."""
    return fault(LARGE, name, message, "Copy the part that the debate cites into a .txt file.")
