"""Unparsing: a syntax tree back to Argdown text that reads as the same tree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clashmap.argdown.escape import escape, escape_rule
from clashmap.argdown.patterns import BLANKS, EMPHASIS_ENDS, HEADING, LINE_START, SPACE, TAG
from clashmap.argdown.tree import (
    ArgumentNode,
    Block,
    Content,
    Document,
    Emphasis,
    Heading,
    Inference,
    Inline,
    ItemList,
    Link,
    Mark,
    Member,
    Mention,
    NumberedStatement,
    Reconstruction,
    RelationLine,
    Tag,
    Text,
)
from clashmap.argdown.yamltext import data, front_matter

_WHITE = re.compile(rf"[{SPACE}]")
_HEAD = re.compile(rf"[^{SPACE}]{{0,500}}[{SPACE}]?")
_INDENT = "  "
_SIGNS = {
    (Mark.SUPPORT, False): "+",
    (Mark.SUPPORT, True): "+>",
    (Mark.ATTACK, False): "-",
    (Mark.ATTACK, True): "->",
    (Mark.UNDERCUT, False): "_",
    (Mark.UNDERCUT, True): "_>",
}


def unparse(document: Document) -> str:
    """The text of *document*, which reads as the same tree, spans aside; unparsing that once more changes nothing.

    A tag or a mention is spelled as it was where that still reads so; otherwise, and where two trees differ in
    nothing else, only the name and whether a blank stands behind it are kept. Comments, the shape of indentation,
    line breaks within a text and how the data is laid out are not in the tree.

    The tree must be one that a text can have: titles without line breaks, running text that is not empty, and so on.
    """
    blocks = [_block(block) for block in document.blocks]
    if document.front_matter is not None:
        blocks.insert(0, f"===\n{front_matter(document.front_matter.values)}===\n")
    return "\n".join(blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_content(block.content)}\n"
        case Reconstruction():
            return "".join(_row(line) for line in block.lines)
        case ItemList():
            marks = (f"{number}. " if block.ordered else "* " for number in range(1, len(block.items) + 1))
            return "".join(_member(item.member, mark, "") for mark, item in zip(marks, block.items, strict=True))
    return _member(block, "", "")


def _row(line: NumberedStatement | Inference) -> str:
    if isinstance(line, NumberedStatement):
        return _member(line.statement, f"({line.number}) ", "")
    rules = ", ".join(map(escape_rule, line.rules))
    inner = " ".join(filter(None, (rules, data(line.data.values) if line.data else "")))
    return f"{f'-- {inner} --' if inner else '----'}\n{_relations(line.relations, '')}"


def _relations(lines: Sequence[RelationLine], indent: str) -> str:
    inner = indent + _INDENT
    return "".join(_member(line.member, f"{inner}{_sign(line)} ", inner) for line in lines)


def _sign(line: RelationLine) -> str:
    return _SIGNS.get((line.mark, line.outgoing), "><")


def _member(member: Member, start: str, indent: str) -> str:
    """The lines of *member* and of all below it; *start* is what stands before it on its line."""
    title = ""
    if member.title is not None:
        title = f"<{member.title.text}>" if isinstance(member, ArgumentNode) else f"[{member.title.text}]"
        title += "" if member.is_reference else ":"
    content = _content(member.content, indent=indent, is_reference=member.is_reference)
    # At the start of a line some signs mean more, and behind data some would belong to that.
    if not (start or title) and (LINE_START.match(content) or HEADING.match(content) or content[:1] in ("}", ",")):
        content = f"\\{content}"
    if title and content and content[0] != "\n":
        title += " "
    first = start + title + content if title or content else start.rstrip(" ")
    return f"{first}\n{_relations(member.relations, indent)}"


def _content(content: Content, *, indent: str = "", is_reference: bool = False) -> str:
    """Running text and its data. A blank before the data is part of the text, so without one it gets its own line."""
    written = _inline(content.parts)
    if content.data is None:
        return written
    is_beside = written.endswith(tuple(BLANKS)) or (is_reference and not written)
    between = "" if is_beside else f"\n{indent}{_INDENT}"
    return written + between + data(content.data.values)


# --- running text -----------------------------------------------------------------------------------------------------


def _inline(parts: Sequence[Inline], behind: str = "", outer: str = "") -> str:
    """*parts* as they stand before *behind*, of which the start is enough; *outer* is the emphasis around them."""
    written: list[str] = []
    for number in reversed(range(len(parts))):
        part = _part(parts[number], _end(parts[number - 1]) if number else "", behind, outer)
        written.append(part)
        behind = _head(part + behind)
    return "".join(reversed(written))


def _head(text: str) -> str:
    """What the meaning of a sign before *text* can depend on: its first word. One without end counts as any."""
    match = _HEAD.match(text)
    head = match.group() if match else ""
    return head if head == text or _WHITE.match(head[-1:]) else f"{head}.:"


def _end(part: Inline) -> str:
    """The last sign of *part*, behind which one blank is kept; none where a blank is there already."""
    return "" if isinstance(part, Tag | Mention) and part.text.endswith(tuple(BLANKS)) else ")"


def _part(part: Inline, before: str, behind: str, outer: str) -> str:
    match part:
        case Text():
            written = escape(part.text, before=before, behind=behind, also="*_" if outer else "")
            # Emphasis cannot begin before white space of any kind, and a backslash protects not all of it.
            return f"/**/{written}" if outer and not before and _WHITE.match(written) else written
        case Emphasis():
            return _emphasis(part, behind, outer)
        case Link():
            return f"[{part.text}]({part.url})"
        case Tag():
            return _tag(part, behind)
        case Mention():
            return f"@<{part.title}>{_blank(part)}" if part.is_argument else f"@[{part.title}]{_blank(part)}"


def _blank(part: Tag | Mention) -> str:
    return part.text[-1:] if part.text.endswith(tuple(BLANKS)) else ""


def _emphasis(part: Emphasis, behind: str, outer: str) -> str:
    """Signs of the two kinds take turns, so that none can be taken for the end of what is around it."""
    sign = "_" if outer == "*" else "*"
    mark = sign * 2 if part.strong else sign
    # A tab ends emphasis before what could not end it, and says nothing itself.
    closing = mark if EMPHASIS_ENDS[mark].match(mark + behind) else f"{mark}\t"
    return mark + _inline(part.parts, closing + behind, sign) + closing


def _tag(tag: Tag, behind: str) -> str:
    """The *tag* as it was spelled, unless what is written *behind* it would become a part of it."""
    for written in (tag.text, f"#{tag.name}{_blank(tag)}"):
        match = TAG.match(written + behind)
        if match and match.group().rstrip(BLANKS) == written.rstrip(BLANKS) and tag.name in match.groups():
            return written
    return f"#({tag.name}){_blank(tag)}"
