"""The result as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from clashmap.cli.judge.findings import Findings
from clashmap.cli.judge.page import Page
from clashmap.cli.judge.reason import why
from clashmap.cli.judge.strength import weights
from clashmap.cli.judge.summary import summary
from clashmap.cli.judge.turns import coming, flipped, onward, supposed, unanswered
from clashmap.cli.judge.words import LIMITS, RULES, SHORT
from clashmap.cli.paragraph import page_width
from clashmap.cli.terminal import clean


def lines(findings: Findings, *, width: int | None = None) -> Iterator[str]:
    """What to print, in *width* columns or as many as the terminal has."""
    page = Page(findings, width or page_width())
    yield click.style(page.said(clean(findings.map.title or "Argument map")), bold=True)
    yield from supposed(page)
    map = findings.map
    if not map.relations and all(claim.title is None for claim in map.claims.values()) and not map.arguments:
        yield ""
        yield page.said("Nothing is claimed here yet, so there is nothing to judge. Write a first claim like this:")
        yield "  [We should do it]: It would help."
    elif not findings.asked.is_narrow:
        yield from summary(page)
    for part in (why, flipped, unanswered, coming, weights):
        yield from part(page)
    reading = findings.asked.reading
    yield ""
    if findings.asked.is_narrow:
        yield from onward(page)
        yield click.style(page.said(f"Reading {reading}. Limits: {SHORT}; see clashmap help verdicts."), dim=True)
        return
    yield click.style(page.said(f"Reading {reading}: {RULES[reading]}."), dim=True)
    yield click.style(page.said(f"Limits: {LIMITS}."), dim=True)
