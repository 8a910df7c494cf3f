"""JSON lines: each finding as a record in a line of its own, for programs that read as it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from clashmap.cli.reports import dumps
from clashmap.cli.reports.records import record

if TYPE_CHECKING:
    from clashmap.cli.reports import Name
    from clashmap.diagnostics import Diagnostic


def report(findings: Sequence[Diagnostic], *, name: Name) -> Iterator[str]:
    """One line per finding, none when there are none; files are named as in ``records``."""
    for found in findings:
        yield dumps(record(found))
