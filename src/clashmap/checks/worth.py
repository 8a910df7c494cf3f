"""Rules about what a claim is worth: whether it is conceded or kicked, its strength, and the burden of proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from clashmap.checks.debate import sides_called
from clashmap.checks.marking import entry, marked
from clashmap.checks.nearest import Names, did_you_mean, is_slip
from clashmap.checks.views import key_span, value_span
from clashmap.diagnostics import Diagnostic, Fix, Severity, at, rule
from clashmap.graph import ArgumentMap
from clashmap.mend import swap
from clashmap.resolve.values import as_text
from clashmap.resolve.worth import STANDARDS, STATUSES, Slip, base_score, misused, status
from clashmap.source import Place, Span

_STATUS, _STRENGTH = entry("status"), entry("strength")
_WRITTEN = re.compile(r"[\w\"']+\s*:\s*(?P<value>.*\S)", re.DOTALL)
_PORTION = re.compile(r"(?P<mark>[\"']?)(?P<number>\d{1,3}(?:[.,]\d{1,9})?)[ \t]*(?P<percent>%?)(?P=mark)")
_BEFORE_STANDARD = re.compile(r"\b(?:standard|burden)[\"']?[ \t]*:\s*[\"']?\Z")
_NEAR = 60
"""How many characters before a value its key is looked for."""
_STATUS_MEANS = (
    "A status is conceded, for what the other side granted, or kicked, for what its own side gave up. A point that "
    "nobody answers needs none: the verdicts see that. For anything else use another key."
)
_BURDEN_HAS = "A burden can have standard, and presumption: the side presumed right until the other meets the burden."
_USUAL_SIDES = {
    "aff": "affirmative",
    "neg": "negative",
    "pro": "for",
    "con": "against",
    "prop": "proposition",
    "opp": "opposition",
}
"""What sides are called in a debate that does not list its own."""


def _spell_status(place: Place) -> Fix | None:
    """``Conceeded`` to ``conceded``."""
    return _rewrite(place, lambda written: _meant(written.strip("\"'"), STATUSES))


def _count(place: Place) -> Fix | None:
    """``70%`` to ``0.7``, and ``"0.7"`` without its quotes."""
    return _rewrite(place, _portion)


def _rewrite(place: Place, mend: Callable[[str], str | None]) -> Fix | None:
    """The value of the entry at *place* as it is meant."""
    match = _WRITTEN.fullmatch(place.text)
    meant = match and mend(match["value"])
    if not match or not meant:
        return None
    start = place.span.start
    return Fix(f"write {meant}", (swap(place, start + match.start("value"), start + match.end("value"), meant),))


def _portion(written: str) -> str | None:
    """The number from 0 to 1 that *written* surely means; None when that is not sure."""
    match = _PORTION.fullmatch(written)
    if not match or not (match["mark"] or match["percent"]):
        return None
    number = float(match["number"].replace(",", ".")) / (100 if match["percent"] else 1)
    return f"{number:.9g}" if number <= 1 else None


def _spell_standard(place: Place) -> Fix | None:
    """``Beyond reasonable doubt`` to ``beyond-reasonable-doubt``; a key or a side is left to the writer."""
    start = place.span.start
    if not _BEFORE_STANDARD.search(place.source.text, max(start - _NEAR, 0), start):
        return None
    meant = _meant(place.text, STANDARDS)
    return Fix(f"write {meant}", (swap(place, *place.span, meant),)) if meant else None


def _meant(written: str, choices: tuple[str, ...]) -> str | None:
    """The one of *choices* that *written* is but for a slip."""
    return next((choice for choice in choices if is_slip(written, choice)), None)


UNKNOWN_STATUS = rule(
    "D010",
    "unknown-status",
    Severity.WARNING,
    "a status is neither conceded nor kicked",
    why="What the other side concedes stands, and what its own side kicks falls, whatever else is on the map. Any "
    "other status changes nothing.",
    bad="[Jets]: Jets are few. {status: conceeded}\n",
    good="[Jets]: Jets are few. {status: conceded}\n",
    mend=_spell_status,
)
NO_STRENGTH = rule(
    "D011",
    "impossible-strength",
    Severity.WARNING,
    "a strength is no number from 0 to 1",
    why="Strengths go from 0, worth nothing, to 1, beyond question. What is no such number is left out, and the claim "
    "starts from 0.5 like all those that have none.",
    bad="[Jets]: Jets are few. {strength: 70%}\n",
    good="[Jets]: Jets are few. {strength: 0.7}\n",
    mend=_count,
)
UNKNOWN_BURDEN = rule(
    "D012",
    "unknown-burden",
    Severity.WARNING,
    "a burden of proof has a key, a standard or a side that there is not",
    why="`burden` says how much stronger the case for a claim must be than the case against it, and which side is "
    "presumed right until then. What is not known is left out: then the standard is preponderance, and the negative is "
    "presumed right.",
    bad="===\nburden: {standard: beyond reasonable doubt}\n===\n\n[Jets]: Jets are few.\n",
    good="===\nburden: {standard: beyond-reasonable-doubt}\n===\n\n[Jets]: Jets are few.\n",
    mend=_spell_standard,
)


def unknown_status(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D010: a status that changes nothing."""
    for node in map.nodes:
        value = node.data.get("status")
        if value is None or status(node.data):
            continue
        written = as_text(value)
        message = f"there is no status “{written}”" if written else "`status` must be conceded or kicked"
        help = did_you_mean(Names(STATUSES).nearest(written or ""), otherwise=_STATUS_MEANS)
        yield Diagnostic(UNKNOWN_STATUS, message, marked(node, _STATUS), help=help)


def impossible_strength(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D011: a strength that is left out."""
    for node in map.nodes:
        value = node.data.get("strength")
        if value is None or base_score(node.data) is not None:
            continue
        message = "`strength` must be a number from 0 to 1"
        if written := as_text(value):
            message += f", and this is “{written}”"
        meant = _portion(f'"{written}"')
        help = f"Type {{strength: {meant}}}." if meant else "Type a number such as {strength: 0.7}."
        yield Diagnostic(NO_STRENGTH, message, marked(node, _STRENGTH), help=help)


def unknown_burden(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D012: a burden, or a part of one, that is left out."""
    for document in map.documents:
        if document.front_matter is None or "burden" not in document.front_matter.values:
            continue
        source, front = document.source, document.front_matter
        word = key_span(source, front.span, "burden")
        for slip in misused(front.values, map.sides):
            is_plain = not isinstance(front.values["burden"], dict)
            key = word if is_plain else key_span(source, Span(word.end, front.span.end), slip.key)
            message, help = _told(slip, map.sides)
            yield at(UNKNOWN_BURDEN, message, source, value_span(source, key, slip.written or ""), help=help)


def _told(slip: Slip, sides: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with a burden that has *slip*, in a debate between *sides* (names by key), and what to type."""
    names = Names(slip.choices)
    if slip.written is None:
        near = ["presumption"] if slip.key.casefold() in ("side", "sides") else names.nearest(slip.key)
        return f"“{slip.key}” is not used in a burden", did_you_mean(near, otherwise=_BURDEN_HAS)
    what = "side" if slip.key == "presumption" else "standard of proof"
    message = f"there is no {what} “{slip.written}”" if slip.written else f"`{slip.key}` must be a {what}"
    choices = ", ".join(slip.choices)
    named = sides_called(slip.written, sides or _USUAL_SIDES) if slip.written else []
    if named and slip.key == "standard":
        side = named[0]
        presumed = f"If {side} is presumed right until the burden is met, type burden: {{presumption: {side}}}."
        return message, f"{presumed} For a standard, type one of {choices}."
    return message, did_you_mean(named or names.nearest(slip.written), otherwise=f"Type one of {choices}.")
