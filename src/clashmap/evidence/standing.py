"""Standing: whether what is quoted and cut into cards stands in its source, and where it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clashmap.evidence.cards import Card
from clashmap.evidence.held import Held, are_here, citations_of, hold, hold_card, is_within
from clashmap.evidence.locator import Locator
from clashmap.evidence.normal import words
from clashmap.evidence.quotation import Found, Quotation, quotation, quotes_of
from clashmap.evidence.quotation.elements import changed_words
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Citation, Claim


class Stand(StrEnum):
    """How words stand in the texts that are here."""

    CITED = "as cited"
    """Word for word, and where the citation says."""
    ELSEWHERE = "elsewhere"
    """Word for word, and not where the citation says."""
    NOWHERE = "not there"
    """Not word for word."""
    UNKNOWN = "not here"
    """The text is not here in which they may stand."""
    EMPTY = "quotes nothing"
    """No word is the author's."""


STANDS = {Stand.CITED: True, Stand.ELSEWHERE: True, Stand.NOWHERE: False, Stand.UNKNOWN: None, Stand.EMPTY: None}
"""Whether words stand in the texts at all; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The *words* that a point quotes, what it *cited* for them, what came of holding them against that, and a verdict.

    *held* is None where nothing is like them, or no text is here.
    """

    words: Quotation
    cited: tuple[Citation, ...]
    held: Held | None
    stand: Stand

    @property
    def edits(self) -> str:
        """What the quoter did to words that stand, as ``edits`` says it."""
        return edits([(self.words, self.held.found if self.held else None)])


@dataclass(frozen=True, slots=True)
class Cut:
    """A *card*, where each paragraph of it was *found* or what is most like it, and a verdict on all of them.

    *there* is where all that stands in the source does, if the card says otherwise.
    """

    card: Card
    found: tuple[Found | None, ...]
    stand: Stand
    there: Locator | None = None

    @property
    def edits(self) -> str:
        """What was done to those of its words that stand, as ``edits`` says it."""
        return edits(zip((paragraph.quotation for paragraph in self.card.body), self.found, strict=True))


def quoted(node: Claim | Argument, cards: Mapping[str, Card], texts: Mapping[str, SourceText]) -> Iterator[Quoted]:
    """What *node* quotes, as it stands in the *texts* of what it and its *cards* cite."""
    quotes = quotes_of(node)
    cited = citations_of(node, cards) if quotes else ()
    # Where the text of one of its sources is not here, the words may stand in that.
    is_known = are_here(cited, texts)
    for said in map(quotation, quotes):
        held = hold(said, cited, texts)
        if held and held.found.stands:
            stand = Stand.CITED if held.is_cited or not is_known else Stand.ELSEWHERE
        else:
            stand = Stand.NOWHERE if is_known else Stand.UNKNOWN
        yield Quoted(said, cited, held, stand)


def cut(card: Card, texts: Mapping[str, SourceText]) -> Cut:
    """*card* as it stands in the text of its source."""
    text = texts.get(card.source)
    if text is None:
        return Cut(card, (None,) * len(card.body), Stand.UNKNOWN)
    found = hold_card(card, text)
    if not any(paragraph.parts for paragraph in card.body):
        return Cut(card, found, Stand.EMPTY)
    standing = [one for one in found if one and one.stands]
    there = None
    if card.locator and not all(is_within(one.locator, card.locator) for one in standing):
        points = [one.locator for one in standing]
        there = _whole(Locator(min(first for first, _ in points), max(last for _, last in points)), text)
    is_whole = len(standing) == sum(bool(paragraph.parts) for paragraph in card.body)
    stand = Stand.NOWHERE if not is_whole else Stand.ELSEWHERE if there else Stand.CITED
    return Cut(card, found, stand, there)


def edits(stood: Iterable[tuple[Quotation, Found | None]]) -> str:
    """What was done to quotations that stand, as a phrase: ``2 words put in, 1 omission``; empty if they are whole.

    Brackets within a word, ``[t]he``, change it; those with signs alone count as one word.
    """
    changed = put = left = 0
    for said, found in stood:
        edited = found if found and found.stands else None if said.parts else said
        if edited:
            brackets = {span: whole for whole, spans in changed_words(said) for span in spans}
            changed += len({brackets[span] for span in edited.insertions if span in brackets})
            inner = (said.text[slice(*span)] for span in edited.insertions if span not in brackets)
            put += sum(len(words(text)) or 1 for text in inner)
            left += len(edited.omissions)
    counts = ((changed, "word{} changed"), (put, "word{} put in"), (left, "omission{}"))
    return ", ".join(f"{number:,} {what.format('s' * (number != 1))}" for number, what in counts if number)


def _whole(locator: Locator, text: SourceText) -> Locator:
    """*locator* in whole paragraphs, where it has all the sentences of those."""
    (first, from_), (last, to) = locator
    if from_ <= 1 and to == len(text.sentences(last)):
        return Locator((first, 0), (last, 0))
    return locator
