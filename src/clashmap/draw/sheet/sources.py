"""Sources: what a map cites, in words, as the foot of a sheet and its page tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.draw.text.isolate import isolated, joined
from clashmap.draw.view import View
from clashmap.evidence.csl.dates import written
from clashmap.evidence.csl.line import line
from clashmap.evidence.csl.names import authors
from clashmap.model import Reference

_MEANT = "¶ = paragraph of the source."


@dataclass(frozen=True, slots=True)
class Cited:
    """What a view cites: the *names* of sources that the map describes, and whether there are *several* at all."""

    names: tuple[str, ...]
    several: bool
    meant: str = _MEANT
    """What explains the sign before a locator; empty where nothing is cited."""

    @classmethod
    def of(cls, view: View, references: Mapping[str, Reference]) -> Cited:
        """What *view* cites of *references*."""
        ids = {citation.source for node in view.nodes.values() for citation in node.citations}
        names = tuple(cite(reference) for id, reference in references.items() if id in ids)
        return cls(names, len(ids) > 1, _MEANT if ids else "")

    def sentence(self, shown: int | None = None) -> str:
        """The first *shown* of the sources, or all, then how many more there are, and what ¶ means."""
        names = [isolated(name) for name in self.names[:shown]]
        left = len(self.names) - len(names)
        if left:
            names.append(f"{'and ' if names else ''}{left} {'more ' if names else ''}source{'s' if left > 1 else ''}")
        words = f"{'Sources' if self.several else 'Source'}: {'; '.join(names)}. " if names else ""
        return words + self.meant


def cite(reference: Reference) -> str:
    """A source in one phrase: its authors by their family names, its title, where it stands, and its date."""
    fields = reference.fields
    parts = [authors(fields.get("author")), line(fields.get("title")) or reference.id]
    parts += [line(fields.get("container-title")), written(fields.get("issued"))]
    return joined((part for part in parts if part), ", ")
