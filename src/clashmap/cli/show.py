"""``clashmap show``: a debate as an outline to read or to hear."""

from __future__ import annotations

import click

from clashmap.cli.debate import PATH, DebateCommand, leave, open_sound, refuse


@click.command(
    "show",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap show arguments/air-support-guarantee
  clashmap show debate.argdown --section "No-fly zone\"""",
)
@PATH
@click.option("--section", metavar="NAME", help="Only what is under the heading NAME.")
def command(path: str, section: str | None) -> None:
    """Print PATH as an indented outline: each claim, and under it what bears on it.

    It says all that the picture shows, for screen readers and for terminals.
    """
    from clashmap.cli.outline import outline
    from clashmap.cli.terminal import clean
    from clashmap.draw.scope import Scope
    from clashmap.draw.view import select

    map = open_sound(path, keep_going=True)
    try:
        view = select(map, Scope(section=section))
    except LookupError as error:
        refuse(str(error.args[0]))
    for line in outline(map, view):
        click.echo(clean(line))
    leave(map.diagnostics)
