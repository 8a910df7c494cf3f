"""Models of strength: what an argument's base score becomes by those that support and attack it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, fsum, prod

Values = Sequence[float]
_FAR = 700.0
"""Beyond this much energy the exponential has no number, and the strength is as good as 1."""


@dataclass(frozen=True, slots=True)
class Model:
    """A gradual semantics: base score, strengths of the attackers and of the supporters → strength.

    All are from 0 to 1. What has strength 0 has no influence, and the order of the attackers and supporters has none,
    to the last bit.
    """

    title: str
    source: str
    combine: Callable[[float, Values, Values], float]


def quadratic_energy(base: float, attackers: Values, supporters: Values) -> float:
    """The sum of the supporters less that of the attackers, squared, moves the base towards 1 or 0."""
    energy = fsum((*supporters, *(-value for value in attackers)))
    square = energy * energy
    impact = square / (1 + square)
    return base + (1 - base) * impact if energy > 0 else base - base * impact


def df_quad(base: float, attackers: Values, supporters: Values) -> float:
    """What attackers and supporters come to, each as if independent chances, moves the base by its difference."""
    attack = 1 - prod(sorted([1 - value for value in attackers])) if attackers else 0.0
    support = 1 - prod(sorted([1 - value for value in supporters])) if supporters else 0.0
    return base + (1 - base) * (support - attack) if support > attack else base - base * (attack - support)


def euler(base: float, attackers: Values, supporters: Values) -> float:
    """The exponential of the supporters less the attackers; a base of 0 or 1 is never moved."""
    energy = min(fsum((*supporters, *(-value for value in attackers))), _FAR)
    growth = exp(energy)
    # The paper has 1 - (1 - base²) / (1 + base · growth), which is the same and loses digits of a small base.
    return min(base * (growth + base) / (1 + base * growth), 1.0)


def h_categoriser(base: float, attackers: Values, supporters: Values) -> float:
    """The base, divided by one and the sum of the attackers; supporters count for nothing."""
    return base / (1 + fsum(attackers))


MODELS = {
    "quadratic-energy": Model("quadratic energy", "Potyka 2018", quadratic_energy),
    "df-quad": Model("DF-QuAD", "Rago et al. 2016", df_quad),
    "euler": Model("Euler-based", "Amgoud and Ben-Naim 2017", euler),
    "h-categoriser": Model("weighted h-categoriser", "Besnard and Hunter 2001; Amgoud et al. 2017", h_categoriser),
}
DEFAULT = "quadratic-energy"
