"""Verifying: whether the passages that a debate cites are still what they were when they were locked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from clashmap.evidence.cards import Card
from clashmap.evidence.fingerprint import fingerprint, trace
from clashmap.evidence.held import is_within
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.lock import Lock, LockedPassage, LockedSource
from clashmap.evidence.normal import normalised
from clashmap.evidence.quotation import Quotation, find, quotation, quotes_of
from clashmap.evidence.text import SourceText
from clashmap.model import Argument, Citation, Claim

if TYPE_CHECKING:
    from clashmap.evidence.trail import Known

Citing = Claim | Argument | Card
"""Who cites."""


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

    node: Citing
    citation: Citation
    standing: Standing
    found: Locator | None = None
    likeness: float = 1.0
    """How much of the passage is the same, word for word, from 0 to 1."""
    known: LockedPassage | None = None
    """What the lock says of the passage."""

    @property
    def is_unsettled(self) -> bool:
        """Whether the text says something else where the passage was."""
        return self.standing in (Standing.MOVED, Standing.CHANGED, Standing.GONE)

    @property
    def is_away(self) -> bool:
        """Whether the passage, or what is most like it, stands elsewhere than it is cited."""
        return self.found is not None and self.found != located(self.citation)


def verify(citing: Iterable[Citing], texts: Mapping[str, SourceText], lock: Lock | None) -> tuple[Verified, ...]:
    """Hold every citation of *citing* against the *texts* of sources, by their ids, and what was locked of them.

    In the order of who cites, and of their citations. Of passages that are not where they were, all are looked for at
    once: one that stands in several places is taken to have moved as those around it did.
    """
    sources = lock.sources if lock else {}
    cited: dict[str, dict[_Cited, None]] = {}
    asked: list[tuple[Citing, Citation, _Cited | None]] = []
    for node in citing:
        for citation in node.citations:
            locator, source = located(citation), sources.get(citation.source)
            one = (locator, source.cited(locator, node.id) if source else None) if locator else None
            asked.append((node, citation, one))
            if one:
                cited.setdefault(citation.source, {})[one] = None
    found = {id: _held(cited[id], texts[id]) for id in cited if id in texts}
    result = []
    for node, citation, one in asked:
        if citation.source not in texts:
            result.append(Verified(node, citation, Standing.NO_TEXT))
        elif one is None:
            result.append(Verified(node, citation, Standing.NO_PLACE))
        else:
            result.append(Verified(node, citation, *found[citation.source][one], one[1]))
    went: dict[tuple[str, str], list[Locator]] = {}
    for verified in result:
        if verified.found and verified.is_away:
            went.setdefault((verified.node.id, verified.citation.source), []).append(verified.found)
    return tuple(_unless_put_right(one, went.get((one.node.id, one.citation.source), ()), texts) for one in result)


def _unless_put_right(one: Verified, went: Sequence[Locator], texts: Mapping[str, SourceText]) -> Verified:
    """*one*; a citation that was put right by hand since it was locked as one that is not locked yet.

    That is so where what is quoted stands there, and not where any passage *went* that the same point cites.
    """
    here = located(one.citation)
    if here is None or not one.is_away:
        return one
    text = texts[one.citation.source]

    def stands(words: Quotation, within: Locator) -> bool:
        found = find(words, text, within=within)
        return bool(found and found.stands and is_within(found.locator, within))

    for words in _said(one.node):
        if stands(words, here) and not any(stands(words, place) for place in went):
            return Verified(one.node, one.citation, Standing.UNLOCKED)
    return one


def _said(node: Citing) -> list[Quotation]:
    """What *node* says in the author's words."""
    if isinstance(node, Card):
        return [paragraph.quotation for paragraph in node.body if paragraph.parts]
    return [quotation(words) for words in quotes_of(node)]


def locked(
    citing: Iterable[Citing],
    texts: Mapping[str, SourceText],
    old: Lock | None,
    *,
    unsettled: Iterable[Verified] = (),
) -> Lock:
    """The lock of all that is cited by *citing* in *texts*; of sources whose text is not here, what *old* says is kept.

    So is what *old* says of citations that are *unsettled*, such as one whose passage is gone: they are not vouched for
    by the text as it is now. What nobody cites any more is dropped; so is a place past the end of its text.
    """
    open = {(one.node.id, one.citation.source, located(one.citation)): one.known for one in unsettled}
    return lock_of(
        (
            Entry(citation.source, locator, node.id, open.get((node.id, citation.source, locator)))
            for node in citing
            for citation in node.citations
            if (locator := located(citation))
        ),
        texts,
        old,
    )


class Entry(NamedTuple):
    """What goes into a lock: a place of a *source*, who cites it, and what is *kept* of it; None for what is there."""

    source: str
    locator: Locator
    by: str
    kept: LockedPassage | None = None


def lock_of(entries: Iterable[Entry], texts: Mapping[str, SourceText], old: Lock | None) -> Lock:
    """The lock of *entries* in *texts*, and of what *old* says of sources whose text is not here.

    Where several passages are kept for one place, the one that stands there now counts for all who cite it, and others
    for those only who cited them.
    """
    known = old.sources if old else {}
    places: dict[str, dict[Locator, list[Entry]]] = {}
    for entry in entries:
        if entry.source in texts:
            places.setdefault(entry.source, {}).setdefault(entry.locator, []).append(entry)
    made = {id: _locked(of, texts[id]) for id, of in places.items()}
    rest = {id: source for id, source in known.items() if id not in texts}
    return Lock(MappingProxyType(dict(sorted({**rest, **made}.items()))))


def _locked(places: Mapping[Locator, Sequence[Entry]], text: SourceText) -> LockedSource:
    passages: dict[Locator, LockedPassage] = {}
    apart: dict[tuple[Locator, str], LockedPassage] = {}
    for locator, entries in sorted(places.items()):
        passage = text.passage(locator)
        here = None if passage is None else LockedPassage(fingerprint(passage), trace(passage))
        kept = [entry.kept or here for entry in entries]
        common = here if here in kept else next(filter(None, kept), None)
        if common is None:
            continue
        passages[locator] = common
        for entry in entries:
            if entry.kept and entry.kept != common:
                apart[locator, fingerprint(entry.by)] = entry.kept
    return LockedSource(
        len(text.paragraphs),
        fingerprint("\n".join(text.paragraphs)),
        MappingProxyType(passages),
        MappingProxyType(dict(sorted(apart.items(), key=lambda item: item[0]))),
    )


_Cited = tuple[Locator, LockedPassage | None]
_Finding = tuple[Standing, Locator | None, float]


def _held(cited: Iterable[_Cited], text: SourceText) -> dict[_Cited, _Finding]:
    """How the passages *cited* of *text* stand."""
    found: dict[_Cited, _Finding] = {}
    lost: list[Known] = []
    for locator, before in cited:
        passage = text.passage(locator)
        if before is None:
            found[locator, None] = (Standing.NO_PLACE if passage is None else Standing.UNLOCKED, None, 1.0)
        elif passage is not None and fingerprint(passage) == before.fingerprint:
            found[locator, before] = (Standing.SAME, None, 1.0)
        else:
            lost.append((locator, before))
    if lost:
        # Looked for only where something is lost: to read a whole text takes longer than to read what is cited.
        from clashmap.evidence.trail import trails

        same = [locator for (locator, _), (standing, *_) in found.items() if standing is Standing.SAME]
        went = trails(text, lost, same)
        for known in lost:
            trail = went.get(known)
            if trail is None:
                found[known] = (Standing.GONE, None, 0.0)
            else:
                # One passage may have two names, such as 26-27.1 and 26.1-27.1: then it is called as it was.
                is_here = _is_one(text, known[0], trail.found)
                went_to = known[0] if is_here else trail.found
                found[known] = (Standing.MOVED if trail.is_same else Standing.CHANGED, went_to, trail.likeness)
    return found


def _is_one(text: SourceText, place: Locator, other: Locator) -> bool:
    """Whether two places have the same passage."""
    passage = text.passage(place)
    return passage is not None and normalised(passage) == normalised(text.passage(other) or "")
