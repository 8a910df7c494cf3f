"""Reasons: why a claim stands, falls or is contested, as short as can be, in the terms of the map."""

from clashmap.verdicts.reasons.explain import explain
from clashmap.verdicts.reasons.explanation import Because, Explanation, Ground, Reason
from clashmap.verdicts.reasons.ways import Way, Ways, ways

__all__ = ["Because", "Explanation", "Ground", "Reason", "Way", "Ways", "explain", "ways"]
