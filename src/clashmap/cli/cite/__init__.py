"""``clashmap cite``: what a debate cites, held against the texts of its sources."""

from __future__ import annotations

import click

from clashmap.cli.debate import PATH, DebateCommand


@click.command("cite", cls=DebateCommand)
@PATH
def command(path: str) -> None:
    """Hold what PATH cites against the texts of its sources."""
