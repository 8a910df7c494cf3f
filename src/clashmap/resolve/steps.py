"""Steps: the inferences of a premise–conclusion structure, and what each draws on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clashmap.argdown.tree import Data, Inference
from clashmap.diagnostics import Diagnostic
from clashmap.model import Step
from clashmap.resolve.exact import take
from clashmap.resolve.structures import unknown_number
from clashmap.source import Place, Source, Span


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
            found.extend(unknown_number(number, known, place) for number in unknown)
            premises = tuple(dict.fromkeys(since if used is None else used))
            data, exact = take(inference.data)
            rules = tuple(exact.get("rules", inference.rules))
            steps.append(Step(premises, row.claim, rules, place, data.values if data else {}))
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
