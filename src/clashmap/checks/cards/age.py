"""The rule about old evidence: what is said of how things are now was written not long ago."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clashmap.checks.cards.cite import meant
from clashmap.checks.marking import marked, word
from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.evidence.cards import cards_of
from clashmap.evidence.csl.dates import Day, is_range, read, shown
from clashmap.evidence.leagues import League, league
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim
from clashmap.source import Place

_MAP = (
    "===\nleague: nsda\ndate: 1 November 2025\nsources:\n"
    "  air: {author: Phil Haun, title: Close air support, issued: 2020}\n===\n\n"
)

OLD = rule(
    "E058",
    "old-evidence",
    Severity.WARNING,
    "evidence for a uniqueness claim is older than the limit of the league",
    why="Uniqueness, as a role, a tag or a heading, says how things are now, and old evidence how they were. With a "
    "`league` the limit is two years before the `date` of the debate, or, where it has none, before the newest date "
    "among its sources and cards. The figure is clashmap’s: the leagues name none.",
    bad=_MAP + '[Jets]: Jets are few now. {role: uniqueness, cite: "air 4"}\n',
    good=_MAP.replace("issued: 2020", "issued: 2025") + '[Jets]: Jets are few now. {role: uniqueness, cite: "air 4"}\n',
)


def old_evidence(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E058: a source or card of a claim on uniqueness that is surely older than the limit; never by the clock."""
    asking = league(map.front_matter.get("league"))
    now = debate_day(map) if asking.years is not None else None
    if now is None:
        return
    for node in map.nodes:
        titles = [map.sections[id].title for id in node.sections]
        if any("unique" in name.casefold() for name in (node.role or "", *node.tags, *titles)):
            yield from _old(node, map, asking, now)


def _old(node: Claim | Argument, map: ArgumentMap, asking: League, now: Day) -> Iterator[Diagnostic]:
    """What of the evidence of *node* is too old *now*; of one source it is said once."""
    evidence: list[tuple[str, Mapping[str, Any], Place]] = [
        (f"the card “{card.id}”", meant(card), marked(node, word(card.id))) for card in cards_of(node, map.shelf.cards)
    ]
    cited = {citation.source: citation for citation in reversed(node.citations) if citation.source in map.references}
    for id, citation in cited.items():
        evidence.append((f"the source “{id}”", map.references[id].fields, citation.place))
    for what, fields, place in evidence:
        issued = read(fields.get("issued"))
        is_old = issued and asking.years is not None and _is_before(issued, now, asking.years)
        if is_old and not is_range(fields["issued"]):
            message = (
                f"{what} is from {shown(fields['issued'])}, too old for a uniqueness claim in a debate of "
                f"{_numbers(now)}: the limit is {asking.years} years"
            )
            help = "Look for newer evidence; or, if this is not about how things are now, type another role."
            yield Diagnostic(OLD, message, place, help=help)


def debate_day(map: ArgumentMap) -> Day | None:
    """The ``date`` of the debate, or the newest that its sources and cards were issued or looked at."""
    if said := read(map.front_matter.get("date")):
        return said
    cites = [reference.fields for reference in map.references.values()]
    cites += [meant(card) for card in map.shelf.cards.values()]
    days = [day for fields in cites for key in ("issued", "accessed") if (day := read(fields.get(key)))]
    return max(days, default=None)


def _is_before(day: Day, now: Day, years: int) -> bool:
    """Whether the last day that *day* can mean is more than *years* before the first that *now* can mean."""
    year, month, date = (*day, *(12, 31)[len(day) - 1 :])
    return (year + years, month, date) < (*now, *(1, 1)[len(now) - 1 :])


def _numbers(day: Day) -> str:
    return "-".join(f"{part:02}" for part in day)
