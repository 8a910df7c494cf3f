"""Limits: what a verdict rests on and what it does not say, printed with every result."""

from __future__ import annotations

READINGS = {
    "warrant": "a point stands if nothing that stands attacks it, and all its premises stand, or one of the reasons "
    "given for it; a point without reasons stands as asserted",
    "attacks": "a point stands if nothing that stands attacks it; reasons and premises do not count",
}
"""What each reading takes for a good answer."""
LIMITS = (
    "this tells what is left unanswered on the map, not what is true; it weighs nothing, it knows nothing that is not "
    "on the map, and it decides no round"
)
