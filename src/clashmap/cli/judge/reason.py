"""A reason as text: its tree, in which each claim has one place, the circle that it hangs in, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clashmap.cli.judge.page import Page, coloured
from clashmap.cli.judge.strength import bar
from clashmap.cli.judge.words import ARE, IS, NOUNS, because, together
from clashmap.model import RelationKind
from clashmap.verdicts.judge import Verdict
from clashmap.verdicts.reasons import Explanation, Reason, Way, Ways

_INDENT = "  "
_DEEPEST = 12
"""Levels by which lines are indented at the most; those below say how deep they are."""
_MOST_NAMES = 8
"""Names of a position, unless all of them are asked for."""


class Branch(NamedTuple):
    """A line of the tree: *reason* under another one, for which it is a ground of this *kind*; the root has none."""

    depth: int
    kind: RelationKind | None
    reason: Reason
    is_told: bool = False
    """Whether it stands further up with all that it rests on."""


def branches(explanation: Explanation, *, depth: int | None = None) -> Iterator[Branch]:
    """The lines in their order, down to *depth*, or all of them."""
    told: set[str] = set()
    stack: list[tuple[int, RelationKind | None, str]] = [(0, None, explanation.root)]
    while stack:
        deep, kind, key = stack.pop()
        reason = explanation.reasons[key]
        yield Branch(deep, kind, reason, key in told)
        if key in told or deep == depth:
            continue
        told.add(key)
        for ground in reversed(reason.grounds):
            stack.append((deep + 1, ground.kind, ground.key))


def gist(explanation: Explanation, *, most: int) -> tuple[list[Branch], int]:
    """As many levels as fit into *most* lines, one below the root at least; and how many lines there are in all."""
    whole = list(branches(explanation))
    best = list(branches(explanation, depth=1))[:most]
    for depth in range(2, max(branch.depth for branch in whole) + 1):
        shown = list(branches(explanation, depth=depth))
        if len(shown) > most:
            break
        best = shown
    return best, len(whole)


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
        said = dict.fromkeys(_hanging(page, one) for one in told.ring)
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


def _hanging(page: Page, reason: Reason) -> str:
    """What the verdict on one claim of a circle hangs on, as the map states it: a contradiction only one way."""
    (ground,) = reason.grounds
    stated = ground.relation
    if stated is not None:
        return f"{page.name(stated.source)} {stated.kind.verb} {page.name(stated.target)}"
    return f"{page.name(ground.id, ground.step)} {ground.kind.verb} {page.name(reason.id, reason.step)}"


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
