"""``clashmap check``: everything that is wrong with a debate, in one go."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from clashmap.cli.debate import MOST_FULL, PATH, count, open_debate, print_full

if TYPE_CHECKING:
    from clashmap.diagnostics import Diagnostic
    from clashmap.graph import ArgumentMap
    from clashmap.source import Place


@click.command(
    "check",
    epilog="""\b
Examples:
  clashmap check arguments/air-support-guarantee
  clashmap check debate.argdown --format concise""",
)
@PATH
@click.option(
    "--format",
    type=click.Choice(("full", "concise", "json")),
    default="full",
    show_default=True,
    help="Each finding with its line of text, one a line, or as data.",
)
def command(path: str, format: str) -> None:
    """Say what is wrong with PATH, where, and what to type instead.

    Exit code 0 when there is nothing to mend, 1 when there is an error or a warning.
    """
    from clashmap.cli.terminal import concise

    map = open_debate(path)
    findings = map.diagnostics
    if format == "json":
        click.echo(json.dumps([record(found) for found in findings], ensure_ascii=False, indent=2))
    elif format == "concise":
        for found in findings:
            click.echo(concise(found))
    else:
        print_full(findings)
        if len(findings) > MOST_FULL:
            click.echo(f"\n… and {len(findings) - MOST_FULL:,} more; see them all with --format concise")
    if format != "json":
        click.echo(("\n" if findings and format == "full" else "") + summary(map), err=format == "concise")
    if any(found.severity in ("error", "warning") for found in findings):
        sys.exit(1)


def summary(map: ArgumentMap) -> str:
    """One line: how many findings, in how large a map."""
    kinds = Counter(found.severity.value for found in map.diagnostics)
    found = ", ".join(count(number, kind) for kind in ("error", "warning", "hint") if (number := kinds[kind]))
    unread = {finding.path for finding in map.diagnostics if finding.path}
    files = count(len(map.documents) + len(unread), "file")
    claims, arguments = count(len(map.claims), "claim"), count(len(map.arguments), "argument")
    return f"{found or 'no findings'} in {files}: {claims}, {arguments}, {count(len(map.relations), 'relation')}"


def record(diagnostic: Diagnostic) -> dict[str, Any]:
    """The finding as data; lines and columns count from 1, columns in characters, the end is behind the last one."""
    return {
        "code": diagnostic.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **(_where(diagnostic.place) if diagnostic.place else {"path": diagnostic.path}),
        "related": [{"message": related.message, **_where(related.place)} for related in diagnostic.related],
    }


def _where(place: Place) -> dict[str, Any]:
    end = place.source.position(place.span.end)
    line, column, _ = place.position
    return {"path": place.source.path, "line": line, "column": column, "endLine": end.line, "endColumn": end.column}
