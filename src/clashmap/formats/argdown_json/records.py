"""Records: statements, arguments and relations as Argdown's own tools model them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

JSON: TypeAlias = dict[str, Any]

PREMISE = "premise"
INTERMEDIATE = "intermediary-conclusion"
CONCLUSION = "main-conclusion"
DESCRIPTION = "argument-description"
TOP_LEVEL = "top-level-statement"
IN_RELATION = "relation-statement"

SYMMETRIC = frozenset({"contrary", "contradictory"})


@dataclass(slots=True, eq=False)
class SectionRecord:
    """A heading; every heading is a section of its own here."""

    id: str
    level: int | None
    title: str | None
    parent: SectionRecord | None = None
    children: list[SectionRecord] = field(default_factory=list)
    tags: list[str] | None = None
    data: Mapping[str, Any] | None = None
    is_group: bool | None = None
    is_closed: bool | None = None
    place: JSON = field(default_factory=dict)
    """Line and column keys."""
    ranges: list[JSON] | None = None
    color: str | None = None
    font_color: str | None = None


@dataclass(slots=True, eq=False)
class Member:
    """One statement or argument description as it is written."""

    title: str
    role: str | None
    is_reference: bool
    is_top_level: bool | None = None
    text: str | None = None
    ranges: list[JSON] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    data: Mapping[str, Any] | None = None
    section: SectionRecord | None = None
    place: JSON = field(default_factory=dict)
    argument_title: str | None = None
    inference: InferenceRecord | None = None
    structure: list[Member] | None = None
    """The premise–conclusion structure written right behind an argument description."""


@dataclass(slots=True, eq=False)
class InferenceRecord:
    """The step that leads to a conclusion."""

    rules: tuple[str, ...]
    data: Mapping[str, Any] | None
    place: JSON
    argument_title: str | None = None
    conclusion_index: int | None = None
    relations: list[RelationRecord] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class NodeRecord:
    """A statement's equivalence class, or an argument."""

    title: str
    is_argument: bool
    members: list[Member] = field(default_factory=list)
    relations: list[RelationRecord] = field(default_factory=list)
    structure: list[Member] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    """The tags of all members, each once."""
    data: dict[str, Any] | None = None
    section: SectionRecord | None = None
    is_regrouped: bool = False
    """Whether its section is what ``regroup`` says, and null where that says nothing."""
    place: JSON = field(default_factory=dict)
    uses: dict[str, bool] = field(default_factory=dict)
    """The flags ``isUsedAs…``."""
    color: str | None = None
    font_color: str | None = None

    @property
    def canonical(self) -> Member | None:
        """The definition that counts: the last marked ``isCanonical``, else the last."""
        definitions = [member for member in reversed(self.members) if not member.is_reference]
        marked = (member for member in definitions if member.data and member.data.get("isCanonical"))
        return next(marked, definitions[0] if definitions else None)


End: TypeAlias = NodeRecord | InferenceRecord


@dataclass(slots=True, eq=False)
class RelationRecord:
    """A relation between two ends, which are compared by identity."""

    type: str
    source: End
    target: End

    @property
    def is_symmetric(self) -> bool:
        """Whether it has no direction."""
        return self.type in SYMMETRIC

    def other(self, end: End) -> End:
        """The end that is not *end*."""
        return self.target if self.source is end else self.source


@dataclass(slots=True)
class Model:
    """Everything that is exported."""

    statements: dict[str, NodeRecord] = field(default_factory=dict)
    arguments: dict[str, NodeRecord] = field(default_factory=dict)
    relations: list[RelationRecord] = field(default_factory=list)
    sections: list[SectionRecord] = field(default_factory=list)
    tags: dict[str, JSON] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    max_level: int = 0

    def setting(self, *path: str, default: Any = None) -> Any:
        """The front matter's value at *path*, or *default*."""
        value: Any = self.settings
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        return default if value is None else value

    def listed(self, *path: str) -> list[str] | None:
        """The front matter's list of words at *path*; None when there is no list."""
        value = self.setting(*path)
        return [str(item) for item in value] if isinstance(value, list) else None

    def walk_sections(self) -> Iterator[SectionRecord]:
        """All sections, parents before children."""
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.children))


def in_key_order(table: Mapping[str, NodeRecord]) -> list[NodeRecord]:
    """The nodes of *table* in the order in which JavaScript lists an object's keys: whole numbers first, by size."""
    numbers = sorted((title for title in table if _is_index(title)), key=int)
    return [table[title] for title in (*numbers, *(title for title in table if not _is_index(title)))]


def _is_index(title: str) -> bool:
    return title.isascii() and title.isdigit() and str(int(title)) == title and int(title) < 2**32 - 1
