"""Members and the relations below them: claims and arguments with what supports and attacks them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clashmap.argdown.changes import TITLE as UNCLOSED
from clashmap.argdown.cursor import Cursor
from clashmap.argdown.faults import CLAIM_ONLY, COLON, CONTENT, DATA_PLACE, DEEP, INDENTATION, SIGN, UNDERCUT_ONLY
from clashmap.argdown.inline import read_inline, read_tags
from clashmap.argdown.mends.signs import STOP
from clashmap.argdown.tokens import ARGUMENTS, RUNNING, TITLES, Kind, Token
from clashmap.argdown.tree import (
    ArgumentNode,
    Content,
    Data,
    Inline,
    Mark,
    Member,
    RelationLine,
    Statement,
    Text,
    Title,
)
from clashmap.argdown.yamldata import read_data
from clashmap.diagnostics import Diagnostic, at
from clashmap.source import Source, Span

DEEPEST_RELATION = 100
"""Relations below relations, at most: what reads the tree may do so by recursion."""

SWALLOWING = re.compile(r"[\[{]|\A<|\A[^<>]*:\s[^<>]*<")
"""What a title does not hold unless its own bracket was not closed."""
_BRACKETS_IN_TITLE = re.compile(r"[^\[\]{}:]*\[[^\[\]{}:]*(?:\][^\[\]{}:]*)?")
_MARKS: dict[str, tuple[Mark, bool]] = {
    "+": (Mark.SUPPORT, False),
    "<+": (Mark.SUPPORT, False),
    "+>": (Mark.SUPPORT, True),
    "-": (Mark.ATTACK, False),
    "<-": (Mark.ATTACK, False),
    "->": (Mark.ATTACK, True),
    "_": (Mark.UNDERCUT, False),
    "<_": (Mark.UNDERCUT, False),
    "_>": (Mark.UNDERCUT, True),
    "><": (Mark.CONTRADICTION, False),
}


@dataclass(slots=True)
class Growing:
    """A member, or an inference, whose relations are still being read. *sign* is the relation that led to it."""

    start: int
    end: int
    title: Title | None = None
    is_argument: bool = False
    is_reference: bool = False
    content: Content | None = None
    sign: Token | None = None
    relations: list[RelationLine] = field(default_factory=list)

    def member(self) -> Member:
        """The member as a node of the tree."""
        if self.is_argument and self.title is not None:
            span, content = Span(self.start, self.end), self.content or self._nothing()
            return ArgumentNode(span, self.title, self.is_reference, content, tuple(self.relations))
        return self.statement()

    def statement(self) -> Statement:
        """The member as a claim, whatever its brackets."""
        span, content = Span(self.start, self.end), self.content or self._nothing()
        return Statement(span, self.title, self.is_reference, content, tuple(self.relations))

    def _nothing(self) -> Content:
        return Content(Span(self.end, self.end), ())

    def adopt(self, child: Growing) -> None:
        """Add a member that is complete as a relation."""
        sign = child.sign
        if sign is None:
            return
        mark, outgoing = _MARKS[sign.value]
        sign_span = Span(sign.start, sign.end)
        self.relations.append(RelationLine(Span(sign.start, child.end), mark, outgoing, sign_span, child.member()))
        self.end = max(self.end, child.end)


def read_member(cursor: Cursor) -> Member:
    """A claim or an argument and all relations below it."""
    member = read_head(cursor)
    read_relations(cursor, member)
    return member.member()


def read_statement(cursor: Cursor) -> Statement:
    """A claim where no argument may stand; an argument there is reported, and read as a claim."""
    head = cursor.token
    member = read_head(cursor)
    if member.is_argument:
        report_claim_expected(cursor, head)
    read_relations(cursor, member)
    return member.statement()


def report_claim_expected(cursor: Cursor, head: Token) -> None:
    """Report an argument where a claim must stand."""
    message = f"<{head.value}> is an argument, where only a claim can stand"
    cursor.report_token(CLAIM_ONLY, message, head, f"Type [{head.value}] for a claim.")


def read_head(cursor: Cursor) -> Growing:
    """A claim or an argument with its text and data, without the relations below it."""
    token = cursor.token
    grown = Growing(token.start, token.end)
    parts: tuple[Inline, ...] = ()
    if token.kind in TITLES:
        cursor.take()
        grown.title = Title(Span(token.start, _title_end(token)), token.value)
        grown.is_argument = token.kind in ARGUMENTS
        grown.is_reference = token.kind in (Kind.CLAIM_REFERENCE, Kind.ARGUMENT_REFERENCE)
    if grown.is_reference:
        parts = _read_reference_tail(cursor, grown, token)
    elif cursor.kind in RUNNING or cursor.kind is Kind.NEWLINE or cursor.kind in TITLES:
        if grown.title is None and token.kind is Kind.TEXT and token.value[0] in "[<":
            message = f"“{token.value[0]}” begins a title that does not end"
            help = f"Close the bracket behind the title, or type \\{token.value[0]} for the sign itself."
            cursor.report(UNCLOSED, message, Span(token.start, token.start + 1), help)
        parts = read_inline(cursor)
    is_data_first = cursor.kind is Kind.DATA and cursor.following in RUNNING
    if not (parts or grown.is_reference or is_data_first or _had_line_break(cursor)):
        _report_missing(cursor, grown)
    start = parts[0].span.start if parts else grown.title.span.end if grown.title else grown.start
    grown.end = parts[-1].span.end if parts else token.end if grown.title else grown.start
    data: Data | None = None
    if cursor.kind is Kind.DATA:
        data, more = _read_data(cursor, grown)
        parts += more
    end = max(start, parts[-1].span.end if parts else start, data.span.end if data else start)
    grown.content = Content(Span(start, end), parts, data)
    return grown


def _title_end(token: Token) -> int:
    """The offset behind the closing bracket of a title; a colon is not part of it."""
    return token.end - (token.kind in (Kind.CLAIM_DEFINITION, Kind.ARGUMENT_DEFINITION))


def _had_line_break(cursor: Cursor) -> bool:
    before = cursor.before
    return before is not None and before.kind is Kind.NEWLINE


def _report_missing(cursor: Cursor, grown: Growing) -> None:
    before = cursor.before or cursor.token
    if grown.title is not None:
        written = cursor.source.text[before.start : before.end]
        message = f"there is no text behind “{written}”"
        help = f"Type what it says, or delete the colon to refer to it: {written.rstrip(':')}"
    else:
        message = "there is no text here"
        help = "Type a sentence, a [Claim] or an <Argument>."
    cursor.report_token(CONTENT, message, before, help)


def _read_reference_tail(cursor: Cursor, grown: Growing, title: Token) -> tuple[Inline, ...]:
    """The tags behind a reference. Text there is reported, and makes it a definition."""
    index, count = cursor.index, len(cursor.diagnostics)
    tags = read_tags(cursor) if cursor.kind is Kind.TAG else ()
    is_text = cursor.kind in RUNNING or cursor.kind in TITLES
    if not is_text and not (cursor.kind is Kind.NEWLINE and cursor.following in RUNNING):
        cursor.skip(Kind.NEWLINE)
        return tags
    cursor.go(index)
    del cursor.diagnostics[count:]
    if SWALLOWING.search(title.value):
        return _read_swallowed(cursor, grown, title)
    written = cursor.source.text[title.start : title.end]
    if STOP.fullmatch(cursor.token.value.rstrip()) and cursor.following not in RUNNING:
        message = f"“{cursor.token.value}” has no place behind “{written}”, which only refers to a claim"
        cursor.report_token(COLON, message, cursor.take(), "Delete it.")
        cursor.skip(Kind.NEWLINE)
        return ()
    message = f"text follows “{written}” without a colon"
    cursor.report_token(COLON, message, title, f"Type {written}: before the text.")
    grown.is_reference = False
    return read_inline(cursor)


def _read_swallowed(cursor: Cursor, grown: Growing, title: Token) -> tuple[Inline, ...]:
    """The text behind a title that was not closed, from its colon on; without a colon there was no title."""
    cursor.diagnostics.append(unclosed(Title(Span(title.start, title.end), title.value), cursor.source))
    grown.is_reference = False
    name, colon, _ = title.value.partition(": ")
    if colon and not SWALLOWING.search(name):
        start = title.start + 1 + len(name) + len(colon)
        grown.title = Title(Span(title.start, start - 1), name)
        said = Text(Span(start, title.end), cursor.source.text[start : title.end])
    else:
        grown.title, grown.is_argument = None, False
        said = Text(Span(title.start, title.end), cursor.source.text[title.start : title.end])
    return said, *read_inline(cursor)


def unclosed(title: Title, source: Source) -> Diagnostic:
    """T004 where a bracket further on closes *title*, as in ``[C: text {cite: [a, b]}``."""
    start = title.span.start
    sign = source.text[start]
    message = f"“{sign}” begins a title that goes on to the end of another bracket"
    help = f"Close the bracket behind the title, or type \\{sign} for the sign itself."
    inner, closing, _ = title.text.partition("]" if sign == "[" else ">")
    behind = source.text[title.span.end : source.line_at(start).end].partition("[")[0]
    if sign == "[" and _BRACKETS_IN_TITLE.fullmatch(title.text) and ("]" in title.text or "]" in behind):
        message, help = "the title of a claim cannot hold [ or ]", "Type ( and ) in their place."
    elif inner.startswith(sign):
        help = "Type each bracket of the title once."
    elif closing:
        help = f"Type a colon behind {sign}{inner}{closing} if it is the title, or \\{sign} for the sign itself."
    return at(UNCLOSED, message, source, Span(start, start + 1), help=help)


def _read_data(cursor: Cursor, grown: Growing) -> tuple[Data | None, tuple[Inline, ...]]:
    """The data behind a member's text, and text that is out of place behind the data."""
    data: Data | None = None
    more: list[Inline] = []
    # Data that cannot be read often ends too early, and what follows it is no second mistake; nor is a relation whose
    # sign is none, which is reported as such.
    count = len(cursor.diagnostics)
    while cursor.kind is Kind.DATA or ((data or more) and cursor.kind in RUNNING):
        token, is_known = cursor.token, len(cursor.diagnostics) > count
        if token.kind is not Kind.DATA:
            index = len(cursor.diagnostics)
            more.extend(read_inline(cursor))
            is_relation = any(found.rule is SIGN for found in cursor.diagnostics[index:])
            if data and not is_known and not is_relation:
                cursor.report_token(DATA_PLACE, "text follows the data", token, "Move the {…} to the end of the text.")
            grown.end = max(grown.end, more[-1].span.end)
        elif data is None and _is_set(cursor):
            more.append(_read_set(cursor))
        else:
            cursor.take()
            if data is None:
                data = read_data(cursor, Span(token.start, token.end))
            else:
                if not is_known or cursor.diagnostics[-1].rule is not SIGN:
                    help = "Put all of it into one {…}."
                    cursor.report_token(DATA_PLACE, "this is the second data of one element", token, help)
                read_data(cursor, Span(token.start, token.end))
            grown.end = token.end
        cursor.skip(Kind.NEWLINE)
    return data, tuple(more)


def _is_set(cursor: Cursor) -> bool:
    """Whether the data that comes next has no name in it, and text behind it."""
    token = cursor.token
    return cursor.following in RUNNING and ":" not in cursor.source.text[token.start : token.end]


def _read_set(cursor: Cursor) -> Text:
    """Braces in running text, which are reported, and read as text."""
    token = cursor.take()
    end = token.end + (cursor.source.text[token.end : token.end + 1] == " ")
    message = "these braces in the middle of text are read as data"
    help = "Type \\{ for the sign itself; data comes last and has names and values, such as {side: aff}."
    cursor.report_token(DATA_PLACE, message, token, help)
    return Text(Span(token.start, end), cursor.source.text[token.start : end])


def read_relations(cursor: Cursor, parent: Growing, *, undercuts_only: bool = False) -> None:
    """Read all relations below *parent*, which grows by them. Nesting is on a stack, not on Python's."""
    is_indented = cursor.comes(Kind.INDENT, Kind.RELATION)
    if is_indented:
        cursor.take()
    elif cursor.kind is Kind.RELATION:
        report_indentation(cursor, cursor.token)
    else:
        return
    stack, flattened = [parent], 0
    while stack:
        if cursor.kind is Kind.RELATION:
            if undercuts_only and len(stack) == 1:
                _check_undercut(cursor)
            child = _read_child(cursor, cursor.take())
            if not cursor.comes(Kind.INDENT, Kind.RELATION):
                stack[-1].adopt(child)
            elif len(stack) < DEEPEST_RELATION:
                cursor.take()
                stack.append(child)
            else:
                _report_deep(cursor, cursor.take())
                stack[-1].adopt(child)
                flattened += 1
        elif cursor.kind is not Kind.DEDENT or (len(stack) == 1 and not is_indented):
            break
        elif flattened:
            cursor.take()
            flattened -= 1
        else:
            cursor.take()
            if len(stack) > 1:
                done = stack.pop()
                stack[-1].adopt(done)
            elif cursor.comes(Kind.RELATION):
                report_indentation(cursor, cursor.token)
                is_indented = False
            else:
                break
    while len(stack) > 1:
        done = stack.pop()
        stack[-1].adopt(done)


def _check_undercut(cursor: Cursor) -> None:
    sign = cursor.token
    if sign.value not in ("_", "<_"):
        help = "Type <_ for an undercut, or move the relation below a claim."
        cursor.report_token(UNDERCUT_ONLY, f"an inference cannot have “{sign.value}” below it", sign, help)


def _read_child(cursor: Cursor, sign: Token) -> Growing:
    head = cursor.token
    if head.kind in RUNNING or head.kind in TITLES or head.kind is Kind.NEWLINE:
        child = read_head(cursor)
    else:
        child = Growing(sign.end, sign.end)
        cursor.report_token(
            CONTENT, f"there is nothing behind “{sign.value}”", sign, "Type a [Claim] or an <Argument>."
        )
    if sign.value == "><" and child.is_argument:
        report_claim_expected(cursor, head)
    child.sign = sign
    return child


def _report_deep(cursor: Cursor, token: Token) -> None:
    if not cursor.is_too_deep:
        cursor.is_too_deep = True
        message = f"there are more than {DEEPEST_RELATION} relations below one another"
        cursor.report_token(DEEP, message, token, "Start a new paragraph with the claim that the next ones answer.")


def report_indentation(cursor: Cursor, sign: Token) -> None:
    """Report a relation whose indentation fits no parent."""
    message = f"the indentation of “{sign.value}” fits no claim above it"
    help = "Indent it as far as the relations beside it, or more than its parent."
    if sign.start == sign.end - len(sign.value) and not cursor.line_before(sign.start):
        help = "Put two blanks before it, so that it stands below the claim that it is for or against."
        if cursor.source.text[sign.end : sign.end + 1].isalnum():
            help = f"{help[:-1]}; or type \\{sign.value} if it is text."
    cursor.report_token(INDENTATION, message, sign, help)
