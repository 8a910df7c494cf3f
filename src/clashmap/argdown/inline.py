"""Running text: prose, emphasis, links, tags and mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clashmap.argdown.changes import DASH, LINK, NUMBER_TAG, SHORTCODE
from clashmap.argdown.cursor import Cursor
from clashmap.argdown.faults import BRACKETS, DEEP, EMPHASIS, SIGN, STRAY_BACKSLASH
from clashmap.argdown.mends.signs import are_initials, is_in_name
from clashmap.argdown.patterns import BLANKS, DASHES, RELATION_LIKE, ZERO_WIDTH
from clashmap.argdown.tokens import ARGUMENTS, RUNNING, TITLES, Kind, Token
from clashmap.argdown.tree import Emphasis, Inline, Link, Mention, Tag, Text
from clashmap.source import Span

DEEPEST_EMPHASIS = 50
"""Emphasis within emphasis, at most: what reads the tree may do so by recursion."""
_SIGN_LIKE = f"[-+_<>=~*{''.join(sorted(DASHES))}]"
_SIGNS = re.compile(rf"{_SIGN_LIKE}+[ \t]*(?:{_SIGN_LIKE}+[ \t]*)?")
_NO_WORDS = re.compile(r"[^\w\\@#(\[<{]{1,6}|" + _SIGNS.pattern)
"""What stands before a title in place of the sign of a relation."""
_GOES_ON = RUNNING | TITLES | {Kind.NEWLINE}
"""What may stand behind plain text that is not all there is."""


def read_inline(cursor: Cursor) -> tuple[Inline, ...]:
    """The running text from the cursor on, with the line breaks in it; the text of its parts joined is what it says."""
    first = cursor.token
    if first.kind is Kind.TEXT and cursor.following not in _GOES_ON and first.value[0] not in DASHES:
        cursor.take()
        return (Text(Span(first.start, first.end), first.value),)
    composer = _Composer(cursor)
    while True:
        token = cursor.token
        if token.kind in RUNNING:
            if token.kind is Kind.TEXT and token.value[0] in DASHES:
                _check_dash(cursor, token)
            composer.add(cursor.take())
        elif token.kind is Kind.NEWLINE:
            cursor.take()
            if cursor.kind in RUNNING or cursor.kind is Kind.NEWLINE:
                composer.join(token)
        elif token.kind in TITLES and (before := cursor.before) and before.kind is not Kind.NEWLINE:
            _report_brackets(cursor, token)
            composer.prose(*_as_prose(cursor.source.text, cursor.take()))
        else:
            return composer.close()


def read_tags(cursor: Cursor) -> tuple[Tag, ...]:
    """The tags that come next."""
    tags = []
    while cursor.kind is Kind.TAG:
        token = cursor.take()
        _check_tag(cursor, token)
        tags.append(Tag(Span(token.start, token.end), token.value, cursor.source.text[token.start : token.end]))
    return tuple(tags)


def _as_prose(text: str, token: Token) -> tuple[Token, str]:
    """A title that stands in running text, with the blank behind it."""
    end = token.end + (text[token.end : token.end + 1] == " ")
    return Token(Kind.TEXT, token.start, end), text[token.start : end]


def _check_tag(cursor: Cursor, token: Token) -> None:
    """Report a tag that will have been meant as a number."""
    written = cursor.source.text[token.start : token.end].rstrip(BLANKS)
    if token.value.isdigit() and "(" not in written:
        message = f"“{written}” is read as a tag and left out of the text"
        cursor.report_token(NUMBER_TAG, message, token, f"Type \\{written}.")


def _check_dash(cursor: Cursor, token: Token) -> None:
    """Report an indented line of plain text that begins like a relation."""
    text = cursor.source.text
    before = cursor.before
    if before is None or before.kind is not Kind.NEWLINE or text[token.start - 1] not in BLANKS:
        return
    if token.value[1:2].isspace() and (cursor.following not in TITLES or token.value[1:].strip()):
        sign = token.value[0]
        # Behind data it cannot be text.
        rule = SIGN if cursor.index > 1 and cursor.tokens[cursor.index - 2].kind is Kind.DATA else DASH
        help = f"{sign_help(sign)} if it is a relation; if it is text, type \\{sign}."
        cursor.report(rule, _no_relation(sign), Span(token.start, token.start + 1), help)


def _no_relation(sign: str) -> str:
    return f"a relation begins with + - _ or ><, and “{sign}” is none of them"


def sign_help(written: str) -> str:
    """What to type for signs that look like those of a relation: an arrow has its direction."""
    if set(written) & set("→⇒") or written.endswith(">"):
        return "Type -> for an attack on what follows, or +> for its support"
    if set(written) & set("←⇐") or written.startswith("<"):
        return "Type <- for an attack by what follows, or <+ for its support"
    return f"Type - for an attack{'' if written in '–—−‐‑‒―' else ' or + for support'}"


def _report_brackets(cursor: Cursor, token: Token) -> None:
    written = cursor.source.text[token.start : token.end]
    if match := RELATION_LIKE.fullmatch(cursor.line_before(token.start)):
        sign, stray = match["sign"], match["stray"]
        start = token.start - len(match.group()) + match.start("sign" if sign else "stray")
        if sign:
            message, help = _no_relation(sign), f"{sign_help(sign)}."
        else:
            what = "an invisible sign" if set(match.group()) & set(ZERO_WIDTH) else "a no-break space"
            message = f"there is {what} beside “{stray}”, which is not read as a blank"
            help = f"Delete what stands before and behind “{stray}”, and type blanks there."
        cursor.report(SIGN, message, Span(start, start + 1), help)
        return
    if token.kind is Kind.CLAIM_REFERENCE and cursor.source.text.startswith("(", token.end):
        message, help = f"the link {written}(…) is never closed", "Type ) behind its address."
    elif prefix := _no_sign(cursor, token):
        start = token.start - len(prefix)
        message = f"“{prefix.strip()}” before {written} is no sign of a relation"
        help = f"{sign_help(prefix.strip())} if it is a relation; if not, delete it."
        cursor.report(SIGN, message, Span(start, start + len(prefix.rstrip())), help)
        return
    elif token.kind in ARGUMENTS:
        message = f"“{written}” in the middle of text looks like an argument"
        help = _keep_or_mention(cursor, token, "argument", "keep the sign as it is, type \\< for <.")
    else:
        message = f"“{written}” in the middle of text looks like a claim"
        help = _keep_or_mention(cursor, token, "claim", "keep the brackets as they are, type \\[ and \\].")
    cursor.report_token(BRACKETS, message, token, help)


def _keep_or_mention(cursor: Cursor, token: Token, what: str, keep: str) -> str:
    """What to type for a title in running text; a mention only where there may be something to be mentioned."""
    if not (token.value[:1].isupper() or token.value in cursor.titles):
        return f"To {keep}"
    written = cursor.source.text[token.start : token.end].rstrip(":")
    return f"To mention the {what}, type @{written}; to {keep}"


def _no_sign(cursor: Cursor, token: Token) -> str:
    """The signs between the start of a line and a title, which are none of a relation; empty when it is text."""
    before = cursor.line_before(token.start).lstrip()
    is_definition = token.kind in (Kind.CLAIM_DEFINITION, Kind.ARGUMENT_DEFINITION)
    return before if (_NO_WORDS if is_definition else _SIGNS).fullmatch(before) else ""


@dataclass(slots=True)
class _Composer:
    """Joins tokens to parts. Emphases still open are kept on a stack, with the parts before them."""

    cursor: Cursor
    parts: list[Inline] = field(default_factory=list)
    open: list[tuple[Token, list[Inline]]] = field(default_factory=list)
    ignored: int = 0
    """Emphases open beyond the deepest allowed."""
    pieces: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    tail: str = ""
    """The last character so far."""

    def add(self, token: Token) -> None:
        """Add what is not a line break."""
        if token.kind is Kind.TEXT:  # the most common by far
            self.prose(token, token.value)
            return
        text = self.cursor.source.text
        written = text[token.start : token.end]
        match token.kind:
            case Kind.EMPHASIS_START:
                self.begin(token)
            case Kind.EMPHASIS_END:
                self.finish(token, written)
            case Kind.TAG:
                _check_tag(self.cursor, token)
                self.part(Tag(Span(token.start, token.end), token.value, written), written)
            case Kind.CLAIM_MENTION | Kind.ARGUMENT_MENTION:
                is_argument = token.kind is Kind.ARGUMENT_MENTION
                self.part(Mention(Span(token.start, token.end), token.value, is_argument, written), written)
            case Kind.LINK:
                bare = written.rstrip(BLANKS)
                url = bare[len(token.value) + 3 : -1]
                end = token.start + len(bare)
                if "\n" in url or "\r" in url:
                    span = Span(token.start, token.start + len(token.value) + 3)
                    message = f"the link [{token.value}](… goes over the end of its line"
                    self.cursor.report(LINK, message, span, "Type ) behind its address, on the same line.")
                self.part(Link(Span(token.start, end), token.value, url), token.value)
                self.blank(end, token.end)
            case Kind.STRAY_BACKSLASH:
                self.cursor.report_token(
                    STRAY_BACKSLASH,
                    "a backslash stands at the end of a line",
                    token,
                    "Type \\\\ to keep it, or delete it.",
                )
                self.prose(token, written)
            case Kind.SHORTCODE:
                of_initials = are_initials(text, token.start)
                if of_initials or is_in_name(text, token.start):
                    bare = written.rstrip()
                    span = Span(token.start, token.start + len(bare))
                    what = "capital" if of_initials else "letter"
                    message = f"“{bare}” behind a {what} became {token.value.rstrip()}"
                    self.cursor.report(SHORTCODE, message, span, f"Type \\{bare} to keep it as it is.")
                self.prose(token, token.value)
            case _:
                self.prose(token, token.value)

    def prose(self, token: Token, says: str) -> None:
        """Add plain text."""
        if not self.pieces:
            self.start = token.start
        self.pieces.append(says)
        self.end = token.end
        self.tail = says[-1:] or self.tail

    def join(self, token: Token) -> None:
        """A line break reads as a blank, unless there is one before it."""
        if self.tail != " ":
            self.prose(token, " ")

    def blank(self, start: int, end: int) -> None:
        """Add the blank behind a link or an emphasis; a tab says nothing there."""
        if end > start and self.cursor.source.text[start] == " ":
            self.prose(Token(Kind.TEXT, start, end, " "), " ")

    def part(self, part: Inline, says: str) -> None:
        """Add what is not plain text."""
        self.flush()
        self.parts.append(part)
        self.tail = says[-1:] or self.tail

    def flush(self) -> None:
        """Close the run of plain text."""
        if self.pieces:
            self.parts.append(Text(Span(self.start, self.end), "".join(self.pieces)))
            self.pieces = []

    def begin(self, token: Token) -> None:
        """Open an emphasis."""
        if len(self.open) >= DEEPEST_EMPHASIS:
            self.ignored += 1
            if not self.cursor.is_too_deep:
                self.cursor.is_too_deep = True
                message = f"there are more than {DEEPEST_EMPHASIS} emphases within one another"
                self.cursor.report_token(DEEP, message, token, f"Type \\{token.value} for a sign that is not emphasis.")
            self.prose(token, token.value)
            return
        self.flush()
        self.open.append((token, self.parts))
        self.parts = []

    def finish(self, token: Token, written: str) -> None:
        """Close the innermost emphasis."""
        if self.ignored or not self.open:
            self.ignored = max(0, self.ignored - 1)
            self.prose(token, written)
            return
        self.flush()
        opening, outer = self.open.pop()
        end = token.start + len(token.value)
        outer.append(Emphasis(Span(opening.start, end), len(token.value) == 2, tuple(self.parts)))
        self.parts = outer
        self.blank(end, token.end)

    def close(self) -> tuple[Inline, ...]:
        """All parts. The sign of an emphasis that is not closed is plain text."""
        self.flush()
        if self.open:
            opening = self.open[-1][0]
            mark = opening.value
            message = f"“{mark}” begins emphasis that does not end"
            plain = "".join(f"\\{sign}" for sign in mark)
            help = f"Put {mark} behind its last word, or type {plain} for the sign itself."
            self.cursor.report_token(EMPHASIS, message, opening, help)
        inner = self.parts
        levels: list[list[Inline]] = [inner]
        while self.open:
            opening, outer = self.open.pop()
            levels.append([*outer, Text(Span(opening.start, opening.end), opening.value)])
        return tuple(part for level in reversed(levels) for part in level)


def says(parts: tuple[Inline, ...]) -> str:
    """The text of *parts*: markup is gone, tags and mentions are as written."""
    return "".join(says(part.parts) if isinstance(part, Emphasis) else part.text for part in parts)
