"""``clashmap explain``: what a finding is about, why it matters, and how to write it right."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from textwrap import fill, indent
from typing import TYPE_CHECKING, Any

import click

from clashmap.cli.debate import refuse

if TYPE_CHECKING:
    from clashmap.diagnostics import Diagnostic, Rule
    from clashmap.graph import ArgumentMap

_WIDEST = 100
_INDENT = "    "


@click.command(
    "explain",
    epilog="""\b
Examples:
  clashmap explain
  clashmap explain R001
  clashmap explain shortcode-in-word T009""",
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="To read, or as data."
)
def command(codes: tuple[str, ...], format: str) -> None:
    """Say what a finding means, and show how to write it right.

    CODE stands in brackets behind error, warning or hint, such as R001; the name of a rule will do, too, and a
    letter for all rules of its group. Without any, all rules are listed.
    """
    from clashmap.rules import ALL

    rules = [rule for code in codes for rule in _find(code)]
    if format == "json":
        click.echo(json.dumps([record(rule) for rule in rules or ALL], ensure_ascii=False, indent=2))
        return
    width = min(shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDEST, _WIDEST)
    for number, rule in enumerate(rules):
        if number:
            click.echo()
        for line in explain(rule, width=width):
            click.echo(line)
    if not rules:
        for line in listed(width=width):
            click.echo(line)


def _find(code: str) -> list[Rule]:
    """The rule of that *code* or name, in brackets or without; all rules of a group for its letter."""
    from clashmap.cli.choose import unknown
    from clashmap.rules import ALL, GROUPS

    wanted = code.strip().removeprefix("[").removesuffix("]").casefold()
    if wanted.upper() in GROUPS:
        return [rule for rule in ALL if rule.code[0] == wanted.upper()]
    found = [rule for rule in ALL if wanted in (rule.code.casefold(), rule.name)]
    return found or refuse(unknown(code))


def listed(*, width: int) -> Iterator[str]:
    """All rules, group by group."""
    from clashmap.rules import ALL, GROUPS

    severity = max(len(rule.severity) for rule in ALL)
    for letter, group in GROUPS.items():
        yield click.style(f"{letter}: {group}", bold=True)
        for rule in ALL:
            if rule.code[0] == letter:
                start = f"  {rule.code}  {rule.severity:{severity}}  "
                yield _filled(f"{start}{rule.name}: {rule.summary}", width, indent=len(start))
        yield ""
    yield "To read more about one: clashmap explain CODE"


def explain(rule: Rule, *, width: int) -> Iterator[str]:
    """The lines of the page on *rule*."""
    from clashmap.checks.allow import allowance
    from clashmap.cli.terminal import full, head

    yield f"{head(rule)} {click.style(rule.name, bold=True)}"
    yield _filled(rule.summary, width)
    yield ""
    yield _filled(f"Why: {rule.why}", width)
    map = _read(rule.bad)
    found = _finding(rule, map)
    if rule.bad:
        yield from ("", "Not so:", "", _shown(rule.bad))
    if found is not None:
        yield from ("", "What clashmap check says to it:", "", _shown(full(found, width=width - len(_INDENT))))
    if rule.good:
        yield from ("", "But so:", "", _shown(rule.good))
    yield ""
    yield (
        "clashmap check PATH --fix mends this wherever it is safe."
        if _is_mended(rule, found)
        else "clashmap check PATH --fix leaves this to you."
    )
    if map and found and (comment := allowance(found, map)):
        yield f"To let one stand, type on a line above it, or at its end: {comment}"


def _read(example: str) -> ArgumentMap | None:
    """The map of an *example*, whose diagnostics are what is really said to it; None where there is no example."""
    from clashmap.cli.texts import read_example

    return read_example(example) if example else None


def _finding(rule: Rule, map: ArgumentMap | None) -> Diagnostic | None:
    """What *rule* finds in *map*."""
    return next((one for one in map.diagnostics if one.rule is rule), None) if map else None


def _is_mended(rule: Rule, found: Diagnostic | None) -> bool:
    """Whether --fix mends what *rule* finds, at a place alone or knowing more of what was *found*."""
    return rule.mend is not None or (found is not None and found.fix is not None)


def _filled(text: str, width: int, *, indent: int = 0) -> str:
    return fill(text, width, subsequent_indent=" " * indent, break_on_hyphens=False)


def _shown(text: str) -> str:
    """An example, or what is said to it; a tab is made visible."""
    return indent(text.rstrip(), _INDENT).replace("\t", "→   ")


def record(rule: Rule) -> dict[str, Any]:
    """The rule as data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "why": rule.why,
        "bad": rule.bad,
        "good": rule.good,
        "fixable": _is_mended(rule, _finding(rule, _read(rule.bad))),
    }
