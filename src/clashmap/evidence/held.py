"""Held: what points quote and cards say, held against the texts of the sources that they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from clashmap.evidence.cards import Card, cards_of
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.quotation import Found, Quotation, find
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Citation, Claim

_Node = TypeVar("_Node", Claim, Argument)


@dataclass(frozen=True, slots=True)
class Held:
    """What came of holding a quotation against a *source*: the place *found*, and whether that is what is cited."""

    source: str
    found: Found
    is_cited: bool


def citations_of(node: Claim | Argument, cards: Mapping[str, Card]) -> tuple[Citation, ...]:
    """What *node* cites: by itself, and by those of *cards* that it uses, as far as these stand at other places.

    A card that names no source is cited by its own file.
    """
    of_cards = [
        Citation(
            card.source or f"cards/{card.id}", str(card.locator or ""), card.place, *(card.locator or (None, None))
        )
        for card in cards_of(node, cards)
    ]
    places = {(one.source, one.locator) for one in node.citations}
    return (*node.citations, *(one for one in of_cards if (one.source, one.locator) not in places))


def with_cards(nodes: Mapping[str, _Node], cards: Mapping[str, Card]) -> Mapping[str, _Node]:
    """*nodes* by their ids, each of which has what its *cards* are cut from among its citations, too."""
    return MappingProxyType({id: replace(node, citations=citations_of(node, cards)) for id, node in nodes.items()})


def hold(words: Quotation, cited: Sequence[Citation], texts: Mapping[str, SourceText]) -> Held | None:
    """Where *words* stand: where they are *cited*, or elsewhere in these sources, or what is most like them there.

    None where there is nothing like them, or none of the *texts* is here.
    """
    best: Held | None = None
    for source in dict.fromkeys(one.source for one in cited):
        if text := texts.get(source):
            held = _hold_in(words, text, [located(one) for one in cited if one.source == source])
            if held and (best is None or (held.is_cited, held.found.likeness) > (best.is_cited, best.found.likeness)):
                best = held
    return best


def are_here(cited: Sequence[Citation], texts: Mapping[str, SourceText]) -> bool:
    """Whether the text of every source that is *cited* is among *texts*: elsewhere the words may stand in another."""
    return bool(cited) and all(one.source in texts for one in cited)


def hold_card(card: Card, text: SourceText) -> tuple[Found | None, ...]:
    """Where each paragraph of *card* stands in *text*, if it can be where the card says, or what is most like it.

    None for a paragraph without words of the author, and for one that nothing is like.
    """
    return tuple(find(one.quotation, text, within=card.locator) if one.parts else None for one in card.body)


def is_within(inner: Locator, outer: Locator) -> bool:
    """Whether all of *inner* is within *outer*; a whole paragraph is all of its sentences."""
    (first, from_), (last, to) = outer
    starts = inner.first[0] > first or (inner.first[0] == first and (not from_ or inner.first[1] >= from_))
    ends = inner.last[0] < last or (inner.last[0] == last and (not to or 0 < inner.last[1] <= to))
    return starts and ends


def _hold_in(words: Quotation, text: SourceText, locators: Sequence[Locator | None]) -> Held | None:
    """Where *words* stand in one source, of which *locators* are cited; None among them for all of it."""
    places = [locator for locator in dict.fromkeys(locators) if locator]
    if not places or None in locators:
        found = find(words, text)
        return Held(text.id, found, is_cited=found.stands) if found else None
    best: Held | None = None
    tries = [*places, Locator(min(first for first, _ in places), max(last for _, last in places))]
    for within in tries if len(places) > 1 else places:
        found = find(words, text, within=within)
        if found is None or not found.stands:  # then it stands nowhere
            return Held(text.id, found, is_cited=False) if found else None
        is_cited = all(any(is_within(Locator(end, end), place) for place in places) for end in found.locator)
        if is_cited or best is None:
            best = Held(text.id, found, is_cited)
        if is_cited:
            break
    return best
