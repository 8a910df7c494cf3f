"""Drafts: claims, arguments and links while they are being collected from the files."""

from __future__ import annotations

from dataclasses import dataclass, field

from clashmap.argdown.tree import Data, Mark
from clashmap.diagnostics import Diagnostic
from clashmap.model import Mention, RelationKind, Section, Step
from clashmap.source import Place


@dataclass(frozen=True, slots=True)
class Writing:
    """One place where a node is written, and what it says there."""

    place: Place
    text: str
    tags: tuple[str, ...]
    data: Data | None
    section: str | None
    is_reference: bool


@dataclass(frozen=True, slots=True)
class Tied:
    """A claim's part in a reconstructed argument: PREMISE or CONCLUSION."""

    kind: RelationKind
    claim: str
    argument: str
    place: Place


@dataclass(slots=True)
class Draft:
    """A claim or argument while its writings are collected."""

    id: str
    title: str | None
    is_argument: bool
    writings: list[Writing] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    steps_section: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: a node, or one step of an argument."""

    id: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as written: from *source* to *target*, before its kind is known."""

    mark: Mark
    source: End
    target: End
    place: Place


@dataclass(slots=True)
class Gathered:
    """What the files say. *order* holds links and claims tied to arguments, in reading order."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    order: list[Link | Tied] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exact_titles: dict[str, str | None] = field(default_factory=dict)
    """The title of what is written under another one, by the id that it has there."""
    _section_ids: dict[tuple[str | None, str], str] = field(default_factory=dict)
    _repeats: dict[str, int] = field(default_factory=dict)

    def untitled(self, id: str) -> str:
        """*id* when it is new, else with a number behind it."""
        number = self._repeats[id] = self._repeats.get(id, 0) + 1
        return id if number == 1 else f"{id} ({number})"

    def section_id(self, parent: str | None, title: str) -> str:
        """The id of the section with this *title* in *parent*: the path to it, with a number when that is taken."""
        known = self._section_ids.get((parent, title))
        if known is not None:
            return known
        id = path = title if parent is None else f"{parent} / {title}"
        number = 1
        while id in self.sections:
            number += 1
            id = f"{path} ({number})"
        self._section_ids[parent, title] = id
        return id

    def draft(self, id: str, title: str | None, *, is_argument: bool) -> Draft:
        """The draft with this id, made on first use."""
        if id not in self.drafts:
            self.drafts[id] = Draft(id, title, is_argument)
        return self.drafts[id]
