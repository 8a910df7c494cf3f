"""``clashmap draft``: from the text of an article to the skeleton of a map."""

from __future__ import annotations

import click

from clashmap.cli.debate import DebateCommand


@click.command("draft", cls=DebateCommand)
@click.argument("article", type=click.Path())
def command(article: str) -> None:
    """Begin a map of ARTICLE: its headings, and the sentences that are most likely claims and objections."""
