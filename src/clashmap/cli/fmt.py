"""``clashmap fmt``: files set as a careful person would have typed them."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from clashmap.cli.debate import Refusal, count, print_full, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clashmap.diagnostics import Diagnostic


@dataclass(slots=True)
class _Files:
    """What became of the files, so far."""

    changed: int = 0
    fine: int = 0
    faulty: int = 0
    """Files that cannot be formatted although nothing is wrong with them."""
    refused: int = 0
    findings: list[Diagnostic] = field(default_factory=list)
    """Why files were refused."""


@click.command(
    "fmt",
    epilog="""\b
Examples:
  clashmap fmt debate.argdown
  clashmap fmt arguments --diff
  clashmap fmt - < debate.argdown""",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change, with exit code 1.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--width",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="Break longer lines, and join shorter ones; 0 leaves line breaks where they are.",
)
def command(paths: tuple[str, ...], check: bool, diff: bool, width: int) -> None:
    """Set the text of PATH neatly.

    Indents, empty lines and blanks become regular, and long lines are broken. Words, signs and comments stay as they
    are, and so does what is read. A file with errors in it is left as it is. PATH - is standard input, which is printed
    as it is formatted.
    """
    files = _Files()
    for path in _find(paths):
        _format(path, files, check=check, diff=diff, width=width)
    print_full(files.findings, err=True)
    if paths != ("-",) or check or diff:
        click.echo(("\n" if files.findings else "") + summary(files, would=check or diff), err=True)
    if files.faulty:
        sys.exit(2)
    if files.refused or (check and files.changed):
        sys.exit(1)


def _find(paths: Iterable[str]) -> list[str]:
    """The files at *paths*, each once. Refuses when there is nothing at one of them."""
    from clashmap.library import STDIN, LoadError, find_files

    found: dict[str, str] = {}
    for path in paths:
        try:
            names = [STDIN] if path == STDIN else [file.as_posix() for file in find_files(path)]
        except LoadError as error:
            raise Refusal(str(error)) from error
        for name in names:
            found.setdefault(name if name == STDIN else os.path.realpath(name), name)
    return list(found.values())


def _format(path: str, files: _Files, *, check: bool, diff: bool, width: int) -> None:
    """Format one file, and note what became of it."""
    from clashmap.argdown.fmt import ChangedError, UnreadableError, format
    from clashmap.cli.rewrite import changes, rewrite
    from clashmap.cli.terminal import clean
    from clashmap.library import STDIN, LoadError, read

    try:
        reading = read(path)
    except LoadError as error:
        raise Refusal(str(error)) from error
    if reading.found:  # it is no text in UTF-8, and could not be written back as it was
        files.refused += 1
        files.findings += reading.found
        return
    source = reading.documents[0].source
    try:
        text = format(source.text, width=width, path=source.path)
    except UnreadableError as error:
        files.refused += 1
        files.findings += error.diagnostics
        return
    except ChangedError:
        files.faulty += 1
        click.echo(
            f"{clean(source.path)} is left as it is: formatted, it would not read as it does now\n"
            "This is a fault of clashmap, not of your text. Please report it with the file.",
            err=True,
        )
        return
    is_changed = text != source.text
    files.changed += is_changed
    files.fine += not is_changed
    if diff:
        write(changes(source.path, source.text, text), STDIN, path=path)
    elif check and is_changed:
        click.echo(clean(source.path))
    elif path == STDIN and not check:
        write(text, STDIN, path=path)
    elif is_changed and not check:
        rewrite(path, source.text, text)


def summary(files: _Files, *, would: bool) -> str:
    """One line: how many files were formatted, and how many were not."""
    parts = [f"{count(files.changed, 'file')} would change" if would else f"formatted {count(files.changed, 'file')}"]
    left = files.refused + files.faulty
    if files.fine:
        parts.append(f"{files.fine:,} {_was(files.fine, would=would)} fine")
    if left:
        parts.append(f"{left:,} {_was(left, would=would)} left as {'it is' if left == 1 else 'they are'}")
    return ", ".join(parts)


def _was(number: int, *, would: bool) -> str:
    if would:
        return "is" if number == 1 else "are"
    return "was" if number == 1 else "were"
