"""Relations as their ends hold them: in order, and found at once however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clashmap.formats.argdown_json.records import End, RelationRecord

Key = tuple[str, int, int]
"""A relation's type and its ends, by identity; 0 for an end that may be any."""


def from_source(type: str, source: End) -> Key:
    """The key of all relations of *type* that start at *source*."""
    return (type, id(source), 0)


def to_target(type: str, target: End) -> Key:
    """The key of all relations of *type* that end at *target*."""
    return (type, 0, id(target))


def between(type: str, source: End, target: End) -> Key:
    """The key of all relations of *type* from *source* to *target*."""
    return (type, id(source), id(target))


class Held:
    """The relations of one end."""

    def __init__(self, relations: list[RelationRecord]) -> None:
        self._items: list[RelationRecord | None] = []
        self._places: dict[int, list[int]] = {}
        """Where each relation stands, by identity, the first place last."""
        self._counts: Counter[Key] = Counter()
        for relation in relations:
            self.append(relation)

    def __iter__(self) -> Iterator[RelationRecord]:
        return (relation for relation in self._items if relation is not None)

    def has(self, key: Key) -> bool:
        """Whether there is a relation like *key*."""
        return self._counts[key] > 0

    def append(self, relation: RelationRecord) -> None:
        """Add *relation* as the last one."""
        self._places.setdefault(id(relation), []).insert(0, len(self._items))
        self._items.append(relation)
        self.count(relation, 1)

    def remove(self, relation: RelationRecord) -> None:
        """Remove *relation*; like JavaScript's ``splice(-1, 1)``, the last one when it is not there."""
        if not self._places.get(id(relation)):
            last = next((item for item in reversed(self._items) if item is not None), None)
            if last is None:
                return
            self._drop(last, self._places[id(last)].pop(0))
            return
        self._drop(relation, self._places[id(relation)].pop())

    def _drop(self, relation: RelationRecord, place: int) -> None:
        self._items[place] = None
        while self._items and self._items[-1] is None:
            self._items.pop()
        self.count(relation, -1)

    def count(self, relation: RelationRecord, by: int) -> None:
        """Enter *relation* into the counts, or take it out."""
        for key in (
            from_source(relation.type, relation.source),
            to_target(relation.type, relation.target),
            between(relation.type, relation.source, relation.target),
        ):
            self._counts[key] += by

    def times(self, relation: RelationRecord) -> int:
        """How often *relation* is held: twice when it goes from its end to itself."""
        return len(self._places.get(id(relation), ()))
