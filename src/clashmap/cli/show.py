"""``clashmap show``: a debate as an outline to read or to hear."""

from __future__ import annotations

from typing import Any

import click

from clashmap.cli.debate import PATH, DebateCommand, leave, open_sound, refuse
from clashmap.cli.scope import part_options, scope_of


@click.command(
    "show",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap show arguments/air-support-guarantee
  clashmap show debate.argdown --section "No-fly zone"
  clashmap show debate.argdown --focus "No-fly zone means war" --depth 2""",
)
@PATH
@part_options
def command(path: str, **asked: Any) -> None:
    """Print PATH as an indented outline: each claim, and under it what bears on it.

    It says all that the picture shows, for screen readers and for terminals.
    """
    from clashmap.cli.outline import outline
    from clashmap.cli.terminal import clean
    from clashmap.draw.view import select

    scope = scope_of(**asked)
    map = open_sound(path, keep_going=True)
    try:
        view = select(map, scope)
    except LookupError as error:
        refuse(str(error.args[0]))
    for line in outline(map, view):
        click.echo(clean(line))
    leave(map.diagnostics)
