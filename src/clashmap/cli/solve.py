"""``clashmap solve``."""

from __future__ import annotations

import click


@click.command("solve")
def command() -> None:
    """Not made yet."""
