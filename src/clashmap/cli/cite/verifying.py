"""``--verify``: which citations, quotations and cards fit the texts, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from clashmap.cli.cite.excerpt import beginning
from clashmap.cli.cite.findings import Findings, place_of
from clashmap.cli.cite.locking import has_unread_lock
from clashmap.cli.cite.overview import WORDS
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import count, typed
from clashmap.cli.judge.words import together
from clashmap.cli.terminal import clean
from clashmap.diagnostics import Severity
from clashmap.evidence.cards import Card, named_cards
from clashmap.evidence.locator import Locator
from clashmap.evidence.lock import FILE
from clashmap.evidence.quotation import Found, Quotation
from clashmap.evidence.relocate import Moves, movable
from clashmap.evidence.standing import STANDS, Cut, Quoted, Stand, edits
from clashmap.evidence.text import SourceText
from clashmap.evidence.verify import Standing, Verified
from clashmap.model import Citation
from clashmap.source import Place

_SAID = {
    Stand.CITED: "word for word",
    Stand.ELSEWHERE: "elsewhere than cited",
    Stand.NOWHERE: "not word for word",
    Stand.UNKNOWN: "not verifiable here",
    Stand.EMPTY: "quotes nothing",
}
_LONGEST = 200
"""Columns of a passage that are shown."""


def record(page: Page, findings: Findings) -> dict[str, Any]:
    """The findings as data."""
    counts = Counter(one.standing for one in findings.citations)
    return {
        "counts": {standing.value: counts[standing] for standing in Standing},
        "citations": [
            {
                "source": one.citation.source,
                "locator": one.citation.locator,
                "by": one.node.id,
                "standing": one.standing.value,
                "found": str(one.found) if one.found else None,
                "likeness": round(one.likeness, 4),
                **_at(place_of(one)),
            }
            for one in findings.citations
        ],
        "quotations": [
            {
                "by": one.node.id,
                "words": one.quoted.words.text,
                "stands": STANDS[one.quoted.stand],
                "standing": one.quoted.stand.value,
                "edits": one.quoted.edits,
                "found": str(one.quoted.held.found.locator) if one.quoted.held else None,
                **_at(one.place),
            }
            for one in findings.quotations
        ],
        "cards": [
            {
                "id": one.card.id,
                "stands": STANDS[one.stand],
                "standing": one.stand.value,
                "edits": one.edits,
                "found": str(one.there or one.card.locator or "") or None,
            }
            for one in findings.cards
        ],
    }


def _place_of_card(card: Card) -> Place:
    """Where its file says where it stands."""
    return next((one.spot or one.place for one in card.citations), card.place)


def _at(place: Place) -> dict[str, Any]:
    return {"path": place.source.path, "line": place.position.line, "column": place.position.column}


def lines(page: Page, findings: Findings) -> Iterator[str]:
    """The findings in words: what does not fit, line by line, and then how much does."""
    yield page.title()
    going = set(map(id, movable(findings.citations)))
    faults = sorted(findings.faults, key=lambda one: (place_of(one).source.path, place_of(one).span))
    moved = [page.said(_fault(page, one, going), hang=4) for one in faults if _is_plain(one, going)]
    others = [page.said(_fault(page, one, going), hang=4) for one in faults if not _is_plain(one, going)]
    if others:  # which somebody has to think about, so that they are never cut short
        yield from ("", *others)
    if moved:
        yield ""
        yield from page.listed(moved)
    if misquoted := list(_misquoted(page, findings)):
        yield from ("", *misquoted)
    yield ""
    yield page.said(_counted(findings))
    quotations = [one.quoted for one in findings.quotations]
    for told in (_standing("quotation", quotations), _standing("card", findings.cards)):
        if told:
            yield page.said(told)
    yield from _absent(page)
    told, commands = _advice(page, findings, can_follow=bool(going))
    if told:
        yield ""
        yield page.said(told)
    yield from page.next(*commands)


def _is_plain(one: Verified, going: set[int]) -> bool:
    """Whether the passage is the same and its citation can follow it, so that there is nothing to think about."""
    return one.standing is Standing.MOVED and id(one) in going


def _fault(page: Page, one: Verified, going: set[int]) -> str:
    """Where, whose citation, and what became of its passage."""
    place = click.style(clean(str(place_of(one))), dim=True)
    cited = clean(f"{one.citation.source} ¶{one.citation.locator}")
    return f"{place}: {_who(page, one)}: {cited} {_became(page, one, going)}"


def _who(page: Page, one: Verified) -> str:
    return f"the card {clean(one.node.id)}" if isinstance(one.node, Card) else page.name(one.node.id)


def _became(page: Page, one: Verified, going: set[int]) -> str:
    text, citation = page.map.shelf.texts[one.citation.source], one.citation
    match one.standing:
        case Standing.MOVED if id(one) not in going and citation.spot:
            return f"has moved to ¶{one.found}, which is cited here for what is there no longer; mend that first"
        case Standing.MOVED:
            return f"has moved to ¶{one.found}"
        case Standing.CHANGED if one.found and one.is_away:
            return f"has changed; ¶{one.found} is most like it ({_percent(one)}): {_shown(text.passage(one.found))}"
        case Standing.CHANGED:
            now = text.passage(one.found) if one.found else None
            return f"has changed; it is {_percent(one)} as it was, and says now: {_shown(now)}"
        case Standing.GONE:
            now = text.passage(Locator(citation.first, citation.last)) if citation.first and citation.last else None
            return f"is gone; nothing in the text is like it{f'; now there is: {_shown(now)}' if now else ''}"
    return _missing(text, citation) if citation.first else "is no place in a text"


def _percent(one: Verified) -> str:
    """How much is the same, rounded down: what has changed is never all the same."""
    return f"{int(one.likeness * 100)}%"


def _shown(passage: str | None) -> str:
    """The beginning of a passage, in quotation marks."""
    return f"“{beginning(passage or '', most=_LONGEST)}”"


def _missing(text: SourceText, citation: Citation) -> str:
    """Which of the ends of a citation the text does not have."""
    for point in (citation.first, citation.last):
        if point is None or text.has(point):
            continue
        paragraph, sentence = point
        if paragraph > len(text.paragraphs):
            return f"is past the end of the text, which has {count(len(text.paragraphs), 'paragraph')}"
        has = f"names sentence {sentence} of ¶{paragraph}, which has {len(text.sentences(paragraph))}"
        first = citation.first or point
        if first != point and sentence > paragraph == first[0] and text.has((sentence, 1)):
            start = f"{paragraph}.{first[1]}"
            return f"{has}; to go on to paragraph {sentence}, name its sentence, too: {start}-{sentence}.1"
        return has
    return "is no place in the text"


def _misquoted(page: Page, findings: Findings) -> Iterator[str]:
    """Quotations and cards that do not stand in their sources, or not where they are cited.

    Not those that stand where a passage went which is cited for them: that is said of the citation.
    """
    moves = Moves(findings.citations, page.map.shelf.texts, page.map.shelf.lock)
    for one in findings.quotations:
        held = one.quoted.held
        by = (one.node.id, *named_cards(one.node))
        if one.quoted.stand is Stand.NOWHERE:
            became = "does not stand so in its source"
        elif one.quoted.stand is Stand.ELSEWHERE and held and not moves.explain(by, held.source, held.found.locator):
            became = f"stands in {clean(held.source)} ¶{held.found.locator}, not where it is cited"
        else:
            continue
        place = click.style(clean(str(one.place)), dim=True)
        yield page.said(f"{place}: {page.name(one.node.id)}: {_shown(one.quoted.words.text)} {became}", hang=4)
    for each in findings.cards:
        card = each.card
        if each.stand is Stand.NOWHERE:
            became = "is not word for word in its source"
        elif each.there and not moves.explain((card.id,), card.source, each.there):
            became = f"stands in {clean(card.source)} ¶{each.there}, not in ¶{card.locator}"
        else:
            continue
        place = click.style(clean(str(_place_of_card(card) if each.there else card.place)), dim=True)
        yield page.said(f"{place}: the card {clean(card.id)} {became}", hang=4)


def _counted(findings: Findings) -> str:
    counts = Counter(one.standing for one in findings.citations)
    total = count(len(findings.citations), "citation")
    parts = [f"{counts[standing]:,} {words}" for standing, words in WORDS.items() if counts[standing]]
    whole = f" {findings.whole:,} more without a place in the source." if findings.whole else ""
    return f"{total}{f': {together(parts)}' if parts else ''}.{whole}"


def _standing(noun: str, found: Sequence[Quoted] | Sequence[Cut]) -> str:
    """How many stand word for word, and what was done to their words; nothing where there are none at all."""
    counts = Counter(one.stand for one in found)
    parts = [f"{counts[stand]:,} {words}" for stand, words in _SAID.items() if counts[stand]]
    made = edits(pair for one in found for pair in _edited(one))
    return f"{count(len(found), noun)}: {together(parts)}{f'; {made}' if made else ''}." if parts else ""


def _edited(one: Quoted | Cut) -> Iterator[tuple[Quotation, Found | None]]:
    """What is quoted, each time with the words in the source."""
    if isinstance(one, Quoted):
        return iter([(one.words, one.held.found if one.held else None)])
    return zip((paragraph.quotation for paragraph in one.card.body), one.found, strict=True)


def _absent(page: Page) -> Iterator[str]:
    """The sources that are cited, and whose texts are not here, with the reason where that is known."""
    unread = page.map.shelf.unread
    for id in page.absent:
        if id in unread:
            yield page.said(f"Not verifiable here: {clean(unread[id])}", hang=4)
    if names := ", ".join(f"{clean(id)}.txt" for id in page.absent if id not in unread):
        yield page.said(f"Not verifiable here, for lack of the text: {names}; looked for in {page.folder}")


def _advice(page: Page, findings: Findings, *, can_follow: bool) -> tuple[str, list[str]]:
    """What to do, in words where commands do not say it, and what to type."""
    standings = {one.standing for one in findings.citations}
    checked = [clean(typed("check", page.path, sources=page.sources))]
    if can_follow:
        return "", [page.typed("--verify", "--diff"), page.typed("--verify", "--fix")]
    told = []
    if standings & {Standing.GONE, Standing.NO_PLACE}:
        told.append("Look for the places that you mean, and write them in place of those that are not in the text.")
    if any(one.is_away for one in findings.faults):
        told.append("Where the new place is what you mean, cite it instead of the old one.")
    if told:
        commands = [page.typed('--find "words of the passage"'), *(checked if findings.misquoted else [])]
        return " ".join([*told, "Then verify again."]), [*commands, page.typed("--verify")]
    if findings.misquoted:
        return "", checked
    if has_unread_lock(page):
        return f"{FILE} cannot be read, so that nobody knows whether the texts have changed.", checked
    if Standing.CHANGED in standings:
        advice = "Read again what has changed. Only if it still says what is claimed, keep it as it is now:"
        return advice, [page.typed("--lock")]
    unchecked = _unchecked(findings)
    if Standing.UNLOCKED in standings and page.path != "-":
        what = "What could be checked" if unchecked else "All of it"
        advice = f"{what} fits the texts that are here. To notice when they change, keep fingerprints of it:"
        return advice, [page.typed("--lock")]
    if not (standings or findings.quotations or findings.cards):
        return "Nothing is cited here yet that could be held against a text.", ["clashmap help evidence"]
    is_any = Standing.SAME in standings or any(one.stand is Stand.CITED for one in findings.stands)
    errors = [found for found in page.map.diagnostics if found.severity is Severity.ERROR]
    if not (unchecked or errors):
        return "All is well.", [page.typed("--coverage")]
    rest = f"; {together(unchecked)} could not be checked" if unchecked else ""
    rest += f"; there {'is' if len(errors) == 1 else 'are'} {count(len(errors), 'error')} to mend" if errors else ""
    absent, unread = page.absent.keys(), page.map.shelf.unread.keys()
    has_empty = any(one.stand is Stand.EMPTY for one in findings.cards)
    commands = checked if errors or absent & unread or has_empty else []
    if absent - unread:
        commands = [*commands, page.typed(*(() if page.sources else ("--sources", "FOLDER")), "--verify")]
    return f"What could be checked is well{rest}." if is_any else "", commands or [page.typed("--coverage")]


def _unchecked(findings: Findings) -> list[str]:
    """How much could not be held against a text."""
    absent = sum(one.standing is Standing.NO_TEXT for one in findings.citations) + findings.whole
    numbers = {
        "citation": absent,
        "quotation": sum(one.quoted.stand is Stand.UNKNOWN for one in findings.quotations),
        "card": sum(one.stand in (Stand.UNKNOWN, Stand.EMPTY) for one in findings.cards),
    }
    return [count(number, noun) for noun, number in numbers.items() if number]
