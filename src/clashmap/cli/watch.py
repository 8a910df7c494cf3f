"""``--watch``: draws again each time a file of the debate is saved, until the user has had enough."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, sleep
from typing import TypeVar

import click

from clashmap.cli.debate import refuse

SECONDS = 0.3
"""Between two looks at the files: soon enough for a writer, and no load for the machine."""

_Made = TypeVar("_Made")


def watch(
    draw: Callable[[], _Made],
    path: str,
    *,
    others: Callable[[], Iterable[str]] = tuple,
    folders: Iterable[Path] = (),
    first: Callable[[_Made], object] = lambda drawn: None,
    wait: Callable[[], None] = lambda: sleep(SECONDS),
) -> None:
    """Call *draw* now, and again whenever a file of the debate at *path*, of the *others* or in *folders* was saved.

    *others* is asked again after each drawing, as the text may name such files. *first* is called once, with what the
    first drawing that succeeds gives back. *draw* writes its results last: when it refuses, or ends at errors in the
    text, they stay as they were. Ends, with exit code 0, when the user presses Ctrl-C.

    Raises what *draw* refuses at the start: that is no fault of the text, and no save can mend what was typed.
    """
    from clashmap.library.watching import Watched, next_change

    if path == "-":
        refuse("--watch needs a file or a folder: standard input does not change")
    is_first = is_new = True
    try:
        while True:
            before = Watched(
                path, others=others(), folders=folders
            ).look()  # what is saved while it is drawn counts as a change
            drawn = _drawn(draw, is_first=is_first)
            is_first = False
            if drawn and is_new:
                first(*drawn)
                is_new = False
            named = tuple(others())
            watched = Watched(path, others=named, folders=folders)
            now = watched.look()
            before |= {name: now[name] for name in named if name not in before}
            next_change(watched.look, before, wait)
    except KeyboardInterrupt:
        click.echo("stopped watching", err=True)


def _drawn(draw: Callable[[], _Made], *, is_first: bool) -> tuple[_Made] | None:
    start = perf_counter()
    drawn, done = None, "what was drawn before is kept"
    try:
        drawn = (draw(),)
        done = f"drawn in {perf_counter() - start:.1f} s"
    except click.ClickException as error:
        if is_first:
            raise
        error.show()
    except SystemExit:  # the errors in the text have been listed
        pass
    click.echo(f"{done}; waiting for the next save, Ctrl-C ends", err=True)
    sys.stderr.flush()
    gc.collect()  # a command makes no rubbish that is worth looking for, but this one does it again and again
    return drawn
