"""Sources: what a map cites, in words, as the foot of a sheet and its page tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.draw.text.isolate import is_ended, isolated, joined
from clashmap.draw.view import View
from clashmap.evidence.csl.dates import written
from clashmap.evidence.csl.line import line
from clashmap.evidence.csl.names import authors
from clashmap.evidence.locator import located
from clashmap.model import Reference

_MEANT = "¶ = paragraph of the source"


@dataclass(frozen=True, slots=True)
class Cited:
    """What a view cites: the *names* of sources that the map describes, and whether there are *several* at all."""

    names: tuple[str, ...]
    several: bool
    meant: str = f"{_MEANT}."
    """What explains the sign before a locator; empty where nothing is cited."""

    @classmethod
    def of(cls, view: View, references: Mapping[str, Reference]) -> Cited:
        """What *view* cites of *references*, by its cards, too; each as the view calls it where it names sources."""
        ids = {citation.source for node in view.nodes.values() for citation in node.citations}
        ids |= {card.source for held in view.cards.values() for card in held if card.source}
        told = tuple(
            _named(view.names.get(id, id), reference) if view.sources > 1 else cite(reference)
            for id, reference in references.items()
            if id in ids
        )
        return cls(told, len(ids) > 1, meant(view) if ids else "")

    def sentence(self, shown: int | None = None) -> str:
        """The first *shown* of the sources, or all, then how many more there are, and what ¶ means."""
        names = [isolated(name) for name in self.names[:shown]]
        left = len(self.names) - len(names)
        if left:
            names.append(f"{'and ' if names else ''}{left} {'more ' if names else ''}source{'s' if left > 1 else ''}")
        listed = "; ".join(names)
        words = (
            f"{'Sources' if self.several else 'Source'}: {listed}{'' if is_ended(listed) else '.'} " if names else ""
        )
        return words + self.meant


def meant(view: View) -> str:
    """What ¶ means, and the number behind a dot where *view* cites a sentence, by the first that it cites."""
    cited = (located(one) for node in view.nodes.values() for one in node.citations)
    paragraph, sentence = next((place.first for place in cited if place and place.first[1]), (0, 0))
    return (
        f"{_MEANT}; ¶{paragraph}.{sentence} = sentence {sentence} of paragraph {paragraph}."
        if sentence
        else f"{_MEANT}."
    )


def cite(reference: Reference) -> str:
    """A source in one phrase: its authors by their family names, its title, where it stands, and its date."""
    people = authors(reference.fields.get("author"))
    return joined((part for part in (people, _rest(reference)) if part), ", ")


def _named(name: str, reference: Reference) -> str:
    """A source behind the *name* that the view calls it, which may say already who wrote it."""
    people = authors(reference.fields.get("author"))
    is_told = bool(people) and name.startswith(f"{people} ")
    return f"{name}: {_rest(reference) if is_told else cite(reference)}"


def _rest(reference: Reference) -> str:
    fields = reference.fields
    title = (line(fields.get("title")) or reference.id).rstrip(".,;: ")
    behind = [part for part in (line(fields.get("container-title")), written(fields.get("issued"))) if part]
    if behind and is_ended(title):  # a question mark takes the place of the comma
        return joined((title, joined(behind, ", ")), " ")
    return joined((title, *behind), ", ")
