"""The command line: the group of commands, each imported when it is called, and what happens when one fails."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "init": "clashmap.cli.init",
    "render": "clashmap.cli.render",
    "show": "clashmap.cli.show",
    "judge": "clashmap.cli.judge",
    "check": "clashmap.cli.check",
    "cite": "clashmap.cli.cite",
    "draft": "clashmap.cli.draft",
    "explain": "clashmap.cli.explain",
    "fmt": "clashmap.cli.fmt",
    "rename": "clashmap.cli.rename",
    "export": "clashmap.cli.export",
    "solve": "clashmap.cli.solve",
    "doctor": "clashmap.cli.doctor",
    "help": "clashmap.cli.help",
}
"""The module of each command by its name, in the order in which help lists them."""
_WITHIN_CITE = {
    "sources": "",
    "cards": "",
    **{name: f" --{name}" for name in ("lock", "verify", "coverage", "bibliography")},
    "find": ' --find "words"',
}
"""What is no command and may be looked for as one, by its option of ``cite``."""


class _Commands(click.Group):
    """A group that imports a command when it is asked for, and lets no traceback out."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from clashmap.checks.nearest import Names

            near = " or ".join(Names(COMMANDS).nearest(args[0]))
            hint = f"; did you mean {near}?" if near else ""
            if args[0] in _WITHIN_CITE:
                hint = f"; type clashmap cite PATH{_WITHIN_CITE[args[0]]}"
            ctx.fail(f"there is no command “{args[0]}”{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            ctx.exit(130)
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            message = f"{type(error).__name__}: {error}".splitlines()[0]
            click.echo(
                f"internal error: {message}\nThis is a fault of clashmap, not of your text. Please report it with what "
                "`clashmap --debug …` says, where … is the rest of what you typed.",
                err=True,
            )
            ctx.exit(2)
        return result


def _say_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from clashmap import __version__

        click.echo(f"clashmap {__version__}")
        ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "CLASHMAP"},
    epilog="""\b
A first map: put these lines into a file debate.argdown, and type clashmap render debate.argdown
  [We should do it]: It would help. {side: aff}
    + <It worked before>: The last one helped, too. {side: aff}
    - [It costs too much]: Nobody can pay for it. {side: neg}

\b
Exit codes: 0 fine, 1 something to mend in the text, 2 typed wrongly or a tool is missing.
Every option can be set in the environment: CLASHMAP_RENDER_PAGE=a3 is --page a3.""",
)
@click.option("--debug", is_flag=True, help="Show where in the program an internal error arose.")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help="Say which.")
def cli(debug: bool) -> None:
    """Draw and check the claims and counterclaims of a debate.

    A debate is plain text in Argdown: one .argdown file, or a folder of them. PATH is that file or folder, or - for
    standard input.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command makes a few large values that live until it ends: looking for rubbish among them takes a fifth of its
    # time and finds none. What is frozen is not looked through when Python ends either.
    gc.disable()
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            # A terminal knows its encoding; into files and pipes goes UTF-8, on Windows too.
            reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    cli(prog_name="clashmap")
