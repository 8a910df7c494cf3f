"""``clashmap solve``: the argumentation competition's questions about an attack graph, answered in its words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from clashmap.cli.debate import DebateCommand, refuse
from clashmap.cli.seconds import SECONDS

if TYPE_CHECKING:
    from clashmap.cli.instances import Opened

TASKS = ("DC", "DS", "SE", "EE", "CE")
# The names that the verdicts know are written out here, held equal by a test: help must not pay for importing them.
SEMANTICS = {
    "CO": "complete",
    "GR": "grounded",
    "PR": "preferred",
    "ST": "stable",
    "SST": "semi-stable",
    "STG": "stage",
    "ID": "ideal",
}
PROBLEMS = tuple(f"{task}-{semantics}" for task in TASKS for semantics in SEMANTICS)
FORMATS = ("i23", "apx", "tgf", "argdown")
MOST = 10_000
"""Extensions that are written when no other number is asked for."""


def _say(names: tuple[str, ...]) -> Callable[[click.Context, click.Parameter, bool], None]:
    """What prints *names* as the competition asks for them, and ends the command."""

    def say(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"[{','.join(names)}]")
            ctx.exit()

    return say


def _problem(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, str]:
    """The task and the semantics of the problem that was typed."""
    if value is None:
        help = "add a problem, such as -p SE-PR; see all by: clashmap solve --problems"
        raise click.UsageError(f"Missing option -p; {help}", ctx)
    if value.upper() not in PROBLEMS:
        help = "type a task and a semantics, such as DC-PR; see all by: clashmap solve --problems"
        raise click.BadParameter(f"there is no problem “{value}”; {help}", ctx, param)
    task, _, semantics = value.upper().partition("-")
    return task, SEMANTICS[semantics]


@click.command(
    "solve",
    cls=DebateCommand,
    epilog="""\b
A problem is a task and a semantics, such as DC-PR:
  DC  is ARG in some extension?     CO   complete      SST  semi-stable
  DS  is ARG in every extension?    GR   grounded      STG  stage
  SE  some extension                PR   preferred     ID   ideal
  EE  every extension               ST   stable
  CE  how many there are

\b
Examples:
  clashmap solve -p DC-PR -f graph.i23 -a 7
  clashmap solve -p SE-ST -f graph.apx --budget 10
  clashmap solve -p EE-PR -f debate.argdown

\b
Exit codes: 0 answered, 1 not (the budget ended, or there is something to mend in the file), 2 typed wrongly.""",
)
@click.option("-p", "--problem", metavar="PROBLEM", callback=_problem, help="What is asked, see below.")
@click.option("-f", "--file", metavar="FILE", required=True, help="An attack graph, a debate, or - for standard input.")
@click.option("-fo", "--format", type=click.Choice(FORMATS), help="How FILE is written.  [default: as its name tells]")
@click.option("-a", "--argument", metavar="ARG", help="The argument that is asked about.")
@click.option("--budget", type=SECONDS, metavar="SECONDS", help="How long to look for the answer.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=MOST,
    metavar="N",
    show_default=True,
    help="EE: how many extensions to write.",
)
@click.option(
    "--problems", is_flag=True, is_eager=True, expose_value=False, callback=_say(PROBLEMS), help="List all problems."
)
@click.option(
    "--formats", is_flag=True, is_eager=True, expose_value=False, callback=_say(FORMATS), help="List all formats."
)
def command(
    problem: tuple[str, str],
    file: str,
    format: str | None,
    argument: str | None,
    budget: float | None,
    most: int,
) -> None:
    """Answer a question of the argumentation competition about an attack graph.

    It is answered as solvers in the field answer, so that they can be checked against each other: YES or NO, an
    extension as w and its arguments, which DC shows for YES and DS for NO, and UNKNOWN when the budget ended.
    """
    from clashmap.cli.instances import open_instance

    task, semantics = problem
    is_decision = task in ("DC", "DS")
    if is_decision and argument is None:
        refuse(f"{task} asks about one argument; add -a and its name")
    if not is_decision and argument is not None:
        refuse(f"-a belongs to DC and DS; leave it out for {task}")
    opened = open_instance(file, format)
    if argument is not None:
        is_known = _decide(opened, argument, semantics, budget, sceptically=task == "DS")
    else:
        is_known = _list(opened, task, semantics, budget, most)
    if not is_known:
        sys.exit(1)


def _decide(opened: Opened, argument: str, semantics: str, budget: float | None, *, sceptically: bool) -> bool:
    """Say whether *argument* is accepted, and show why; return whether it is known."""
    from clashmap.verdicts.positions import accepted

    number = opened.number(argument)
    answer = accepted(opened.graph, number, semantics=semantics, sceptically=sceptically, budget=budget)
    click.echo("UNKNOWN" if answer.holds is None else "YES" if answer.holds else "NO")
    if answer.holds is None:
        _too_short("before it was known")
    elif answer.witness is not None:
        click.echo(opened.line(answer.witness))
    elif answer.holds is not sceptically:
        _too_short("before an extension that shows it was found")
    return answer.holds is not None


def _too_short(when: str) -> None:
    """Say that the budget ended *when* it did, and how to get further."""
    click.echo(f"the budget ended {when}; give it more by --budget SECONDS", err=True)


def _list(opened: Opened, task: str, semantics: str, budget: float | None, most: int) -> bool:
    """Write one extension, all of them or their number; return whether this is known."""
    from clashmap.verdicts.positions import extensions

    wanted = {"SE": 1, "EE": most, "CE": None}[task]
    found = extensions(opened.graph, semantics=semantics, most=wanted, budget=budget)
    if task == "CE":
        click.echo(len(found.sets) if found.is_known else "UNKNOWN")
    else:
        click.echo("\n".join(map(opened.line, found.sets)) or ("NO" if found.is_known else "UNKNOWN"))
    if not found.is_known:
        _too_short(f"when {len(found.sets):,} were found, and there may be others")
    elif task == "EE" and not found.is_all:
        first = f"these are the first {most:,}" if most > 1 else "this is the first"
        click.echo(f"{first}; there may be others: add --most and a larger number", err=True)
    return found.is_known
