"""Relocating: the edits, and the lock, that let citations follow their passages through a text that was changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from clashmap.diagnostics import Edit, Fix
from clashmap.evidence.fingerprint import fingerprint
from clashmap.evidence.held import is_within
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.lock import Lock
from clashmap.evidence.text import SourceText
from clashmap.evidence.verify import Entry, Standing, Verified, lock_of

CLEAR = 0.8
"""What is at least so like the passage that was locked is clearly the same one, only revised."""


def fixes(verified: Iterable[Verified]) -> tuple[Fix, ...]:
    """A fix for each file, in the order of the files: every locator whose passage is elsewhere now, put right.

    They go in all at once, and the lock that is ``relocked`` with them: the new place of one passage may be the old one
    of another, so that what is mended by halves cites the wrong ones.
    """
    edits: dict[str, dict[tuple[int, int], Edit]] = {}
    for one in movable(verified):
        if one.citation.spot:
            spot = one.citation.spot.origin
            edits.setdefault(spot.source.path, {})[spot.span] = Edit(spot, str(one.found))
    made = []
    for path in sorted(edits):
        here = tuple(edits[path][span] for span in sorted(edits[path]))
        what = "the citation" if len(here) == 1 else f"{len(here)} citations"
        made.append(Fix(f"let {what} follow the text", here))
    return tuple(made)


def movable(verified: Iterable[Verified]) -> tuple[Verified, ...]:
    """Those whose locator can follow their passage.

    Citations whose passage is gone, or only somewhat like another, are left to the writer; so are those whose locator
    is not written as it is read. So is one that would come to a place which the same point cites for what is to be
    settled there: nobody could tell the two apart any more.
    """
    unsettled = [one for one in verified if one.is_unsettled]
    going = [one for one in unsettled if one.is_away and is_clear(one) and one.citation.spot]
    while True:
        ids = set(map(id, going))
        stay = {(one.node.id, one.citation.source, located(one.citation)) for one in unsettled if id(one) not in ids}
        kept = [one for one in going if (one.node.id, one.citation.source, one.found) not in stay]
        if len(kept) == len(going):
            return tuple(kept)
        going = kept


def relocked(verified: Iterable[Verified], texts: Mapping[str, SourceText], old: Lock | None) -> Lock:
    """The lock of what is *verified* once it is mended by its ``fixes``.

    What is not the same keeps what was known of it, so that it is told until somebody has read it and locks it anew.
    """
    verified = tuple(verified)
    going = set(map(id, movable(verified)))
    entries = []
    for one in verified:
        place = one.found if id(one) in going else located(one.citation)
        if place:
            entries.append(Entry(one.citation.source, place, one.node.id, one.known if one.is_unsettled else None))
    return lock_of(entries, texts, old)


class Moves:
    """Where passages that were *verified* in *texts* went since they were locked."""

    def __init__(self, verified: Iterable[Verified], texts: Mapping[str, SourceText], lock: Lock | None) -> None:
        verified = tuple(verified)
        moving = set(map(id, movable(verified)))
        self._moving = [one for one in verified if id(one) in moving or one.standing is Standing.MOVED]
        self._texts, self._lock = texts, lock

    def explain(self, by: Collection[str], source: str, place: Locator) -> bool:
        """Whether what one of *by* says stands at *place* of *source* since a passage that it cites went there."""
        (first, from_), (last, to) = place
        until = to or len(self._texts[source].sentences(last))
        sentences = Locator((first, from_ or 1), (last, until))
        return any(
            one.node.id in by and one.citation.source == source and one.found and is_within(sentences, one.found)
            for one in self._moving
        )

    def are_open(self, source: str) -> bool:
        """Whether citations of *source* are still to follow: what is put right before would be taken for another."""
        return any(one.citation.source == source for one in self._moving)

    def is_taken(self, source: str, place: Locator) -> bool:
        """Whether the lock has another passage for *place* of *source* than stands there now."""
        locked = self._lock.sources.get(source) if self._lock else None
        known = locked.passages.get(place) if locked else None
        return known is not None and fingerprint(self._texts[source].passage(place) or "") != known.fingerprint


def is_clear(one: Verified) -> bool:
    """Whether it is beyond doubt where the passage of *one* is."""
    return one.standing in (Standing.SAME, Standing.MOVED) or (
        one.standing is Standing.CHANGED and one.likeness >= CLEAR
    )
