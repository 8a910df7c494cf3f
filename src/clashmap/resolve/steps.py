"""Steps: the inferences of a premise–conclusion structure, and what each draws on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clashmap.argdown.tree import Data, Inference
from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.model import Step
from clashmap.source import Place, Source, Span

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


@dataclass(frozen=True, slots=True)
class Row:
    """One numbered statement: number, its claim's id, the inference just above it, if there is one, and its data."""

    number: int
    claim: str
    inference: Inference | None
    data: Data | None = None


def read_steps(rows: Sequence[Row], source: Source) -> tuple[list[Step], list[Diagnostic]]:
    """The steps of a structure.

    A step draws on the statements that its ``uses`` names; without it on all premises since the step before, and on
    that step's conclusion.
    """
    steps: list[Step] = []
    found: list[Diagnostic] = []
    known: dict[int, str] = {}
    since: list[str] = []
    for row in rows:
        inference = row.inference
        if inference is not None:
            used, unknown = _uses(row, inference, known)
            place = _place(inference, source)
            found.extend(_unknown_number(number, known, place) for number in unknown)
            premises = tuple(dict.fromkeys(since if used is None else used))
            data = inference.data.values if inference.data else {}
            steps.append(Step(premises, row.claim, inference.rules, place, data))
            since = []
        since.append(row.claim)
        known[row.number] = row.claim
    return steps, found


def _place(inference: Inference, source: Source) -> Place:
    """Where *inference* stands, without the undercuts below it."""
    start, end = inference.span
    if inference.relations:
        end = start + len(source.text[start : inference.relations[0].span.start].rstrip())
    return Place(source, Span(start, end))


def _uses(row: Row, inference: Inference, known: dict[int, str]) -> tuple[list[str] | None, list[object]]:
    """The claims that ``uses`` (or ``from``) of the inference or its conclusion names; the numbers that name none."""
    tables = [data.values for data in (inference.data, row.data) if data]
    value = next((table[key] for key in ("uses", "from") for table in tables if table.get(key) is not None), None)
    if value is None:
        return None, []
    numbers = value if isinstance(value, list) else [value]
    used = [known[number] for number in numbers if isinstance(number, int) and number in known]
    return used, [number for number in numbers if not (isinstance(number, int) and number in known)]


def _unknown_number(number: object, known: dict[int, str], place: Place) -> Diagnostic:
    there = ", ".join(str(n) for n in known)
    return Diagnostic(
        UNKNOWN_NUMBER, f"there is no statement ({number}) above this line", place, help=f"There are: {there}."
    )


def second_structure(id: str, place: Place) -> Diagnostic:
    """The finding that the argument *id* is reconstructed again at *place*."""
    return Diagnostic(
        DOUBLE,
        f"{id} already has a premise–conclusion structure",
        place,
        help="Put a new argument title such as <Another reason> above this structure, or number both as one.",
    )
