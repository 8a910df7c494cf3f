"""Entries: what begins a line of its own, with its words as they are written and the gaps between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clashmap.argdown.directives import INCLUDE, mask
from clashmap.argdown.fmt.inference import write_inference
from clashmap.argdown.fmt.slices import tidy, trim_lines
from clashmap.argdown.lossless import lossless
from clashmap.argdown.patterns import BLANKS
from clashmap.argdown.tokens import ITEMS, TITLES, Kind, Token
from clashmap.source import Source

_STEP = 2
_BLANKS_OR_WORD = re.compile(r"[ \t]+|[^ \t]+")
_MARKS = ITEMS | {Kind.HEADING, Kind.RELATION, Kind.NUMBER, Kind.INFERENCE_START}
_CLOSING = {"[": "]", "<": ">"}
_OPENING = tuple(_CLOSING)
_REFERENCES = {Kind.CLAIM_REFERENCE: "]:", Kind.ARGUMENT_REFERENCE: ">:"}


@dataclass(slots=True)
class Word:
    """Text that is never broken, in *pieces*, and the *gap* before it: nothing, blanks, or a line break."""

    pieces: list[str]
    gap: str
    is_fixed: bool
    """Whether the gap stays as it is; others are line breaks or blanks as the width wants."""
    closers: set[str] = field(default_factory=set)
    """The signs which, on the same line behind it, would make a title of what it begins."""
    indent: str | None = None
    """What stands before an include that begins a line, and stays there: it becomes a part of another file."""

    @property
    def text(self) -> str:
        """The word."""
        return "".join(self.pieces)


@dataclass(slots=True)
class Entry:
    """What begins a line: a heading, a claim, a relation, a comment … *column* counts from 0."""

    block: int
    kind: Kind
    column: int
    mark: str
    is_apart: bool
    """Whether an empty line is before it."""
    is_titled: bool = False
    is_open: bool = False
    """Whether its last line has no line break behind it, which would make a comment of the ``//`` in it."""
    words: list[Word] = field(default_factory=list)


def read_entries(text: str) -> list[Entry]:
    """The entries of *text*, which has no errors of syntax, and no carriage return but before a line feed."""
    reader = _Reader(text)
    for token in lossless(Source("", reader.masked)):
        if token.kind is not Kind.SPACE:
            reader.read(token)
    for entry in reader.entries:
        _freeze(entry)
    return reader.entries


def _freeze(entry: Entry) -> None:
    """Fix the gaps between what opens a bracket and what would close it if both stood on one line."""
    wanted = set[str]().union(*(word.closers for word in entry.words))
    last = {close: index for index, word in enumerate(entry.words) for close in wanted if close in word.text}
    until = -1
    for index, word in enumerate(entry.words):
        word.is_fixed |= index <= until
        until = max(until, *(last.get(close, -1) for close in word.closers), -1)


class _Reader:
    """Where the reading is: the entry that grows, and what stands between its last word and the next one."""

    def __init__(self, text: str) -> None:
        self.text, self.masked = text, mask(text)
        self.last_line = text.rfind("\n")
        self.entries: list[Entry] = []
        self.entry: Entry | None = None
        self.block = 0
        self.depth = 0
        self.is_list = False
        self.end = 0
        """Behind the last token with words in it."""
        self.held: list[Token] = []
        """Comments on lines of their own, until it is clear what follows them."""
        self.covered = ""
        """The blanks since the last word that say something."""
        self.is_broken = False
        self.is_begun = False
        """Whether the entry has a word that is not its title."""
        self.is_behind_comment = False
        self.is_touchy = False
        """Whether blanks and line breaks read differently behind the last word."""
        self.last_end = 0
        self.inference: list[Token] = []

    def read(self, token: Token) -> None:
        """Take the next token."""
        kind = token.kind
        if self.inference:
            self.inference.append(token)
            if kind is Kind.INFERENCE_END:
                self.finish_inference()
        elif kind is Kind.INDENT:
            self.depth += 1
        elif kind is Kind.DEDENT:
            self.depth -= 1
        elif kind is Kind.NEWLINE:
            self.end_line()
        elif kind is Kind.BLANK or kind is Kind.END:
            self.end_line()
            self.end_block()
        elif kind is Kind.COMMENT:
            self.comment(token)
        elif kind in _MARKS:
            self.begin(token)
        else:
            self.running(token)

    # --- entries ------------------------------------------------------------------------------------------------------

    def enter(self, token: Token, column: int, mark: str = "") -> Entry:
        """A new entry, which begins with *token*."""
        is_apart = bool(self.entries) and (
            self.text.count("\n", self.end, token.start) > 1 or self.entries[-1].kind is Kind.FRONT_MATTER
        )
        entry = Entry(self.block, token.kind, column, mark, is_apart)
        self.entries.append(entry)
        self.entry = entry
        self.is_broken = self.is_begun = self.is_behind_comment = False
        self.covered = ""
        return entry

    def begin(self, token: Token) -> None:
        """Open the entry of a mark."""
        kind = token.kind
        self.is_list |= kind in ITEMS
        column = (self.depth - self.is_list) * _STEP if kind is Kind.RELATION else 0
        self.release(column)
        if kind is Kind.INFERENCE_START:
            self.inference = [token]
            return
        self.enter(token, column, self.text[token.start : token.end].strip(BLANKS + "'"))
        self.end = token.end

    def finish_inference(self) -> None:
        """Make the entry of an inference that has been read to its end."""
        first, last = self.inference[0], self.inference[-1]
        entry = self.enter(first, 0)
        entry.words.append(Word([write_inference(self.text, self.inference)], "", True))
        self.inference, self.end, self.is_begun = [], last.end, True

    def end_line(self) -> None:
        """Note a line break. A blank stays between it and a bracket, which would reach into the next line."""
        if self.covered and self.is_touchy and self.entry is not None:
            last = self.entry.words[-1]
            if last.pieces[-1].endswith(_OPENING):
                last.pieces.append(" ")
        self.is_broken, self.covered = True, ""

    def end_block(self) -> None:
        """Close the entry; comments held belong to what is above them."""
        if self.held:
            first = self.held[0].start
            is_left = self.text[first - 1 : first] in ("\n", "")
            self.release(self.entry.column if self.entry and not is_left else 0)
        self.entry, self.is_list = None, False
        self.block += 1

    def release(self, column: int) -> None:
        """Make entries of the comments held, one for each line."""
        held, self.held = self.held, []
        for index, comment in enumerate(held):
            if index and "\n" not in self.text[self.end : comment.start]:
                self.add_comment(comment)
            else:
                self.enter(comment, column).words.append(Word([self.slice(comment)], "", True))
                self.end = comment.end

    # --- words --------------------------------------------------------------------------------------------------------

    def slice(self, token: Token) -> str:
        """The token as written, without blanks at the ends of its lines."""
        return trim_lines(self.text[token.start : token.end])

    def comment(self, token: Token) -> None:
        """Hold a comment that begins a line, or add it to its line."""
        end = self.held[-1].end if self.held else self.end
        if self.text.count("\n", end, token.start) > 1:  # at the end of a text there is no token for an empty line
            self.end_block()
        if self.is_broken or self.entry is None:
            self.held.append(token)
        else:
            self.add_comment(token)

    def add_comment(self, token: Token) -> None:
        """Add a comment behind what is on its line, or on a line of its own between lines of running text."""
        between = self.text[self.end : token.start]
        written = self.slice(token)
        if self.is_broken or (self.is_behind_comment and "\n" in between):
            gap = "\n"
        elif written.startswith("//"):
            gap = "" if self.text[token.start - 1] == ":" else " "  # https://… is easier to mend in one piece
        else:
            gap = self.covered or between[:1]
        if self.entry is not None:
            self.entry.words.append(Word([written], gap, True))
        self.covered, self.is_broken, self.is_behind_comment, self.end = "", False, True, token.end

    def running(self, token: Token) -> None:
        """Add a title, data, front matter or a token of running text."""
        if self.entry is None:
            same_line = len(self.held)
            start = token.start
            while same_line and "\n" not in self.text[self.held[same_line - 1].end : start]:
                same_line -= 1
                start = self.held[same_line].start
            beside, self.held = self.held[same_line:], self.held[:same_line]
            self.release(0)
            self.held = beside
            self.enter(token._replace(start=start), 0)
        for comment in self.held:
            self.add_comment(comment)
        self.held = []
        self.words(token)
        self.end = token.end

    def words(self, token: Token) -> None:
        """Split a token where it may be broken, and add its words."""
        kind, start, end, _ = token
        if kind is Kind.TEXT:
            if self.entry is not None and "/" in self.text[start:end]:
                self.entry.is_open |= self.text.find("//", start, end + 1) > self.last_line
            for match in _BLANKS_OR_WORD.finditer(self.masked, start, end):
                written = self.text[match.start() : match.end()]
                if written[0] in BLANKS:
                    self.covered += written
                elif INCLUDE in written:
                    self.include(written, match.start())
                else:
                    self.word(written, match.start())
            return
        written = self.text[start:end]
        if kind is Kind.FRONT_MATTER or kind is Kind.DATA:
            self.word(tidy(written), start, kind)
        else:
            body = written[:2] if kind is Kind.ESCAPED else written.rstrip(BLANKS)
            self.word(body, start, kind)
            self.covered = written[len(body) :]
        if self.entry is not None and kind in TITLES:
            self.entry.is_titled = True
            self.is_begun = False

    def include(self, written: str, start: int) -> None:
        """Add a word that gives way to a file. Nothing round it moves."""
        self.is_touchy = self.is_begun
        line = self.text.rfind("\n", self.last_end, start) + 1
        before = self.text[line:start] if line or not self.last_end else None
        self.word(written, start)
        if self.entry is not None and before is not None and not before.strip(BLANKS):
            self.entry.words[-1].indent, self.entry.words[-1].is_fixed = before, True
        self.is_touchy = True

    def word(self, written: str, start: int, kind: Kind = Kind.TEXT) -> None:
        """Add a word with the gap that is before it, or join it to the last one."""
        entry = self.entry
        if entry is None:
            return
        closers = {_REFERENCES[kind]} if kind in _REFERENCES else set()
        if kind is Kind.TEXT:
            closers = {close for sign, close in _CLOSING.items() if sign in written}
        gap, is_fixed = self.gap(start, kind)
        self.last_end = start + len(written)
        if gap or not entry.words or kind is Kind.DATA or self.is_behind_comment:
            is_open = entry.is_open and not written.startswith("/")
            entry.words.append(Word([written], gap, is_fixed or is_open, closers))
        else:
            entry.words[-1].pieces.append(written)
            entry.words[-1].closers |= closers
        self.covered, self.is_broken, self.is_behind_comment, self.is_begun = "", False, False, True
        self.is_touchy = _is_touchy(self.text, start, written, kind)

    def gap(self, start: int, kind: Kind) -> tuple[str, bool]:
        """The gap before a word at *start*, and whether it must stay."""
        if self.is_behind_comment:
            between = self.text[self.end : start]
            return "\n" if "\n" in between else between[:1], True
        if not self.is_begun and kind is not Kind.DATA:
            # A bracket below its sign is text, and one beside it a title that does not end.
            is_bracket = self.is_broken and self.text[start] in "[<"
            return "\n" if is_bracket else " ", True
        if self.is_broken:
            # Behind a sign or a colon, a line break stands for the text that is not there.
            is_missing = not self.is_begun and not (self.entry and self.entry.words and self.entry.words[-1].closers)
            return "\n", self.is_touchy or is_missing
        if self.is_touchy:
            return self.text[self.last_end : start], True
        if kind is Kind.DATA:
            return " ", False
        gap = self.covered or self.text[self.last_end : start]
        return gap, gap != " " or not self.covered


def _is_touchy(text: str, start: int, written: str, kind: Kind) -> bool:
    """Whether a line break behind a word would not read as a blank does, or blanks there decide where data ends."""
    match kind:
        case Kind.TEXT:
            return written.endswith(("}", *_OPENING)) or not written.strip("#")  # a lone # may begin a heading
        case Kind.ESCAPED:
            return written[1] in BLANKS
        case Kind.LINK:
            return " ](" in written or "\t](" in written
        case Kind.EMPHASIS_END:  # what ends with a blank, or has nothing in it
            return text[start - 1] in " \t\n*_/>"
    return False
