"""Beside: what stands in the folder of a debate beside its maps: bibliographies, cards, texts of sources, the lock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clashmap.diagnostics import Diagnostic
    from clashmap.graph import ArgumentMap


@dataclass(frozen=True, slots=True)
class Beside:
    """The *folder* of a debate; None for text in no file. *texts* of sources are read if they are wanted.

    They are in the folder *sources*, or in the one of that name beside the debate.
    """

    folder: Path | None
    texts: bool = False
    sources: Path | None = None

    def join(self, map: ArgumentMap, found: list[Diagnostic]) -> ArgumentMap:
        """*map* with what stands beside it; what is wrong with that joins what is *found*."""
        if self.folder is not None:
            map = _with_files(map, self.folder, found)
        texts = self.sources or (self.folder / "sources" if self.folder else None)
        if self.texts and texts:
            map = _with_texts(map, self.folder, texts, found, given=self.sources is not None)
        return map


def _with_files(map: ArgumentMap, folder: Path, found: list[Diagnostic]) -> ArgumentMap:
    """*map* with the bibliographies and cards of *folder*."""
    from clashmap.evidence.cards import named_cards
    from clashmap.evidence.shelf import Shelf
    from clashmap.library.bibliographies import joined, lost, read_bibliographies
    from clashmap.library.cards import read_cards

    listed, wrong = read_bibliographies(folder)
    found += wrong
    unlisted = lost(wrong)
    references = joined(listed, map.references, found)
    wanted = dict.fromkeys(id for node in map.nodes for id in named_cards(node))
    cards, own, astray, wrong = read_cards(folder, references, wanted)
    found += wrong
    shelf = Shelf(
        cards=MappingProxyType(cards),
        listed=MappingProxyType({**listed, **own}),
        astray=MappingProxyType(astray),
        unlisted=MappingProxyType(unlisted),
    )
    return replace(map, references=MappingProxyType({**references, **own}), shelf=shelf)


def _with_texts(
    map: ArgumentMap, folder: Path | None, texts: Path, found: list[Diagnostic], *, given: bool
) -> ArgumentMap:
    """*map* with the texts of its sources in *texts*, which the user has *given* or not, and the lock in *folder*."""
    from clashmap.library.lock import read_lock
    from clashmap.library.sources import read_texts

    read, wrong, unread = read_texts(texts, map.references, given=given, debate=folder)
    found += wrong
    cited = [citation.source for node in map.nodes for citation in node.citations]
    cited += [card.source for card in map.shelf.cards.values() if card.source]
    for id in cited:
        if id not in map.references:
            unread[id] = f"there is no source “{id}”; declare it, or name one of those that are declared"
    lock, wrong = read_lock(folder) if folder else (None, [])
    found += wrong
    shelf = replace(map.shelf, texts=MappingProxyType(read), unread=MappingProxyType(unread), lock=lock)
    return replace(map, shelf=shelf)


@dataclass(frozen=True, slots=True)
class Known:
    """What stood beside another map of the same debate, *like* this one but for slips that were mended."""

    like: ArgumentMap

    def join(self, map: ArgumentMap, found: list[Diagnostic]) -> ArgumentMap:
        """*map* with what stands beside the other one."""
        from clashmap.library.bibliographies import joined

        references = {**self.like.references, **joined(self.like.shelf.listed, map.references, [])}
        return replace(map, references=MappingProxyType(references), shelf=self.like.shelf)
