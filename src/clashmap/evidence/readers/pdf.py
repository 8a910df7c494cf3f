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
from clashmap.evidence.readers.limits import BROKEN, BYTES, PAGES, SECONDS, STREAM, WORK
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
_BLANK = 1_000
"""Bytes that draw a page on which there is no more than a line or a frame; letters that are drawn take many more."""
_WRITES = (b"TJ", b"Tj", b"'", b'"')
_PARSED, _WRITTEN, _COPIED = 40, 30, 20_000
"""How many bytes are parsed, and characters written, or copied, in the time of an operation, about."""


class _TooMuchError(BaseException):
    """The pages of a PDF are more than can be read; the message is the number of the one where that was clear.

    No Exception, for pypdf leaves out a form in which one is raised, and goes on.
    """


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
        return Read((), found=(large(name, f"this PDF holds too much to be read; it was given up at page {error}"),))
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
            budget.turn(len(body))
            if len(body) > _BLANK or b" Do" in body:
                drawn.add(number)
            page.extract_text(visitor_text=pen.write, visitor_operand_before=budget.spend)
        except _TooMuchError:
            raise _TooMuchError(number) from None
        except Exception:  # one page may be broken where the others are not
            unread.add(number)
            if len(unread) > BROKEN:
                raise _TooMuchError(number) from None
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
    """What all pages together may take, counted in operations."""

    def __init__(self) -> None:
        self.work = float(WORK)
        self.written = 0
        self.end = time.process_time() + SECONDS

    def turn(self, size: int) -> None:
        """Count a page that draws with *size* bytes."""
        self.written = 0
        self._count(size / _PARSED)

    def spend(self, operator: bytes, operands: Any, *_: object) -> None:
        """Count one operation; each piece that it writes copies all that the page has written before."""
        pieces: Any = operands if operator in _WRITES else ()
        if operator == b"TJ" and operands and isinstance(operands[0], list):
            pieces = operands[0]
        size = sum(len(piece) for piece in pieces if isinstance(piece, str | bytes))
        self.written += size
        self._count((1 + len(pieces)) * (1 + self.written / _COPIED) + size / _WRITTEN, is_timed=operator == b"Do")

    def _count(self, work: float, *, is_timed: bool = True) -> None:
        self.work -= work
        if self.work < 0 or (is_timed and time.process_time() > self.end):
            raise _TooMuchError


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
