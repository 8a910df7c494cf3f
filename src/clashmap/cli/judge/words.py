"""Words: verdicts, readings, limits, and the reason for a verdict as a debater would say it, in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clashmap.model import RelationKind
from clashmap.verdicts.bearing import ATTACKS, MUTUAL
from clashmap.verdicts.judge import Verdict
from clashmap.verdicts.reasons import Because, Ground, Reason

Name = Callable[[str, int | None], str]
"""What a line calls the claim or argument with an id, or the step of it with this number."""

RULES = {
    "warrant": "a point stands if nothing that stands attacks it and what it rests on stands. An argument with "
    "premises rests on all of these, any other point on any one of the reasons given for it, and one without reasons "
    "on nothing",
    "attacks": "a point stands if nothing that stands attacks it; reasons and premises do not count",
}
"""What each reading asks of what stands."""
LIMITS = (
    "this tells what is left unanswered on the map, not what is true; it weighs nothing, it knows nothing that is not "
    "on the map, and it decides no round"
)
"""What a verdict does not say, printed with every result, or in short."""
SHORT = "it tells what is left unanswered on the map, not what is true, and decides no round"
"""Reading and limits where something certain is asked for."""
IS = {Verdict.STANDS: "stands", Verdict.FALLS: "falls", Verdict.CONTESTED: "is contested"}
ARE = {Verdict.STANDS: "stand", Verdict.FALLS: "fall", Verdict.CONTESTED: "are contested"}
WAS = {Verdict.STANDS: "stood", Verdict.FALLS: "fell", Verdict.CONTESTED: "was contested"}
WOULD = {Verdict.STANDS: "would stand", Verdict.FALLS: "would fall", Verdict.CONTESTED: "would be contested"}
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
    Because.KICKED: "its own side kicks it",
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
    if len(attacks) == 1 and attacks[0].kind in MUTUAL:
        against = f"what {attacks[0].kind.verb} it falls"
    else:
        against = _all(attacks, "attack on it", "falls", only="the") if attacks else "nothing attacks it"
    return f"{' and '.join(needed)}, and {against}" if needed else against


def _all(grounds: Sequence[Ground], noun: str, verb: str, *, only: str) -> str:
    """``both attacks on it fall``, and the like for one or many."""
    if len(grounds) == 1:
        return f"{only} {noun} {verb}"
    first, _, rest = noun.partition(" ")
    many = "both" if len(grounds) == 2 else f"all {len(grounds)}"
    return " ".join((many, f"{first}s", *rest.split(), verb.removesuffix("s")))


def together(parts: Sequence[str]) -> str:
    """``A, B and C``."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
