"""Ground: the shade of a card by the verdict on it, never so dark that a text on it could not be read."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from clashmap.draw.theme.contrast import READABLE, contrast
from clashmap.verdicts.judge import Verdict

_PERCENT: Final = {Verdict.STANDS: 0, Verdict.CONTESTED: 6, Verdict.FALLS: 16}
"""How much of its border's colour is in the ground of a card, at the most."""


@lru_cache(maxsize=64)
def ground(verdict: Verdict, box: str, edge: str, texts: tuple[str, ...]) -> str:
    """The colour *box* with so much of *edge* in it that all *texts* (colours ``#RRGGBB``) can still be read."""
    for percent in range(_PERCENT[verdict], 0, -1):
        shade = _mixed(box, edge, percent)
        if all(contrast(text, shade) >= READABLE for text in texts):
            return shade
    return box


def _mixed(first: str, second: str, percent: int) -> str:
    parts = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{(a * (100 - percent) + b * percent + 50) // 100:02X}" for a, b in parts)
