"""Plain: the paragraphs of plain text, which are its lines."""

from __future__ import annotations

import codecs
import io
import re
from itertools import islice

from clashmap.diagnostics import Diagnostic
from clashmap.encoding import NOT_UTF8, UTF16, decode
from clashmap.evidence.faults import fault
from clashmap.evidence.readers import Read
from clashmap.evidence.readers.faults import ENCODING, UNREADABLE
from clashmap.evidence.readers.limits import PARAGRAPHS
from clashmap.evidence.text import paragraphs

_SAVE_AS = "Look at the letters with accents, the quotation marks and the dashes; then save the file as UTF-8."
_OLD = re.compile(
    r"(?:windows|cp|iso|latin|us-ascii|koi8|shift|euc|gb|big5)[-_]?\w{0,12}(?:[-_]\w{1,4}){0,2}", re.ASCII
)
"""Names of encodings that a page may ask for; Python knows others, which do more than to decode."""


def read_plain(data: bytes, name: str) -> Read:
    """Read plain text: each line that is not blank is a paragraph."""
    text, found = decoded(data, name)
    if text.count("\n") > PARAGRAPHS:  # many of them may be blank
        lines = (line for line in io.StringIO(text) if line.strip())
        text = "".join(islice(lines, PARAGRAPHS + 1))
    return Read(paragraphs(text), found=found)


def decoded(data: bytes, name: str, *, declared: str = "") -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of *data*, and what is wrong with its encoding; empty when it is no text.

    What is neither UTF-8 nor marked as UTF-16 is read as the encoding that it *declared*; if it did not, bytes that
    cannot be UTF-8 are read as Windows wrote English, French, German and Spanish for many years, as cp1252.
    """
    source, found = decode(data, name)
    if source is None:
        help = "Choose the file of the text, or copy the text into a new .txt file."
        return "", (fault(UNREADABLE, name, "the file is not text", help),)
    rules = {diagnostic.rule for diagnostic in found}
    if UTF16 in rules or (rules and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))):
        return source.text, (fault(ENCODING, name, "the file is saved as UTF-16, not as UTF-8", _SAVE_AS),)
    if NOT_UTF8 not in rules:
        return source.text, ()
    if _OLD.fullmatch(declared.strip().lower()):
        try:
            encoding = codecs.lookup(declared.strip()).name
            return data.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding, "replace"), ()
        except (LookupError, UnicodeError):
            pass
    message = "the file is not saved as UTF-8; what is not was read as in an old Windows encoding"
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", _GUESS), (fault(ENCODING, name, message, _SAVE_AS),)


def _guess(error: UnicodeError) -> tuple[str, int]:
    """What the byte that is not UTF-8 is in cp1252; a mark of replacement for the few that it leaves open."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


_GUESS = "clashmap.cp1252"
codecs.register_error(_GUESS, _guess)
