"""The summary: the verdicts at the top, what decides the first of them, and what to type next."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.cli.debate import count
from clashmap.cli.judge.findings import MOST_EXPLAINED
from clashmap.cli.judge.page import Page, coloured
from clashmap.cli.judge.reason import branch, gist
from clashmap.cli.judge.strength import bar
from clashmap.cli.judge.turns import NO_SIDE, by_side
from clashmap.cli.judge.words import ARE, IS, WAS, because, together
from clashmap.verdicts.judge import Verdict
from clashmap.verdicts.reasons import Explanation

_LEAD = 11
"""Columns of a verdict in front of a title."""
_DECIDED = 3
"""Resolutions of which it is told what decides them."""
_GIST = 12
"""Lines on what decides the resolution."""


def summary(page: Page) -> Iterator[str]:
    """What is told when nothing else is asked for."""
    found = page.findings
    yield ""
    yield from page.listed([_top(page, id) for id in found.tops])
    if found.asked.whole and len(found.tops) > MOST_EXPLAINED:
        yield page.said(f"Reasons are told of the first {MOST_EXPLAINED}; for that of another one: --why TITLE")
    yield from _decides(page)
    yield ""
    yield page.said(_counted(page))
    if found.unanswered:
        yield page.said(_unanswered(page))
    yield from page.heading("What to type next")
    yield from (f"  {typed}" for typed in _typed(page))


def _top(page: Page, id: str) -> str:
    """The verdict on what is at the top, and under it the reason."""
    found = page.findings
    verdict = found.judgement.verdict(id)
    told = f"{page.name(id)}{' (the resolution)' if id in found.resolutions else ''}"
    if found.before is not None and (before := found.before.verdict(id)) is not verdict:
        told = f"{told}; it {WAS[before]} before"
    first = page.said(f"{bar(page, id)} {told}", start=f"{coloured(verdict)}{' ' * (_LEAD - len(verdict))}")
    if id not in found.explained:
        return first
    reason = because(found.explained[id].reasons[id], page.name)
    return f"{first}\n{page.said(reason, start=' ' * _LEAD)}"


def _decides(page: Page) -> Iterator[str]:
    """The few lines that the verdict on each resolution hangs on, else on the first top; its own reason is told."""
    found = page.findings
    told = found.resolutions or found.tops
    for id in found.resolutions[:_DECIDED] or found.tops[:1]:
        first = found.explained[id]
        if len(first.reasons) > 1:
            yield from _decisive(page, first, page.name(id) if len(told) > 1 else page.top)


def _decisive(page: Page, first: Explanation, it: str) -> Iterator[str]:
    yield from page.heading(f"What decides {it}")
    shown, total = gist(first, most=_GIST)
    yield from (branch(page, one._replace(depth=one.depth - 1)) for one in shown[1:])
    if len(shown) < total:
        yield page.said(f"… and {count(total - len(shown), 'more line')} with --why {page.commands.title(first.root)}")


def _counted(page: Page) -> str:
    """How many stand, fall and are contested."""
    map, counts = page.findings.map, page.findings.counts
    kinds = [count(len(map.claims), "claim"), count(len(map.arguments), "argument")]
    parts = [f"{counts[one]:,} {(IS if counts[one] == 1 else ARE)[one]}" for one in Verdict if counts[one]]
    return f"Of {together(kinds if map.arguments else kinds[:1])}, {together(parts)}."


def _unanswered(page: Page) -> str:
    """How many attacks nothing answers, by side, and how to see them."""
    sides = by_side(page)
    named = {NO_SIDE.lower() if side == NO_SIDE else side: len(relations) for side, relations in sides.items()}
    by = ", ".join(f"{side} {number:,}" for side, number in named.items()) if sides.keys() != {NO_SIDE} else ""
    number = len(page.findings.unanswered)
    conceded = sum(page.is_conceded(relation.source) for relation in page.findings.unanswered)
    told = f"{count(number, 'attack')} {'has' if number == 1 else 'have'} no answer{f' ({by})' if by else ''}"
    also = (" and is conceded" if number == 1 else f", {conceded:,} of them conceded") if conceded else ""
    return f"{told}{also}; see --unanswered."


def _typed(page: Page) -> Iterator[str]:
    """A few commands that fit this map."""
    found, judge = page.findings, page.commands.judge
    top = found.tops[0]
    yield judge("--why", top)
    yield judge("--flip", top)
    index, judgement = found.judgement.framework.index, found.judgement
    supposed = {index[id] for id in (*judgement.granted, *judgement.beaten)}
    grounds = [one for one in found.explained[top].reasons[top].grounds if index[one.id] not in supposed]
    for ground in grounds[:1]:
        yield judge("--suppose", ground.id, sign="-" if ground.verdict is Verdict.STANDS else "+")
    yield judge("--next")
    yield "clashmap help verdicts"
