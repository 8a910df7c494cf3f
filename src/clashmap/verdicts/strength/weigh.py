"""Weighing: the strengths of all arguments of a bipolar graph, those that depend on each other by iteration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clashmap.verdicts.components import components
from clashmap.verdicts.strength.bipolar import BipolarGraph
from clashmap.verdicts.strength.models import DEFAULT, MODELS, Model

TOLERANCE = 1e-9
"""What residual counts as settled."""
ROUNDS = 2_000
"""After how many rounds one circle is given up."""
_LEAST_STEP, _GROWTH = 0.01, 1.1
"""How far at least a round goes towards the new values, and by what its step grows while they come nearer."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The strengths of a graph's arguments, in their order, and how sure they are."""

    values: Sequence[float]
    converged: bool
    residual: float
    """By how much a value at most would change if all were worked out once more from each other."""
    iterations: int
    """How many rounds the longest of the circles took; 0 where there are none."""


def weigh(graph: BipolarGraph, *, model: str = DEFAULT) -> Weighing:
    """The strengths of *graph* under the *model* of that name, each worked out after all that it depends on.

    Those that depend on each other (a strongly connected component) begin at their base scores, and go part of the
    way to what they make of each other, all at once, until nothing moves. That is Euler's method for the continuous
    models of Potyka 2018, which settle where the plain iteration swings; when the residual does not fall, the steps
    become smaller. There are circles for which a model has no settled values: then `converged` is false.
    """
    weighing = _Weighing(graph, MODELS[model])
    inputs = [(*needed, *graph.supporters[i], *graph.attackers[i]) for i, needed in enumerate(graph.linked)]
    for component in components(range(len(graph)), inputs.__getitem__):
        weighing.settle(component)
    return Weighing(weighing.values, weighing.residual <= TOLERANCE, weighing.residual, weighing.rounds)


class _Weighing:
    """Strengths while they are worked out."""

    def __init__(self, graph: BipolarGraph, model: Model) -> None:
        self.graph = graph
        self.combine = model.combine
        self.values = list(graph.base)
        self.residual = 0.0
        self.rounds = 0

    def settle(self, component: Sequence[int]) -> None:
        """Give those of *component* their values; all that they depend on and is outside has its own."""
        values = self.values
        if len(component) == 1 and not self._is_circle(component[0]):
            values[component[0]] = self._value(component[0])
            return
        step, last, rounds = 1.0, float("inf"), 0
        while rounds < ROUNDS:
            rounds += 1
            changes = [self._value(number) - values[number] for number in component]
            residual = max(map(abs, changes))
            step = max(step / 2, _LEAST_STEP) if residual >= last else min(step * _GROWTH, 1.0)
            last = residual
            if residual <= TOLERANCE:
                break
            for number, change in zip(component, changes, strict=True):
                values[number] += step * change
        self.residual = max(self.residual, last)
        self.rounds = max(self.rounds, rounds)

    def _value(self, number: int) -> float:
        values, graph = self.values, self.graph
        base = graph.base[number]
        if needed := graph.linked[number]:
            base = min(base, *(values[each] for each in needed))
        attackers, supporters = graph.attackers[number], graph.supporters[number]
        if not attackers and not supporters:
            return base
        return self.combine(base, [values[each] for each in attackers], [values[each] for each in supporters])

    def _is_circle(self, number: int) -> bool:
        graph = self.graph
        return any(number in inputs[number] for inputs in (graph.attackers, graph.supporters, graph.linked))
