"""``clashmap check --fix`` and ``--diff``: mending what is in the files, or only showing how."""

from __future__ import annotations

from collections import Counter

import click

from clashmap.cli.choose import Chosen
from clashmap.cli.debate import count, open_debate, refuse, write
from clashmap.cli.mend import Mended, mend, not_utf8
from clashmap.cli.rewrite import changes, rewrite
from clashmap.cli.terminal import clean
from clashmap.cli.texts import texts_of
from clashmap.graph import ArgumentMap


def show_changes(map: ArgumentMap, path: str, chosen: Chosen, *, mending: str) -> int:
    """Print what --fix would change; the exit code."""
    old, mended = texts_of(map), mend(map, chosen)
    write("".join(changes(file, old[file], text) for file, text in mended.texts.items()), "-", path=path)
    _say_left(map, mended, chosen)
    if not mended.texts:
        click.echo("there is nothing that --fix would change", err=True)
        return 0
    click.echo(f"nothing was written; to change {count(len(mended.texts), 'file')} so: {mending}", err=True)
    return 1


def mend_files(map: ArgumentMap, path: str, chosen: Chosen, *, sources: str | None) -> ArgumentMap:
    """Mend the files, or print the mended standard input; the map that they are then, with the texts of *sources*."""
    old, mended = texts_of(map), mend(map, chosen)
    if path == "-" and (not_utf8(map) or not old):
        refuse("standard input is not UTF-8, and is not mended; save it as UTF-8 first")
    for file, text in mended.texts.items():
        if path != "-":
            rewrite(file, old[file], text)
        click.echo(f"mended {clean(file)}{_gone(map, mended.map, file, chosen)}", err=True)
    _say_left(map, mended, chosen)
    if path != "-":
        return open_debate(path, texts=True, sources=sources)
    for text in {**old, **mended.texts}.values():
        write(text, "-", path=path)
    return mended.map


def _gone(before: ArgumentMap, after: ArgumentMap, file: str, chosen: Chosen) -> str:
    """Which findings in *file* are there no longer."""
    had, has = (
        Counter(
            found.rule
            for found in map.diagnostics
            if found.place and found.place.source.path == file and chosen(found.rule)
        )
        for map in (before, after)
    )
    gone = ", ".join(f"{number} × {rule.code} {rule.name}" for rule, number in (had - has).items())
    return f": {gone}" if gone else ""


def _say_left(map: ArgumentMap, mended: Mended, chosen: Chosen) -> None:
    """Say which files and rules could have been mended, and were not."""
    fixable = {found.place.source.path for found in map.diagnostics if found.place and chosen(found.rule) and found.fix}
    for file in not_utf8(map):
        if file in fixable:
            click.echo(f"{clean(file)} is left as it is, since it is not saved as UTF-8", err=True)
    for code in mended.left:
        click.echo(f"{code} is left as it is, since something else would be lost by mending it", err=True)
