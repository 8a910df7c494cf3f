"""What the commands share: opening a debate, and refusing to go on with one that has errors."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clashmap.diagnostics import Diagnostic
    from clashmap.graph import ArgumentMap

_SHOWN = 20
"""How many errors are printed in full before the rest is only counted."""

PATH = click.argument("path", type=click.Path())
KEEP_GOING = click.option("--keep-going", is_flag=True, help="Go on in spite of errors in the text; exit code stays 1.")


class Refusal(click.ClickException):
    """What was asked for cannot be done: typed wrongly, or something is missing."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        from clashmap.cli.terminal import clean

        click.echo(f"{click.style('error', fg='red', bold=True)}: {clean(self.message)}", err=True)


def open_debate(path: str) -> ArgumentMap:
    """The map of the debate at *path*, whatever is wrong with its text."""
    from clashmap.library import LoadError, load

    try:
        return load(path)
    except LoadError as error:
        raise Refusal(str(error)) from error


def open_sound(path: str, *, keep_going: bool) -> ArgumentMap:
    """The map at *path*; its errors are printed and end the command, its warnings only counted."""
    from clashmap.diagnostics import Severity

    map = open_debate(path)
    errors = [found for found in map.diagnostics if found.severity is Severity.ERROR]
    warnings = sum(found.severity is Severity.WARNING for found in map.diagnostics)
    if errors:
        print_full(errors[:_SHOWN], err=True)
        more = f"; the first {_SHOWN} are above" if len(errors) > _SHOWN else ""
        click.echo(f"\n{count(len(errors), 'error')} in {_named(path)}{more}{_hint(path, warnings)}", err=True)
        if not keep_going:
            click.echo("nothing was written; mend the text, or add --keep-going to go on all the same", err=True)
            sys.exit(1)
    elif warnings:
        click.echo(f"{count(warnings, 'warning')} in {_named(path)}{_hint(path, warnings)}", err=True)
    return map


def _hint(path: str, warnings: int) -> str:
    return f"; see all by: clashmap check {path}" if warnings and path != "-" else ""


def _named(path: str) -> str:
    return "standard input" if path == "-" else path


def print_full(findings: Iterable[Diagnostic], *, err: bool = False) -> None:
    """Print findings with an empty line between them."""
    from clashmap.cli.terminal import full

    stream = sys.stderr if err else sys.stdout
    width = shutil.get_terminal_size().columns if stream.isatty() else 120
    for number, diagnostic in enumerate(findings):
        click.echo(("\n" if number else "") + full(diagnostic, width=width), err=err)


def count(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def name_of(path: str, *, section: str | None = None) -> str:
    """What a result of the debate at *path* is called when the user names none."""
    full = Path(path).resolve()
    stem = (full.name if full.is_dir() else full.stem) or "debate"
    part = re.sub(r"[\W_]+", "-", section.casefold()).strip("-") if section else ""
    return f"{stem}-{part}" if part else stem


def write(text: str, output: str, *, path: str) -> None:
    """Write a result to the file *output*, or to standard output for ``-``; never over the debate at *path*."""
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    from clashmap.library import SaveError, find_files, save

    try:
        save(output, text, inputs=() if path == "-" else find_files(path))
    except SaveError as error:
        raise Refusal(str(error)) from error


def leave(map: ArgumentMap) -> None:
    """End with exit code 1 when there are errors in the text that the user chose to go on with."""
    from clashmap.diagnostics import Severity

    if any(found.severity is Severity.ERROR for found in map.diagnostics):
        sys.exit(1)


def refuse(message: str) -> NoReturn:
    """End with *message* and exit code 2."""
    raise Refusal(message)
