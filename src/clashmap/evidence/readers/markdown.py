"""Markdown: the paragraphs of Markdown, its headings, and what its front matter says of the source.

What a source holds is simple Markdown, as web clippers and word processors write it, and the paragraphs must count
the same on every machine: so the few block marks are read here, line by line, in linear time and at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clashmap.evidence.readers import Read
from clashmap.evidence.readers.blocks import Blocks
from clashmap.evidence.readers.marks import plain
from clashmap.evidence.readers.plain import decoded

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_BEGIN = ("-", "*", "+", "1.", "1)")
"""Marks of items that may follow a paragraph without a blank line; a year at the start of a line is none."""
_ITEM = re.compile(r"[ \t]*([-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S*")
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,200}\]:[ \t]*")
_UNREAD = re.compile(r"[ \t]*<(?:(script|style)\b|!--)", re.IGNORECASE)
"""What begins, in a line of its own, a part of a page that nobody sees."""
_LARGEST = 100_000
"""Characters of front matter."""


def read_markdown(data: bytes, name: str) -> Read:
    """Read Markdown: each paragraph, heading, item of a list and row of a table is a paragraph; marks are gone."""
    text, found = decoded(data, name)
    lines = text.splitlines()
    fields, start = _front_matter(lines)
    page = _Page()
    for line in lines[start:]:
        page.line(line)
    page.end()
    return page.blocks.done(fields, *found)


class _Page:
    """The blocks of lines that come one by one."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.fence = ""
        self.unread = ""
        """What ends the part that is not read."""
        self.lines: list[str] = []
        self.item = False
        """Whether the paragraph that is open is an item of a list, or a note."""

    def line(self, line: str) -> None:
        if self.fence:
            if line.strip().startswith(self.fence) and not line.strip().strip(self.fence[0]):
                self.fence = ""
            else:
                self.alone(line, as_is=True)
            return
        if not self.unread and (begun := _UNREAD.match(line)):
            self.end()
            self.unread = f"</{begun[1].lower()}" if begun[1] else "-->"
        if self.unread:
            if self.unread in line.lower():
                self.unread = ""
            return
        quoted = _QUOTE.match(line)
        line = line[quoted.end() :] if quoted else line
        if not line.strip():
            self.end()
        elif fence := _FENCE.match(line):
            self.end()
            self.fence = fence[1]
        elif self.lines and not self.item and _UNDERLINE.match(line):
            self.end(heading=True)
        elif _RULE.match(line):
            self.end()
        elif mark := _HEADING.match(line):
            self.alone(_CLOSING.sub("", line[mark.end() :]), heading=True)
        elif (mark := _ITEM.match(line)) and (not self.lines or self.item or mark[1] in _BEGIN):
            self.end()
            self.item = True
            start = 0
            while inner := _ITEM.match(line, start):
                start = inner.end()
            self.lines.append(line[start:])
        elif mark := _NOTE.match(line):
            self.end()
            self.item = True
            self.lines.append(line[mark.end() :])
        elif (not self.lines or self.item) and _DEFINITION.match(line):
            pass
        elif line.lstrip().startswith("|") or ("|" in line and _is_ruled(line)):
            self.row(line)
        else:
            self.lines.append(line)

    def row(self, line: str) -> None:
        """Take a row of a table."""
        self.end()
        if not _is_ruled(line):
            self.blocks.begin_row()
            for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")):
                self.alone(cell)
            self.blocks.end_row()

    def alone(self, line: str, *, heading: bool = False, as_is: bool = False) -> None:
        """Take *line* as a block of its own."""
        self.end()
        self.blocks.add(line if as_is else plain(line))
        self.blocks.end(heading=heading)

    def end(self, *, heading: bool = False) -> None:
        """End the paragraph that is open."""
        if self.lines:
            self.blocks.add(plain("\n".join(self.lines)))
            self.blocks.end(heading=heading)
            self.lines.clear()
        self.item = False


def _is_ruled(line: str) -> bool:
    """Whether *line* is the one under the head of a table."""
    return "-" in line and not set(line) - set("|-: \t")


def _front_matter(lines: list[str]) -> tuple[Mapping[str, Any], int]:
    """The fields between two lines of ``---`` at the very top, and the number of lines that they take."""
    if not lines or lines[0].rstrip() != "---":
        return {}, 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    written = "\n".join(lines[1:end])
    if not end or len(written) > _LARGEST or not re.match(r"\s*[\w-]+[ \t]*:", written):
        return {}, 0  # a rule, not a mark
    return _fields(written), end + 1


def _fields(written: str) -> Mapping[str, Any]:
    """Its ``key: value`` lines; what is nested in others says nothing about the source that is needed here."""
    pairs = (line.partition(":") for line in written.splitlines() if re.match(r"[A-Za-z][\w-]*[ \t]*:[ \t]+\S", line))
    said = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
    names = {"date": "issued", "url": "URL", "source": "URL", "doi": "DOI", "publication": "container-title"}
    kept = ("title", "author", "issued", "URL", "DOI", "container-title", "publisher", "accessed", "page", "note")
    fields = {names.get(key, key): value for key, value in said.items()}
    return {key: fields[key] for key in kept if fields.get(key) and fields[key][0] not in "[{|>&*!"}
