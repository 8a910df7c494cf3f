"""``--verify``: which citations, quotations and cards fit the texts, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from clashmap.cli.cite.findings import Findings, place_of
from clashmap.cli.cite.overview import WORDS
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import count, typed
from clashmap.cli.judge.words import together
from clashmap.cli.terminal import clean
from clashmap.evidence.cards import Card, named_cards
from clashmap.evidence.locator import Locator
from clashmap.evidence.relocate import Moves, movable
from clashmap.evidence.standing import STANDS, Stand
from clashmap.evidence.text import SourceText
from clashmap.evidence.verify import Standing, Verified
from clashmap.model import Citation
from clashmap.source import Place

_SAID = {
    Stand.CITED: "word for word",
    Stand.ELSEWHERE: "elsewhere than cited",
    Stand.NOWHERE: "not word for word",
    Stand.UNKNOWN: "not verifiable here",
}
_LONGEST = 200
"""Characters of a passage that are shown."""


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
    quotes, cards = [one.quoted.stand for one in findings.quotations], [one.stand for one in findings.cards]
    for told in (_standing("quotation", quotes), _standing("card", cards)):
        if told:
            yield page.said(told)
    yield from _absent(page, findings)
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
    words = " ".join((passage or "").split())
    return f"“{clean(words if len(words) <= _LONGEST else f'{words[:_LONGEST].rsplit(chr(32), 1)[0]} …')}”"


def _missing(text: SourceText, citation: Citation) -> str:
    """Which of the ends of a citation the text does not have."""
    for point in (citation.first, citation.last):
        if point is None or text.has(point):
            continue
        paragraph, sentence = point
        if paragraph > len(text.paragraphs):
            return f"is past the end of the text, which has {count(len(text.paragraphs), 'paragraph')}"
        has = f"names sentence {sentence} of ¶{paragraph}, which has {len(text.sentences(paragraph))}"
        if citation.first and point == citation.last and sentence > paragraph == citation.first[0]:
            start = f"{paragraph}.{citation.first[1]}"
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
        words = clean(" ".join(one.quoted.words.text.split()))
        place = click.style(clean(str(one.place)), dim=True)
        yield page.said(f"{place}: {page.name(one.node.id)}: “{words}” {became}", hang=4)
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


def _standing(noun: str, stands: Sequence[Stand]) -> str:
    """How many stand word for word; nothing where there are none at all."""
    parts = [f"{stands.count(stand):,} {words}" for stand, words in _SAID.items() if stands.count(stand)]
    return f"{count(len(stands), noun)}: {together(parts)}." if parts else ""


def _absent(page: Page, findings: Findings) -> Iterator[str]:
    """The sources that are cited, and whose texts are not here, with the reason where a file seems to be."""
    ids = dict.fromkeys(one.citation.source for one in findings.citations if one.standing is Standing.NO_TEXT)
    unread = page.map.shelf.unread
    for id in ids:
        if id in unread:
            yield page.said(f"Not verifiable here: {clean(unread[id])}", hang=4)
    if names := ", ".join(f"{clean(id)}.txt" for id in ids if id not in unread):
        yield page.said(f"Not verifiable here, for lack of the text: {names}; looked for in {page.folder}")


def _advice(page: Page, findings: Findings, *, can_follow: bool) -> tuple[str, list[str]]:
    """What to do, in words where commands do not say it, and what to type."""
    standings = {one.standing for one in findings.citations}
    checked = [clean(typed("check", page.path, sources=page.sources))] if findings.misquoted else []
    if can_follow:
        return "", [page.typed("--verify", "--diff"), page.typed("--verify", "--fix")]
    told = []
    if standings & {Standing.GONE, Standing.NO_PLACE}:
        told.append("Look for the places that you mean, and write them in place of those that are not in the text.")
    if any(one.is_away for one in findings.faults):
        told.append("Where the new place is what you mean, cite it instead of the old one.")
    if told:
        find = page.typed('--find "words of the passage"')
        return " ".join([*told, "Then verify again."]), [find, *checked, page.typed("--verify")]
    if checked:
        return "", checked
    if Standing.CHANGED in standings:
        advice = "Read again what has changed. Only if it still says what is claimed, keep it as it is now:"
        return advice, [page.typed("--lock")]
    if Standing.UNLOCKED in standings:
        advice = "All of it fits the texts that are here. To notice when they change, keep fingerprints of it:"
        return advice, [page.typed("--lock")]
    if not (standings or findings.quotations or findings.cards):
        return "Nothing is cited here yet that could be held against a text.", ["clashmap help evidence"]
    if Standing.NO_TEXT not in standings:
        return "All is well.", [page.typed("--coverage")]
    advice = "All is well as far as texts are here." if Standing.SAME in standings else ""
    return advice, [page.typed("--verify") if page.sources else page.typed("--sources", "FOLDER", "--verify")]
