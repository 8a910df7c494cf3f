"""Verifying: whether the passages that a debate cites are still what they were when they were locked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from clashmap.evidence.fingerprint import fingerprint, trace
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.lock import Lock, LockedPassage, LockedSource
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Citation, Claim


class Standing(StrEnum):
    """How a citation stands."""

    SAME = "same"
    """The passage is what was locked."""
    MOVED = "moved"
    """The very passage stands elsewhere now."""
    CHANGED = "changed"
    """One much like it stands there, or elsewhere."""
    GONE = "gone"
    """Nothing like it is in the text."""
    UNLOCKED = "unlocked"
    """There is a passage, and the lock does not know it yet."""
    NO_TEXT = "no text"
    """Its text is not here: not verifiable here."""
    NO_PLACE = "no place"
    """It names no place that is in the text, or none that can be read."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A *citation* of a *node*, how it stands, and where its passage was *found* if that is elsewhere or changed."""

    node: Claim | Argument
    citation: Citation
    standing: Standing
    found: Locator | None = None
    likeness: float = 1.0
    """How much of the passage is the same, word for word, from 0 to 1."""


_Finding = tuple[Standing, Locator | None, float]


def verify(
    nodes: Iterable[Claim | Argument], texts: Mapping[str, SourceText], lock: Lock | None
) -> tuple[Verified, ...]:
    """Hold every citation of *nodes* against the *texts* of sources, by their ids, and what was locked of them.

    In the order of the nodes and of their citations. Of passages that are not where they were, all are looked for at
    once: one that stands in several places is taken to have moved as those around it did.
    """
    nodes = tuple(nodes)
    cited: dict[str, dict[Locator, None]] = {}
    for _, citation, locator in _cited(nodes):
        if locator:
            cited.setdefault(citation.source, {})[locator] = None
    sources = lock.sources if lock else {}
    found = {id: _held(cited[id], texts[id], sources.get(id)) for id in cited if id in texts}
    result = []
    for node, citation, locator in _cited(nodes):
        if citation.source not in texts:
            result.append(Verified(node, citation, Standing.NO_TEXT))
        elif locator is None:
            result.append(Verified(node, citation, Standing.NO_PLACE))
        else:
            result.append(Verified(node, citation, *found[citation.source][locator]))
    return tuple(result)


def locked(
    nodes: Iterable[Claim | Argument],
    texts: Mapping[str, SourceText],
    old: Lock | None,
    *,
    unsettled: Iterable[Verified] = (),
) -> Lock:
    """The lock of all that *nodes* cite in *texts*; of sources whose text is not here, what *old* says is kept.

    So is what *old* says of citations that are *unsettled*, such as one whose passage is gone: they are not vouched for
    by the text as it is now. What nobody cites any more is dropped; so is a place past the end of its text.
    """
    known = old.sources if old else {}
    open = {(one.citation.source, located(one.citation)) for one in unsettled}
    passages: dict[str, dict[Locator, LockedPassage]] = {}
    for _, citation, locator in _cited(nodes):
        id = citation.source
        if id not in texts or locator is None or locator in passages.setdefault(id, {}):
            continue
        before = known[id].passages.get(locator) if id in known else None
        if (id, locator) in open and before:
            passages[id][locator] = before
        elif (text := texts[id].passage(locator)) is not None:
            passages[id][locator] = LockedPassage(fingerprint(text), trace(text))
    made = {
        id: LockedSource(
            len(texts[id].paragraphs),
            fingerprint("\n".join(texts[id].paragraphs)),
            MappingProxyType(dict(sorted(of.items()))),
        )
        for id, of in passages.items()
    }
    kept = {id: source for id, source in known.items() if id not in texts}
    return Lock(MappingProxyType(dict(sorted({**kept, **made}.items()))))


def _cited(nodes: Iterable[Claim | Argument]) -> Iterator[tuple[Claim | Argument, Citation, Locator | None]]:
    for node in nodes:
        for citation in node.citations:
            yield node, citation, located(citation)


def _held(cited: Iterable[Locator], text: SourceText, source: LockedSource | None) -> dict[Locator, _Finding]:
    """How the passages *cited* of *text* stand."""
    passages = source.passages if source else {}
    found: dict[Locator, _Finding] = {}
    lost: dict[Locator, LockedPassage] = {}
    for locator in cited:
        passage, before = text.passage(locator), passages.get(locator)
        if before is None:
            found[locator] = (Standing.NO_PLACE if passage is None else Standing.UNLOCKED, None, 1.0)
        elif passage is not None and fingerprint(passage) == before.fingerprint:
            found[locator] = (Standing.SAME, None, 1.0)
        else:
            lost[locator] = before
    if lost:
        # Looked for only where something is lost: to read a whole text takes longer than to read what is cited.
        from clashmap.evidence.trail import trails

        went = trails(text, lost, [locator for locator, (standing, *_) in found.items() if standing is Standing.SAME])
        for locator in lost:
            trail = went.get(locator)
            if trail is None:
                found[locator] = (Standing.GONE, None, 0.0)
            else:
                found[locator] = (Standing.MOVED if trail.is_same else Standing.CHANGED, trail.found, trail.likeness)
    return found
