"""A reason as text: its tree, the circle that it hangs in, and the ways out of that."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.cli.judge.page import ARE, IS, Page, coloured, together
from clashmap.cli.judge.strength import bar
from clashmap.cli.judge.tree import Branch, branches, round_
from clashmap.cli.judge.ways import Way, Ways
from clashmap.cli.judge.words import NOUNS, because
from clashmap.verdicts.judge import Verdict

_INDENT = "  "
_DEEPEST = 12
"""Levels by which lines are indented at the most; those below say how deep they are."""
_MOST_NAMES = 8
"""Names of a position, unless all of them are asked for."""


def why(page: Page) -> Iterator[str]:
    """The whole reason that was asked for."""
    told = page.findings.why
    if told is None:
        return
    yield from page.heading(f"Why {page.name(told.root)} {IS[told.reasons[told.root].verdict]}")
    yield from (branch(page, one) for one in branches(told))
    if not told.is_shortest:
        yield page.said("There may be a shorter explanation: the search for it ended.")
    if told.circle:
        yield from page.heading("The circle it hangs in")
        bearing = round_(page.findings.map, told.circle)
        said = (f"{page.name(one.source)} {one.kind.verb} {page.name(one.target)}" for one in bearing)
        yield from page.listed([page.said(words, start="- ") for words in said])
    if page.findings.ways is not None:
        yield from _ways(page, told.root, page.findings.ways)


def branch(page: Page, one: Branch) -> str:
    """A line of the tree, which hangs under its first words."""
    reason, deep = one.reason, min(one.depth, _DEEPEST)
    what = f"the {NOUNS[one.kind]} " if one.kind is not None and reason.step is None else ""
    level = f"({one.depth}) " if one.depth > deep else ""
    told = "see above" if one.is_told else because(reason, page.name) + page.where(reason.id, reason.step)
    name, verdict = page.name(reason.id, reason.step), coloured(reason.verdict, IS[reason.verdict])
    return page.said(f"{level}{what}{name} {verdict}{bar(page, reason.id)}: {told}", start=f"{_INDENT * deep}- ")


def _ways(page: Page, root: str, ways: Ways) -> Iterator[str]:
    """The positions that can be held on the circle, and what becomes of *root*."""
    if not ways.ways:
        yield from page.heading("Consistent ways out of it: unknown")
        yield page.said("The time was too short to find one; give it more by --budget SECONDS.")
        return
    held = {verdict for way in ways.ways for verdict in way.held.values()}
    if held == {Verdict.CONTESTED} and ways.is_known:
        yield from page.heading("No consistent way out of it")
        yield page.said("None of these can be held against all that attacks it.")
        return
    yield from page.heading("Consistent ways out of it")
    yield from (_way(page, root, way) for way in ways.ways)
    if not ways.is_known:
        yield page.said("There may be more: the time was too short; give it more by --budget SECONDS.")
    elif not ways.is_all:
        yield page.said("There are more.")


def _way(page: Page, root: str, way: Way) -> str:
    """What stands and what falls in one of them, and what becomes of *root*."""
    parts = []
    for verdict in Verdict:
        names = [page.name(id) for id, held in way.held.items() if held is verdict]
        word = (IS if len(names) == 1 else ARE)[verdict]
        if len(names) > _MOST_NAMES and not page.findings.asked.whole:
            names[_MOST_NAMES - 1 :] = [f"{len(names) - _MOST_NAMES + 1:,} more"]
        parts += [f"{together(names)} {word}"] if names else []
    then = "" if root in way.held else f"; then {page.name(root)} {IS[way.then]}"
    return page.said(f"{'; '.join(parts)}{then}", start="- ")
