"""``--bibliography``: the sources that a debate cites, in full or in a style of citation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from clashmap.cli.cite.page import Page
from clashmap.cli.debate import refuse
from clashmap.cli.terminal import clean


def listed(page: Page) -> tuple[str, ...]:
    """Ids of the sources that are told: those that are cited, or all."""
    return tuple(page.map.references) if page.whole else page.cited


def record(page: Page, style: str | None) -> dict[str, Any]:
    """The list as data."""
    return {
        "style": style,
        "sources": [{"id": id, "cite": page.short(id), "full": page.full(id)} for id in listed(page)],
        "entries": list(styled(page, style)) if style else None,
    }


def lines(page: Page, style: str | None) -> Iterator[str]:
    """The list in words: what is read aloud and the whole cite, or entries of the style to paste, each in a line."""
    if style:
        yield from styled(page, style)
        return
    for id in listed(page):
        yield page.said(f"{click.style(page.short(id), bold=True)}: {page.full(id)}", hang=4)
    if not listed(page):
        yield "No source is cited here yet."


def styled(page: Page, style: str) -> Iterator[str]:
    """The entries in a *style*, in its order. Refuses what is none, or what it takes to print it is missing for."""
    from clashmap.evidence.bibliography.style import StyleError, bibliography
    from clashmap.evidence.extra import MissingLibraryError, install
    from clashmap.library import LoadError
    from clashmap.library.styles import read_style

    fields = [page.map.references[id].fields for id in listed(page)]
    try:
        yield from map(clean, bibliography(fields, read_style(style, page.beside)))
    except MissingLibraryError as library:
        refuse(f"a style needs {library}, which is not installed; type: {install()}")
    except (LoadError, StyleError) as error:
        refuse(str(error) if isinstance(error, LoadError) else f"the style {style} cannot be used: {error}")


def left_out(page: Page) -> str:
    """How many sources are not told, as a phrase; empty when all are."""
    rest = len(page.map.references) - len(listed(page))
    return f"{rest} declared and not cited; add --all to list them, too" if rest else ""
