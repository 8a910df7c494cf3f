"""Rules about what a claim is worth: whether it is conceded or kicked, its strength, and the burden of proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from clashmap.checks.debate import MISTYPED_KEY
from clashmap.checks.marking import entry, marked
from clashmap.checks.nearest import Names, did_you_mean, is_slip
from clashmap.checks.views import key_span, value_span
from clashmap.diagnostics import Diagnostic, Fix, Severity, at, rule
from clashmap.graph import ArgumentMap
from clashmap.mend import swap
from clashmap.resolve.values import as_text
from clashmap.resolve.worth import STANDARDS, STATUSES, base_score, misused, status
from clashmap.source import Place, Span

_STATUS, _STRENGTH = entry("status"), entry("strength")
_WRITTEN = re.compile(r"[\w\"']+\s*:\s*(?P<value>.*\S)", re.DOTALL)
_PORTION = re.compile(r"(?P<mark>[\"']?)(?P<number>\d{1,3}(?:[.,]\d{1,9})?)[ \t]*(?P<percent>%?)(?P=mark)")


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
    """``Beyond reasonable doubt`` to ``beyond-reasonable-doubt``; a side is left to the writer."""
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
    "a burden of proof names a standard or a side that there is not",
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
        otherwise = "A status is conceded, by the other side, or kicked, by its own; for anything else use another key."
        help = did_you_mean(Names(STATUSES).nearest(written or ""), otherwise=otherwise)
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
    """D012, and D002 for a key that no burden has."""
    for document in map.documents:
        if document.front_matter is None or "burden" not in document.front_matter.values:
            continue
        source, front = document.source, document.front_matter
        word = key_span(source, front.span, "burden")
        for slip in misused(front.values, map.sides):
            is_plain = not isinstance(front.values["burden"], dict)
            key = word if is_plain else key_span(source, Span(word.end, front.span.end), slip.key)
            choices = ", ".join(slip.choices)
            near = Names(slip.choices).nearest(slip.written if slip.written is not None else slip.key)
            if slip.written is None:
                help = did_you_mean(near, otherwise=f"A burden can have {choices}.")
                yield at(MISTYPED_KEY, f"“{slip.key}” is not used in a burden", source, key, help=help)
                continue
            if slip.key == "presumption":
                named = [side for side, name in map.sides.items() if name.casefold() == slip.written.casefold()]
                near, what = named or near, "side"
            else:
                what = "standard of proof"
            message = f"there is no {what} “{slip.written}”" if slip.written else f"`{slip.key}` must be a {what}"
            help = did_you_mean(near, otherwise=f"Type one of {choices}.")
            yield at(UNKNOWN_BURDEN, message, source, value_span(source, key, slip.written), help=help)
