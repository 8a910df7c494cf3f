"""PDF: the paragraphs of a PDF that has text in it, in the order in which the file gives it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from clashmap.evidence.extra import needed
from clashmap.evidence.faults import fault
from clashmap.evidence.readers import Read
from clashmap.evidence.readers.blocks import Blocks
from clashmap.evidence.readers.faults import INCOMPLETE, SCAN, UNREADABLE
from clashmap.evidence.readers.kinds import large
from clashmap.evidence.readers.limits import BYTES, OPERATIONS, PAGES, SECONDS, STREAM
from clashmap.evidence.readers.lines import Line, Pen
from clashmap.evidence.readers.pages import inner
from clashmap.evidence.readers.quiet import quiet
from clashmap.evidence.readers.setting import paragraphs

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_COPY = "Open it in a reader of PDFs, and copy the text into a .txt file, one paragraph in each line."
_OCR = "Let a program for text recognition (OCR) read it, or type what you cite into a .txt file."
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": STREAM,
    "lzw_maximum_output_length": STREAM,
    "run_length_maximum_output_length": STREAM,
    "array_based_stream_maximum_output_length": STREAM,
    "maximum_declared_stream_length": BYTES,
    "stream_decoding_work_maximum_length": 4 * STREAM,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 200,
    "disable_legacy_handling": True,
}
"""What pypdf may unpack and parse of one stream, and draw on one page."""
_HOLD = "hold too much to be read"
_BLANK = 1_000
"""Bytes that draw a page on which there is no more than a line or a frame; letters that are drawn take many more."""


class _TooMuchError(Exception):
    """The pages of a PDF are more than can be read; the message goes on from “the pages”."""


def read_pdf(data: bytes, name: str) -> Read:
    """Read a PDF: lines are joined to paragraphs, words that a line end divides, too; running heads are left out.

    Raises MissingLibraryError without pypdf.
    """
    with needed("pypdf"):
        from pypdf import PdfReader, apply_configuration
    try:
        with quiet("pypdf"), apply_configuration(**_LIMITS):
            reader = PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                return _locked(name)
            count = len(reader.pages)
            if count > PAGES:
                return Read((), found=(large(name, f"this PDF has {count:,} pages, more than {PAGES:,}"),))
            lines, unread, drawn = _lines(reader)
            fields = _fields(reader)
    except _TooMuchError as error:
        return Read((), found=(large(name, f"the pages of this PDF {error}"),))
    except Exception as error:  # whatever a parser stumbles over, the file is what is wrong
        if type(error).__name__ in ("DependencyError", "FileNotDecryptedError", "WrongPasswordError"):
            return _locked(name)
        return Read((), found=(fault(UNREADABLE, name, "this cannot be read as a PDF", _COPY),))
    blocks = Blocks()
    for text, heading in paragraphs(inner(lines)):
        blocks.add(text)
        blocks.end(heading=heading)
    pictures = sorted(drawn - {line.page for line in lines} - unread)
    if not blocks.paragraphs and pictures:
        message = "there is no text in this PDF, only pictures of pages: it is a scan"
        return Read((), fields=fields, found=(fault(SCAN, name, message, _OCR),))
    if not blocks.paragraphs and (unread or not count):
        return Read((), found=(fault(UNREADABLE, name, "this cannot be read as a PDF", _COPY),))
    found = []
    if unread:
        found.append(fault(INCOMPLETE, name, f"{_numbers(sorted(unread))} of this PDF cannot be read", _COPY))
    if pictures:
        found.append(fault(INCOMPLETE, name, f"there is no text on {_numbers(pictures)} of this PDF", _OCR))
    return blocks.done(fields, *found)


def _locked(name: str) -> Read:
    help = "Open it with its password, print it to a new PDF without one, or copy its text into a .txt file."
    return Read((), found=(fault(UNREADABLE, name, "this PDF is locked with a password", help),))


def _lines(reader: PdfReader) -> tuple[list[Line], set[int], set[int]]:
    """The lines of all pages, and the numbers of those that cannot be read, and of those that draw something."""
    lines: list[Line] = []
    unread, drawn = set(), set()
    budget = _Budget()
    for number, page in enumerate(_pages(reader), 1):
        pen = Pen(number)
        try:
            if page is None:
                raise ValueError("no such page")
            contents = page.get_contents()
            body = contents.get_data() if contents is not None else b""
            budget.unpack(len(body))
            if len(body) > _BLANK or b" Do" in body:
                drawn.add(number)
            page.extract_text(visitor_text=pen.write, visitor_operand_before=budget.spend)
        except _TooMuchError:
            raise
        except Exception:  # one page may be broken where the others are not
            unread.add(number)
        lines += pen.done()
        reader.resolved_objects.clear()  # or every page that was read stays in memory
    return lines, unread, drawn


def _pages(reader: PdfReader) -> Iterator[PageObject | None]:
    for number in range(len(reader.pages)):
        try:
            yield reader.pages[number]
        except Exception:
            yield None


class _Budget:
    """What all pages together may take."""

    def __init__(self) -> None:
        self.operations, self.bytes = OPERATIONS, BYTES
        self.end = time.monotonic() + SECONDS

    def unpack(self, size: int) -> None:
        """Count a page that draws with *size* bytes."""
        self.bytes -= size
        if self.bytes < 0:
            raise _TooMuchError(_HOLD)
        if time.monotonic() > self.end:
            raise _TooMuchError(f"take more than {SECONDS:.0f} seconds to read")

    def spend(self, *_: object) -> None:
        """Count one operation."""
        self.operations -= 1
        if self.operations < 0:
            raise _TooMuchError(_HOLD)


def _fields(reader: PdfReader) -> Mapping[str, Any]:
    """What the file says of its text, in the names of CSL."""
    try:
        said = reader.metadata
        fields = {"title": said.title, "author": said.author} if said else {}
    except Exception:
        return {}
    return {
        key: " ".join(value.split())
        for key, value in fields.items()
        if isinstance(value, str) and value.strip() and len(value) < 1000
    }


def _numbers(pages: list[int]) -> str:
    """Name *pages*, the first few of many."""
    shown = ", ".join(map(str, pages[:5])) + (f" and {len(pages) - 5} more" if len(pages) > 5 else "")
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}"
