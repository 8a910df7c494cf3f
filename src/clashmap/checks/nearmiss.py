"""Rules of near misses: valid Argdown, all but what its writer will have meant, and read as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.argdown.changes import TITLE as UNCLOSED
from clashmap.argdown.tree import ArgumentNode, Block, Heading, Member, RelationLine, Statement, Title
from clashmap.checks.walk import members
from clashmap.diagnostics import Diagnostic, Fix, Severity, at, rule
from clashmap.graph import ArgumentMap
from clashmap.mend import put
from clashmap.source import Place, Source, Span

_OPENING = re.compile(r"[\[{]|\A[^<>]*:\s[^<>]*<")
_ROUND = re.compile(r"\((?P<title>[^\W\d][^()\[\]\r\n:]{0,60})\)[ \t]*:(?=\s)")
_NUMBER = re.compile(r"[0-9]{1,3}\)(?=\s)|\((?:P|C|K|PC|MC)[0-9]{0,2}\)(?=[ \t]*[^\s:])")


def _part(place: Place) -> Fix:
    """``-Text`` to ``- Text``, which reads the same."""
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

OWN = (INDENTED, TOUCHING, ROUND, NUMBER)


def near_misses(map: ArgumentMap) -> Iterator[Diagnostic]:
    """T004 and T017 to T020, in reading order."""
    for document in map.documents:
        before: Block | None = None
        for block in document.blocks:
            if isinstance(block, Statement | ArgumentNode):
                yield from _indented(block, before, document.source, map)
            for member, relation in members(block):
                if member.title is None:
                    yield from _untitled(member, relation, document.source)
                elif _OPENING.search(member.title.text):
                    yield _swallowing(member.title, document.source)
            before = block


def _indented(block: Member, before: Block | None, source: Source, map: ArgumentMap) -> Iterator[Diagnostic]:
    """T017: a claim that begins further to the right than the block above it, and that nothing else ties to the map."""
    start = block.span.start
    width = _width(start, source)
    if not width or before is None or isinstance(before, Heading) or _width(before.span.start, source) >= width:
        return
    if block.title is None:
        message = "this indented text is a new claim, and no part of the one above it"
        help = (
            "Delete the empty line above it if it goes on with that claim; type + or - before it if it is a relation."
        )
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


def _swallowing(title: Title, source: Source) -> Diagnostic:
    """T004 where a bracket further on closes the title, ``[C: text {cite: [a, b]}``."""
    sign = source.text[title.span.start]
    message = f"“{sign}” begins a title that goes on to the end of another bracket"
    help = f"Close the bracket behind the title, or type \\{sign} for the sign itself."
    return at(UNCLOSED, message, source, Span(title.span.start, title.span.start + 1), help=help)


def _untitled(member: Member, relation: RelationLine | None, source: Source) -> Iterator[Diagnostic]:
    """T018 to T020 at a claim without title."""
    text, (start, end) = source.text, member.content.span
    if match := _ROUND.match(text, start, end):
        title = match["title"]
        help = f"Type [{title}]: for a claim, or <{title}>: for an argument."
        yield at(ROUND, f"“({title})” is text and no title", source, Span(start, match.end("title") + 1), help=help)
    elif relation is not None:
        sign = relation.mark_span
        if sign.end == start and text[start : start + 1].isalpha():
            written = text[slice(*sign)]
            message = f"“{written}” and the word behind it are read as a relation"
            help = f"Type a blank behind {written}; or \\{written} if it is text."
            yield at(TOUCHING, message, source, sign, help=help)
    elif match := _NUMBER.match(text, start, end):
        help = "Type (1) for the first premise, then a line of hyphens (----) and the conclusion with its number."
        yield at(
            NUMBER, f"“{match.group()}” is text and no number of a premise", source, Span(*match.span()), help=help
        )
