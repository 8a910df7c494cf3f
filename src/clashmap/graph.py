"""The resolved map: claims, arguments and relations of all files of a debate, as one graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from clashmap.evidence.shelf import Shelf
from clashmap.model import Argument, Claim, Mention, Reference, Relation, Section, nothing

if TYPE_CHECKING:
    import networkx

    from clashmap.argdown.tree import Document
    from clashmap.diagnostics import Diagnostic


@dataclass(frozen=True)
class ArgumentMap:
    """A resolved debate: everything in reading order (files by name), joined by title."""

    title: str = ""
    subtitle: str = ""
    claims: Mapping[str, Claim] = field(default_factory=nothing)
    """By id (``[Title]``)."""
    arguments: Mapping[str, Argument] = field(default_factory=nothing)
    """By id (``<Title>``)."""
    relations: tuple[Relation, ...] = ()
    sections: Mapping[str, Section] = field(default_factory=nothing)
    """By id (the heading's title path, ``Parent / Child``)."""
    references: Mapping[str, Reference] = field(default_factory=nothing)
    """The sources that the front matter declares, by their id."""
    sides: Mapping[str, str] = field(default_factory=nothing)
    """Name of each side by its key, in the order of the front matter."""
    front_matter: Mapping[str, Any] = field(default_factory=nothing)
    mentions: tuple[Mention, ...] = ()
    """What running text names by ``@[Claim]`` or ``@<Argument>``, in reading order."""
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)
    """What reading and resolving found; after ``load`` also what decoding and checking did."""
    documents: tuple[Document, ...] = field(default=(), repr=False)
    shelf: Shelf = field(default_factory=Shelf, repr=False)
    """The evidence beside the maps: cards, and after ``load(…, texts=True)`` the texts of sources and their lock."""

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The ``networkx.MultiDiGraph`` over the map.

        Node attribute ``node`` is a Claim or Argument, edge attribute ``relation`` a Relation; edge keys are the
        relation's kind (``undercut:0`` where a step is named).
        """
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(title=self.title)
        for node in self.nodes:
            graph.add_node(node.id, node=node)
        for relation in self.relations:
            key = relation.kind.value if relation.step is None else f"{relation.kind.value}:{relation.step}"
            graph.add_edge(relation.source, relation.target, key=key, relation=relation)
        return graph

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Relation, ...]]:
        """For every node id the relations that start at it, in order; a contradiction starts where it was written."""
        return self._by_end([relation.source for relation in self.relations])

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Relation, ...]]:
        """For every node id the relations that end at it, in order."""
        return self._by_end([relation.target for relation in self.relations])

    def _by_end(self, ends: list[str]) -> Mapping[str, tuple[Relation, ...]]:
        found: dict[str, list[Relation]] = {id: [] for id in (*self.claims, *self.arguments)}
        for id, relation in zip(ends, self.relations, strict=True):
            found[id].append(relation)
        return MappingProxyType({id: tuple(relations) for id, relations in found.items()})

    @property
    def nodes(self) -> tuple[Claim | Argument, ...]:
        """All claims, then all arguments."""
        return (*self.claims.values(), *self.arguments.values())

    def node(self, id: str) -> Claim | Argument:
        """The claim or argument with this id. Raises KeyError when there is none."""
        return self.claims[id] if id in self.claims else self.arguments[id]
