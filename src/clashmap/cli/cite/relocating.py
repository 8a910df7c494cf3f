"""``--verify --fix`` and ``--diff``: citations follow passages that have moved, in the files and in the lock."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import click

from clashmap.cli.cite.findings import Findings, verified
from clashmap.cli.cite.locking import refuse_part, refuse_unread
from clashmap.cli.cite.page import Page
from clashmap.cli.debate import Refusal, count, refuse, write
from clashmap.cli.mend import not_utf8
from clashmap.cli.rewrite import changes
from clashmap.cli.terminal import clean
from clashmap.cli.texts import texts_of
from clashmap.evidence.lock import Lock
from clashmap.evidence.relocate import fixes, relocked
from clashmap.library import SaveError, rewrite
from clashmap.mend import apply


def relocate(page: Page, *, shown_only: bool) -> bool:
    """Write the new places into the files, and move their fingerprints in the lock; or only show the change.

    What has changed keeps its old fingerprint, so that it is told until somebody has read it and locks it anew.
    Returns whether anything is left for a person to look at.
    """
    refuse_unread(page)
    refuse_part(page)
    found, shelf = verified(page), page.map.shelf
    cards = (card.place.source for card in shelf.cards.values())
    files = {**texts_of(page.map), **{source.path: source.text for source in cards}}
    made = {fix.edits[0].place.source.path: fix for fix in fixes(found.citations)}
    old = {path: files[path] for path in made}
    new = {path: apply(text, [made[path]]) for path, text in old.items()}
    if spoiled := [path for path in not_utf8(page.map) if path in new]:
        refuse(f"{spoiled[0]} is not saved as UTF-8, and is left as it is; save it as UTF-8 first")
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
    _write(page, old, new, relocked(found.citations, shelf.texts, shelf.lock))
    for path, fix in made.items():
        click.echo(f"followed the text with {count(len(fix.edits), 'citation')} in {clean(path)}", err=True)
    return _say_left(page, verified(page.again()))


def _say_left(page: Page, found: Findings) -> bool:
    """Say that there is something left to look at, if there is."""
    if found.is_failed:
        click.echo(f"what a person has to look at is left; see it by: {page.typed('--verify')}", err=True)
    return found.is_failed


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
