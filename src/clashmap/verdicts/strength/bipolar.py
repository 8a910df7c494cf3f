"""Bipolar graphs: arguments that are nothing but a number and a base score, and who supports and attacks whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Pairs = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class BipolarGraph:
    """A weighted bipolar argumentation graph over the arguments 0 … n - 1 (Baroni et al. 2015; Amgoud et al. 2017)."""

    base: Sequence[float]
    """For every argument its base score, from 0 to 1."""
    attackers: Sequence[Sequence[int]]
    supporters: Sequence[Sequence[int]]
    linked: Sequence[Sequence[int]]
    """For every argument those that it needs, all of them: it starts from no more than the weakest of them."""

    @classmethod
    def of(
        cls, base: Sequence[float], *, attacks: Pairs = (), supports: Pairs = (), linked: Pairs = ()
    ) -> BipolarGraph:
        """The graph with these *base* scores and links, each link once, as pairs of source and target."""
        return cls(base, _inputs(len(base), attacks), _inputs(len(base), supports), _inputs(len(base), linked))

    def __len__(self) -> int:
        return len(self.base)


def _inputs(size: int, links: Pairs) -> list[list[int]]:
    inputs: list[list[int]] = [[] for _ in range(size)]
    for source, target in dict.fromkeys(links):
        inputs[target].append(source)
    return inputs
