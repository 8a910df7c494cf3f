"""What is weighed beside the verdicts: strengths, where they point another way, and burdens of proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clashmap.verdicts.judge import Judgement

if TYPE_CHECKING:
    from clashmap.verdicts.burden import Burden
    from clashmap.verdicts.strength import Strengths
    from clashmap.verdicts.strength.disagreement import Disagreement


@dataclass(frozen=True)
class Weighed:
    """Strengths, and what follows from them."""

    strengths: Strengths
    is_asked: bool
    """Whether strengths are asked for by name, and not only for a burden of proof."""
    disagreements: tuple[Disagreement, ...]
    """Where strength and verdict point different ways, in reading order."""
    burden: Burden | None
    """Of what is at the top, when a standard is declared or asked for."""


def weighed(judgement: Judgement, tops: Sequence[str], *, model: str | None, standard: str | None) -> Weighed | None:
    """Weigh by *model*, or by the usual one for the *standard* of proof that is asked for or declared."""
    is_declared = judgement.map.front_matter.get("burden") is not None
    if model is None and standard is None and not is_declared:
        return None
    from clashmap.verdicts.burden import burden
    from clashmap.verdicts.strength import strengths
    from clashmap.verdicts.strength.disagreement import disagreement, disagreements
    from clashmap.verdicts.strength.models import DEFAULT

    strong = strengths(judgement.map, model=model or DEFAULT, granted=judgement.granted, beaten=judgement.beaten)
    differing = (disagreement(judgement, strong, id) for id in disagreements(judgement, strong)) if model else ()
    proof = burden(judgement.map, strong, tops[0], standard=standard) if tops and (standard or is_declared) else None
    return Weighed(strong, model is not None, tuple(one for one in differing if one), proof)
