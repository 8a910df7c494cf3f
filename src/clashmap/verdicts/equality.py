"""Claims that entail each other, and so stand and fall as one."""

from __future__ import annotations

from collections.abc import Mapping

from clashmap.graph import ArgumentMap
from clashmap.model import RelationKind
from clashmap.verdicts.components import components


def equals(map: ArgumentMap) -> Mapping[str, str]:
    """For each claim that others entail and that entails them, but the first of them: the first of them, by id.

    Entailment is what support between claims means in strict mode; a ring of it makes all in it equal.
    """
    links = [(found.source, found.target) for found in map.relations if found.kind is RelationKind.ENTAILMENT]
    if not links:
        return {}
    order = {id: number for number, id in enumerate(map.claims)}
    entailed: dict[str, list[str]] = {id: [] for id in order}
    for source, target in links:
        entailed[source].append(target)
    same: dict[str, str] = {}
    for ring in components(order, entailed.__getitem__):
        first, *rest = sorted(ring, key=order.__getitem__)
        same.update(dict.fromkeys(rest, first))
    return same
