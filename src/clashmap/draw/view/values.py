"""What a drawing is made of: nodes, links and groups, and the view that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from clashmap.evidence.cards import Card
from clashmap.model import Argument, Citation, Claim, RelationKind, nothing
from clashmap.resolve.worth import status
from clashmap.verdicts.judge import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow to draw: *kind* is one of support, attack, undercut and contradiction."""

    kind: RelationKind
    source: str
    target: str
    count: int = 1
    """How many links of the map it stands for: more than one only where an end is a folded group."""

    @property
    def is_loop(self) -> bool:
        """Whether a claim does it to itself."""
        return self.source == self.target


@dataclass(frozen=True, slots=True)
class Away:
    """A link of *node* to what is not in the view, in *words* that say what and where: ``Costs · sheet 2``."""

    kind: RelationKind
    node: str
    outgoing: bool
    words: str
    others: tuple[str, ...] = ()
    """The ids of what is at the other end; several where it stands for as many links."""
    decides: bool = False
    """Whether it is part of what decides the verdict at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A group that is drawn as one box. It can be read like a claim that says what is in it."""

    id: str
    title: str
    claims: int
    """How many claims it holds."""
    arguments: int
    head: str | None = None
    """Id of what the group turns on, where there is one such point."""
    head_label: str = ""
    members: tuple[str, ...] = ()
    """The ids of what it holds."""
    verdicts: str = ""
    """How many of them stand, fall and are contested, in words, where the map is judged."""
    head_verdict: str = ""
    """What the *head* does: stands, falls, or is contested."""
    section: str | None = None
    """Id of the heading around the folded one."""
    side: str | None = None
    role: str | None = None
    tags: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    data: Mapping[str, Any] = field(default_factory=nothing)

    @property
    def label(self) -> str:
        """Its title."""
        return self.title

    @property
    def text(self) -> str:
        """What is in it, in a sentence or two."""
        amounts = ((self.claims, "claim"), (self.arguments, "argument"))
        held = " and ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in amounts if count)
        if self.verdicts:
            held += f": {self.verdicts}"
        what = f", which {self.head_verdict}" if self.head_verdict else ""
        return f"{held}. It turns on “{self.head_label}”{what}." if self.head else f"{held}."


Node: TypeAlias = Claim | Argument | Folded
"""What has a box of its own."""
Arrow: TypeAlias = tuple[RelationKind, str, str]
"""Kind, source and target of a link, however many links of the map it stands for."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Where a judgement of the whole map leaves what is drawn of it."""

    by_id: Mapping[str, Verdict] = field(default_factory=nothing)
    """The verdict on each claim and argument; empty where the map is not judged."""
    decided: str = ""
    """The title of the claim whose verdict is explained; empty where there is none."""
    nodes: frozenset[str] = frozenset()
    """What decides that verdict: ids, also of what is not drawn; the claim itself is one of them."""
    arrows: frozenset[Arrow] = frozenset()
    """The links between these by which they do."""
    note: str = ""
    """The reading and its limits, in one sentence."""
    judgement: Judgement | None = field(default=None, repr=False)
    """What all this is taken from; None where the map is not judged."""

    def decides(self, link: Link) -> bool:
        """Whether *link* is one of those that decide."""
        ways = {(link.kind, link.source, link.target)}
        if link.kind is RelationKind.CONTRADICTION:
            ways.add((link.kind, link.target, link.source))
        return not ways.isdisjoint(self.arrows)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading's nodes (ids, in reading order) and the groups inside it. The outermost has the title
    of the heading that holds everything, if there is one, and no frame.
    """

    id: str
    title: str
    nodes: tuple[str, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What is to be drawn. *resolution* is the claim at the top, if the map has one; *heads* lead their groups."""

    title: str
    subtitle: str
    nodes: Mapping[str, Node]
    links: tuple[Link, ...]
    root: Group
    resolution: str | None
    heads: tuple[str, ...]
    sides: Mapping[str, str]
    sources: int
    """How many sources the map declares: with several, every citation names its own."""
    lang: str = ""
    """The language that the front matter declares, such as ``de``; empty where it declares none."""
    names: Mapping[str, str] = field(default_factory=nothing)
    """What each source that has a name other than its id is called, by id."""
    away: tuple[Away, ...] = ()
    """Links that lead out of the view, to be named in their cards."""
    hrefs: Mapping[str, str] = field(default_factory=nothing)
    """Safe addresses by the id of the node whose title leads there; at ``""`` that of the map it is a part of."""
    spelled_out: Mapping[str, Claim] = field(default_factory=nothing)
    """The premises and conclusions of arguments that show their steps, by id; empty where they do not show them."""
    cards: Mapping[str, tuple[Card, ...]] = field(default_factory=nothing)
    """The cards of evidence of the nodes that have some, by id of the node."""
    verdicts: Verdicts = Verdicts()
    """None, where the map is not judged."""

    def status(self, id: str) -> str:
        """What the writer has settled of a node, conceded or kicked, where the map is judged; else nothing."""
        return (id in self.verdicts.by_id and status(self.nodes[id].data)) or ""
