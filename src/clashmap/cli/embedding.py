"""``--embed-sources``: a page that holds the passages it cites, and what is said to who makes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from clashmap.cli.debate import folder_of_texts, refuse
from clashmap.cli.outputs import Output, warn

if TYPE_CHECKING:
    from pathlib import Path

    from clashmap.draw.sheet import Sheet
    from clashmap.graph import ArgumentMap

EMBED = click.option(
    "--embed-sources",
    is_flag=True,
    help="Put the passages that are cited into a .html, too. Off, as texts of others are not for everybody to hand on.",
)


@dataclass(frozen=True, slots=True)
class Embedding:
    """Whether passages are *wanted* in the pages that are made of the debate at *path*, and the *folder* of texts."""

    path: str
    wanted: bool
    folder: str | None
    made: dict[str, str] = field(default_factory=dict)
    """What each file that was made holds, in words."""

    @classmethod
    def asked(cls, path: str, files: Sequence[Output], *, wanted: bool, folder: str | None) -> Embedding:
        """What was asked for, for these *files*. Refuses what is typed in vain; the environment may wait."""
        context = click.get_current_context()

        def typed(name: str) -> bool:
            return context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE

        has_page = any(file.format == "html" for file in files)
        if wanted and not has_page and typed("embed_sources"):
            refuse("--embed-sources is for .html files, and none is written: leave it out, or add -o map.html")
        if not wanted and typed("sources"):
            refuse("--sources says where the texts are that a page is to hold: add --embed-sources, or leave it out")
        if wanted and has_page and path == "-":
            refuse("--embed-sources needs a file or a folder: beside standard input there are no sources")
        return cls(path, wanted and has_page, folder)

    def refuse_without_texts(self, map: ArgumentMap) -> None:
        """Refuse a *map* of which no text of a source is here, and warn of those that are not."""
        if not self.wanted:
            return
        from clashmap.evidence.readers import SUFFIXES

        cited = dict.fromkeys(citation.source for node in map.nodes for citation in node.citations)
        cited |= dict.fromkeys(card.source for card in map.shelf.cards.values() if card.source)
        missing = [id for id in cited if id not in map.shelf.texts]
        if not cited:
            refuse("--embed-sources needs sources, and nothing here cites one; leave it out")
        where = folder_of_texts(self.path, self.folder).as_posix()
        if len(missing) == len(cited):
            others = ", ".join(SUFFIXES[1:])
            refuse(
                f"no text of a source is in {where}: put {missing[0]}.txt there (or {others}), or add --sources FOLDER"
            )
        for id in missing:
            warn(f"the text of “{id}” is not in {where}, so that its passages are left out")

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders with texts that the pages are made of."""
        return (folder_of_texts(self.path, self.folder),) if self.wanted else ()

    def note(self, file: Output, map: ArgumentMap, sheets: Sequence[Sheet]) -> None:
        """Keep in mind what *file* holds, a page of the first of *sheets*."""
        if self.wanted and file.format == "html":
            from clashmap.draw.html.evidence import Evidence

            self.made[file.name] = Evidence(map, sheets[0].drawing.view, embed=True).held

    def say(self) -> None:
        """Say in one line what the files hold that may not be everybody's to hand on."""
        from clashmap.evidence.text import COPYRIGHT

        full = {name: held for name, held in self.made.items() if held}
        if self.made and not full:
            warn(f"{next(iter(self.made))} holds no passage: nothing in it cites a place in a text that is here")
        elif full:
            name, held = next(iter(full.items()))
            others = f" ({len(full) - 1} more such file{'' if len(full) == 2 else 's'})" if len(full) > 1 else ""
            warn(f"{'the page' if name == '-' else name} holds {held}{others}; {COPYRIGHT}")
        self.made.clear()
