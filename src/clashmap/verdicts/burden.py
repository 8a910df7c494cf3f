"""Burden of proof: whether what speaks for a claim is strong enough against what speaks against it.

After Carneades (Gordon, Prakken and Walton 2007; Gordon and Walton 2009), with strengths for the weights of arguments.
There the standards are defined by the strongest applicable argument on each side, pro and con:

- preponderance: there is a pro, and it is stronger than any con;
- clear and convincing: so it is, and by more than a margin, and strong in itself;
- beyond reasonable doubt: all that, by a wider margin, and every con is weak.

The papers leave the numbers open; those below are what the authors' own program, Carneades 2, works with.
Strengths that are the same are not one above the other, so that a tie meets no standard. Whether a burden is met is
said of one claim; it says nothing about the round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clashmap.graph import ArgumentMap
from clashmap.resolve.worth import BEYOND_REASONABLE_DOUBT, PREPONDERANCE, STANDARDS, presumption_of, standard_of
from clashmap.verdicts.strength import Strengths

STRONG = 0.5
"""What a pro has to be above to be clear and convincing."""
MARGIN = 0.3
"""By more than how much it then has to be above any con."""
WIDE_MARGIN = 0.5
"""By more than how much it has to be above any con, to be beyond reasonable doubt."""
DOUBT = 0.2
"""What each con then has to be below."""


@dataclass(frozen=True, slots=True)
class Strongest:
    """The strongest claim or argument that speaks for a claim, or against it."""

    id: str
    strength: float


@dataclass(frozen=True, slots=True)
class Burden:
    """Whether the burden of proof of one claim is met, and for whom it is presumed while it is not."""

    id: str
    standard: str
    pro: Strongest | None
    """The strongest of what supports it or concludes it; None when nothing does, or it has no strength."""
    con: Strongest | None
    """The strongest of what attacks it."""
    is_met: bool
    presumption: str
    """The key of a side."""
    status: str | None = None
    """``conceded``, ``kicked``, ``granted`` or ``beaten`` when that decides, whatever the strengths are."""


def burden(map: ArgumentMap, strengths: Strengths, id: str, *, standard: str | None = None) -> Burden:
    """The burden of proof of the claim *id*, by the *standard* given or else that of the front matter.

    What nothing speaks for does not meet it. Raises KeyError when there is no such claim or argument, ValueError when
    there is no such standard.
    """
    if standard is not None and standard not in STANDARDS:
        raise ValueError(f"no standard {standard!r}; there are {', '.join(STANDARDS)}")
    standard = standard or standard_of(map.front_matter)
    graph, parts = strengths.weighted.graph, strengths.weighted.parts[id]
    pro, con = (
        _strongest(strengths, (source for part in parts for source in sources[part]))
        for sources in (graph.supporters, graph.attackers)
    )
    settled = strengths.weighted.settled.get(id)
    is_met = bool(strengths.values[id]) if settled else meets(standard, pro, con)
    return Burden(id, standard, pro, con, is_met, presumption_of(map.front_matter, map.sides), settled)


def meets(standard: str, pro: Strongest | None, con: Strongest | None) -> bool:
    """Whether the strongest *pro* and *con* of an issue meet a *standard*."""
    for_it, against = (side.strength if side else 0.0 for side in (pro, con))
    if for_it <= against:
        return False
    if standard == PREPONDERANCE:
        return True
    if standard == BEYOND_REASONABLE_DOUBT:
        return for_it > STRONG and for_it - against > WIDE_MARGIN and against < DOUBT
    return for_it > STRONG and for_it - against > MARGIN


def _strongest(strengths: Strengths, numbers: Iterable[int]) -> Strongest | None:
    """The strongest of *numbers*, the first of those that are equally strong."""
    ids = dict.fromkeys(strengths.weighted.ids[number] for number in numbers)
    strongest = max(ids, key=strengths.values.__getitem__, default=None)
    return Strongest(strongest, strengths.values[strongest]) if strongest and strengths.values[strongest] else None
