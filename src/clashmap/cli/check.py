"""``clashmap check``: everything that is wrong with a debate, in one go, and what of it can be mended."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from clashmap.cli.choose import IGNORE, SELECT, Chosen, choose
from clashmap.cli.debate import MOST_FULL, PATH, SOURCES, count, open_debate, print_full, refuse, typed
from clashmap.cli.reports import REPORTS

if TYPE_CHECKING:
    from clashmap.diagnostics import Diagnostic
    from clashmap.graph import ArgumentMap


@click.command(
    "check",
    epilog="""\b
Examples:
  clashmap check arguments/air-support-guarantee
  clashmap check debate.argdown --diff
  clashmap check debate.argdown --sources ~/articles
  clashmap check debate.argdown --fix --ignore D,T004
  clashmap check debate.argdown --format concise""",
)
@PATH
@click.option(
    "--format",
    type=click.Choice(("full", "concise", *REPORTS)),
    default="full",
    show_default=True,
    help="Each finding with its line of text, one a line, or as data for other programs.",
)
@SELECT
@IGNORE
@SOURCES
@click.option("--fix", is_flag=True, help="Mend the files, as far as that is safe, and show what remains.")
@click.option("--diff", is_flag=True, help="Only show what --fix would change.")
@click.pass_context
def command(
    context: click.Context,
    *,
    path: str,
    format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    sources: str | None,
    fix: bool,
    diff: bool,
) -> None:
    """Say what is wrong with PATH, where, and what to type instead.

    Exit code 0 when there is nothing to mend, 1 when there is an error or a warning, or a change to show by --diff.
    What is quoted and cited is held against the texts of the sources, as far as they are here.
    To read more about a finding: clashmap explain CODE. When PATH is -, --fix prints the mended text.
    """
    chosen = choose(select, ignore)
    if diff and context.get_parameter_source("format") is click.core.ParameterSource.COMMANDLINE:
        refuse("--diff shows changes and no findings; leave out --format")
    map = open_debate(path, texts=True, sources=sources)
    mending = _typed(path, select, ignore, sources)
    if diff:
        from clashmap.cli.fix import show_changes

        sys.exit(show_changes(map, path, chosen, mending=mending))
    if fix:
        from clashmap.cli.fix import mend_files

        map, mending = mend_files(map, path, chosen, sources=sources), ""
    findings = [found for found in map.diagnostics if chosen(found.rule)]
    # The mended text has standard output for itself.
    _print(findings, map, path, format, err=fix and path == "-")
    if mending and format in ("full", "concise") and (last := _mendable(map, chosen, mending)):
        click.echo(last, err=format == "concise")
    if any(found.severity in ("error", "warning") for found in findings):
        sys.exit(1)


def _print(findings: Sequence[Diagnostic], map: ArgumentMap, path: str, format: str, *, err: bool) -> None:
    """Print *findings*, and but for data a line that sums them up, on standard error where they go through pipes."""
    from clashmap.cli.reports import report
    from clashmap.cli.terminal import concise

    if format == "full":
        print_full(findings, err=err)
        if len(findings) > MOST_FULL:
            click.echo(f"\n… and {len(findings) - MOST_FULL:,} more; see them all with --format concise", err=err)
        click.echo(("\n" if findings else "") + summary(findings, map), err=err)
    elif format == "concise":
        for found in findings:
            click.echo(concise(found), err=err)
        click.echo(summary(findings, map), err=True)
    else:
        for line in report(findings, format, path=path):
            click.echo(line, err=err)


def summary(findings: Sequence[Diagnostic], map: ArgumentMap) -> str:
    """One line: how many findings, in how large a map."""
    from clashmap.cli.texts import texts_of

    kinds = Counter(found.severity.value for found in findings)
    found = ", ".join(count(number, kind) for kind in ("error", "warning", "hint") if (number := kinds[kind]))
    unread = {finding.path for finding in map.diagnostics if finding.path}
    cards = {card.place.source.path for card in map.shelf.cards.values()}
    files = count(len({*texts_of(map), *cards, *unread}), "file")
    parts = [(map.claims, "claim"), (map.arguments, "argument"), (map.relations, "relation")]
    parts += [(map.shelf.cards, "card")] if cards else []
    return f"{found or 'no findings'} in {files}: {', '.join(count(len(held), noun) for held, noun in parts)}"


def _typed(path: str, select: Sequence[str], ignore: Sequence[str], sources: str | None) -> str:
    """The command that mends what was asked for."""
    from clashmap.cli.terminal import quoted

    options = [*(f"--select {quoted(codes)}" for codes in select), *(f"--ignore {quoted(codes)}" for codes in ignore)]
    return typed("check", path, *options, "--fix", sources=sources)


def _mendable(map: ArgumentMap, chosen: Chosen, mending: str) -> str:
    """How many of the *chosen* findings can be mended, and by which command; nothing when none can."""
    from clashmap.cli.mend import mendable

    number, total = len(mendable(map, chosen)), sum(chosen(found.rule) for found in map.diagnostics)
    if not number:
        return ""
    of_them = f"{number:,} of them" if number < total else "all of them" if total > 1 else "it"
    return f"{of_them} can be mended by: {mending}"
