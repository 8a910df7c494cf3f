r"""Marks within a paragraph of a card: what is underlined, read aloud, left out and put in.

``<u>`` and ``==`` may stand within one another and cross. A backslash before a sign of a mark makes it a letter:
``\==``, ``\[``. A line break is a blank, and ``&amp;`` the sign that it stands for. What is opened and never closed
counts to the end of the paragraph. A comment, ``<!-- … -->`` on one line, is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from clashmap.diagnostics import Diagnostic, at
from clashmap.evidence.cards import CardParagraph, Mark, Marked
from clashmap.evidence.cards.faults import MARK
from clashmap.evidence.quotation.marks import quotation
from clashmap.source import Place, Source, Span

COMMENT = re.compile(r"(?<!\\)<!--[^<>\r\n]*-->")
_TOKEN = re.compile(
    r"\\(?P<letter>[\\=<>\[\]#.…&])|(?P<opening><[uU](?:\s[^<>\r\n]*)?>)|(?P<closing></[uU]\s*>)|(?P<equals>={2,})"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5});)"
    rf"|(?P<comment>\s*{COMMENT.pattern})|(?P<blank>\s{{2,}}|[\r\n])"
)
_BRACKET = re.compile(r"[\[\]]")
_LITERAL = "_"
_UNCLOSED = {
    Mark.UNDERLINED: (
        "this <u> is never closed",
        "Type </u> where it ends, in the same paragraph; if the sign is the author’s own, type \\<u>.",
    ),
    Mark.READ: (
        "there is a == too many or too few in this paragraph",
        "Type == where each stretch begins and where it ends, in the same paragraph; if the signs are the author’s "
        "own, type \\==.",
    ),
}


def read_paragraph(source: Source, span: Span, found: list[Diagnostic]) -> CardParagraph:
    """The paragraph at *span* of *source*; marks that are left open join what is *found*."""
    reading = _Reading(source)
    reading.read(span)
    text = "".join(reading.chunks)
    unescaped = reading.unescaped(text)
    quoted = quotation(unescaped)
    marks = reading.marks
    marks += [Marked(Mark.OMISSION, span) for span in quoted.omissions]
    marks += [Marked(Mark.INSERTION, span) for span in quoted.insertions]
    marks.sort(key=lambda marked: (*marked.span, marked.mark))
    paragraph = CardParagraph(
        text, tuple(marks), Place(source, span), tuple(reading.cuts), quoted.parts, not reading.open
    )
    found += reading.found
    if stray := _stray_bracket(unescaped, quoted.parts):
        help = (
            "Type [ before words that are not the author’s and ] behind them, without brackets among them; if this one "
            "is the author’s own, type \\ before it."
        )
        found.append(Diagnostic(MARK, "this bracket has no partner", paragraph.at(stray), help=help))
    return paragraph


def _stray_bracket(text: str, parts: Sequence[Span]) -> Span | None:
    """The first bracket in the *parts* of *text* that are quoted."""
    brackets = (_BRACKET.search(text, *part) for part in parts)
    return next((Span(*bracket.span()) for bracket in brackets if bracket), None)


class _Reading:
    """The plain text of a paragraph as it grows, and what is marked in it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.chunks: list[str] = []
        self.length = 0
        self.cuts: list[tuple[int, int]] = []
        self.shift: int | None = None
        self.letters: list[int] = []
        """Offsets of signs that are letters."""
        self.marks: list[Marked] = []
        self.found: list[Diagnostic] = []
        self.depth = 0
        self.open: dict[Mark, tuple[int, Span]] = {}
        """Where in the text, and in the file, what is open was opened."""

    def read(self, span: Span) -> None:
        """Read the marks and the text at *span* of the file."""
        done, end = span
        for token in _TOKEN.finditer(self.source.text, *span):
            start, stop = token.span()
            self.take(done, start)
            done = stop
            match token.lastgroup:
                case "letter":
                    self.letters.append(self.length)
                    self.take(start + 1, stop)
                case "blank":
                    written = token.group()
                    is_break = "\n" in written or "\r" in written
                    self.take(start, stop, " " if is_break else written)
                case "comment":
                    pass
                case "entity":
                    self.take(start, stop, " ".join(unescape(token.group()).split()) or " ")
                case "equals":
                    self.equals(Span(start, stop))
                case _:
                    self.underline(Span(start, stop), opens=token.lastgroup == "opening")
        self.take(done, end)
        for mark, (_, opened) in self.open.items():
            message, help = _UNCLOSED[mark]
            self.found.append(at(MARK, message, self.source, opened, help=help))
            self.close(mark)

    def take(self, start: int, stop: int, text: str | None = None) -> None:
        """Add what stands from *start* to *stop* in the file, or the *text* that it means."""
        text = self.source.text[start:stop] if text is None else text
        if not text:
            return
        if self.shift != start - self.length:
            self.shift = start - self.length
            self.cuts.append((self.length, start))
        self.chunks.append(text)
        self.length += len(text)

    def equals(self, sign: Span) -> None:
        """Begin or end what is read aloud; four signs do both, and more or fewer are letters."""
        signs = sign.end - sign.start
        if signs == 2:
            if Mark.READ in self.open:
                self.close(Mark.READ)
                del self.open[Mark.READ]
            else:
                self.open[Mark.READ] = self.length, sign
        elif signs != 4 or Mark.READ not in self.open:
            self.take(*sign)

    def underline(self, sign: Span, *, opens: bool) -> None:
        """Begin or end what is underlined, which may be within what already is."""
        if opens:
            self.open.setdefault(Mark.UNDERLINED, (self.length, sign))
            self.depth += 1
        elif self.depth:
            self.depth -= 1
            if not self.depth:
                self.close(Mark.UNDERLINED)
                del self.open[Mark.UNDERLINED]
        else:
            help = "Type <u> where it begins, in the same paragraph; or delete it."
            self.found.append(at(MARK, "this </u> closes nothing", self.source, sign, help=help))

    def close(self, mark: Mark) -> None:
        """End what has that mark."""
        start, _ = self.open[mark]
        if start < self.length:
            self.marks.append(Marked(mark, Span(start, self.length)))

    def unescaped(self, text: str) -> str:
        """*text* with another letter wherever a sign is a letter."""
        if not self.letters:
            return text
        signs = list(text)
        for offset in self.letters:
            signs[offset] = _LITERAL
        return "".join(signs)
