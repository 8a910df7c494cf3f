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
        if self.folder is None:
            return map
        from clashmap.evidence.shelf import Shelf
        from clashmap.library.bibliographies import read_bibliographies
        from clashmap.library.cards import read_cards
        from clashmap.library.lock import read_lock
        from clashmap.library.sources import read_texts

        listed, wrong = read_bibliographies(self.folder)
        found += wrong
        references = MappingProxyType({**listed, **map.references})
        cards, wrong = read_cards(self.folder, references)
        found += wrong
        shelf = Shelf(cards=MappingProxyType(cards))
        if self.texts:
            texts, wrong = read_texts(self.sources or self.folder / "sources", references)
            found += wrong
            lock, wrong = read_lock(self.folder)
            found += wrong
            shelf = replace(shelf, texts=MappingProxyType(texts), lock=lock)
        return replace(map, references=references, shelf=shelf)


@dataclass(frozen=True, slots=True)
class Known:
    """What stood beside another map of the same debate, *like* this one but for slips that were mended."""

    like: ArgumentMap

    def join(self, map: ArgumentMap, found: list[Diagnostic]) -> ArgumentMap:
        """*map* with what stands beside the other one."""
        return replace(
            map, references=MappingProxyType({**self.like.references, **map.references}), shelf=self.like.shelf
        )
