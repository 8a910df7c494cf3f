"""``clashmap judge``: which claims stand, which fall and which are contested, why, and what would change it."""

from __future__ import annotations

import os

import click

from clashmap.cli.debate import PATH, DebateCommand, leave, open_sound, refuse
from clashmap.cli.judge.suppose import Lines, signed
from clashmap.cli.look import READINGS
from clashmap.cli.seconds import SECONDS
from clashmap.cli.terminal import quoted

# The names that the verdicts room knows are written out here, held equal by a test: help must not import it.
MODELS = ("quadratic-energy", "df-quad", "euler", "h-categoriser")
STANDARDS = ("preponderance", "clear-and-convincing", "beyond-reasonable-doubt")


@click.command(
    "judge",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap judge arguments/air-support-guarantee
  clashmap judge debate.argdown --why "Deniable help beats a no-fly zone"
  clashmap judge debate.argdown --suppose "-Denial fools nobody" --flip "We should do it"
What a verdict means, and what it does not: clashmap help verdicts
What strength and the standards of proof mean: clashmap help strength""",
)
@PATH
@click.option("--why", metavar="TITLE", help="The whole reason for the verdict on the claim or argument TITLE.")
@click.option("--flip", metavar="TITLE", help="What single points, else what few together, would change it by falling.")
@click.option(
    "--suppose",
    cls=Lines,
    multiple=True,
    callback=signed,
    metavar="±TITLE",
    help='Judge as if TITLE fell ("-TITLE") or stood ("+TITLE"), and say what changes; again for more of them.',
)
@click.option("--unanswered", is_flag=True, help="Only the attacks that nothing answers, by side.")
@click.option("--next", "coming", is_flag=True, help="Only what could still change the verdict on the resolution.")
@click.option(
    "--strength",
    type=click.Choice(MODELS, case_sensitive=False),
    help="Add how strong each point is by this model, as a bar beside its verdict.",
)
@click.option(
    "--standard",
    type=click.Choice(STANDARDS, case_sensitive=False),
    help="Say whether the resolution meets this standard of proof.",
)
@click.option(
    "--reading",
    type=click.Choice(READINGS, case_sensitive=False),
    default="warrant",
    show_default=True,
    help="What counts: reasons and attacks, or attacks alone.",
)
@click.option(
    "--budget",
    type=SECONDS,
    metavar="SECONDS",
    default=5.0,
    show_default=True,
    help="How long to look for the ways out of a circle; then the answer is unknown.",
)
@click.option("--all", "whole", is_flag=True, help="Cut no list short.")
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="To read, or as data."
)
def command(
    path: str,
    why: str | None,
    flip: str | None,
    suppose: tuple[tuple[str, str], ...],
    unanswered: bool,
    coming: bool,
    strength: str | None,
    standard: str | None,
    reading: str,
    budget: float,
    whole: bool,
    format: str,
) -> None:
    """Say which claims of PATH stand, which fall, and why.

    Others are contested: they hang in a circle of points that answer each other. The resolution comes first, then the
    other claims at the top, then what decides the resolution; options ask for more, and can be combined. A verdict
    tells what the map leaves unanswered, and decides no round.
    """
    from clashmap.cli.judge.findings import Asked, find

    _refuse_attack_graph(path)
    map = open_sound(path, keep_going=True)
    asked = Asked(
        why=why,
        flip=flip,
        suppose=suppose,
        unanswered=unanswered,
        next=coming,
        strength=strength,
        standard=standard,
        reading=reading,
        budget=budget,
        whole=whole,
    )
    try:
        findings = find(map, asked, path=path)
    except (LookupError, ValueError) as error:
        refuse(str(error.args[0]))
    if format == "json":
        from clashmap.cli.judge.data import dumps

        click.echo(dumps(findings))
    else:
        from clashmap.cli.judge.text import lines

        for line in lines(findings):
            click.echo(line)
    leave(map.diagnostics)


def _refuse_attack_graph(path: str) -> None:
    """Refuse a file that another command reads; what looks like a debate by its name is never looked into."""
    from clashmap.library import SUFFIXES

    if not os.path.isfile(path) or path.casefold().endswith(SUFFIXES):
        return
    from clashmap.formats.attackgraphs import format_of
    from clashmap.library import LoadError
    from clashmap.library.finding import find_files, read_bytes

    try:
        data = read_bytes(*find_files(path))
    except LoadError as error:
        refuse(str(error))
    if format_of(path, data) is not None:
        refuse(f"this is an attack graph; type clashmap solve -p SE-GR -f {quoted(path)}")
