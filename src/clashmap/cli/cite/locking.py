"""``--lock``: fingerprints of all passages that are cited, kept beside the debate."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clashmap.cli.cite.findings import place_of
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import Refusal, count, refuse
from clashmap.cli.judge.words import together
from clashmap.cli.terminal import clean
from clashmap.evidence.locator import located
from clashmap.evidence.lock import FILE, Lock
from clashmap.evidence.relocate import movable
from clashmap.evidence.verify import Standing, Verified, locked, verify

_NAMED = 3
"""Passages that are named in one message, at most."""
Passage = tuple[str, str]
"""The id of a source, and a locator."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new lock says that the one before it did not."""

    file: str
    passages: int
    new: tuple[Passage, ...]
    changed: tuple[Passage, ...]
    dropped: tuple[Passage, ...]
    unplaced: tuple[Verified, ...]
    """Citations that name no place in the texts, and so cannot be locked."""
    absent: tuple[Verified, ...]
    """Citations that the lock does not know, and whose text is not here to lock them."""
    gone: tuple[Passage, ...]
    """Passages that are nowhere in the texts, and of which the lock keeps what it knew."""
    is_same: bool
    """Whether there was nothing to write."""


def lock(page: Page) -> Changes:
    """Write the lock. Refuses while passages stand elsewhere than they are cited: they would be mixed up."""
    refuse_unread(page)
    refuse_part(page)
    shelf = page.map.shelf
    found = verify(page.citing, shelf.texts, shelf.lock)
    if away := list({(one.citation.source, one.citation.locator): one for one in found if one.is_away}.values()):
        stand = "passage stands" if len(away) == 1 else "passages stand"
        first = "let the citations follow" if movable(found) else "cite the new place first"
        shown = [f"{_cited(one)}, at ¶{one.found}" for one in away[:_NAMED]]
        more = f" and {len(away) - _NAMED:,} more" if len(away) > _NAMED else ""
        refuse(
            f"{len(away):,} {stand} elsewhere in the text now, and would be locked as something else:"
            f" {'; '.join(shown)}{more}; {first}; see where by: {page.typed('--verify')}"
        )
    gone = tuple(one for one in found if one.standing is Standing.GONE)
    new = locked(page.citing, shelf.texts, shelf.lock, unsettled=gone)
    if new != shelf.lock:
        _write(page, new)
    return _compared(shelf.lock or Lock(), new, file=(page.beside / FILE).as_posix(), found=found)


def has_unread_lock(page: Page) -> bool:
    """Whether there is a lock that could not be read."""
    return page.path != "-" and page.map.shelf.lock is None and os.path.lexists(page.beside / FILE)


def refuse_unread(page: Page) -> None:
    """Refuse to write over a lock that could not be read."""
    if has_unread_lock(page):
        file = page.beside / FILE
        refuse(f"{file.as_posix()} is there and cannot be read; fetch it again, or delete it and lock anew")


def refuse_part(page: Page) -> None:
    """Refuse to write a lock for one file of a folder, where it would forget what the other files cite."""
    from clashmap.cli.terminal import quoted
    from clashmap.library import find_files

    if os.path.isdir(page.path) or page.map.shelf.lock is None:
        return
    cited = {(one.source, located(one)) for node in page.citing for one in node.citations}
    known = {(id, place) for id, source in page.map.shelf.lock.sources.items() for place in source.passages}
    folder = page.beside
    if known - cited and any(file.parent == folder for file in find_files(folder) if file != Path(page.path)):
        refuse(
            f"{(folder / FILE).as_posix()} also knows what other files of the folder cite, and is written for all of"
            f" them at once; give the folder in place of the file: {quoted(folder.as_posix())}"
        )


def _write(page: Page, lock: Lock) -> None:
    from clashmap.library import SaveError
    from clashmap.library.lock import write_lock

    try:
        write_lock(page.beside, lock)
    except SaveError as error:
        raise Refusal(str(error)) from error


def _cited(one: Verified) -> str:
    """What is cited, and where."""
    return f"{one.citation.source} ¶{one.citation.locator} ({place_of(one)})"


def _compared(old: Lock, new: Lock, *, file: str, found: Sequence[Verified]) -> Changes:
    before, after = (
        {(id, str(place)): known for id, source in lock.sources.items() for place, known in source.passages.items()}
        for lock in (old, new)
    )
    placed = [one for one in found if one.citation.locator]
    return Changes(
        file=file,
        passages=len(after),
        new=tuple(one for one in after if one not in before),
        changed=tuple(one for one in after if one in before and before[one].fingerprint != after[one].fingerprint),
        dropped=tuple(one for one in before if one not in after),
        unplaced=tuple(one for one in placed if one.standing is Standing.NO_PLACE),
        absent=tuple(
            one
            for one in placed
            if one.standing is Standing.NO_TEXT and (one.citation.source, str(located(one.citation))) not in after
        ),
        gone=tuple(
            dict.fromkeys(
                (one.citation.source, one.citation.locator) for one in placed if one.standing is Standing.GONE
            )
        ),
        is_same=old == new,
    )


def record(page: Page, changes: Changes) -> dict[str, Any]:
    """The changes as data."""
    return {
        "file": changes.file,
        "passages": changes.passages,
        **{
            name: [{"source": id, "locator": locator} for id, locator in getattr(changes, name)]
            for name in ("new", "changed", "dropped", "gone")
        },
        "absent": [{"source": one.citation.source, "locator": one.citation.locator} for one in changes.absent],
        "unplaced": len(changes.unplaced),
    }


def lines(page: Page, changes: Changes) -> Iterator[str]:
    """The changes in words; each passage that is no longer what it was is named."""
    if changes.is_same:
        known = count(changes.passages, "passage")
        knows = f"has {known}" if changes.unplaced or changes.absent else f"knows all {known} already"
        yield page.said(f"{clean(changes.file)} {knows}; it stays as it is.")
    else:
        parts = [
            f"{len(passages):,} {word}"
            for word, passages in (("new", changes.new), ("changed", changes.changed), ("dropped", changes.dropped))
            if passages
        ]
        told = f": {together(parts)}" if parts else ""
        yield page.said(f"Locked {count(changes.passages, 'passage')} in {clean(changes.file)}{told}.")
    if changes.changed:
        yield from page.heading("Locked anew, although the text there is no longer what it was; read these again")
        yield from (f"  {clean(id)} ¶{locator}" for id, locator in changes.changed)
    if changes.dropped:
        yield from page.heading("Dropped, since nobody cites them any more")
        yield from page.listed([f"  {clean(id)} ¶{locator}" for id, locator in changes.dropped])
    if changes.gone:
        yield from page.heading("Gone from the text, and kept as they were; mend these citations")
        yield from page.listed([f"  {clean(id)} ¶{clean(locator)}" for id, locator in changes.gone])
        yield page.said(f"If what stands there now is what you mean, delete {FILE} and lock anew.")
    for why, left in (("no such place is in the text", changes.unplaced), ("their texts are not here", changes.absent)):
        if left:
            yield from page.heading(f"Not locked, since {why}")
            yield from page.listed([page.said(clean(_cited(one)), start="  ") for one in left])
    yield from page.next(page.typed("--verify"), page.typed("--coverage"))
