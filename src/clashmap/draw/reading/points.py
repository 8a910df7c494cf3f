"""Points: claims and arguments as the reading view tells them, each once in full and elsewhere by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from clashmap.draw.html.exhibits import card_html, quote, standing
from clashmap.draw.names import distinct, slug
from clashmap.draw.reading.marking import cited_sentences
from clashmap.draw.svg.pen import escaped
from clashmap.draw.view.exhibits import names_of
from clashmap.evidence.cards import Card, cards_of
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.standing import Quoted, Stand, cut, quoted
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Citation, Claim, Relation, RelationKind

_SIGNS = {
    RelationKind.SUPPORT: ("+", "support"),
    RelationKind.ENTAILMENT: ("+", "support"),
    RelationKind.PREMISE: ("+", "support"),
    RelationKind.CONCLUSION: ("+", "support"),
    RelationKind.ATTACK: ("−", "attack"),
    RelationKind.UNDERCUT: ("?", "undercut"),
    RelationKind.CONTRADICTION: ("≠", "contradiction"),
    RelationKind.CONTRARY: ("≠", "contradiction"),
}
"""The sign of each kind of relation, and the kind whose colour it has."""
_MUTUAL = (RelationKind.CONTRADICTION, RelationKind.CONTRARY)


@dataclass(frozen=True)
class Points:
    """The claims and arguments of *map*."""

    map: ArgumentMap

    @cached_property
    def sides(self) -> dict[str, str]:
        """The name of each side by its key, those too that only points name."""
        named = (*self.map.sides, *(node.side for node in self.map.nodes if node.side))
        return {**dict(zip(named, named, strict=True)), **self.map.sides}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The id on the page of each source whose text is there; paragraphs add a dot and their number."""
        return distinct({id: f"source-{slug(id)}" for id in self.map.shelf.texts})

    @cached_property
    def ids(self) -> dict[str, str]:
        """The id on the page of each point."""
        kinds = {**dict.fromkeys(self.map.claims, "claim"), **dict.fromkeys(self.map.arguments, "argument")}
        return distinct({id: f"{kind}-{slug(id)}" for id, kind in kinds.items()})

    @cached_property
    def _shown(self) -> frozenset[str]:
        """Ids of the points that the page tells in full: all but those that have no text and cite nothing."""
        return frozenset(node.id for node in self.map.nodes if node.text or node.citations)

    @cached_property
    def _names(self) -> dict[str, str]:
        """What sources are called where they are not called by their ids, as on the drawn map."""
        return names_of(self.map.references)

    @cached_property
    def sentences(self) -> dict[str, Mapping[int, frozenset[int]]]:
        """The sentences that are cited in each source whose text is there, by the numbers of their paragraphs."""
        return {id: cited_sentences(self.map.nodes, text) for id, text in self.map.shelf.texts.items()}

    @cached_property
    def quoted(self) -> dict[str, tuple[Quoted, ...]]:
        """What each point quotes, held against the texts that are here, by the id of the point."""
        shelf = self.map.shelf
        return {node.id: tuple(quoted(node, shelf.cards, shelf.texts)) for node in self.map.nodes}

    @cached_property
    def _exhibits(self) -> dict[str, str]:
        """Each card as HTML, held against the text that it is cut from, by its id."""
        return {id: self._card(card) for id, card in self.map.shelf.cards.items()}

    def is_beside(self, node: Claim | Argument) -> bool:
        """Whether it stands beside a text that it cites."""
        return any(citation.source in self.texts for citation in node.citations)

    def link(self, id: str) -> str:
        """The name of a point, which leads to where it is told."""
        name = f"<bdi>{escaped(self.map.node(id).label)}</bdi>"
        return f'<a href="#{self.ids[id]}">{name}</a>' if id in self._shown else name

    def told(self, node: Claim | Argument) -> str:
        """A point in full: what it is, says and quotes, its cards, what it does to what, and what it cites."""
        side = f' class="side{list(self.sides).index(node.side)}"' if node.side else ""
        parts = [f'<li id="{self.ids[node.id]}"{side}><p class="about">{self._about(node)}</p>']
        strong = f'<strong dir="auto">{escaped(node.label)}</strong>'
        said = f' <span dir="auto">{escaped(node.text)}</span>' if node.title is not None and node.text else ""
        parts.append(f"<p>{strong}{said}</p>")
        parts += [self._quote(one) for one in self.quoted[node.id]]
        parts += [self._exhibits[card.id] for card in cards_of(node, self.map.shelf.cards)]
        does = "".join(f"<li>{one}</li>" for one in self._does(node))
        parts.append(f'<ul class="does" lang="en">{does}</ul>' if does else "")
        if cited := self._cited(node):
            parts.append(f'<p class="cites" lang="en">cites {cited}</p>')
        return "".join((*parts, "</li>"))

    def again(self, node: Claim | Argument, places: Iterable[str]) -> str:
        """A point that is told elsewhere on the page, with the *places* for which it is named again."""
        side = f" side{list(self.sides).index(node.side)}" if node.side else ""
        where = "".join(f" · ¶{escaped(place)}" for place in places)
        return (
            f'<li class="again{side}">{self.link(node.id)} <span class="about">{self._about(node)}{where}</span></li>'
        )

    def _about(self, node: Claim | Argument) -> str:
        side = f"<b><bdi>{escaped(self.sides[node.side])}</bdi></b>" if node.side else ""
        role = f"<bdi>{escaped(node.role)}</bdi>" if node.role else ""
        kind = f'<span lang="en">{"argument" if isinstance(node, Argument) else "claim"}</span>'
        return " · ".join(part for part in (side, role, kind) if part)

    def _cited(self, node: Claim | Argument) -> str:
        """Each source with the places in it, which lead there."""
        places: dict[str, list[str]] = {}
        for citation in node.citations:
            places.setdefault(citation.source, []).append(self._place(citation))
        several = len(self.map.references) > 1 or len(self.texts) > 1
        found = []
        for source, held in places.items():
            where = ", ".join(place for place in dict.fromkeys(held) if place)
            name = f"<bdi>{escaped(self._names.get(source, source))}</bdi> " if several or not where else ""
            found.append(f"{name}{f'¶{where}' if where else ''}".strip())
        return "; ".join(found)

    def _place(self, citation: Citation) -> str:
        place = located(citation)
        return self._linked(citation.source, place, citation.locator) if place else escaped(citation.locator)

    def _linked(self, source: str, place: Locator, words: str) -> str:
        """*words*, which lead to a *place* if it is on the page."""
        text, shown = self.map.shelf.texts.get(source), escaped(words)
        if text is None or not (text.has(place.first) and text.has(place.last)):
            return shown
        paragraph, sentence = place.first
        is_told = sentence and paragraph in self.sentences[source] and len(text.sentences(paragraph)) > 1
        behind = f".{sentence}" if is_told else ""
        return f'<a href="#{self.texts[source]}.{paragraph}{behind}">{shown}</a>'

    def _quote(self, one: Quoted) -> str:
        place = self._linked(one.held.source, one.held.found.locator, f"¶{one.held.found.locator}") if one.held else ""
        return f'<p dir="auto"><q>{quote(one.words.text)[1:-1]}</q>{standing(one.stand, one.edits, place)}</p>'

    def _card(self, card: Card) -> str:
        held = cut(card, self.map.shelf.texts)
        place = held.there or card.locator if held.stand is not Stand.NOWHERE else None
        told = standing(held.stand, held.edits, f"¶{place}" if place else "")
        return f'<details class="card">{card_html(card, told)}</details>'

    def _does(self, node: Claim | Argument) -> Iterator[str]:
        """What it does to what; what contradicts it, too."""
        for relation in self.map.outgoing[node.id]:
            yield self._relation(relation, relation.target)
        for relation in self.map.incoming[node.id]:
            if relation.kind in _MUTUAL and relation.source != node.id:
                yield self._relation(relation, relation.source)

    def _relation(self, relation: Relation, other: str) -> str:
        sign, kind = _SIGNS[relation.kind]
        return f'<span class="sign {kind}" aria-hidden="true">{sign}</span> {relation.kind.verb} {self.link(other)}'
