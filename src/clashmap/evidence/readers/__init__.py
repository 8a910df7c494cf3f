"""Readers: the paragraphs of a source out of a file of plain text, Markdown, HTML, DOCX or PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from clashmap.diagnostics import Diagnostic
from clashmap.model import nothing

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
"""How the names of files end that can be read; case does not matter. The first that is there counts."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a file: its *paragraphs*, which of them, from 1, are *headings*, CSL *fields* that it tells."""

    paragraphs: tuple[str, ...]
    headings: frozenset[int] = frozenset()
    fields: Mapping[str, Any] = field(default_factory=nothing)
    found: tuple[Diagnostic, ...] = ()
    """What is wrong with the file; there are no paragraphs when it could not be read."""


def read(data: bytes, name: str) -> Read:
    """Read *data*, what is in the file *name*, by what the name ends in. Never raises for what is in a file.

    In plain text each line that is not blank is a paragraph. In the other kinds a paragraph is what a person would
    call one, a heading, an item of a list or a row of a table, in reading order, with single spaces. A file that is
    plainly of another kind than its name says is read as what it is. Nothing in it is run, fetched or followed.
    """
    from clashmap.evidence.extra import MissingLibraryError
    from clashmap.evidence.faults import fault, missing
    from clashmap.evidence.readers.faults import EMPTY, ENCODING
    from clashmap.evidence.readers.kinds import large, refused, told
    from clashmap.evidence.readers.limits import CHARACTERS, PARAGRAPHS

    if found := refused(data, name):
        return Read((), found=found)
    kind, found = told(data, name)
    try:
        done = _reader(kind)(data, name)
    except MissingLibraryError as library:
        done = Read((), found=(missing(name, library),))
    if len(done.paragraphs) > PARAGRAPHS:
        return Read((), found=(large(name, f"the text has more than {PARAGRAPHS:,} paragraphs"),))
    if sum(map(len, done.paragraphs)) > CHARACTERS:
        return Read((), found=(large(name, f"the text has more than {CHARACTERS:,} characters"),))
    if not done.paragraphs and all(one.rule is ENCODING for one in done.found):
        found = (*found, fault(EMPTY, name, "there is no text in this file", "Copy the text of the source into it."))
    return replace(done, found=(*found, *done.found)) if found else done


def _reader(kind: str) -> Callable[[bytes, str], Read]:
    if kind == ".pdf":
        from clashmap.evidence.readers.pdf import read_pdf

        return read_pdf
    if kind == ".docx":
        from clashmap.evidence.readers.docx import read_docx

        return read_docx
    if kind == ".html":
        from clashmap.evidence.readers.html import read_html

        return read_html
    if kind == ".md":
        from clashmap.evidence.readers.markdown import read_markdown

        return read_markdown
    from clashmap.evidence.readers.plain import read_plain

    return read_plain
