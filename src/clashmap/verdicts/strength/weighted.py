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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from clashmap.graph import ArgumentMap
from clashmap.resolve.worth import CONCEDED, KICKED, base_score
from clashmap.verdicts.bearing import Bearing, Links
from clashmap.verdicts.strength.bipolar import BipolarGraph

BASE = 0.5
"""The base score of what has none of its own."""
_SETTLED = {KICKED: 0.0, CONCEDED: 1.0, "beaten": 0.0, "granted": 1.0}


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
    bearing = Bearing.of(map)
    index, parts = bearing.index, bearing.parts
    needs = list(bearing.needs())
    scores = _scores(bearing)
    start = {target: 1.0 for _, target in needs}
    base = [scores.get(index[id], start.get(number, BASE)) for number, (id, _) in enumerate(bearing.units)]
    said = {
        **bearing.settled,
        **{index[id]: "beaten" for id in beaten},
        **{index[id]: "granted" for id in granted},
    }
    settled = {id: said[number] for id, number in index.items() if number in said}
    fixed = {part: _SETTLED[word] for id, word in settled.items() for part in parts[id]}
    for part, score in fixed.items():
        base[part] = score

    def free(links: Links) -> Links:
        """Those *links* to what is not settled whatever is said of it."""
        return ((source, target) for source, target in links if target not in fixed)

    graph = BipolarGraph.of(
        base,
        attacks=free(bearing.attacks()),
        supports=free(chain(bearing.supports(), bearing.conclusions())),
        linked=free(iter(needs)),
    )
    given = {id: _SETTLED[settled[id]] if id in settled else scores.get(number, BASE) for id, number in index.items()}
    struck = {id: bearing.struck(id) for id in index}
    return WeightedMap(graph, tuple(id for id, _ in bearing.units), index, given, struck, settled)


def _scores(bearing: Bearing) -> dict[int, float]:
    """The base scores that are given; of claims that are one, the first counts."""
    scores: dict[int, float] = {}
    for node in bearing.map.nodes:
        if (score := base_score(node.data)) is not None:
            scores.setdefault(bearing.index[node.id], score)
    return scores
