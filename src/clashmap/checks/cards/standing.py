"""Rules about cards and their sources: what a card quotes stands there, and is edited as far as the league allows."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.checks.quotations import compared, first_follow, is_like, misplaced, moves_of
from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.evidence.cards import Card, CardParagraph, Mark
from clashmap.evidence.cards.front import setting_place
from clashmap.evidence.leagues import League, Policy, league
from clashmap.evidence.quotation import Found
from clashmap.evidence.quotation.elements import changed_words
from clashmap.evidence.standing import Cut, Stand, cut
from clashmap.evidence.text import SourceText
from clashmap.graph import ArgumentMap

_FRONT = (
    "// debate.argdown\n===\nleague: ncfca\nsources:\n  air:\n    author: Phil Haun\n    title: Close air support\n"
)
_CARD = (
    _FRONT + "    container-title: War Review\n    issued: 2020\n    page: 12\n===\n\n"
    "[Jets]: Jets are few. {card: haun}\n\n// cards/haun.md\n---\nsource: air\nlocator: 2\n---\n\n"
)
_SOURCE = "\n// sources/air.txt\nClose air support\n\nJets were few, as pilots were, and old.\n"

NOT_THERE = rule(
    "E059",
    "card-not-in-source",
    Severity.WARNING,
    "the words of a card do not stand in its source, or not where the card says",
    why="A card is the author’s own words, whole and in their order. They are compared wherever the text of the source "
    "is there, up to white space, quotation marks and dashes; what dots and brackets mark as edited is passed over.",
    bad=_CARD + "Jets were very few, as pilots were, and old.\n" + _SOURCE,
    good=_CARD + "Jets were few, as pilots were, and old.\n" + _SOURCE,
)
EDITED = rule(
    "E060",
    "edited-card",
    Severity.WARNING,
    "words are left out of a card, put into it, or read from brackets, against the rules of the league",
    why="Dots and brackets show that a quotation was edited. Some leagues forbid it even so: there the whole text is "
    "on the card, and what is not to be read is left without highlighting. Others allow brackets, which nobody hears "
    "when they are read. Dots of the author’s own are no omission, which the text of the source can show.",
    bad=_CARD + "Jets were few […] and old.\n" + _SOURCE,
    good=_CARD + "Jets were few, as pilots were, and old.\n" + _SOURCE,
)

_LONGEST_TAG = 200
"""Characters of a tag, at most."""


def against_source(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E059 and E060: paragraphs of cards that do not stand in the text of their source, and what is edited in them."""
    asking = league(map.front_matter.get("league"))
    moves = moves_of(map)
    for card in map.shelf.cards.values():
        held = cut(card, map.shelf.texts)
        if held.stand is not Stand.UNKNOWN:
            yield from _not_there(held, map.shelf.texts[card.source])
        if held.there and not moves().explain((card.id,), card.source, held.there):
            message = f"this card stands at {held.there} in `{card.source}`, not at {card.locator}"
            help = f"{first_follow(moves(), card.source, held.there)}Type locator: {held.there} at the top of the card."
            yield Diagnostic(NOT_THERE, message, setting_place(card, "locator", "cite"), help=help)
        for paragraph, one in zip(card.body, held.found, strict=True):
            yield from _edited(paragraph, one, card, asking)


def _not_there(held: Cut, text: SourceText) -> Iterator[Diagnostic]:
    """E059: paragraphs that do not stand in the source."""
    for paragraph, one in zip(held.card.body, held.found, strict=True):
        if paragraph.parts and not (one and one.stands):
            help = _tag(paragraph, held) or misplaced(paragraph.quotation, text) or _nearest(paragraph, one, held.card)
            yield Diagnostic(NOT_THERE, f"these words do not stand in `{held.card.source}`", paragraph.place, help=help)


def _tag(paragraph: CardParagraph, held: Cut) -> str:
    """What to type where the first line of a card may be its tag; empty where it surely is none."""
    is_tag = not held.card.tag and paragraph is held.card.body[0] and not paragraph.marks and len(held.card.body) > 1
    if not is_tag or len(paragraph.text) > _LONGEST_TAG:
        return ""
    return f"If this is the tag of the card, begin it with #:\n    # {paragraph.text}"


def _nearest(paragraph: CardParagraph, found: Found | None, card: Card) -> str:
    """What is most like *paragraph* in the source of *card*."""
    if found is None or not is_like(paragraph.quotation, found):
        return f"Nothing like them was found. Check that source: {card.source} is right, and copy the words from it."
    changes = compared(paragraph.quotation, found)
    return f"The nearest is at {found.locator}; [-…-] is only in the card, {{+…+}} only in the source:\n    {changes}"


def _edited(paragraph: CardParagraph, found: Found | None, card: Card, asking: League) -> Iterator[Diagnostic]:
    """E060: what is left out of *paragraph*, *found* in its source or not, or put into it, if the league forbids that.

    Dots before the first words of *card*, and behind the last, leave nothing out.
    """
    marked = found if found and found.stands else paragraph.quotation
    if asking.omissions is Policy.FORBIDDEN and marked.omissions:
        quoted = [one for one in card.body if one.parts]
        first = quoted[0].offset(quoted[0].parts[0].start) if quoted else 0
        last = quoted[-1].offset(quoted[-1].parts[-1].start) if quoted else 0
        for span in marked.omissions:
            place = paragraph.at(span)
            if first < place.span.start < last:
                help = "Type the words of the source, and leave them without == where they are not to be read."
                yield Diagnostic(EDITED, f"words are left out here, which {asking.name} forbids", place, help=help)
    if asking.insertions is Policy.MARKED:
        inside = {span for whole, spans in changed_words(paragraph.quotation) for span in spans}
        for span in marked.insertions:
            is_read = any(start < span.end and span.start < end for start, end in paragraph.spans(Mark.READ))
            if is_read and span not in inside:
                message = f"“{paragraph.text[slice(*span)]}” is to be read aloud, and is not the author’s"
                help = "Type == before the [, and == behind the ]: who listens hears no brackets."
                yield Diagnostic(EDITED, message, paragraph.at(span), help=help)
    if asking.insertions is Policy.FORBIDDEN:
        for span in marked.insertions:
            help = "Type the author’s own words; what has to be explained belongs into the tag."
            message = f"words are put in here, which {asking.name} forbids"
            yield Diagnostic(EDITED, message, paragraph.at(span), help=help)
