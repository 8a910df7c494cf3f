"""The page that results are told on: its width, its names and commands, and the colours of verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import click

from clashmap.cli.judge.commands import Commands
from clashmap.cli.judge.findings import Findings
from clashmap.cli.judge.names import Names
from clashmap.cli.paragraph import paragraph
from clashmap.resolve.worth import CONCEDED
from clashmap.verdicts.judge import Verdict

_COLOURS = {Verdict.STANDS: "green", Verdict.FALLS: "red", Verdict.CONTESTED: "yellow"}
_MOST = 10
"""Lines of a list that may be long, unless all of it is asked for."""


@dataclass(frozen=True)
class Page:
    """A page of *width* columns for *findings*."""

    findings: Findings
    width: int

    @cached_property
    def name(self) -> Names:
        """What a line calls a claim or an argument."""
        return Names(self.findings.map, self.findings.path)

    @cached_property
    def commands(self) -> Commands:
        """What can be typed about this debate."""
        return Commands(self.findings)

    @property
    def top(self) -> str:
        """What a line calls the first of what is at the top."""
        found = self.findings
        return "the resolution" if found.tops[0] in found.resolutions else "the top claim"

    def is_conceded(self, id: str) -> bool:
        """Whether the writer says that the other side concedes it."""
        framework = self.findings.judgement.framework
        return framework.settled.get(framework.index[id]) == CONCEDED

    def said(self, text: str, *, start: str = "") -> str:
        """A paragraph behind *start*."""
        return paragraph(text, width=self.width, start=start)

    def heading(self, text: str) -> Iterator[str]:
        """An empty line, and a heading."""
        yield ""
        yield click.style(self.said(text), bold=True)

    def listed(self, items: Sequence[str]) -> Iterator[str]:
        """*items*, or the first of them and how to see the rest."""
        shown = items if self.findings.asked.whole or len(items) <= _MOST + 1 else items[:_MOST]
        yield from shown
        if len(shown) < len(items):
            yield self.said(f"… and {len(items) - len(shown):,} more; add --all to see them")

    def where(self, id: str, step: int | None = None) -> str:
        """Where it is written, as the end of a line."""
        where = self.name.where(id, step)
        return click.style(f" ({where})", dim=True) if where else ""


def coloured(verdict: Verdict, word: str = "") -> str:
    """The verdict, or a *word* for it, in its colour."""
    return click.style(word or verdict.value, fg=_COLOURS[verdict])
