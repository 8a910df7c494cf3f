"""``clashmap init``: a small complete debate in a new folder, to look at, to draw and to write over."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
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
    click.echo("\nOpen these files in any editor. To draw them, to see whether anything is wrong in them, which claims")
    click.echo("stand, and whether their sources say what they say, type:")
    click.echo("\n".join(f"  clashmap {command} {quoted(folder)}" for command in ("render", "check", "judge", "cite")))


def first_debate() -> dict[str, str]:
    """The text of each file by its path, the maps first, in reading order."""
    files = dict(_files(resources.files("clashmap").joinpath("init")))
    return {name: files[name] for name in sorted(files, key=lambda name: ("/" in name, name))}


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The text of each file in *folder* by its path."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_text(encoding="utf-8")
