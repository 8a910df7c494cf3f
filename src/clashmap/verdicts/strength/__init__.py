"""Strength: how strong each claim is, from 0 to 1, by what supports and attacks it; it decides no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clashmap.graph import ArgumentMap
from clashmap.verdicts.strength.bipolar import BipolarGraph as BipolarGraph
from clashmap.verdicts.strength.models import DEFAULT, MODELS
from clashmap.verdicts.strength.weigh import weigh as weigh
from clashmap.verdicts.strength.weighted import WeightedMap, weighted


@dataclass(frozen=True)
class Strengths:
    """The strengths of all claims and arguments of a map under one model."""

    model: str
    values: Mapping[str, float]
    """By id, from 0 to 1."""
    base: Mapping[str, float]
    """By id, what each starts from: its ``strength``, 1 or 0 for what is conceded or kicked, else 0.5."""
    converged: bool
    """Whether the values are settled; always so where nothing goes in circles."""
    residual: float
    """By how much a value at most would change if all were worked out once more from each other."""
    iterations: int
    """How many rounds the longest of the circles took; 0 where there are none."""
    weighted: WeightedMap
    """The map as the graph that was weighed."""


_DIGITS = 8
"""Digits of a strength that are told: fewer than iteration settles, so that equal strengths are equal numbers."""


def strengths(
    map: ArgumentMap, *, model: str = DEFAULT, granted: Iterable[str] = (), beaten: Iterable[str] = ()
) -> Strengths:
    """How strong each claim and argument of *map* is, as if those *granted* (ids) were conceded, those *beaten* kicked.

    Raises ValueError when there is no such *model*, KeyError when the map has no such claim or argument.
    """
    if model not in MODELS:
        raise ValueError(f"no model {model!r}; there are {', '.join(MODELS)}")
    made = weighted(map, granted=granted, beaten=beaten)
    weighed = weigh(made.graph, model=model)
    ids = [node.id for node in map.nodes]
    return Strengths(
        model,
        {id: round(weighed.values[made.index[id]], _DIGITS) for id in ids},
        made.base,
        weighed.converged,
        weighed.residual,
        weighed.iterations,
        made,
    )
