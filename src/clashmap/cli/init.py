"""``clashmap init``: a small complete debate in a new folder, to look at, to draw and to write over."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from clashmap.cli.debate import DebateCommand, Refusal, refuse


@click.command(
    "init",
    cls=DebateCommand,
    epilog="""\b
Example:
  clashmap init "Our debate\"""",
)
@click.argument("folder", type=click.Path())
def command(folder: str) -> None:
    """Write a small debate into a new FOLDER, to begin your own from.

    Its comments say how to write one. Nothing that is there is ever written over.
    """
    from clashmap.cli.terminal import quoted
    from clashmap.library import SaveError, write_new

    if not folder.strip():
        refuse("the name of the folder is empty; type one, such as: clashmap init debate")
    files = first_debate()
    try:
        write_new(folder, files)
    except SaveError as error:
        raise Refusal(str(error)) from error
    for name in files:
        click.echo(f"wrote {Path(folder, name).as_posix()}")
    click.echo("\nOpen these files in any editor. To draw them, and to see whether anything is wrong in them, type:")
    click.echo(f"  clashmap render {quoted(folder)}\n  clashmap check {quoted(folder)}")


def first_debate() -> dict[str, str]:
    """The text of each file by its name, in reading order."""
    files = [file for file in resources.files("clashmap").joinpath("init").iterdir() if file.name.endswith(".argdown")]
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(files, key=lambda file: file.name)}
