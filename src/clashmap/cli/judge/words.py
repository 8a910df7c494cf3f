"""Words: a reason for a verdict as a debater would say it, in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clashmap.model import RelationKind
from clashmap.verdicts.framework import ATTACKS
from clashmap.verdicts.reasons import Because, Ground, Reason

Name = Callable[[str, int | None], str]
"""What a line calls the claim or argument with an id, or the step of it with this number."""

NOUNS = {
    RelationKind.SUPPORT: "reason",
    RelationKind.ATTACK: "attack",
    RelationKind.UNDERCUT: "undercut",
    RelationKind.CONTRADICTION: "contradiction",
    RelationKind.ENTAILMENT: "reason",
    RelationKind.CONTRARY: "contrary",
    RelationKind.PREMISE: "premise",
    RelationKind.CONCLUSION: "reason",
}
"""What a ground is to what rests on it."""
_PLAIN = {
    Because.ASSERTED: "nothing attacks it",
    Because.CONCEDED: "the other side concedes it",
    Because.GRANTED: "it is supposed to stand",
    Because.KICKED: "its own side drops it",
    Because.BEATEN: "it is supposed to fall",
}


def because(reason: Reason, name: Name) -> str:
    """Why, without the verdict, such as “both attacks on it fall”."""
    if reason.because in _PLAIN:
        return _PLAIN[reason.because]
    first = reason.grounds[0]
    called = name(first.id, first.step)
    attacks = [ground for ground in reason.grounds if ground.kind in ATTACKS]
    premises = [ground for ground in reason.grounds if ground.kind is RelationKind.PREMISE]
    match reason.because:
        case Because.ATTACKED:
            return f"{called} stands and {first.kind.verb} it"
        case Because.DENIED:
            return f"its premise {called} falls"
        case Because.UNBACKED:
            return _all(reason.grounds, "reason for it", "falls", only="the only")
        case Because.OPEN if attacks:
            return f"{called} {first.kind.verb} it and is contested"
        case Because.OPEN:
            return f"its {NOUNS[first.kind]} {called} is contested"
    needed = [_all(premises, "premise", "stands", only="its")] if premises else []
    if len(premises) + len(attacks) < len(reason.grounds):
        needed.append("a reason for it stands")
    against = _all(attacks, "attack on it", "falls", only="the") if attacks else "nothing attacks it"
    return f"{' and '.join(needed)}, and {against}" if needed else against


def _all(grounds: Sequence[Ground], noun: str, verb: str, *, only: str) -> str:
    """``both attacks on it fall``, and the like for one or many."""
    if len(grounds) == 1:
        return f"{only} {noun} {verb}"
    first, _, rest = noun.partition(" ")
    many = "both" if len(grounds) == 2 else f"all {len(grounds)}"
    return " ".join((many, f"{first}s", *rest.split(), verb.removesuffix("s")))
