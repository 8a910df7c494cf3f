"""Structures: what can be wrong with the premises and conclusions of an argument."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from clashmap.argdown.tree import ArgumentNode, Block, Document, Reconstruction
from clashmap.diagnostics import Diagnostic, Related, Severity, at, rule
from clashmap.source import Place

DOUBLE = rule(
    "R005",
    "second-structure",
    Severity.ERROR,
    "one argument has two premise–conclusion structures",
    why="An argument is one step from premises to a conclusion. With two structures nobody can say which one is meant.",
    bad="<Escalation>\n\n(1) Jets meet.\n----\n(2) War.\n\n<Escalation>\n\n(1) Radars fire.\n----\n(2) War.\n",
    good="<Escalation>\n\n(1) Jets meet.\n----\n(2) War.\n\n<Miscalculation>\n\n(1) Radars fire.\n----\n(2) War.\n",
)
UNKNOWN_NUMBER = rule(
    "R006",
    "unknown-premise-number",
    Severity.WARNING,
    "an inference uses a number that stands on no statement above it",
    why="`uses` names the statements that an inference draws on; one that is not there is a slip, and is left out.",
    bad="<Escalation>\n\n(1) Jets meet.\n-- Experience {uses: [1, 4]} --\n(2) War.\n",
    good="<Escalation>\n\n(1) Jets meet.\n-- Experience {uses: [1]} --\n(2) War.\n",
)

_OFFERED = 20
"""How many of the numbers that there are a message names."""


def second_structures(documents: Sequence[Document]) -> Iterator[Diagnostic]:
    """A finding for every structure of an argument that has one already, in any of *documents*."""
    known: dict[str, Place] = {}
    for document in documents:
        owner: Block | None = None
        for block in document.blocks:
            if isinstance(block, Reconstruction) and isinstance(owner, ArgumentNode):
                title = owner.title.text
                if title in known:
                    message = f"<{title}> already has a premise–conclusion structure"
                    help = (
                        "Put a new argument title such as <Another reason> above this structure, or number both as one."
                    )
                    first = Related(known[title], "its first structure")
                    yield at(DOUBLE, message, document.source, block.span, help=help, related=(first,))
                known.setdefault(title, Place(document.source, block.span))
            owner = block


def unknown_number(number: object, known: Collection[int], place: Place) -> Diagnostic:
    """The finding that the inference at *place* uses a *number* which is none of those *known*."""
    there = ", ".join(map(str, islice(known, _OFFERED)))
    if len(known) > _OFFERED:
        there += f" and {len(known) - _OFFERED:,} more"
    return Diagnostic(
        UNKNOWN_NUMBER, f"there is no statement ({number}) above this line", place, help=f"There are: {there}."
    )
