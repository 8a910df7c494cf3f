"""``clashmap show``: a debate as an outline to read or to hear."""

from __future__ import annotations

from typing import Any

import click

from clashmap.cli.debate import PATH, DebateCommand, leave, open_sound, refuse
from clashmap.cli.look import refuse_reading, verdict_options
from clashmap.cli.scope import part_options, scope_of


@click.command(
    "show",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap show arguments/air-support-guarantee
  clashmap show debate.argdown --section "No-fly zone"
  clashmap show debate.argdown --focus "No-fly zone means war" --depth 2
  clashmap show debate.argdown --verdicts""",
)
@PATH
@part_options
@verdict_options
def command(path: str, verdicts: bool, reading: str, **asked: Any) -> None:
    """Print PATH as an indented outline: each claim, and under it what bears on it.

    It says all that the picture shows, for screen readers and for terminals.
    """
    from clashmap.cli.outline import outline
    from clashmap.cli.terminal import clean
    from clashmap.draw.view import select
    from clashmap.draw.view.judged import judged
    from clashmap.verdicts.judge import judge

    refuse_reading(verdicts=verdicts)
    scope = scope_of(**asked)
    map = open_sound(path, keep_going=True)
    try:
        view = select(map, scope)
    except LookupError as error:
        refuse(str(error.args[0]))
    if verdicts:
        view = judged(view, judge(map, reading=reading))
    for line in outline(map, view):
        click.echo(clean(line))
    leave(map.diagnostics)
