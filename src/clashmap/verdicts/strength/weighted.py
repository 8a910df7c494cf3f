"""From a map to a weighted bipolar graph: what makes a claim or an argument stronger, and what weaker.

- Support and entailment support; an argument supports what it concludes.
- Attack and undercut attack; contradiction and contrary attack both ways.
- An argument needs all its premises, so it starts from the weakest of them (the weakest link: Pollock 1995; Modgil and
  Prakken 2014), and from no more than its own ``strength`` where it has one: strong premises lift it, a weak one sinks
  it, and more of them never help. An argument of several steps is as strong as the weakest of them, and what supports
  or attacks it does so to each.
- A claim without ``strength`` starts from 0.5, and so does an argument whose premises are not spelled out.
- What is conceded has strength 1 whatever attacks it. What is kicked has 0, and so influences nothing, but for sinking
  the arguments that need it.
- Claims that entail each other are one: it starts from the first ``strength`` that is given to one of them.

Models that know no support (``h-categoriser``) leave out supporters and conclusions; there only attacks count, those on
the claim or argument and those on the premises that it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clashmap.graph import ArgumentMap
from clashmap.model import RelationKind
from clashmap.resolve.worth import CONCEDED, KICKED, base_score, status
from clashmap.verdicts.equality import equals
from clashmap.verdicts.framework import ATTACKS, MUTUAL
from clashmap.verdicts.strength.bipolar import BipolarGraph

_SETTLED = {KICKED: 0.0, CONCEDED: 1.0, "beaten": 0.0, "granted": 1.0}
BASE = 0.5
"""The base score of what has none of its own."""
_SUPPORTS = frozenset({RelationKind.SUPPORT, RelationKind.ENTAILMENT})
_Link = tuple[int, int]


@dataclass(frozen=True)
class WeightedMap:
    """A map as a weighted bipolar graph."""

    graph: BipolarGraph
    ids: tuple[str, ...]
    """Of which claim or argument each of the graph's is; of claims that are one, the first."""
    index: Mapping[str, int]
    """The graph's argument for each claim or argument of the map, by id; equal claims share one."""
    base: Mapping[str, float]
    """By id, the ``strength`` that is given, 1 for what is conceded and 0 for what is kicked, else 0.5."""
    parts: Mapping[str, tuple[int, ...]]
    """For each id what supports and attacks of it strike: its *index*, or each step of an argument with several."""
    settled: Mapping[str, str]
    """By id, why the strength of some is 1 or 0 whatever is said of them: conceded, kicked, granted or beaten."""


def weighted(map: ArgumentMap, *, granted: Iterable[str] = (), beaten: Iterable[str] = ()) -> WeightedMap:
    """*map* as a weighted bipolar graph, as if those *granted* were conceded and those *beaten* kicked (ids).

    Raises KeyError when the map has no such claim or argument.
    """
    same = equals(map)
    ids: list[str] = []
    index: dict[str, int] = {}
    parts: dict[str, tuple[int, ...]] = {}
    for node in map.nodes:
        if node.id in same:
            index[node.id], parts[node.id] = index[same[node.id]], parts[same[node.id]]
            continue
        index[node.id] = len(ids)
        ids.append(node.id)
        parts[node.id] = (index[node.id],)
        if node.id in map.arguments and len(steps := map.arguments[node.id].steps) > 1:
            parts[node.id] = tuple(range(len(ids), len(ids) + len(steps)))
            ids.extend([node.id] * len(steps))
    needs = list(_needs(map, index, parts))
    scores, settled = _scores(map, index), _settled(map, index, granted, beaten)
    start = {target: 1.0 for _, target in needs}
    base = [scores.get(index[id], start.get(number, BASE)) for number, id in enumerate(ids)]
    fixed: set[int] = set()
    for id in settled:
        for number in (index[id], *parts[id]):
            base[number] = _SETTLED[settled[id]]
            fixed.add(number)
    graph = BipolarGraph.of(
        base,
        attacks=_free(_attacks(map, index, parts), fixed),
        supports=_free(_supports(map, index, parts), fixed),
        linked=_free(needs, fixed),
    )
    given = {id: _SETTLED[settled[id]] if id in settled else scores.get(index[id], BASE) for id in index}
    return WeightedMap(graph, tuple(ids), index, given, parts, settled)


def _free(links: Iterable[_Link], fixed: set[int]) -> Iterator[_Link]:
    """The *links* to what is not settled whatever is said of it."""
    return ((source, target) for source, target in links if target not in fixed)


def _scores(map: ArgumentMap, index: Mapping[str, int]) -> dict[int, float]:
    """The base scores that are given; of claims that are one, the first counts."""
    scores: dict[int, float] = {}
    for node in map.nodes:
        if (score := base_score(node.data)) is not None:
            scores.setdefault(index[node.id], score)
    return scores


def _settled(
    map: ArgumentMap, index: Mapping[str, int], granted: Iterable[str], beaten: Iterable[str]
) -> dict[str, str]:
    """What settles some, by id; what is supposed counts first, then what is conceded."""
    said = [(word, node.id) for node in map.nodes if (word := status(node.data))]
    said += [("beaten", id) for id in beaten] + [("granted", id) for id in granted]
    settling = {index[id]: word for word, id in sorted(said, key=lambda pair: list(_SETTLED).index(pair[0]))}
    return {id: settling[number] for id, number in index.items() if number in settling}


def _attacks(map: ArgumentMap, index: Mapping[str, int], parts: Mapping[str, tuple[int, ...]]) -> Iterator[_Link]:
    for relation in map.relations:
        if relation.kind in ATTACKS:
            struck = parts[relation.target]
            if relation.step is not None and len(struck) > 1:
                struck = (struck[relation.step],)
            yield from ((index[relation.source], target) for target in struck)
            if relation.kind in MUTUAL:
                yield from ((index[relation.target], source) for source in parts[relation.source])


def _supports(map: ArgumentMap, index: Mapping[str, int], parts: Mapping[str, tuple[int, ...]]) -> Iterator[_Link]:
    for relation in map.relations:
        if relation.kind in _SUPPORTS:
            source = index[relation.source]
            yield from ((source, target) for target in parts[relation.target] if target != source)
    for argument in map.arguments.values():
        for number, step in zip(parts[argument.id], argument.steps, strict=False):
            yield number, index[step.conclusion]


def _needs(map: ArgumentMap, index: Mapping[str, int], parts: Mapping[str, tuple[int, ...]]) -> Iterator[_Link]:
    """Every premise and the step that needs it, every step and the argument that does."""
    for argument in map.arguments.values():
        steps = parts[argument.id]
        for number, step in zip(steps, argument.steps, strict=False):
            yield from ((index[premise], number) for premise in step.premises)
        if len(steps) > 1:
            yield from ((number, index[argument.id]) for number in steps)
