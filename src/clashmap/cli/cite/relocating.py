"""``--verify --fix`` and ``--diff``: citations follow passages that have moved, in the files and in the lock."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

import click

from clashmap.cli.cite import verifying
from clashmap.cli.cite.locking import refuse_unread
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import Refusal, count, refuse, write
from clashmap.cli.mend import not_utf8
from clashmap.cli.rewrite import changes
from clashmap.cli.terminal import clean
from clashmap.cli.texts import texts_of
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.lock import Lock
from clashmap.evidence.relocate import fixes
from clashmap.evidence.verify import Standing, Verified, locked, verify
from clashmap.graph import ArgumentMap
from clashmap.library import SaveError, load_texts, rewrite
from clashmap.mend import apply
from clashmap.source import Place

_UNSETTLED = (Standing.MOVED, Standing.CHANGED, Standing.GONE)

Moves = Mapping[tuple[str, Locator], Locator]
"""By source and place, where the passage stands now."""


def relocate(page: Page, *, shown_only: bool) -> bool:
    """Write the new places into the files, and move their fingerprints in the lock; or only show the change.

    What has changed keeps its old fingerprint, so that it is told until somebody has read it and locks it anew.
    Returns whether anything is left for a person to look at.
    """
    found = verifying.verified(page)
    files = texts_of(page.map)
    made = {fix.edits[0].place.source.path: fix for fix in fixes(found.citations)}
    old = {path: text for path, text in files.items() if path in made}
    new = {path: apply(text, [made[path]]) for path, text in old.items()}
    if shown_only:
        write("".join(changes(path, old[path], text) for path, text in new.items()), "-", path=page.path)
        if new:
            todo = f"nothing was written; to change {count(len(new), 'file')} and the lock so:"
            click.echo(f"{todo} {page.typed('--verify', '--fix')}", err=True)
        else:
            click.echo("there is nothing that --fix would change", err=True)
        return found.is_failed
    if not new:
        click.echo("nothing has moved that --fix could follow, so nothing was written", err=True)
        return _say_left(page, found)
    refuse_unread(page)
    if spoiled := [path for path in not_utf8(page.map) if path in new]:
        refuse(f"{spoiled[0]} is not saved as UTF-8, and is left as it is; save it as UTF-8 first")
    edited = {edit.place for fix in made.values() for edit in fix.edits}
    moves = _moves(found.citations, edited)
    after = load_texts({**files, **new}, like=page.map)
    _write(page, old, new, _followed(after, page.map, moves))
    for path, fix in made.items():
        click.echo(f"followed the text with {count(len(fix.edits), 'citation')} in {clean(path)}", err=True)
    return _say_left(page, verifying.verified(page.again()))


def _say_left(page: Page, found: verifying.Findings) -> bool:
    """Say that there is something left to look at, if there is."""
    if found.is_failed:
        click.echo(f"what a person has to look at is left; see it by: {page.typed('--verify')}", err=True)
    return found.is_failed


def _moves(found: tuple[Verified, ...], edited: set[Place]) -> Moves:
    """Where the passages went whose citations are edited.

    Refuses where another one, which is not, is cited at a place that a passage moves to: the lock keeps one for each.
    """
    moves: dict[tuple[str, Locator], Locator] = {}
    stay: dict[tuple[str, Locator], Verified] = {}
    for one in found:
        place = located(one.citation)
        if place is None or one.standing not in _UNSETTLED:
            continue
        spot = one.citation.spot
        if one.found is not None and spot is not None and spot.origin in edited:
            moves[one.citation.source, place] = one.found
        elif one.found != place:
            stay[one.citation.source, place] = one
    for (source, _), target in moves.items():
        if other := stay.get((source, target)):
            where = verifying.place_of(other)
            refuse(
                f"{where}: what was {source} ¶{target} is there no longer, and another passage that is cited has moved"
                " there; mend this citation by hand first"
            )
    return moves


def _followed(after: ArgumentMap, before: ArgumentMap, moves: Moves) -> Lock:
    """The lock of what is cited *after* the edits; what is not the same keeps the fingerprint that it had *before*."""
    texts, lock = before.shelf.texts, before.shelf.lock or Lock()
    sources = {}
    for id, source in lock.sources.items():
        # What moves to a place comes behind what was there.
        stays = {place: known for place, known in source.passages.items() if (id, place) not in moves}
        moved = {moves[id, place]: known for place, known in source.passages.items() if (id, place) in moves}
        sources[id] = replace(source, passages=MappingProxyType({**stays, **moved}))
    carried = Lock(MappingProxyType(sources))
    unsettled = [one for one in verify(after.nodes, texts, carried) if one.standing in _UNSETTLED]
    return locked(after.nodes, texts, carried, unsettled=unsettled)


def _write(page: Page, old: Mapping[str, str], new: Mapping[str, str], lock: Lock) -> None:
    """Write the files and the lock; where one cannot be written, what was there before is put back."""
    from clashmap.library.lock import write_lock

    done: list[str] = []
    try:
        for path, text in new.items():
            rewrite(path, old[path], text)
            done.append(path)
        click.echo(f"wrote {clean(write_lock(page.beside, lock).as_posix())}", err=True)
    except SaveError as error:
        for path in done:
            with suppress(SaveError):
                rewrite(path, new[path], old[path])
        raise Refusal(f"{error}; all is as it was before") from error
