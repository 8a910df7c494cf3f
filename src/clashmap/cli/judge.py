"""``clashmap judge``."""

from __future__ import annotations

import click


@click.command("judge")
def command() -> None:
    """Not made yet."""
