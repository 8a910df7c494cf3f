"""Order: where claims and arguments stand in the text, and which of them two judgements differ on."""

from __future__ import annotations

from collections.abc import Callable

from clashmap.graph import ArgumentMap
from clashmap.verdicts.judge import Judgement

Place = tuple[int, int, int]


def reading_order(map: ArgumentMap) -> Callable[[str], Place]:
    """The key that sorts ids as they are read: by file, then by where each is defined, else first written."""
    files = {document.source.path: number for number, document in enumerate(map.documents)}
    numbers = {node.id: number for number, node in enumerate(map.nodes)}

    def written(id: str) -> Place:
        node = map.node(id)
        place = node.definition or (node.places[0] if node.places else None)
        if place is None:
            return len(files), 0, numbers[id]
        return files.get(place.source.path, 0), place.span.start, numbers[id]

    return written


def changed(before: Judgement, after: Judgement) -> tuple[str, ...]:
    """Ids of the claims and arguments on which the two judgements of one map differ, in reading order."""
    differing = [node.id for node in before.map.nodes if before.verdict(node.id) is not after.verdict(node.id)]
    return tuple(sorted(differing, key=reading_order(before.map)))
