"""The nouns of a debate: claims, arguments, the relations between them, and where each was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from clashmap.source import Place


def nothing() -> Mapping[str, Any]:
    """Make an empty mapping that nobody can fill."""
    return MappingProxyType({})


class RelationKind(StrEnum):
    """What one node does to another. PREMISE and CONCLUSION tie claims to the step that they belong to."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    CONTRADICTION = "contradiction"
    ENTAILMENT = "entailment"
    CONTRARY = "contrary"
    PREMISE = "premise"
    CONCLUSION = "conclusion"

    @property
    def verb(self) -> str:
        """What the source does to the target, such as ``supports``."""
        return _VERBS[self]

    @property
    def is_structural(self) -> bool:
        """Whether it only ties a claim to the step that it is a part of."""
        return self in (RelationKind.PREMISE, RelationKind.CONCLUSION)


_VERBS = {
    RelationKind.SUPPORT: "supports",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts",
    RelationKind.CONTRADICTION: "contradicts",
    RelationKind.ENTAILMENT: "entails",
    RelationKind.CONTRARY: "is contrary to",
    RelationKind.PREMISE: "is a premise of",
    RelationKind.CONCLUSION: "concludes",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in which source: ``air-support 45.1-2`` is source ``air-support``, locator ``45.1-2``.

    *first* and *last* are (paragraph, sentence) from 1, sentence 0 for the whole paragraph; both are None when the
    locator is missing or cannot be read. *spot* is where the locator itself is written, if that is as YAML reads it.
    """

    source: str
    locator: str
    place: Place
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    spot: Place | None = field(default=None, compare=False)

    @property
    def paragraphs(self) -> range:
        """The paragraphs that the citation covers; empty when the locator cannot be read."""
        if self.first is None or self.last is None:
            return range(0)
        return range(self.first[0], self.last[0] + 1)


@dataclass(frozen=True, slots=True)
class Reference:
    """A source of evidence as the front matter declares it: its *id* and its CSL fields."""

    id: str
    fields: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. *parent* is the id of the section around it; *level* counts from 1."""

    id: str
    title: str
    level: int
    place: Place
    parent: str | None = None
    tags: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim or argument named in running text, ``@[Claim]``: the id that it names, and where."""

    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Definition:
    """One text that is written under a title, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """What claims and arguments share."""

    id: str
    """``[Title]`` of a claim, ``<Title>`` of an argument, ``"text"`` of a claim without title."""
    title: str | None
    text: str = ""
    """Plain text: no tags, data or markup; of several definitions the last that has text."""
    tags: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=nothing)
    section: str | None = None
    """Id of the section in which it is defined (or first mentioned, if it is defined nowhere)."""
    places: tuple[Place, ...] = ()
    """Every place where it is written, definition or reference, in reading order."""
    definition: Place | None = None
    """Where its text is written; None when it has none."""
    sections: tuple[str, ...] = ()
    """Ids of all sections in which it occurs, in reading order."""
    side: str | None = None
    role: str | None = None
    citations: tuple[Citation, ...] = ()
    definitions: tuple[Definition, ...] = ()
    """All places where it is given a text, in reading order; *definition* is the one that counts."""
    data_places: tuple[Place, ...] = ()
    """Every ``{data}`` that belongs to it, in reading order."""

    @property
    def label(self) -> str:
        """The title, or the text of what has none."""
        return self.title if self.title is not None else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(_Node):
    """A statement that can stand or fall. All statements with one title are one claim."""


@dataclass(frozen=True, slots=True)
class Step:
    """One inference of an argument: ids of the premises it draws on, id of its conclusion, names of its rules."""

    premises: tuple[str, ...]
    conclusion: str
    rules: tuple[str, ...]
    place: Place
    data: Mapping[str, Any] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument(_Node):
    """A step from premises to a conclusion; *steps* is empty when they are not spelled out."""

    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link from node *source* to node *target* (their ids), with every place that states it.

    A contradiction has no direction; its ends are kept in the order written first.
    *step* is the index of the step meant when an inference is undercut.
    """

    kind: RelationKind
    source: str
    target: str
    places: tuple[Place, ...] = field(default=(), compare=False)
    step: int | None = None
