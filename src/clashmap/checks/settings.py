"""Rules about slips in front matter, its league and date, and curly quotes wherever they are taken for letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clashmap.argdown.tree import Data, Document
from clashmap.checks.debate import MISTYPED_KEY, MISTYPED_TABLES, NO_VALUE
from clashmap.checks.nearest import Names, did_you_mean
from clashmap.checks.sources import MOST_TYPED
from clashmap.checks.views import key_span, slips_in_views, value_span
from clashmap.checks.walk import data
from clashmap.diagnostics import Diagnostic, Fix, Rule, Severity, at, rule
from clashmap.evidence.csl.dates import read
from clashmap.evidence.leagues import NONE, league, leagues
from clashmap.graph import ArgumentMap
from clashmap.mend import swap
from clashmap.resolve.values import as_text, is_text
from clashmap.source import Place, Source, Span

_OPENING = "“„‟‘‚«"
_CURLY = "“”„‟‘’‚«»"
_QUOTED = re.compile(
    rf"[:,\[][ \t\r\n]+(?P<text>[{_OPENING}][^“”„‟«»\"\\{{}}\[\]\r\n]*[{_CURLY}])(?=[ \t]*(?:[,}}\]\r\n]|\Z))"
)
_NEVER_QUOTED = re.compile(r"\b(?:side|role)[\"']?[ \t]*:[ \t\r\n]+\Z")
_LIKE_TEXT = ("side", "role")
"""Keys of data in whose values nobody means to show quotes; those of ``cite`` have a rule of their own."""


def _straighten(place: Place) -> Fix | None:
    """``“aff”`` to ``"aff"``, where nobody can mean to show the quotes: round a side, a role, or a comma."""
    start, end = place.span
    if "," not in place.text and not _NEVER_QUOTED.search(place.source.text, max(start - 20, 0), start):
        return None
    return Fix("use straight quotes", (swap(place, start, start + 1, '"'), swap(place, end - 1, end, '"')))


CURLY = rule(
    "D007",
    "curly-quotes",
    Severity.WARNING,
    "a value stands in curly quotes, which are read as letters of it",
    why="Word processors turn straight quotes into curly ones. Only straight quotes hold a value together: curly ones "
    "are shown on the card, and a comma between them ends the value.",
    bad="[Jets]: Jets are few. {role: “link”}\n",
    good='[Jets]: Jets are few. {role: "link"}\n',
    mend=_straighten,
)

UNKNOWN_LEAGUE = rule(
    "E061",
    "unknown-league",
    Severity.WARNING,
    "the league of the debate is none that clashmap knows the rules of",
    why="`league` says whose rules on evidence the cards of a debate are checked by. By a league that is not known "
    "nothing is checked.",
    bad="===\nleague: nsdaa\n===\n\n[Jets]: Jets are few.\n",
    good="===\nleague: nsda\n===\n\n[Jets]: Jets are few.\n",
)
NO_DATE = rule(
    "E062",
    "debate-date",
    Severity.WARNING,
    "the date of the debate is none",
    why="In a debate of a league, evidence on how things are now is held against the `date` of the debate. While that "
    "cannot be read, the newest date among the sources and cards stands in for it.",
    bad="===\nleague: nsda\ndate: next spring\n===\n\n[Jets]: Jets are few.\n",
    good="===\nleague: nsda\ndate: 1 March 2026\n===\n\n[Jets]: Jets are few.\n",
)


def slips_in_settings(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D007 in all data, and D002, D003, D009 and R007 in the front matter."""
    for document in map.documents:
        source = document.source
        if any(sign in source.text for sign in _OPENING):
            for piece in data(document):
                yield from _curly(piece, source, is_front=piece is document.front_matter)
        if document.front_matter:
            yield from _settings(document, document.front_matter)
            yield from slips_in_views(map, source, document.front_matter)


def unknown_league(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E061: a league that is not known; and D002, a key that is ``league`` but for a slip."""
    for document in map.documents:
        front = document.front_matter
        for key in front.values if front and "league" not in front.values else ():
            if front and _is_slip(key, "league"):
                span = key_span(document.source, front.span, key)
                message, help = f"`{key}` is not used", "Type league: for it."
                yield at(MISTYPED_KEY, message, document.source, span, help=help)
    written = map.front_matter.get("league")
    if written is None or (isinstance(written, str) and league(written).id == written.strip().casefold()):
        return
    known = [one for one in leagues() if one != NONE.id]
    otherwise = f"The leagues are {', '.join(known)}; for a debate of no league type none, or delete it."
    help = did_you_mean(Names(known).nearest(written) if isinstance(written, str) else [], otherwise=otherwise)
    message = f"there is no league “{written}”" if is_text(written) else "`league` must be one word"
    yield _at_value(UNKNOWN_LEAGUE, message, map, "league", help)


def unreadable_date(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E062: a date of the debate that cannot be read, where a league asks for evidence that is not old."""
    written = map.front_matter.get("date")
    if written is None or read(written) is not None or league(map.front_matter.get("league")).years is None:
        return
    message = f"“{written}” is no date" if is_text(written) else "`date` must be a date"
    yield _at_value(NO_DATE, message, map, "date", 'Type a year, or a day such as date: "2026-03-01".')


def _at_value(rule: Rule, message: str, map: ArgumentMap, key: str, help: str) -> Diagnostic:
    """A diagnostic of *rule* at the value of *key* in the front matter of the first file that sets it."""
    for document in map.documents:
        if document.front_matter and key in document.front_matter.values:
            where = key_span(document.source, document.front_matter.span, key)
            written = as_text(document.front_matter.values[key]) or ""
            return at(rule, message, document.source, value_span(document.source, where, written), help=help)
    return Diagnostic(rule, message, None, help)


def _curly(piece: Data, source: Source, *, is_front: bool) -> Iterator[Diagnostic]:
    """Values that begin with a curly quote and go on to its end, though a comma may have cut them."""
    values = piece.values if is_front else {key: piece.values.get(key) for key in _LIKE_TEXT}
    said = {text for text in _texts([values]) if text.startswith(tuple(_OPENING))}
    if not said:
        return
    for match in _QUOTED.finditer(source.text, *piece.span):
        text = match["text"]
        if text in said or text.partition(",")[0].rstrip() in said:
            help = f'Type straight quotes: "{text[1:-1]}".'
            if is_front and "," not in text:
                help = f"{help[:-1]}; to show the curly ones, put straight ones round them."
            yield at(CURLY, f"the quotes of {text} are read as letters", source, Span(*match.span("text")), help=help)


def _texts(values: Iterable[Any]) -> Iterator[str]:
    """Every text in *values*."""
    work, seen = list(values), set[int]()
    while work:
        match value := work.pop():
            case str():
                yield value
            case Mapping() | list() if id(value) not in seen:
                seen.add(id(value))
                work.extend(value.values() if isinstance(value, Mapping) else value)


def _settings(document: Document, front: Data) -> Iterator[Diagnostic]:
    """Names of tables and of the fields of a source that are right but for a slip, and fields without value."""
    source, values = document.source, front.values
    for written, meant in MISTYPED_TABLES.items():
        is_one = isinstance(values.get(written), Mapping) or (meant == "burden" and written in values)
        if is_one and meant not in values:
            message = f"`{written}` is not used"
            yield at(
                MISTYPED_KEY, message, source, key_span(source, front.span, written), help=f"Type {meant}: for it."
            )
    table = values.get("sources")
    for id, fields in table.items() if isinstance(table, Mapping) else ():
        if not isinstance(fields, Mapping):
            continue
        for key, message, help, kind in _fields(fields):
            around = Span(key_span(source, front.span, str(id)).start, front.span.end)
            yield at(kind, message, source, key_span(source, around, key), help=help)


def _fields(fields: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Rule]]:
    """What is wrong with the *fields* of one source: the key, the message, the help and the rule of each."""
    for key, value in fields.items():
        if value is None and ":" in key.strip(":"):
            name, _, rest = key.partition(":")
            yield key, f"“{key}” has no value", f"Put a blank behind the colon: {{{name}: {rest}}}", NO_VALUE
        elif value is None and key[-1:] not in _CURLY:
            help = (
                "Type its value behind a colon; or, if it belongs to the value before it, put that in straight quotes."
            )
            yield key, f"“{key}” has no value", help, NO_VALUE
        elif meant := next((field for field in MOST_TYPED if _is_slip(key, field) and field not in fields), ""):
            help = f"Did you mean {meant}? If not, leave it: other words are kept."
            yield key, f"“{key}” is not used", help, MISTYPED_KEY


def _is_slip(written: str, meant: str) -> bool:
    """Whether *written* is *meant* with two neighbours swapped, or a letter left out, doubled or changed."""
    word = written.casefold()
    if word == meant.casefold() or abs(len(word) - len(meant)) > 1 or word[:1] != meant[:1].casefold():
        return False
    meant = meant.casefold()
    if len(word) == len(meant):
        if len(word) > 4 and sum(one != other for one, other in zip(word, meant, strict=True)) == 1:
            return True
        return any(word == meant[:i] + meant[i + 1] + meant[i] + meant[i + 2 :] for i in range(len(meant) - 1))
    short, long = sorted((word, meant), key=len)
    return any(short == long[:i] + long[i + 1 :] for i in range(len(long)))
