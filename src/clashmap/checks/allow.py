"""Allowances: comments in a file that allow a finding on a line, and what is wrong with them.

``clashmap: allow T001`` in a comment of any form allows what the rule T001 finds on a line; more codes follow behind
commas, and what stands behind the codes is the reason. At the end of a line it is for that line; on a line of its own
it is for the next line that is neither empty nor a comment. In front matter, which has no other comments, it stands
behind ``#``; in the rest of a card, between ``<!--`` and ``-->``.

Only whole codes count. Nothing is allowed for a whole file, and what has no place on a line cannot be allowed: both are
what leaving a rule out of the run is for. Nor can what cannot be read: it is missing all the same. Whether a rule about
the texts of sources has anything to say is known only where all of them are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clashmap.diagnostics import RULES, Diagnostic, Fix, Severity, at, rule
from clashmap.evidence.cards.faults import FRONT_MATTER, TWICE
from clashmap.evidence.cards.front import halves
from clashmap.evidence.cards.inline import COMMENT
from clashmap.graph import ArgumentMap
from clashmap.mend import swap
from clashmap.source import Place, Source, Span

_NAME = "clashmap:"
_MARK = "clashmap"
_ALLOW = re.compile(
    r"(?P<open>//|/\*|<!--|#)[ \t]*(?P<says>(?P<name>clashmap(?::[ \t]*|[ \t]+(?=allow)))(?P<word>\w*)"
    r"(?:[ \t]+(?:(?P<codes>(?-i:[A-Z]+[0-9]+\b(?:[ \t]*,[ \t]*[A-Z]+[0-9]+\b)*))|(?P<other>[\w-]+)))?)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]+[0-9]+")
_MORE = re.compile(r"(?P<comma>[ \t]*,)?[ \t]*(?P<word>[\w-]+)")
"""A word behind the codes: the reason begins with it, or it was meant as one more of them."""
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_CLOSING = {"/*": "*/", "<!--": "-->"}
_YAML_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.M)
_BLANK = " \t\r\n"
_OF_TEXTS = frozenset({"E003", "E004", "E005", "E010", "E011", "E013", "E059", "E060"})
"""Codes of rules that find more, or less, where the texts of sources are."""


def _delete(place: Place) -> Fix | None:
    """Delete a code from its comment; with the last code the comment, and with the comment a line that is its own.

    What is no code may be a slip of one that is needed, and is left.
    """
    text, (start, end) = place.source.text, place.span
    line = place.source.line_at(start)
    comment = next(
        (m for m in _ALLOW.finditer(text, line.start, line.end) if m.start() < start <= end <= m.end()), None
    )
    if comment is None or not _is_sound(comment) or place.text not in RULES:
        return None
    if len(_CODE.findall(comment["codes"])) > 1:
        behind = _COMMA.match(text, end)
        first = start if behind else len(text[:start].rstrip(" \t,"))
        return Fix("delete the code", (swap(place, first, behind.end() if behind else end),))
    closing = _CLOSING.get(comment["open"])
    closed = text.find(closing, comment.end()) + len(closing) if closing else line.end
    before = text[line.start : comment.start()]
    last = place.source.line_at(closed)
    if before.strip() or text[closed : last.end].strip():
        return Fix("delete the comment", (swap(place, line.start + len(before.rstrip()), closed),))
    following = last.end + (2 if text.startswith("\r\n", last.end) else 1)
    return Fix("delete the line", (swap(place, line.start, min(following, len(text))),))


NO_EFFECT = rule(
    "R011",
    "allowance-without-effect",
    Severity.WARNING,
    "a comment allows what is not found on its line, or what cannot be allowed",
    why="An allowance that outlives what it allowed would hide the next mistake of that kind.",
    bad="[Jets]: Jets are few. // clashmap: allow T001\n",
    good="[Jets]: J.A. Smith counts them. // clashmap: allow T001\n",
    mend=_delete,
)


class _Line(NamedTuple):
    """Line *number* of the file to open at *path*; 0 when there is none."""

    path: str
    number: int


class _Allowance(NamedTuple):
    """One *code* that stands at *span* of *source*, in a comment that allows it on *line*."""

    source: Source
    span: Span
    code: str
    line: _Line


class _File(NamedTuple):
    """The file of a map or a card: where its front matter stands, and all *comments* but those in that."""

    source: Source
    front: Span
    comments: Iterable[Span]


def allow(map: ArgumentMap, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """*diagnostics* of *map* without those that a comment allows, and behind them what such comments lack."""
    found = tuple(diagnostics)
    wrong: list[Diagnostic] = []
    known: list[_Allowance] = []
    for file in _files(map):
        if _MARK in file.source.text.lower():
            for one in _allowances(file, wrong):
                if fault := _fault(one.code):
                    message, help = fault
                    wrong.append(at(NO_EFFECT, message, one.source, one.span, help=help))
                else:
                    known.append(one)
    if not known:
        return (*found, *wrong)
    wanted = {(one.line, one.code) for one in known}
    codes = {one.code for one in known}
    kept: list[Diagnostic] = []
    used: set[tuple[_Line, str]] = set()
    for diagnostic in found:
        if diagnostic.code in codes and diagnostic.place and (_line(diagnostic.place), diagnostic.code) in wanted:
            used.add((_line(diagnostic.place), diagnostic.code))
        else:
            kept.append(diagnostic)
    has_texts = map.shelf.texts.keys() >= map.references.keys()
    for one in known:
        if (one.line, one.code) not in used and (has_texts or one.code not in _OF_TEXTS):
            where = f"line {one.line.number}" if one.line.number else "any line below"
            message = f"nothing that {one.code} is about is found on {where}"
            wrong.append(at(NO_EFFECT, message, one.source, one.span, help=f"Delete {one.code} here."))
    return (*kept, *wrong)


def _line(place: Place) -> _Line:
    """The line of the file to open that *place* begins on."""
    origin = place.origin
    return _Line(origin.source.path, origin.position.line)


def _fault(code: str) -> tuple[str, str] | None:
    """Why *code* cannot be allowed, and what to do; None when it can."""
    if code not in RULES:
        return f"there is no rule {code}", "Type the code as clashmap check shows it, such as T001."
    if code.startswith("S") or code in (FRONT_MATTER.code, TWICE.code):
        what = "an error of syntax" if code.startswith("S") else f"what {code} finds"
        return f"{what} cannot be allowed", f"Delete {code} here, and mend what it finds."
    return None


def allowance(found: Diagnostic, map: ArgumentMap) -> str:
    """The comment that allows *found* in *map* when it stands on a line above; empty where none does."""
    if found.place is None or found.rule is NO_EFFECT or _fault(found.code):
        return ""
    place, says = found.place.origin, f"{_NAME} allow {found.code}"
    for file in _files(map):
        if file.source is place.source and file.front.start < place.span.start < file.front.end:
            return f"# {says}"
    if any(card.place.source is place.source for card in map.shelf.cards.values()):
        return f"<!-- {says} -->"
    parts = (part.source for document in map.documents for part in document.source.parts)
    return f"// {says}" if place.source in (*parts, *(document.source for document in map.documents)) else ""


def _files(map: ArgumentMap) -> Iterator[_File]:
    for document in map.documents:
        front = document.front_matter.span if document.front_matter else Span(0, 0)
        yield _File(document.source, front, document.comments)
    for card in map.shelf.cards.values():
        source = card.place.source
        front = halves(source.text).front
        comments = (Span(*match.span()) for match in COMMENT.finditer(source.text))
        yield _File(source, front, (span for span in comments if not front.start <= span.start < front.end))


def _allowances(file: _File, wrong: list[Diagnostic]) -> Iterator[_Allowance]:
    """The allowances in the comments of *file*; comments that are none, but begin like one, go to *wrong*."""
    source, text = file.source, file.source.text
    inner = [Span(*match.span()) for match in _YAML_COMMENT.finditer(text, *file.front)]
    ends = {comment.start: comment.end for comment in (*inner, *file.comments)}
    for start, end in ends.items():
        match = _ALLOW.match(text, start, end)
        if match is None:
            continue
        if not _is_sound(match):
            help = _meant_by(match)
            wrong.append(at(NO_EFFECT, "this comment allows nothing", source, Span(*match.span("says")), help=help))
            continue
        more = _MORE.match(text, match.end(), end)
        if more and (code := _code(more["word"])) and (more["comma"] or more["word"] == code):
            message = f"“{more['word']}” is not read as one of the codes"
            codes = f"clashmap: allow {match['codes']}, {code}"
            wrong.append(at(NO_EFFECT, message, source, Span(*more.span("word")), help=f"Type {codes}."))
        line = _line_of(source, start, ends)
        for one in _CODE.finditer(text, *match.span("codes")):
            yield _Allowance(source, Span(*one.span()), one.group(), line)


def _is_sound(comment: re.Match[str]) -> bool:
    """Whether *comment* says which codes it allows, in the words that are understood."""
    return comment["name"].rstrip() == _NAME and comment["word"] == "allow" and bool(comment["codes"])


def _code(word: str) -> str:
    """The code of the rule that *word* means: a code in any letters, or the name of a rule; empty when it is none."""
    if word.upper() in RULES:
        return word.upper()
    return next((rule.code for rule in RULES.values() if rule.name == word.casefold()), "")


def _meant_by(comment: re.Match[str]) -> str:
    """What to type in a *comment* that allows nothing."""
    written = comment["codes"] or comment["other"] or ""
    if codes := comment["codes"] or _code(written):
        return f"Type clashmap: allow {codes}."
    near = [code for code in RULES if code[0] != "S" and code.startswith(written.upper())] if written else []
    if near:
        return f"Type each code whole, such as clashmap: allow {near[0]}."
    return "Type clashmap: allow and the code of a rule, such as clashmap: allow T001."


def _line_of(source: Source, start: int, ends: dict[int, int]) -> _Line:
    """The line that the comment at *start* is for; *ends* has the end of every comment by its start."""
    text, offset = source.text, start
    here = Place(source, Span(start, start))
    if text[here.source.line_at(start).start : start].strip():
        return _line(here)
    while offset < len(text) and (offset in ends or text[offset] in _BLANK):
        offset = ends.get(offset, offset + 1)
    return _line(Place(source, Span(offset, offset))) if offset < len(text) else _Line(source.path, 0)
