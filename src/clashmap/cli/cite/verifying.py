"""``--verify``: which citations, quotations and cards fit the texts, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from clashmap.cli.cite.overview import WORDS
from clashmap.cli.cite.page import Page
from clashmap.cli.cite.quoting import Quoted, card_stands, quoted
from clashmap.cli.debate import count, typed
from clashmap.cli.judge.words import together
from clashmap.cli.terminal import clean
from clashmap.evidence.cards import Card
from clashmap.evidence.relocate import fixes
from clashmap.evidence.text import SourceText
from clashmap.evidence.verify import Standing, Verified, verify
from clashmap.model import Citation
from clashmap.source import Place

FAULTS = (Standing.MOVED, Standing.CHANGED, Standing.GONE, Standing.NO_PLACE)
"""What a person has to look at."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: each citation that names a place, each quotation, each card and whether it stands."""

    citations: tuple[Verified, ...]
    whole: int
    """How many citations name a source and no place in it."""
    quotations: tuple[Quoted, ...]
    cards: tuple[tuple[Card, bool | None], ...]

    @property
    def faults(self) -> tuple[Verified, ...]:
        """The citations that no longer fit."""
        return tuple(one for one in self.citations if one.standing in FAULTS)

    @property
    def is_failed(self) -> bool:
        """Whether anything does not fit the texts that are here."""
        misquoted = any(one.stand is False for one in self.quotations)
        return bool(self.faults) or misquoted or any(stands is False for _, stands in self.cards)


def verified(page: Page) -> Findings:
    """Hold all that is cited, quoted and cut into cards against the texts that are here."""
    shelf = page.map.shelf
    found = verify(page.map.nodes, shelf.texts, shelf.lock)
    placed = tuple(one for one in found if one.citation.locator)
    return Findings(
        placed,
        len(found) - len(placed),
        tuple(quoted(page)),
        tuple((card, card_stands(page, card)) for card in shelf.cards.values()),
    )


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
            {"by": one.node.id, "words": one.words, "stands": one.stand, **_at(one.place)}
            for one in findings.quotations
        ],
        "cards": [{"id": card.id, "stands": stands} for card, stands in findings.cards],
    }


def place_of(one: Verified) -> Place:
    """Where the citation is written, as closely as that is known."""
    return (one.citation.spot or one.citation.place).origin


def _at(place: Place) -> dict[str, Any]:
    return {"path": place.source.path, "line": place.position.line, "column": place.position.column}


def lines(page: Page, findings: Findings) -> Iterator[str]:
    """The findings in words: what does not fit, line by line, and then how much does."""
    yield page.title()
    faults = sorted(findings.faults, key=lambda one: (place_of(one).source.path, place_of(one).span))
    moved = [page.said(_fault(one, page), hang=4) for one in faults if one.standing is Standing.MOVED]
    others = [page.said(_fault(one, page), hang=4) for one in faults if one.standing is not Standing.MOVED]
    if others:  # which somebody has to think about, so that they are never cut short
        yield from ("", *others)
    if moved:
        yield ""
        yield from page.listed(moved)
    yield from _unread(page, findings)
    yield ""
    yield page.said(_counted(findings))
    for told in (_quotations(findings), _cards(findings)):
        if told:
            yield page.said(told)
    yield from _absent(page, findings)
    yield from page.next(*_typed(page, findings))


def _fault(one: Verified, page: Page) -> str:
    """Where, whose citation, and what became of its passage."""
    place = click.style(clean(str(place_of(one))), dim=True)
    cited = clean(f"{one.citation.source} ¶{one.citation.locator}")
    return f"{place}: {page.name(one.node.id)}: {cited} {_became(page, one)}"


def _became(page: Page, one: Verified) -> str:
    match one.standing:
        case Standing.MOVED:
            return f"has moved to ¶{one.found}"
        case Standing.CHANGED if one.found is not None and str(one.found) != one.citation.locator:
            return f"has changed; ¶{one.found} is most like it ({one.likeness:.0%})"
        case Standing.CHANGED:
            return f"has changed; it is {one.likeness:.0%} as it was"
        case Standing.GONE:
            return "is gone; nothing in the text is like it"
    if one.citation.first is None:
        return "is no place in a text"
    return _missing(page.map.shelf.texts[one.citation.source], one.citation)


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


def _unread(page: Page, findings: Findings) -> Iterator[str]:
    """Quotations and cards that do not stand in their sources; ``clashmap check`` shows where they differ."""
    quotes = [one for one in findings.quotations if one.stand is False]
    cards = [card for card, stands in findings.cards if stands is False]
    if quotes or cards:
        yield ""
    for one in quotes:
        words = clean(" ".join(one.words.split()))
        place = click.style(clean(str(one.place)), dim=True)
        yield page.said(f"{place}: {page.name(one.node.id)}: “{words}” does not stand so in its source", hang=4)
    for card in cards:
        yield page.said(
            f"{clean(str(card.place))}: the card {clean(card.id)} is not word for word in its source", hang=4
        )


def _counted(findings: Findings) -> str:
    counts = Counter(one.standing for one in findings.citations)
    total = count(len(findings.citations), "citation")
    parts = [f"{counts[standing]:,} {words}" for standing, words in WORDS.items() if counts[standing]]
    whole = f" {findings.whole:,} more without a place in the source." if findings.whole else ""
    return f"{total}{f': {together(parts)}' if parts else ''}.{whole}"


def _quotations(findings: Findings) -> str:
    return _standing(len(findings.quotations), "quotation", [one.stand for one in findings.quotations])


def _cards(findings: Findings) -> str:
    return _standing(len(findings.cards), "card", [stands for _, stands in findings.cards])


def _standing(number: int, noun: str, stand: list[bool | None]) -> str:
    """How many stand word for word; nothing where there are none at all."""
    if not number:
        return ""
    parts = [
        f"{stand.count(value):,} {words}"
        for value, words in ((True, "word for word"), (False, "not word for word"), (None, "not verifiable here"))
        if stand.count(value)
    ]
    return f"{count(number, noun)}: {together(parts)}."


def _absent(page: Page, findings: Findings) -> Iterator[str]:
    """The sources that are cited, and whose texts are not here."""
    ids = dict.fromkeys(one.citation.source for one in findings.citations if one.standing is Standing.NO_TEXT)
    if ids:
        names = ", ".join(f"{clean(id)}.txt" for id in ids)
        yield page.said(f"Not verifiable here, for lack of the text: {names}; looked for in {page.folder}")


def _typed(page: Page, findings: Findings) -> Iterator[str]:
    standings = {one.standing for one in findings.citations}
    if fixes(findings.citations):
        yield page.typed("--verify", "--diff")
        yield page.typed("--verify", "--fix")
    elif standings & {Standing.CHANGED, Standing.UNLOCKED}:
        yield page.typed("--lock")
    if standings & {Standing.GONE, Standing.NO_PLACE}:
        yield page.typed('--find "words of the passage"')
    if any(one.stand is False for one in findings.quotations) or any(stands is False for _, stands in findings.cards):
        yield clean(typed("check", page.path, sources=page.sources))
    if standings <= {Standing.SAME}:
        yield page.typed("--coverage")
    if standings == {Standing.NO_TEXT} and page.sources is None:
        yield page.typed("--sources", "FOLDER", "--verify")
