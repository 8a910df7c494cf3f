"""The evidence on a page: each source, quotation, card and passage once, and which of them every node shows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from clashmap.draw.html.exhibits import card_html, cite, heading, quote, standing
from clashmap.draw.html.passages import Passage, gaps, passages, pieces, widest
from clashmap.draw.sheet.sources import meant
from clashmap.draw.svg.pen import escaped
from clashmap.draw.view import Folded, Node, View
from clashmap.evidence import cites
from clashmap.evidence.cards import Card, Mark
from clashmap.evidence.csl import short
from clashmap.evidence.csl.line import line
from clashmap.evidence.locator import located
from clashmap.evidence.quotation import quotes_of
from clashmap.evidence.standing import Stand, cut, quoted
from clashmap.evidence.text import COPYRIGHT
from clashmap.graph import ArgumentMap

_MARKED = "On a card, what matters is underlined, and what is read aloud is highlighted."
_MAY = f"{COPYRIGHT[0].upper()}{COPYRIGHT[1:]}."
_GAP = '<i class="omission">[…]</i>'

_One = TypeVar("_One", bound=Hashable)


@dataclass(slots=True)
class _Cited:
    """What a node cites of one source: the places as they are written, and the passages there."""

    places: list[str] = field(default_factory=list)
    is_long: bool = False
    """Whether one of the places goes over several paragraphs."""
    passages: list[Passage] = field(default_factory=list)


class Evidence:
    """What the nodes of *view*, a view of *map*, show, in elements with ids such as ``source-0`` and ``card-2``.

    Passages of the sources whose texts are on the shelf of the map are told only where it is to *embed* them; then
    those that a card is cut from are told as if its claim cited them.
    """

    def __init__(self, map: ArgumentMap, view: View, *, embed: bool = False) -> None:
        nodes = tuple(view.nodes.values())
        self._view, self._references, self._cards = view, map.references, view.cards
        self._texts = map.shelf.texts if embed else {}
        self._all_cards = map.shelf.cards
        self._cited = {node.id: self._all_cited(node) for node in nodes}
        cited = {source: None for own in self._cited.values() for source in own}
        self._sources = _numbered(id for id in {**map.references, **cited} if id in cited)
        self._card_numbers = _numbered(card.id for node in nodes for card in self._held(node))
        self._owner = {card.id: node.id for node in reversed(nodes) for card in self._held(node)}
        self._quotes = _numbered((node.id, text) for node in nodes for text in quotes_of(node))
        found = (one for own in self._cited.values() for cited in own.values() for one in cited.passages)
        self._pieces = pieces(found, self._texts)
        order = {one: (self._sources[one.source], one) for parts in self._pieces.values() for one in parts}
        self._numbers = _numbered(sorted(order, key=order.__getitem__))

    def _all_cited(self, node: Node) -> dict[str, _Cited]:
        """What *node* cites, by source."""
        found: dict[str, _Cited] = {}
        for citation in node.citations:
            own = found.setdefault(citation.source, _Cited())
            own.places += [citation.locator] if citation.locator else []
            own.is_long |= len(citation.paragraphs) > 1
            own.passages += passages(citation.source, located(citation), self._texts)
        for card in self._held(node):
            known = found[card.source].passages if card.source in found else []
            of_card = [*passages(card.source, card.locator, self._texts)]
            if not set(widest((*known, *of_card))) <= set(known):
                own = found.setdefault(card.source, _Cited())
                own.places.append(str(card.locator))
                own.passages += of_card
        for own in found.values():
            own.passages = widest(own.passages)
        return found

    def cites(self, node: Node) -> list[list[Any]]:
        """Each source of *node*: the id of its element, the places in it in words, and for each passage its place and
        the ids of its pieces.
        """
        made: list[list[Any]] = []
        for source, own in self._cited[node.id].items():
            several = own.is_long or len(own.places) > 1
            words = f"paragraph{'s' if several else ''} {', '.join(own.places)}" if own.places else ""
            told = [[f"¶{one.place}", *self._ids(one)] for one in own.passages]
            made.append([f"source-{self._sources[source]}", words, *told])
        return made

    def shown(self, node: Node) -> list[str]:
        """The ids of what else *node* shows: its quotations and its cards."""
        own = [self._quote_id(node, text) for text in quotes_of(node)]
        return own + [self._card_id(card) for card in self._held(node)]

    def mark(self, node: Node) -> str:
        """The citations of *node* as its card shows them, leading to the first of its passages if there are any."""
        told = escaped(cites(node.citations, named=self._view.sources > 1, names=self._view.names))
        if told and (first := next((one for own in self._cited[node.id].values() for one in own.passages), None)):
            told = f'<a href="#{self._ids(first)[0]}">{told}</a>'
        return f" <cite>{told}</cite>" if told else ""

    def below(self, node: Node) -> str:
        """What *node* quotes, and its cards, each of which is told once and only named wherever else it is used."""
        made = []
        held = () if isinstance(node, Folded) else quoted(node, self._all_cards, self._texts)
        for text, one in zip(quotes_of(node), held, strict=True):
            place = f"¶{one.held.found.locator}" if one.held and one.stand is not Stand.CITED else ""
            told = quote(text) + standing(one.stand, one.edits, place)
            made.append(f'<blockquote id="{self._quote_id(node, text)}" dir="auto">{told}</blockquote>')
        for card in self._held(node):
            id = self._card_id(card)
            if self._owner[card.id] == node.id:
                whole = cut(card, self._texts)
                told = card_html(card, standing(whole.stand, whole.edits, f"¶{whole.there}" if whole.there else ""))
                made.append(f'<details class="card" id="{id}">{told}</details>')
            else:
                made.append(f'<p class="does">Card: <a href="#{id}">{heading(card)}</a></p>')
        return "".join(made)

    def foot(self) -> Iterator[str]:
        """The sources with their cites, what the signs mean, and the passages."""
        parts = [
            f'<span id="source-{number}">{self._before(id)}{cite(self._fields(id), id)}</span>'
            for id, number in self._sources.items()
        ]
        marks = {one.mark for held in self._cards.values() for card in held for part in card.body for one in part.marks}
        parts += [meant(self._view)] if self._sources else []
        parts += [_MARKED] if marks & {Mark.READ, Mark.UNDERLINED} else []
        if parts:
            words = f"<strong>Source{'s' if len(self._sources) > 1 else ''}</strong> " if self._sources else ""
            yield f'<p class="source" dir="auto">{words}{" ".join(parts)}</p>'
        if self._numbers:
            yield f'<h2 lang="en">Passages</h2>\n{self.note()}'
        for source, all_ in groupby(self._numbers, lambda one: one.source):
            if len(self._sources) > 1:
                yield f'<h3 dir="auto">{escaped(self._called(source))}</h3>'
            for number, own in groupby(all_, lambda one: one.paragraph):
                words = " ".join(self._piece(one) for one in gaps(own, self._texts))
                yield f'<blockquote dir="auto"><cite>¶{number}</cite> {words}</blockquote>'

    def note(self) -> str:
        """That the page holds passages of which sources, for those who would pass it on; empty where it does not."""
        return f'<p class="source note" lang="en">This page holds {escaped(self.held)}. {_MAY}</p>' if self.held else ""

    @property
    def held(self) -> str:
        """How many passages of which sources there are, in words, such as ``2 passages of “Zones”``; else empty."""
        counts = dict.fromkeys((one.source for one in self._numbers), 0)
        for source, _ in {one[:2] for one in self._numbers}:
            counts[source] += 1
        titles = {id: line(self._fields(id).get("title")).rstrip(".,;: ") or id for id in counts}
        parts = [f"{count} passage{'' if count == 1 else 's'} of “{titles[id]}”" for id, count in counts.items()]
        return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)

    def _piece(self, piece: Passage | None) -> str:
        if piece is None:
            return _GAP
        return f'<span id="passage-{self._numbers[piece]}">{escaped(piece.text(self._texts))}</span>'

    def _ids(self, passage: Passage) -> list[str]:
        return [f"passage-{self._numbers[piece]}" for piece in self._pieces[passage]]

    def _fields(self, source: str) -> Mapping[str, Any]:
        return self._references[source].fields if source in self._references else {}

    def _before(self, source: str) -> str:
        """What the drawing calls a source, where it calls it otherwise than its cite does, which says it first."""
        name = self._view.names.get(source, source)
        is_told = self._view.sources < 2 or name == short(self._fields(source))
        return "" if is_told else f"{escaped(name)}: "

    def _called(self, source: str) -> str:
        fields = self._fields(source)
        return short(fields) if fields else source

    def _held(self, node: Node) -> tuple[Card, ...]:
        return self._cards.get(node.id, ())

    def _quote_id(self, node: Node, text: str) -> str:
        return f"quote-{self._quotes[node.id, text]}"

    def _card_id(self, card: Card) -> str:
        return f"card-{self._card_numbers[card.id]}"


def _numbered(things: Iterable[_One]) -> dict[_One, int]:
    """Each of *things* once, with its number from 0."""
    return {one: number for number, one in enumerate(dict.fromkeys(things))}
