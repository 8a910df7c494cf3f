"""What would turn a verdict, as text: suppositions, flips, what could still decide, and unanswered attacks."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.cli.debate import count
from clashmap.cli.judge.page import Page
from clashmap.cli.judge.words import IS, WAS, WOULD, together
from clashmap.cli.terminal import clean
from clashmap.model import Relation
from clashmap.verdicts.bearing import ATTACKS
from clashmap.verdicts.changes import Point
from clashmap.verdicts.judge import Verdict

NO_SIDE = "No side"


def supposed(page: Page) -> Iterator[str]:
    """What is supposed, and what that changes."""
    found = page.findings
    before, after = found.before, found.judgement
    if before is None:
        return
    yield from page.heading("Supposed")
    for id in (*after.beaten, *after.granted):
        verdict = after.verdict(id)
        so = "so it is anyway" if before.verdict(id) is verdict else f"it {WAS[before.verdict(id)]} before"
        yield page.said(f"{page.name(id)} {IS[verdict]}; {so}", start="- ")
    told: set[frozenset[str]] = set()
    for relation in found.map.relations:
        ends = frozenset((relation.source, relation.target))
        if relation.kind in ATTACKS and len(ends) == 2 and ends <= {*after.granted} and ends not in told:
            told.add(ends)
            one, other = page.name(relation.source), page.name(relation.target)
            yield page.said(f"Mind that {one} {relation.kind.verb} {other}, and both are supposed to stand.")
    others = [id for id in found.changed if id not in (*after.beaten, *after.granted)]
    if not others:
        yield page.said("Nothing else changes.")
        return
    yield from page.heading("What that changes")
    yield from page.listed(
        [
            page.said(f"{page.name(id)} {IS[after.verdict(id)]}; it {WAS[before.verdict(id)]} before", start="- ")
            for id in others
        ]
    )


def flipped(page: Page) -> Iterator[str]:
    """What would change the verdict that was asked for, if it fell."""
    found, id = page.findings.flips, page.findings.flipped
    if found is None or id is None:
        return
    name, verdict = page.name(id), page.findings.judgement.verdict(id)
    yield from page.heading(f"What would change that {name} {IS[verdict]}")
    if any(page.is_conceded(one) for ids, _ in found.sets for one in ids):
        yield page.said("Only taking back what is conceded would:")
    lines = []
    for ids, would in found.sets:
        where = page.where(ids[0]) if len(ids) == 1 else ""
        names = together([f"{page.name(one)}{_conceded(page, one)}" for one in ids])
        lines.append(page.said(f"if {names} fell, it {WOULD[would]}{where}", start="- "))
    yield from page.listed(lines)
    if found.sets:
        if not found.is_all:
            yield page.said("There are more of this size.")
    elif found.searched is None:
        yield page.said("Nothing on the map would, by falling.")
    else:
        points = "no single point" if found.searched == 1 else f"no {found.searched} points or fewer"
        yield page.said(f"By falling, {points} would; whether more together would is unknown: the search ended.")


def _conceded(page: Page, id: str) -> str:
    return " (conceded)" if page.is_conceded(id) else ""


def coming(page: Page) -> Iterator[str]:
    """What could still change the verdict on what is at the top."""
    found = page.findings
    if not found.asked.next or not found.tops:
        return
    top = found.tops[0]
    verdict = found.judgement.verdict(top)
    yield from page.heading(f"What could still change that {page.name(top)} {IS[verdict]}")
    if not found.next:
        yield page.said("No point that is contested, or that nothing answers, would.")
    elif any(page.is_conceded(point.id) for point in found.next):
        yield page.said("Only taking back what is conceded would:")
    elif any(_would(page, point) for point in found.next):
        yield page.said(
            "Points that are contested or that nothing answers, one at a time (--flip tells of others, too):"
        )
    else:
        yield page.said("No point alone would; these would together with others (--flip tells with which):")
    yield from page.listed([_point(page, point) for point in found.next or ()])


def _point(page: Page, point: Point) -> str:
    state = "stands unanswered" if point.verdict is Verdict.STANDS else IS[point.verdict]
    state = "is conceded" if page.is_conceded(point.id) else state
    would = _would(page, point)
    return page.said(f"{page.name(point.id)} {state}{f': {would}' if would else ''}{page.where(point.id)}", start="- ")


def _would(page: Page, point: Point) -> str:
    """What a point alone would change at the top, by falling or standing; nothing where it does so with others only."""
    found = page.findings
    now = found.judgement.verdict(found.tops[0])
    freed = [f"{together([page.name(id) for id in point.frees])} would stand"] if point.frees else []
    turns = [
        f"if it {did}, {together([*first, f'{page.top} {WOULD[would]}'])}"
        for did, first, would in (("fell", freed, point.if_beaten), ("stood", [], point.if_granted))
        if would is not now
    ]
    return ", and ".join(turns)


def by_side(page: Page) -> dict[str, list[Relation]]:
    """The attacks that nothing answers, by the names of the sides that make them, those that nobody makes last."""
    sides: dict[str, list[Relation]] = {clean(name): [] for name in page.findings.map.sides.values()}
    nobody: list[Relation] = []
    for relation in page.findings.unanswered:
        side = page.name.side(relation.source)
        (sides.setdefault(side, []) if side else nobody).append(relation)
    sides[NO_SIDE] = sides.get(NO_SIDE, []) + nobody
    return {side: relations for side, relations in sides.items() if relations}


def unanswered(page: Page) -> Iterator[str]:
    """The attacks that nothing answers, by the side that makes them, those first that decide."""
    if not page.findings.asked.unanswered:
        return
    sides = by_side(page)
    points = {point.id: point for point in page.findings.next or ()}
    if not sides:
        yield from page.heading("No attack stands without an answer")
    for side, relations in sides.items():
        by = f"{side}: " if len(sides) > 1 or side != NO_SIDE else ""
        yield from page.heading(f"{by}{count(len(relations), 'attack')} that nothing answers")
        yield from page.listed([_attack(page, relation, points.get(relation.source)) for relation in relations])


def _attack(page: Page, relation: Relation, point: Point | None) -> str:
    """An attack, with what it would change at the top if the *point* that it comes from fell."""
    would = _would(page, point) if point else ""
    so = " (conceded, so that no answer counts)" if page.is_conceded(relation.source) else ""
    source = f"{page.name(relation.source)}{so}"
    words = f"{source} {relation.kind.verb} {page.name(relation.target)}"
    return page.said(f"{words}{f'; {would}' if would else ''}{page.where(relation.source)}", start="- ")


def onward(page: Page) -> Iterator[str]:
    """The one command that comes next to mind behind what was asked for."""
    found, judge = page.findings, page.commands.judge
    if not found.map.nodes:
        return
    sets = [ids for ids, _ in found.flips.sets] if found.flips else []
    now = found.judgement.verdict(found.tops[0])
    sets += [(point.id,) for point in found.next or () if point.if_beaten is not now]
    if sets:
        *most, last = sets[0]
        option = " ".join([f"--suppose {page.commands.title(one, sign='-')}" for one in most] + ["--suppose"])
        yield f"Next: {judge(option, last, sign='-')}"
    elif found.why is not None and found.flips is None:
        yield f"Next: {judge('--flip', found.why.root)}"
    elif found.asked.next:
        if found.next and found.flips is None:
            yield f"Next: {judge('--flip', found.tops[0])}"
    else:
        yield f"Next: {judge('--next')}"
