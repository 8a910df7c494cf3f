"""Records: findings as plain data, printed as one JSON list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from clashmap.cli.reports import dumps

if TYPE_CHECKING:
    from clashmap.cli.reports import Name
    from clashmap.diagnostics import Diagnostic, Fix
    from clashmap.source import Place


def report(findings: Sequence[Diagnostic], *, name: Name) -> Iterator[str]:
    """The list, indented; it names files as the user did, so that a program beside this one can open them."""
    yield dumps([record(found) for found in findings], indent=2)


def record(found: Diagnostic) -> dict[str, Any]:
    """The finding as data; lines and columns count from 1, and the end is behind the last character.

    Columns count characters; those whose names begin with ``utf16`` count as JavaScript and most editors do.
    """
    return {
        "code": found.code,
        "name": found.rule.name,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        **(_where(found.place) if found.place else {"path": found.path}),
        "related": [{"message": related.message, **_where(related.place)} for related in found.related],
        "fix": _fix(found.fix),
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"message": fix.message, "edits": [{**_where(edit.place), "text": edit.text} for edit in fix.edits]}


def _where(place: Place) -> dict[str, Any]:
    start, end = place.position, place.source.position(place.span.end)
    return {
        "path": place.source.path,
        "line": start.line,
        "column": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "utf16Column": start.utf16,
        "utf16EndColumn": end.utf16,
    }
