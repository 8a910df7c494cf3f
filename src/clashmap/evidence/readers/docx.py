"""DOCX: the paragraphs of a word processor document as it is read: insertions in, deletions out, notes at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.extra import needed
from clashmap.evidence.faults import fault
from clashmap.evidence.readers import Read
from clashmap.evidence.readers.archive import ArchiveError, BombError, packed, unpacked
from clashmap.evidence.readers.blocks import Blocks
from clashmap.evidence.readers.faults import UNREADABLE
from clashmap.evidence.readers.kinds import large
from clashmap.evidence.readers.limits import TAGS
from clashmap.evidence.readers.quiet import quiet

_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
}
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
"""What begins the declaration of entities, which the standard of these documents forbids."""
_HEADING = re.compile(r"(?:heading ?[1-9]|title|subtitle)", re.IGNORECASE)
_SAVE_AS = "Open it in a word processor and save it as .docx, or copy its text into a .txt file."


def read_docx(data: bytes, name: str) -> Read:
    """Read a DOCX: paragraphs, items and rows in order, then text boxes after theirs, then foot- and endnotes.

    Raises MissingLibraryError without mammoth.
    """
    try:
        members = unpacked(data, (".xml", ".rels"))
    except BombError:
        return Read((), found=(large(name, "what is packed in this file is too large"),))
    except ArchiveError:
        return _refused(name, "this cannot be read as a DOCX document")
    if not any(member.casefold() == "[content_types].xml" for member in members):
        return _refused(name, "this is an archive of some other kind, not a DOCX document")
    if any(mark in body for body in members.values() for mark in _DOCTYPES):
        return _refused(name, "this cannot be read as a DOCX document: it declares entities")
    if sum(body.count(b"<") for body in members.values()) > TAGS:
        return Read((), found=(large(name, "this document has more parts than any book"),))
    with needed("mammoth"):
        import mammoth
    blocks = Blocks()
    try:
        with quiet("mammoth"):
            mammoth.convert_to_html(
                packed(members),
                transform_document=lambda document: _collected(document, blocks, mammoth),
                include_embedded_style_map=False,
                external_file_access=False,
            )
    except Exception:  # whatever a parser stumbles over, the file is what is wrong
        return _refused(name, "this cannot be read as a DOCX document")
    return blocks.done(_fields(members.get("docProps/core.xml", b"")))


def _refused(name: str, message: str) -> Read:
    found: tuple[Diagnostic, ...] = (fault(UNREADABLE, name, message, _SAVE_AS),)
    return Read((), found=found)


def _collected(document: Any, blocks: Blocks, mammoth: Any) -> Any:
    """Collect the blocks of *document* and of its notes; an empty document takes its place."""
    documents = mammoth.documents
    notes: list[Any] = []
    _walk(document, blocks, documents, notes)
    blocks.end()
    seen = set()
    for reference in notes:  # grows while notes refer to notes
        key = (reference.note_type, reference.note_id)
        if key not in seen:
            seen.add(key)
            try:
                note = document.notes.resolve(reference)
            except KeyError:
                continue
            for child in note.body:
                _walk(child, blocks, documents, notes)
            blocks.end()
    return documents.document([])


def _walk(root: Any, blocks: Blocks, documents: Any, notes: list[Any]) -> None:
    """Collect the text of *root* in reading order; its paragraphs may hold others, as those with text boxes do."""
    todo: list[Any] = [root]
    while todo:
        element = todo.pop()
        if isinstance(element, _End):
            blocks.end(heading=element.heading)
        elif element is _ROW:
            blocks.end_row()
        elif isinstance(element, documents.Text):
            blocks.add(element.value)
        elif isinstance(element, documents.Tab | documents.Break):
            blocks.add(" ")
        elif isinstance(element, documents.NoteReference):
            notes.append(element)
        else:
            if isinstance(element, documents.Paragraph | documents.TableCell):
                blocks.end()
                todo.append(_End(bool(_HEADING.fullmatch(getattr(element, "style_name", None) or ""))))
            elif isinstance(element, documents.TableRow):
                blocks.begin_row()
                todo.append(_ROW)
            todo.extend(reversed(getattr(element, "children", None) or ()))


class _End:
    """The end of a block."""

    def __init__(self, heading: bool) -> None:
        self.heading = heading


_ROW = object()
"""The end of a row of a table."""


def _fields(core: bytes) -> Mapping[str, Any]:
    """What the properties of the document say of it, in the names of CSL."""
    try:
        root = ElementTree.fromstring(core)
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}
    said = {key: " ".join((root.findtext(tag) or "").split()) for key, tag in _CORE.items()}
    return {key: value for key, value in said.items() if value}
