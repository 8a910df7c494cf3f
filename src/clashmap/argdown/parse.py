"""Text to syntax tree. Every text has a tree; what is wrong with it is in the tree's diagnostics."""

from __future__ import annotations

import re
from dataclasses import replace

from clashmap.argdown.blocks import Growing, read_member, read_relations, report_indentation
from clashmap.argdown.changes import ADDRESS, COMMENT, DATA_UNCLOSED, FRONT_MATTER_UNCLOSED, HEADING_TAG, MIXED
from clashmap.argdown.cursor import Cursor
from clashmap.argdown.faults import (
    CONTENT,
    DATA_PLACE,
    DEEP,
    EMPTY,
    FRONT_MATTER,
    INDENTATION,
    INFERENCE,
    LIST,
    ORPHAN,
    PARAGRAPH,
    RECONSTRUCTION,
    SIGN,
)
from clashmap.argdown.inline import read_inline, sign_help
from clashmap.argdown.lex import tokenize
from clashmap.argdown.lexed import Lexed
from clashmap.argdown.mends.signs import address_at, escaped_address
from clashmap.argdown.patterns import HEADING_LIKE, NEWLINE
from clashmap.argdown.reconstructions import read_reconstruction
from clashmap.argdown.tokens import ITEMS, RUNNING, TITLES, Kind, Token
from clashmap.argdown.tree import Block, Content, Data, Document, Heading, Item, ItemList, Member
from clashmap.argdown.yamldata import read_data, read_front_matter
from clashmap.source import Place, Source, Span

DEEPEST_HEADING = 50
"""Levels of headings, at most: what reads the sections may do so by recursion."""

_SPACES = "Indent with spaces only: two more for each level."
_ARROW = re.compile(r"(?P<sign>-{2,}>)[ \t]*")
_HYPHENS = re.compile(rf"\s*(?P<top>---)[ \t]*{NEWLINE}(?=[A-Za-z_-]+:\s)(?:[^\r\n=]++{NEWLINE})+?(?P<end>---)(?=\s)")
"""Front matter as it is written in Markdown."""
_BARE = re.compile(r"\s*(?:title|author|authors|date|sides|sources|model):(?=\s)")
_NEAR = 500
"""How far down an included file its front matter may begin to be told as such."""


def parse(source: Source) -> Document:
    """The document that *source* says. Its diagnostics are in reading order, and never stop it from being read."""
    lexed = tokenize(source.text)
    cursor = Cursor(source, lexed.tokens)
    while cursor.skip(Kind.NEWLINE) or cursor.skip(Kind.BLANK):
        pass
    front_matter = _read_front_matter(cursor)
    blocks: list[Block] = []
    while cursor.kind is not Kind.END:
        if cursor.kind in (Kind.BLANK, Kind.NEWLINE, Kind.DEDENT):
            cursor.take()
        else:
            _check_paragraph(cursor)
            blocks.extend(_read_block(cursor))
    _report_changes(cursor, lexed)
    if not blocks and not cursor.diagnostics:
        what = "the file has only front matter" if front_matter else "there is nothing in the file"
        help = "Type a claim below an empty line, for example [Thesis]: We should do it."
        cursor.report_token(EMPTY, what, cursor.token, help)
    diagnostics = sorted(cursor.diagnostics, key=lambda diagnostic: diagnostic.sort_key)
    return Document(source, front_matter, tuple(blocks), tuple(diagnostics), tuple(lexed.comments))


def _report_changes(cursor: Cursor, lexed: Lexed) -> None:
    for span in lexed.addresses:
        start, address = address_at(Place(cursor.source, span))
        if cursor.source.text.startswith("](", start - 2):
            continue  # the link is reported as one that is never closed
        plain = escaped_address(address)
        typed = plain or "\\:/\\/ for ://"
        help = f"Type {typed}, or make it a link: [text]({address or 'address'})."
        cursor.report(ADDRESS, "the rest of this line is a comment", span, help)
    for span in lexed.unclosed:
        help = "End the comment: */ for /*, --> for <!--, a line break for //."
        cursor.report(COMMENT, "this comment does not end and is read as text", span, help)
    for span in lexed.open_data:
        help = "Put } behind the last value, or type \\{ for the sign itself."
        cursor.report(DATA_UNCLOSED, "this { is never closed", span, help)
    for span in lexed.equals:
        help = "Type \\= for each of them; a heading begins with # and a blank."
        cursor.report(FRONT_MATTER, "these equals signs begin front matter, which stands first in a file", span, help)
    for span in lexed.gaps:
        help = "Delete the empty line: premises, hyphens and conclusion stand directly below one another."
        cursor.report(RECONSTRUCTION, "an empty line above this tears the structure apart", span, help)
    if lexed.mixed:
        _report_mixed(cursor, lexed.mixed)


def _report_mixed(cursor: Cursor, lines: list[Span]) -> None:
    """Report tabs among spaces; a line with an indentation that fits nothing has its finding already."""
    misplaced = {
        cursor.source.line_at(found.place.span.start).start: at
        for at, found in enumerate(cursor.diagnostics)
        if found.rule is INDENTATION and found.place
    }
    for span in lines:
        if (at := misplaced.get(span.start)) is not None:
            cursor.diagnostics[at] = replace(cursor.diagnostics[at], help=_SPACES)
            continue
        message = "tabs and spaces are mixed, and this line may not be nested as it looks"
        cursor.report(MIXED, message, span, _SPACES)


def _read_front_matter(cursor: Cursor) -> Data | None:
    token, text = cursor.token, cursor.source.text
    if match := _HYPHENS.match(text):
        message, help = "front matter stands between two lines of ===, not of ---", "Type === for each ---."
        cursor.report(FRONT_MATTER, message, Span(*match.span("top")), help)
        while cursor.kind is not Kind.END and cursor.token.start < match.end():
            cursor.take()
        return read_front_matter(cursor, Span(match.end("top"), match.start("end")))
    if match := _BARE.match(text):
        message = "this looks like front matter, which has a line of === above and below it"
        help = "Type === on a line of its own above it, and another one below it, with an empty line behind that."
        cursor.report_token(FRONT_MATTER_UNCLOSED, message, token, help)
    if token.kind is Kind.TEXT and token.value.startswith("==="):
        equals = Span(token.start, token.start + len(token.value) - len(token.value.lstrip("=")))
        help = "Type === on a line of its own under it, or \\= for equals signs in text."
        cursor.report(FRONT_MATTER_UNCLOSED, "the front matter is never closed", equals, help)
    if token.kind is not Kind.FRONT_MATTER:
        return None
    cursor.take()
    data = read_front_matter(cursor, Span(token.start, token.end))
    if _ends_within_a_line(cursor, token):
        # Whatever else is wrong with it, is so because it was meant to end above.
        cursor.diagnostics.clear()
        closing = cursor.source.text[: token.end].rstrip("=")
        help = "Type === on a line of its own where it should end, or \\= for equals signs in text."
        message = "these equals signs end the front matter"
        cursor.report(FRONT_MATTER, message, Span(len(closing), token.end), help)
        return data
    cursor.skip(Kind.NEWLINE)
    if cursor.kind not in (Kind.BLANK, Kind.END):
        message = "there is no empty line below the front matter"
        cursor.report_token(FRONT_MATTER, message, cursor.token, "Put an empty line below the closing ===.")
        cursor.skip(Kind.NEWLINE)
    return data


def _ends_within_a_line(cursor: Cursor, token: Token) -> bool:
    """Whether front matter that begins on a line of its own ends between other words on one line."""
    if cursor.kind in (Kind.NEWLINE, Kind.BLANK, Kind.END):
        return False
    opening, *lines = cursor.source.text[token.start : token.end].splitlines()
    return not opening.strip("= \t") and bool(lines) and bool(lines[-1].strip("= \t"))


def _check_paragraph(cursor: Cursor) -> None:
    """Report a block that begins without an empty line above it, unless what it is explains the fault better."""
    before, token = cursor.before, cursor.token
    index = cursor.index
    while before is not None and before.kind in (Kind.DEDENT, Kind.INDENT):
        index -= 1
        before = cursor.tokens[index - 1] if index else None
    if before is None or before.kind in (Kind.BLANK, Kind.FRONT_MATTER):
        return
    if index == 1 and before.kind is Kind.NEWLINE:
        return
    if token.kind in TITLES or token.kind in RUNNING or token.kind in (Kind.HEADING, Kind.NUMBER):
        message, help = "there is no empty line above this", "Put an empty line above it."
        if before.kind is not Kind.NEWLINE:
            message = "this cannot stand on the same line as what is before it"
        elif token.kind in TITLES and cursor.line_before(token.start):
            message = "there is no + or - before this"
            help = "Type + or - before it if it is a relation; if not, begin it at the left, below an empty line."
        is_known = bool(cursor.diagnostics) and cursor.diagnostics[-1].rule is FRONT_MATTER
        if not is_known:
            cursor.report_token(PARAGRAPH, message, token, help)


def _read_block(cursor: Cursor) -> list[Block]:
    """The block from the cursor on, which is not at an end; at least one token is read."""
    token = cursor.token
    match token.kind:
        case Kind.HEADING:
            return [_read_heading(cursor)]
        case Kind.NUMBER:
            return read_reconstruction(cursor)
        case Kind.INFERENCE_START:
            return _read_headless(cursor)
        case Kind.INDENT if cursor.following in ITEMS:
            return _read_list(cursor)
        case Kind.ORDERED_ITEM | Kind.UNORDERED_ITEM:
            return _read_list(cursor)
        case Kind.INDENT if cursor.following is Kind.RELATION:
            return _read_orphans(cursor)
        case Kind.RELATION:
            return _read_orphans(cursor)
        case _ if token.kind in RUNNING or token.kind in TITLES:
            return [_checked(read_member(cursor), cursor)]
    cursor.take()
    _report_misplaced(cursor, token)
    return []


def _checked(member: Member, cursor: Cursor) -> Member:
    """*member*, reported when it is a single line that looks like a heading."""
    match = HEADING_LIKE.match(cursor.source.text, member.span.start)
    if match is None or member.relations:
        return member
    written = cursor.source.text[member.span.start : member.span.end].rstrip()
    if len(written.splitlines()) == 1:
        message = f"“{written.split()[0]}” is read as a tag, not as a heading"
        help = f"Put a blank behind {match.group()}."
        if len(match.group()) == 1:
            help = "Put a blank behind #. If it is a tag, put it behind the text that it belongs to."
        cursor.report(HEADING_TAG, message, Span(*match.span()), help)
    return member


def _report_misplaced(cursor: Cursor, token: Token) -> None:
    match token.kind:
        case Kind.DATA:
            cursor.report_token(
                DATA_PLACE, "this data belongs to nothing", token, "Put it behind a claim or an argument."
            )
            read_data(cursor, Span(token.start, token.end))
        case Kind.FRONT_MATTER:
            message, help = "front matter stands first in a file", "Move it to the top of the file"
            if _begins_included_file(cursor, token):
                message = "a file that another one includes has no front matter of its own"
                help = "Move what it says into the front matter of the file that includes this one, and delete it here"
            cursor.report_token(FRONT_MATTER, message, token, f"{help}, or type \\= for equals signs in text.")


def _begins_included_file(cursor: Cursor, token: Token) -> bool:
    place = Place(cursor.source, Span(token.start, token.end)).origin if cursor.source.parts else None
    # Only so much is looked at, as there may be many more below.
    return place is not None and place.span.start < _NEAR and not place.source.text[: place.span.start].strip()


def _read_headless(cursor: Cursor) -> list[Block]:
    """An inference without a premise above it, which is reported; the conclusion below it is kept."""
    if match := _ARROW.match(cursor.source.text, cursor.token.start):
        message = f"“{match['sign']}” is no sign of a relation"
        span = Span(cursor.token.start, match.end("sign"))
        cursor.report(SIGN, message, span, f"{sign_help(match['sign'])}; the sign is as short as that.")
        while cursor.token.start < match.end():
            cursor.take()
        return [read_member(cursor)] if cursor.kind in RUNNING or cursor.kind in TITLES else []
    help = "Type a number before the premise above it, such as (1) It helps."
    cursor.report_token(INFERENCE, "there is no numbered premise above this inference", cursor.token, help)
    while cursor.kind not in (Kind.NEWLINE, Kind.BLANK, Kind.END):
        cursor.take()
    cursor.skip(Kind.NEWLINE)
    if cursor.comes(Kind.NUMBER):
        cursor.take()
    return [read_member(cursor)] if cursor.kind in RUNNING or cursor.kind in TITLES else []


def _read_heading(cursor: Cursor) -> Heading:
    opening = cursor.take()
    parts = read_inline(cursor)
    start = parts[0].span.start if parts else opening.end
    end = parts[-1].span.end if parts else opening.end
    if not parts:
        cursor.report_token(CONTENT, "the heading has no text", opening, "Type the heading behind the # and a blank.")
    data: Data | None = None
    last = end
    if cursor.kind is Kind.DATA:
        token = cursor.take()
        data = read_data(cursor, Span(token.start, token.end))
        last = token.end
        cursor.skip(Kind.NEWLINE)
    level = min(len(opening.value), DEEPEST_HEADING)
    if level < len(opening.value) and not cursor.is_too_deep:
        cursor.is_too_deep = True
        message = f"there are more than {DEEPEST_HEADING} levels of headings"
        cursor.report_token(DEEP, message, opening, f"Type at most {DEEPEST_HEADING} signs #; six are plenty.")
    return Heading(Span(opening.start, last), level, Content(Span(start, last), parts, data))


def _read_list(cursor: Cursor) -> list[Block]:
    """A list; the items of lists within it are reported, and read as its own."""
    if (before := cursor.before) and before.kind not in (Kind.BLANK, Kind.NEWLINE, Kind.FRONT_MATTER):
        cursor.report_token(
            LIST, "a list starts on a line of its own", cursor.token, "Put an empty line above the list."
        )
    elif before and before.kind is Kind.NEWLINE and cursor.index > 1:
        mark = cursor.tokens[cursor.index + (cursor.kind is Kind.INDENT)]
        help = "Put an empty line above the list."
        if mark.value == "*" and cursor.line_before(mark.end - 1):
            help = "Type + or - for * if it bears on what is above; if not, put an empty line above the list."
        cursor.report_token(PARAGRAPH, "there is no empty line above this list", mark, help)
    depth = 0
    items: list[Item] = []
    first: Token | None = None
    while True:
        token = cursor.token
        if token.kind is Kind.INDENT and cursor.following in ITEMS:
            cursor.take()
            depth += 1
            if depth > 1:
                message = "a list cannot stand in another list"
                cursor.report_token(LIST, message, cursor.token, "Indent all items alike, or write relations (+ or -).")
        elif token.kind is Kind.DEDENT and depth:
            cursor.take()
            depth -= 1
            if not depth and cursor.kind not in ITEMS:
                break
            if not depth:
                message = "this item is indented less than the first one"
                cursor.report_token(LIST, message, cursor.token, "Indent all items alike.")
        elif token.kind in ITEMS:
            cursor.take()
            first = first or token
            if token.kind is not first.kind:
                help = f"Begin all items with {'a number and a dot' if first.kind is Kind.ORDERED_ITEM else '*'}."
                cursor.report_token(LIST, "this item is marked unlike the first one", token, help)
            items.extend(_read_item(cursor, token))
        else:
            break
    if first is None or not items:
        return []
    span = Span(items[0].span.start, items[-1].span.end)
    return [ItemList(span, first.kind is Kind.ORDERED_ITEM, tuple(items))]


def _read_item(cursor: Cursor, mark: Token) -> list[Item]:
    if cursor.kind not in RUNNING and cursor.kind not in TITLES and cursor.kind is not Kind.NEWLINE:
        cursor.report_token(CONTENT, "this item has no text", mark, "Type a sentence or a [Claim] behind the mark.")
        return []
    member = read_member(cursor)
    start = mark.end - len(mark.value)
    return [Item(Span(start, max(mark.end, member.span.end)), member)]


def _read_orphans(cursor: Cursor) -> list[Block]:
    """Relations that belong to nothing: reported once, and their members kept as claims and arguments of their own."""
    sign = cursor.tokens[cursor.index + (cursor.kind is Kind.INDENT)]
    before = cursor.before
    if before is not None and before.kind not in (Kind.BLANK, Kind.NEWLINE):
        report_indentation(cursor, sign)
    else:
        message = f"there is nothing above that “{sign.value}” could relate to"
        cursor.report_token(ORPHAN, message, sign, "Delete the empty line above it, or begin with a claim.")
    count = len(cursor.diagnostics)
    nobody = Growing(sign.start, sign.end)
    read_relations(cursor, nobody)
    if cursor.diagnostics[count : count + 1] and cursor.diagnostics[count].place == cursor.diagnostics[count - 1].place:
        del cursor.diagnostics[count]
    return [relation.member for relation in nobody.relations]
