"""What the commands share: opening a debate, and refusing to go on with one that has errors."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from clashmap.diagnostics import Diagnostic
    from clashmap.graph import ArgumentMap
    from clashmap.library import Reading

_SHOWN = 20
"""How many errors are printed in full before the rest is only counted."""
_LONGEST = 80
"""Letters of a title that go into the name of a file."""
MOST_FULL = 300
"""How many findings are ever printed in full."""

PATH = click.argument("path", type=click.Path())
SOURCES = click.option(
    "--sources", type=click.Path(), help="The folder with the texts of sources; else “sources” beside the debate."
)
KEEP_GOING = click.option("--keep-going", is_flag=True, help="Go on in spite of errors in the text; exit code stays 1.")


class Refusal(click.ClickException):
    """What was asked for cannot be done: typed wrongly, or something is missing."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        from clashmap.cli.terminal import clean

        click.echo(f"{click.style('error', fg='red', bold=True)}: {clean(self.message, newlines=True)}", err=True)


class DebateCommand(click.Command):
    """A command that explains words too many, for a name with blanks needs quotes, and takes an option once."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments as click does, and add to its message what will have been meant.

        Refuses an option that is given twice but takes one value, of which click would drop the first.
        """
        typed = list(args)
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            if error.message.startswith("Got unexpected extra argument"):
                raise click.UsageError(f"{error.message}; {self._meant(ctx, typed)}", ctx) from error
            raise
        _, _, given = self.make_parser(ctx).parse_args(typed)
        for option, times in Counter(given).items():
            if isinstance(option, click.Option) and times > 1 and not (option.multiple or option.is_flag):
                raise click.UsageError(
                    f"{option.opts[0]} is given {times} times, and one counts; leave out the rest", ctx
                )
        return rest

    def _meant(self, ctx: click.Context, typed: Sequence[str]) -> str:
        """What will have been meant by words too many."""
        flags = {name for one in self.params if isinstance(one, click.Option) and one.is_flag for name in one.opts}
        if named := next((one for one, word in pairwise(typed) if one in flags and not word.startswith("-")), None):
            return f"no name belongs behind {named}"
        options = {name for one in self.params for name in one.opts}
        if len([word for word in typed if os.path.exists(word)]) > 1 and "path" in options:
            return "type one PATH; all files of one debate go into a folder"
        example = next((one for one in ("--why", "-a") if one in options), "--section")
        return f'put quotes round a name with blanks: {example} "No-fly zone"'


def open_debate(path: str, *, texts: bool = False, sources: str | None = None) -> ArgumentMap:
    """The map of the debate at *path*, whatever is wrong with it; *texts* of *sources* are read if wanted."""
    from clashmap.library import LoadError, load

    try:
        return load(path, texts=texts, sources=sources)
    except LoadError as error:
        raise Refusal(str(error)) from error


def open_sound(path: str, *, keep_going: bool, texts: bool = False, sources: str | None = None) -> ArgumentMap:
    """The map at *path*; its errors are printed and end the command, its warnings are only counted.

    Errors in what stands beside the debate, its cards, texts and lock, cost what cannot be read there, and end nothing.
    """
    from clashmap.cli.texts import texts_of

    map = open_debate(path, texts=texts, sources=sources)
    _stop_at_errors(map.diagnostics, path, keep_going=keep_going, sources=sources, files=texts_of(map))
    return map


def open_written(path: str, *, keep_going: bool) -> Reading:
    """The files at *path* and what they include; only what Argdown's own tools refuse ends the command."""
    from dataclasses import replace

    from clashmap.library import LoadError, read
    from clashmap.resolve.structures import second_structures

    try:
        reading = read(path, include=True)
    except LoadError as error:
        raise Refusal(str(error)) from error
    reading = replace(reading, found=(*reading.found, *second_structures(reading.documents)))
    _stop_at_errors(findings_for_argdown(reading), path, keep_going=keep_going)
    return reading


def findings_for_argdown(reading: Reading) -> list[Diagnostic]:
    """What was found in *reading* but for the near misses that Argdown's own tools read as text, losing nothing."""
    return [found for found in reading.diagnostics if found.code != "T004"]


def _stop_at_errors(
    found: Sequence[Diagnostic],
    path: str,
    *,
    keep_going: bool,
    sources: str | None = None,
    files: Collection[str] | None = None,
) -> None:
    """Print the errors that were *found*, which end the command, and count the warnings.

    Those of evidence end it only where they are in the *files* of the debate itself.
    """
    from clashmap.diagnostics import Severity

    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    warnings = sum(diagnostic.severity is Severity.WARNING for diagnostic in found)
    if errors:
        print_full(errors[:_SHOWN], err=True)
        more = f"; the first {_SHOWN} are above" if len(errors) > _SHOWN else ""
        hint = _hint(path, warnings + max(0, len(errors) - _SHOWN), sources)
        click.echo(f"\n{count(len(errors), 'error')} in {_named(path)}{more}{hint}", err=True)
        if files is not None and all(one.code[0] == "E" and _path(one) not in files for one in errors):
            click.echo("what cannot be read there is left out", err=True)
        elif not keep_going:
            click.echo("nothing was written; mend the text, or add --keep-going to go on all the same", err=True)
            sys.exit(1)
    elif warnings:
        click.echo(f"{count(warnings, 'warning')} in {_named(path)}{_hint(path, warnings, sources)}", err=True)


def _path(found: Diagnostic) -> str | None:
    return found.place.source.path if found.place else found.path


def _hint(path: str, hidden: int, sources: str | None) -> str:
    """How to see all findings, when some of them are *hidden*."""
    return f"; see all by: {typed('check', path, sources=sources)}" if hidden else ""


def typed(name: str, path: str, *options: str, sources: str | None = None) -> str:
    """The command *name* on the debate at *path* as it is typed, with the same folder of *sources*."""
    from clashmap.cli.terminal import quoted

    folder = [f"--sources {quoted(sources)}"] if sources is not None else []
    return " ".join(["clashmap", name, quoted(path), *folder, *options])


def _named(path: str) -> str:
    return "standard input" if path == "-" else path


def print_full(findings: Sequence[Diagnostic], *, err: bool = False) -> None:
    """Print findings with an empty line between them, but no more than anybody reads in this form."""
    from shutil import get_terminal_size

    from clashmap.cli.terminal import full

    stream = sys.stderr if err else sys.stdout
    width = get_terminal_size().columns if stream.isatty() else 120
    for number, diagnostic in enumerate(findings[:MOST_FULL]):
        click.echo(("\n" if number else "") + full(diagnostic, width=width), err=err)


def count(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def check_output(output: str, *, path: str, is_debate: bool = False) -> None:
    """Refuse the name of a result that is a folder, or that is or would be read as a part of a debate.

    A result that *is_debate* itself may be called like one, but for in the folder that is read.
    """
    from clashmap.library import SUFFIXES, is_same

    if output == "-":
        return
    _refuse_kept(output, path)
    file = Path(output)
    if os.path.isdir(output):
        refuse(f"{file.as_posix()} is a folder; add a file name, such as {file.as_posix().rstrip('/')}/map.svg")
    if is_debate and not (os.path.isdir(path) and Path(output).resolve().is_relative_to(Path(path).resolve())):
        return
    if output.casefold().endswith(SUFFIXES) and not is_same(output, path):  # for which there are words in ``write``
        refuse(f"{file.as_posix()} would be read as a part of a debate; choose a name that ends otherwise")


def _refuse_kept(output: str, path: str) -> None:
    """Refuse what stands beside the debate at *path*, and among the texts in the folder that --sources names."""
    from clashmap.library.keeping import kept_from

    context = click.get_current_context(silent=True)
    sources = context.params.get("sources") if context else None
    if told := kept_from(output, None if path == "-" else folder_of(path), sources):
        refuse(told)


def folder_of(path: str) -> Path:
    """The folder in which the debate at *path* is, and what stands beside it."""
    return Path(path) if os.path.isdir(path) else Path(path).parent


def folder_of_texts(path: str, sources: str | None) -> Path:
    """The folder with the texts of sources: *sources* if that is given, else the one beside the debate at *path*."""
    return folder_of(path) / "sources" if sources is None else Path(sources)


def name_of(path: str, *, part: str | None = None) -> str:
    """What a result of the debate at *path* is called when the user names none."""
    full = Path(path).resolve()
    stem = (full.name if os.path.isdir(full) else full.stem) or "debate"
    called = re.sub(r"[\W_]+", "-", part.casefold())[:_LONGEST].strip("-") if part else ""
    return f"{stem}-{called}" if called else stem


def write(result: str | bytes, output: str, *, path: str) -> None:
    """Write a result to the file *output*, or to standard output for ``-``; never over the debate at *path*.

    Nor over what stands beside it: texts of sources, cards, bibliographies, the lock.
    """
    data = result.encode("utf-8", "replace") if isinstance(result, str) else result
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from clashmap.library import LoadError, SaveError, find_files, save_bytes

    _refuse_kept(output, path)
    try:
        save_bytes(output, data, inputs=() if path == "-" else find_files(path))
    except (SaveError, LoadError) as error:
        raise Refusal(str(error)) from error


def leave(findings: Sequence[Diagnostic]) -> None:
    """End with exit code 1 when there are errors in the text that the user chose to go on with."""
    from clashmap.diagnostics import Severity

    if any(found.severity is Severity.ERROR for found in findings):
        sys.exit(1)


def refuse(message: str) -> NoReturn:
    """End with *message* and exit code 2."""
    raise Refusal(message)
