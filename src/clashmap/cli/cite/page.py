"""The page that answers are told on: its width, its names, and the commands about the same debate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import click

from clashmap.cli.debate import folder_of, folder_of_texts, open_debate, refuse, typed
from clashmap.cli.judge.names import Names
from clashmap.cli.paragraph import page_width, paragraph
from clashmap.cli.terminal import clean
from clashmap.evidence.cards import Card
from clashmap.evidence.csl import full, short
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim

_NAMED = 3
"""Files that are named in one message, at most."""
_MOST = 10
"""Lines of a list that may be long, unless all of it is asked for."""


@dataclass(frozen=True)
class Page:
    """A page on *map*, which was read from *path*, with texts from the folder *sources* if one was named."""

    map: ArgumentMap
    path: str
    sources: str | None = None
    whole: bool = False
    """Whether lists are told to their ends."""

    @cached_property
    def width(self) -> int:
        """How many columns a line may have."""
        return page_width()

    @cached_property
    def name(self) -> Names:
        """What a line calls a claim or an argument, and where it is written."""
        return Names(self.map, self.path)

    @cached_property
    def nodes(self) -> tuple[Claim | Argument, ...]:
        """Who cites anything."""
        return tuple(node for node in self.map.nodes if node.citations)

    @property
    def citing(self) -> tuple[Claim | Argument | Card, ...]:
        """Who may cite anything: claims, arguments and cards."""
        return (*self.map.nodes, *self.map.shelf.cards.values())

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Ids of the sources that are declared and cited, by cards too, in the order of their declarations."""
        from clashmap.evidence.held import citations_of

        cards = self.map.shelf.cards
        ids = {citation.source for node in self.map.nodes for citation in citations_of(node, cards)}
        return tuple(id for id in self.map.references if id in ids)

    @cached_property
    def absent(self) -> dict[str, None]:
        """Ids of what is cited, by points and cards, and whose text is not here."""
        ids = [citation.source for node in self.citing for citation in node.citations]
        ids += [card.source for card in self.map.shelf.cards.values() if card.source]
        return dict.fromkeys(id for id in ids if id not in self.map.shelf.texts)

    def paragraphs(self, id: str) -> int | None:
        """How many paragraphs the source *id* has, by its text or else by the lock; None where neither is here."""
        shelf = self.map.shelf
        if id in shelf.texts:
            return len(shelf.texts[id].paragraphs)
        return shelf.lock.sources[id].paragraphs if shelf.lock and id in shelf.lock.sources else None

    @property
    def beside(self) -> Path:
        """The folder in which the debate is, and its lock."""
        return folder_of(self.path)

    @property
    def texts(self) -> Path:
        """The folder in which texts are looked for."""
        return folder_of_texts(self.path, self.sources)

    @property
    def folder(self) -> str:
        """The same as a message shows it."""
        return clean(self.texts.as_posix())

    def again(self) -> Page:
        """The page on what is in the files now."""
        return replace(self, map=open_debate(self.path, texts=True, sources=self.sources))

    def with_cards(self) -> Page:
        """The page on the map in which a point that uses a card cites what the card is cut from, too."""
        from clashmap.evidence.held import with_cards

        map, cards = self.map, self.map.shelf.cards
        claims, arguments = with_cards(map.claims, cards), with_cards(map.arguments, cards)
        return replace(self, map=replace(map, claims=claims, arguments=arguments))

    def needs_texts(self, option: str) -> None:
        """Refuse where the text of no source is here, which *option* needs."""
        if self.map.shelf.texts:
            return
        if not self.map.references:
            refuse(f"{option} needs the text of a source, and none is declared; see clashmap help evidence")
        if self.path == "-":
            refuse(f"{option} needs the text of a source, and standard input has none beside it; save it as a file")
        if unread := [why for id, why in self.map.shelf.unread.items() if id in self.map.references]:
            told = "; ".join(unread[:_NAMED])
            refuse(f"{option} needs the text of a source, and none in {self.folder} could be read: {told}")
        first = next(iter(self.cited or self.map.references))
        other = "" if self.sources else f", or name another folder: {self.typed('--sources', 'FOLDER')} …"
        refuse(
            f"{option} needs the text of a source, and none is in {self.folder}; put {first}.txt there"
            f" (or .md, .html, .docx, .pdf){other}"
        )

    def short(self, id: str) -> str:
        """The short cite of the source *id*."""
        reference = self.map.references.get(id)
        return clean(short(reference.fields) if reference else id)

    def full(self, id: str) -> str:
        """The whole cite of the source *id*."""
        reference = self.map.references.get(id)
        return clean(full(reference.fields) if reference else id)

    def typed(self, *options: str) -> str:
        """``clashmap cite`` on the same debate with *options*."""
        return clean(typed("cite", self.path, *options, sources=self.sources))

    def title(self) -> str:
        """The first line: what the debate is called."""
        return click.style(self.said(clean(self.map.title or "Argument map")), bold=True)

    def said(self, text: str, *, start: str = "", hang: int | None = None) -> str:
        """A paragraph behind *start*."""
        return paragraph(text, width=self.width, start=start, hang=hang)

    def heading(self, text: str) -> Iterator[str]:
        """An empty line, and a heading."""
        yield ""
        yield click.style(self.said(text), bold=True)

    def next(self, *commands: str) -> Iterator[str]:
        """What to type next."""
        yield from self.heading("What to type next")
        yield from (f"  {command}" for command in commands)

    def listed(self, items: Sequence[str]) -> Iterator[str]:
        """*items*, or the first of them and how to see the rest."""
        shown = items if self.whole or len(items) <= _MOST + 1 else items[:_MOST]
        yield from shown
        if len(shown) < len(items):
            yield f"  … and {len(items) - len(shown):,} more; add --all to see them"
