"""Rules of near misses: valid Argdown, all but what its writer will have meant, and read as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.argdown.blocks import SWALLOWING, unclosed
from clashmap.argdown.changes import TITLE as UNCLOSED
from clashmap.argdown.faults import CONTENT
from clashmap.argdown.tree import (
    ArgumentNode,
    Block,
    Heading,
    Member,
    NumberedStatement,
    Reconstruction,
    RelationLine,
    Statement,
    Title,
)
from clashmap.checks.walk import members
from clashmap.diagnostics import Diagnostic, Fix, Severity, at, rule
from clashmap.graph import ArgumentMap
from clashmap.mend import put
from clashmap.source import Place, Source, Span

_ROUND = re.compile(r"\((?P<title>[^\W\d][^()\[\]\r\n:]{0,60})\)[ \t]*:(?=\s)")
_HALF = re.compile(r"[^\W_][^\[\]<>{}@#*\\:/!\r\n]{0,80}(?P<close>[\]>]):(?=\s)")
_BALANCED = re.compile(r"(?:(?!: )[^\[\]{}<>])*(?:\[(?:(?!: )[^\[\]{}<>])*\](?:(?!: )[^\[\]{}<>])*)*")
"""What the title of an argument may hold: square brackets that are closed."""
_WRITTEN = re.compile(r"\([0-9]+\)")
_NEXT = re.compile(r"[\r\n][ \t]*+(?P<mark>(?P<number>[0-9]{1,3})\))(?=\s)")
_NUMBER = re.compile(r"[0-9]{1,3}\)(?=\s)|\((?:P|C|K|PC|MC)[0-9]{0,2}\)(?=[ \t]*[^\s:])")


def _part(place: Place) -> Fix | None:
    """``-Text`` to ``- Text``, which reads the same; ``-5`` and ``-based`` may be text."""
    if not place.source.text[place.span.end].isupper():
        return None
    return Fix(f"put a blank behind {place.text}", (put(place, place.span.end, " "),))


INDENTED = rule(
    "T017",
    "indented-text-alone",
    Severity.ERROR,
    "an indented paragraph below an empty line begins a claim of its own",
    why="An empty line ends a claim. What is indented below it looks as if it belonged to the claim above, and is read "
    "as a new one that has nothing to do with it.",
    bad="[Thesis]: We should do it.\n\n  It would help everybody.\n",
    good="[Thesis]: We should do it.\n  It would help everybody.\n",
)
TOUCHING = rule(
    "T018",
    "sign-touches-word",
    Severity.ERROR,
    "the sign of a relation touches the word behind it",
    why="“-Text” at the start of an indented line is an attack by a claim without title. Whoever meant a word with a "
    "hyphen, or half a title, has written an attack; with a blank behind the sign everybody can see that it is one.",
    bad="[Thesis]: We should do it.\n  -It costs too much.\n",
    good="[Thesis]: We should do it.\n  - It costs too much.\n",
    mend=_part,
)
ROUND = rule(
    "T019",
    "title-in-round-brackets",
    Severity.ERROR,
    "a title stands in round brackets, and is therefore text",
    why="[Square brackets] make the title of a claim, and <angle brackets> that of an argument. Nothing can refer to a "
    "title that is not recognised as one.",
    bad="[Thesis]: We should do it.\n  - (Cost): It costs too much.\n",
    good="[Thesis]: We should do it.\n  - [Cost]: It costs too much.\n",
)
NUMBER = rule(
    "T020",
    "number-as-text",
    Severity.ERROR,
    "a numbered statement does not begin with a number in two round brackets, and is therefore text",
    why="Premises and conclusions begin with (1), (2) and so on. “1)” or “(P1)” is read as text, and all lines below "
    "it as parts of the same claim.",
    bad="1) It helps.\n2) We should do it.\n",
    good="(1) It helps.\n----\n(2) We should do it.\n",
)

ORDER = rule(
    "T023",
    "numbers-out-of-order",
    Severity.WARNING,
    "the numbers of a structure do not go on by one",
    why="Whoever speaks of premise (2) must find one, and only one. The numbers are kept as they are written.",
    bad="<Help>\n\n(1) It helps.\n(1) What helps is right.\n----\n(2) We should do it.\n\n"
    "[Thesis]: We should do it.\n  + <Help>\n",
    good="<Help>\n\n(1) It helps.\n(2) What helps is right.\n----\n(3) We should do it.\n\n"
    "[Thesis]: We should do it.\n  + <Help>\n",
)

OWN = (INDENTED, TOUCHING, ROUND, NUMBER)


def near_misses(map: ArgumentMap) -> Iterator[Diagnostic]:
    """S005, T004, T017 to T020, and T023, in reading order."""
    for document in map.documents:
        misread = {found.place.span.start for found in document.diagnostics if found.place}
        before: Block | None = None
        for block in document.blocks:
            if isinstance(block, Statement | ArgumentNode):
                yield from _indented(block, before, document.source, map)
            for member, relation in members(block):
                if member.title is None:
                    if relation is None or relation.mark_span.start not in misread:
                        yield from _untitled(member, relation, document.source)
                elif SWALLOWING.search(member.title.text) and not (
                    isinstance(member, ArgumentNode) and _BALANCED.fullmatch(member.title.text)
                ):
                    yield unclosed(member.title, document.source)
                elif _is_empty(member) and member.title.span.start not in misread:
                    yield _empty(member.title, document.source)
            if isinstance(block, Reconstruction):
                yield from _misnumbered(block, document.source)
            before = block


def _misnumbered(block: Reconstruction, source: Source) -> Iterator[Diagnostic]:
    """T020 and T023: the next number as text of a statement, and numbers that do not go on by one."""
    last = None
    for line in block.lines:
        if not isinstance(line, NumberedStatement):
            continue
        start = line.span.start
        number = _WRITTEN.match(source.text, start)
        written = number.group() if number else ""
        if last is not None and written and line.number != last + 1:
            message = f"“{written}” follows ({last})"
            help = f"Type ({last + 1}): the numbers of a structure go on by one."
            yield at(ORDER, message, source, Span(start, start + len(written)), help=help)
        last = line.number
        for match in _NEXT.finditer(source.text, *line.statement.content.span):
            if int(match["number"]) == last + 1:
                last += 1
                help = f"Type ({last}) for a premise; or {last}\\) if it is text."
                message = f"“{match['mark']}” is text and no number of a premise"
                yield at(NUMBER, message, source, Span(*match.span("mark")), help=help)


def _is_empty(member: Member) -> bool:
    return not member.is_reference and not member.content.parts and member.content.data is None


def _empty(title: Title, source: Source) -> Diagnostic:
    """S005 where a relation stands below a title with a colon and nothing else."""
    written = source.text[slice(*title.span)]
    help = f"Type what it says, or delete the colon to refer to it: {written}"
    return at(CONTENT, f"there is no text behind “{written}:”", source, title.span, help=help)


def _indented(block: Member, before: Block | None, source: Source, map: ArgumentMap) -> Iterator[Diagnostic]:
    """T017: a claim that begins further to the right than the block above it, and that nothing else ties to the map."""
    start = block.span.start
    width = _width(start, source)
    if not width or before is None or isinstance(before, Heading) or _width(before.span.start, source) >= width:
        return
    if block.title is None:
        message = "this indented text is a new claim, and no part of the one above it"
        where = "Delete the empty line above it"
        if source.text[: block.span.start].rstrip().endswith("}"):
            where = "Put it before the {…} above it"
        help = f"{where} if it goes on with that claim; if it is a relation, type + or - before it and delete the line."
        yield at(INDENTED, message, source, Span(start, block.content.span.end), help=help)
    elif _is_alone(id := f"[{block.title.text}]" if isinstance(block, Statement) else f"<{block.title.text}>", map):
        message = f"{id} is indented, and has nothing to do with the claim above it"
        help = "Type + or - before it and delete the empty line above; or begin it at the left."
        yield at(INDENTED, message, source, block.title.span, help=help)


def _is_alone(id: str, map: ArgumentMap) -> bool:
    return len(map.node(id).places) == 1 and not map.outgoing[id] and not map.incoming[id]


def _width(offset: int, source: Source) -> int:
    """How many blanks stand before *offset* on its line; 0 when anything else does."""
    text, start = source.text, offset
    while start and text[start - 1] in " \t":
        start -= 1
    return 0 if start and text[start - 1] not in "\r\n" else offset - start


def _untitled(member: Member, relation: RelationLine | None, source: Source) -> Iterator[Diagnostic]:
    """S005 and T018 to T020 at a claim without title."""
    text, (start, end) = source.text, member.content.span
    if relation is not None and not member.content.parts and not member.content.data:
        sign = relation.mark_span
        message = f"there is nothing behind “{text[slice(*sign)]}”"
        yield at(CONTENT, message, source, sign, help="Type a [Claim] or an <Argument>, or delete the sign.")
    elif match := _ROUND.match(text, start, end):
        title = match["title"]
        help = f"Type [{title}]: for a claim, or <{title}>: for an argument."
        yield at(ROUND, f"“({title})” is text and no title", source, Span(start, match.end("title") + 1), help=help)
    elif match := _HALF.match(text, start, end):
        message = f"“{match['close']}” ends a title that does not begin"
        help = f"Type {'[' if match['close'] == ']' else '<'} before it."
        yield at(UNCLOSED, message, source, Span(start, match.end("close")), help=help)
    elif relation is not None:
        sign = relation.mark_span
        if sign.end == start and text[start : start + 1].isalnum():
            written = text[slice(*sign)]
            message = f"“{written}” and what touches it are read as a relation"
            help = f"Type a blank behind {written}; or \\{written} if it is text."
            yield at(TOUCHING, message, source, sign, help=help)
    elif match := _NUMBER.match(text, start, end):
        help = "Type (1) for the first premise, then a line of hyphens (----) and the conclusion with its number."
        yield at(
            NUMBER, f"“{match.group()}” is text and no number of a premise", source, Span(*match.span()), help=help
        )
