"""``--watch``: draws again each time a file of the debate is saved, until the user has had enough."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from time import perf_counter, sleep

import click

from clashmap.cli.debate import refuse

SECONDS = 0.3
"""Between two looks at the files: soon enough for a writer, and no load for the machine."""


def watch(
    draw: Callable[[], object],
    path: str,
    *,
    others: Iterable[str] = (),
    first: Callable[[], object] = lambda: None,
    wait: Callable[[], None] = lambda: sleep(SECONDS),
) -> None:
    """Call *draw* now, and again whenever a file of the debate at *path* or one of the *others* was saved.

    *first* is called once, after the first drawing. *draw* writes its results last: when it refuses, or ends at errors
    in the text, they stay as they were. Ends, with exit code 0, when the user presses Ctrl-C.
    """
    from clashmap.library.watching import Watched, next_change

    if path == "-":
        refuse("--watch needs a file or a folder: standard input does not change")
    watched = Watched(path, others=others)
    try:
        while True:
            before = watched.look()  # what is saved while it is drawn counts as a change
            _drawn(draw)
            first()
            first = lambda: None  # noqa: E731
            next_change(watched.look, before, wait)
    except KeyboardInterrupt:
        click.echo("stopped watching", err=True)


def _drawn(draw: Callable[[], object]) -> None:
    start = perf_counter()
    done = "what was drawn before is kept"
    try:
        draw()
        done = f"drawn in {perf_counter() - start:.1f} s"
    except click.ClickException as error:
        error.show()
    except SystemExit:  # the errors in the text have been listed
        pass
    click.echo(f"{done}; waiting for the next save, Ctrl-C ends", err=True)
    sys.stderr.flush()
    gc.collect()  # a command makes no rubbish that is worth looking for, but this one does it again and again
