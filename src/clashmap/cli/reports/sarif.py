"""SARIF: findings in the Static Analysis Results Interchange Format 2.1.0 (an OASIS standard), for code scanning.

Nothing in it tells of the machine or the time: the same text gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from clashmap.cli.reports import dumps
from clashmap.diagnostics import Severity
from clashmap.rules import ALL

if TYPE_CHECKING:
    from clashmap.cli.reports import Name
    from clashmap.diagnostics import Diagnostic, Edit, Fix, Rule
    from clashmap.source import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def report(findings: Sequence[Diagnostic], *, name: Name) -> Iterator[str]:
    """One log with one run, which describes all rules."""
    from clashmap import __version__

    driver = {"name": "clashmap", "version": __version__, "rules": [_rule(rule) for rule in ALL]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(found, name) for found in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield dumps(log, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    help = "\n\n".join(
        f"{heading}:\n\n{example.rstrip()}"
        for heading, example in (("Not so", rule.bad), ("But so", rule.good))
        if example
    )
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": help or rule.why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(found: Diagnostic, name: Name) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": ALL.index(found.rule),
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}\n{found.help}".strip()},
    }
    if found.place is not None:
        result["locations"] = [{"physicalLocation": _location(found.place, name)}]
    elif found.path:
        result["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(found.path, name)}}]
    if found.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(related.place, name), "message": {"text": related.message}}
            for number, related in enumerate(found.related)
        ]
    if fix := found.fix:
        result["fixes"] = [_fix(fix, name)]
    return result


def _fix(fix: Fix, name: Name) -> dict[str, Any]:
    """The fix, whose edits are all in one file."""
    change = {
        "artifactLocation": _artifact(fix.edits[0].place.source.path, name),
        "replacements": [_replacement(edit) for edit in fix.edits],
    }
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.place), **({"insertedContent": {"text": edit.text}} if edit.text else {})}


def _location(place: Place, name: Name) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place.source.path, name), "region": _region(place)}


def _artifact(path: str, name: Name) -> dict[str, str]:
    """A relative reference: a colon in its first part would make it a scheme, so ``quote`` may not keep it."""
    return {"uri": quote(name(path), safe="/", errors="surrogatepass")}


def _region(place: Place) -> dict[str, int]:
    start, end = place.position, place.source.position(place.span.end)
    return {"startLine": start.line, "startColumn": start.utf16, "endLine": end.line, "endColumn": end.utf16}
