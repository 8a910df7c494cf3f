"""Coverage: who cites which paragraph of a source, and who cites nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from clashmap.model import Argument, Claim

ANALYTIC = "analytic"
"""The tag of what a club adds of its own, and need not cite."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who cites the source *source*, which has *paragraphs* of them; by paragraph, from 1, in the map's order."""

    source: str
    paragraphs: int
    cited: Mapping[int, tuple[Claim | Argument, ...]]
    whole: tuple[Claim | Argument, ...]
    """Who cites it, and names no place in it at all."""

    @property
    def uncited(self) -> tuple[int, ...]:
        """The paragraphs that nobody cites."""
        return tuple(number for number in range(1, self.paragraphs + 1) if number not in self.cited)


def coverage(nodes: Iterable[Claim | Argument], source: str, paragraphs: int) -> Coverage:
    """Who of *nodes* cites which of the *paragraphs* of *source*, for each of them; places past the end are left out.

    Who cites one paragraph several times is named once.
    """
    cited: dict[int, dict[str, Claim | Argument]] = {}
    whole: dict[str, Claim | Argument] = {}
    for node in nodes:
        for citation in node.citations:
            if citation.source != source:
                continue
            if not citation.locator:
                whole[node.id] = node
            numbers = citation.paragraphs
            for number in range(numbers.start, min(numbers.stop, paragraphs + 1)):
                cited.setdefault(number, {})[node.id] = node
    placed = {id for by in cited.values() for id in by}
    by_number = {number: tuple(cited[number].values()) for number in sorted(cited)}
    left = tuple(node for id, node in whole.items() if id not in placed)
    return Coverage(source, paragraphs, MappingProxyType(by_number), left)


def citeless(nodes: Iterable[Claim | Argument]) -> tuple[tuple[Claim | Argument, ...], tuple[Claim | Argument, ...]]:
    """Who of *nodes*, among those with a text, cites nothing at all: who ought to, and ANALYTIC ones."""
    found = [node for node in nodes if node.text and not node.citations]
    own = tuple(node for node in found if ANALYTIC in node.tags)
    return tuple(node for node in found if ANALYTIC not in node.tags), own
