"""GitHub: findings as the workflow commands that GitHub Actions turns into notes beside the changed lines.

Escapes are those that its runner undoes: ``%``, CR and LF everywhere, in properties also ``:`` and ``,``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from clashmap.cli.terminal import clean
from clashmap.diagnostics import Severity

if TYPE_CHECKING:
    from clashmap.cli.reports import Name
    from clashmap.diagnostics import Diagnostic

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def report(findings: Sequence[Diagnostic], *, name: Name) -> Iterator[str]:
    """One command per finding."""
    for found in findings:
        properties = {**_where(found, name), "title": f"{found.code} {found.rule.name}"}
        listed = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
        message = f"{found.message}\n{found.help}".strip().translate(_DATA)
        yield clean(f"::{_COMMANDS[found.severity]} {listed}::{message}")


def _where(found: Diagnostic, name: Name) -> dict[str, object]:
    if found.place is None:
        return {"file": name(found.path)} if found.path else {}
    place = found.place
    start, end = place.position, place.source.position(place.span.end)
    where: dict[str, object] = {"file": name(place.source.path), "line": start.line}
    if end.line == start.line:  # the runner drops columns that are not in one line
        return {**where, "col": start.utf16, "endLine": end.line, "endColumn": end.utf16}
    return {**where, "endLine": end.line}
