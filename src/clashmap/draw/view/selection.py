"""Selecting: which claims and arguments a map shows, as data and front matter ask for it in Argdown's terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, RelationKind


@dataclass(frozen=True, slots=True)
class Selection:
    """What the writer asked for: data ``isInMap`` of a claim or argument, and ``selection:`` of the front matter.

    Where nothing is asked for, arguments are shown, claims with a title, and claims without one that do or suffer
    something. Argdown's own default, to leave out what nothing is linked to, holds only when it is asked for.
    """

    map: ArgumentMap
    settings: Mapping[str, Any]

    @classmethod
    def of(cls, map: ArgumentMap) -> Selection:
        """The selection that *map* asks for."""
        settings = map.front_matter.get("selection")
        return cls(map, settings if isinstance(settings, Mapping) else {})

    def is_forced(self, node: Claim | Argument) -> bool:
        """Whether *node* is shown in any case."""
        is_included = isinstance(node, Claim) and node.title in self._listed("includeStatements", ())
        return is_included or self._in_map(node) is True

    def shown(self, links: Iterable[tuple[str, str]]) -> list[Claim | Argument]:
        """What is shown of the map whose drawn links have these ends, claims first."""
        candidates = {node.id: node for node in self.map.nodes if self._is_candidate(node)}
        partners: dict[str, int] = {}
        for ends in links:
            if ends[0] in candidates and ends[1] in candidates:
                for id in ends:
                    partners[id] = partners.get(id, 0) + 1
        used: set[str] = set()
        for relation in self.map.relations:
            if relation.kind is RelationKind.PREMISE and relation.target in candidates:
                used.add(relation.source)
            elif relation.kind is RelationKind.CONCLUSION and relation.source in candidates:
                used.add(relation.target)
        return [node for node in candidates.values() if self._is_shown(node, partners.get(node.id, 0), node.id in used)]

    def _is_shown(self, node: Claim | Argument, partners: int, is_used: bool) -> bool:
        if self.is_forced(node):
            return True
        if self.settings.get("excludeDisconnected") is True and not partners and not is_used:
            return False
        if isinstance(node, Argument):
            return True
        match self.settings.get("statementSelectionMode"):
            case "all":
                return True
            case "with-relations":
                return partners > 0
            case "not-used-in-argument":
                return not is_used
            case "with-more-than-one-relation":
                return partners > (1 if is_used else 0)
        return node.title is not None or partners > 0

    def _is_candidate(self, node: Claim | Argument) -> bool:
        if self._in_map(node) is False:
            return False
        if node.title in self._listed("excludeArguments" if isinstance(node, Argument) else "excludeStatements", ()):
            return False
        section = self.map.sections.get(node.section or "")
        sections = self._listed("selectedSections", None)
        if sections is not None:
            wanted = self.settings.get("selectElementsWithoutSection") is True
            if not (section.title in sections if section else wanted):
                return False
        tags = self._listed("selectedTags", None)
        if tags is None or (not node.tags and self.settings.get("selectElementsWithoutTag") is True):
            return True
        return any(tag in tags for tag in node.tags)

    def _in_map(self, node: Claim | Argument) -> object:
        return None if self.settings.get("ignoreIsInMap") is True else node.data.get("isInMap")

    def _listed(self, key: str, default: Collection[str] | None) -> Any:
        value = self.settings.get(key)
        return value if isinstance(value, list) else default


def makes_group(map: ArgumentMap) -> dict[str, bool]:
    """Whether each section makes a group: not where ``isGroup`` says no, nor above the ``groupDepth`` asked for."""
    settings = map.front_matter.get("group")
    settings = settings if isinstance(settings, Mapping) else {}
    table, depth = settings.get("sections"), settings.get("groupDepth")
    deepest = max((section.level for section in map.sections.values()), default=0)
    first = deepest - depth + 1 if isinstance(depth, int) and not isinstance(depth, bool) else 0
    made = {}
    for section in map.sections.values():
        wanted = section.data.get("isGroup") if settings.get("ignoreIsGroup") is not True else None
        if isinstance(table, Mapping):
            entry = table.get(section.title)
            wanted = entry.get("isGroup") if isinstance(entry, Mapping) else wanted
        made[section.id] = wanted is not False and (wanted is True or section.level >= first)
    return made
