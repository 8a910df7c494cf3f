"""``clashmap help``."""

from __future__ import annotations

import click


@click.command("help")
def command() -> None:
    """Not made yet."""
