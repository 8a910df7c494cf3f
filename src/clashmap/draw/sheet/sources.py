"""Sources: what a map cites, in words, as the foot of a sheet and its page tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.draw.text.isolate import isolated, joined
from clashmap.draw.view import View
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
    parts = [authors(fields.get("author")), str(fields.get("title") or reference.id)]
    parts += [str(fields.get("container-title") or ""), date(fields.get("issued"))]
    return joined((part for part in parts if part), ", ")


def authors(names: object, *, full: bool = False) -> str:
    """Names of CSL, a list or one: texts, or mappings with ``family``, ``given`` (only told in *full*), ``literal``."""
    found = []
    for name in names if isinstance(names, list) else [names] if names else []:
        if isinstance(name, Mapping):
            parts = (name.get("given") if full else "", name.get("family") or name.get("literal"))
            found.append(" ".join(str(part) for part in parts if part))
        else:
            found.append(str(name))
    return ", ".join(name for name in found if name)


def date(issued: object) -> str:
    """A date of CSL: a year, a text, or a mapping with ``date-parts``, ``raw`` or ``literal``."""
    if not isinstance(issued, Mapping):
        return str(issued or "")
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in parts[0])
    return str(issued.get("raw") or issued.get("literal") or "")
