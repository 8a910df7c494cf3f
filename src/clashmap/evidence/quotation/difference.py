"""The difference between a quotation and the passage that is most like it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from clashmap.evidence.quotation.elements import changed_words, pattern
from clashmap.evidence.quotation.quoted import Quotation
from clashmap.evidence.quotation.tokens import tokens

_LARGEST = 100_000_000
"""Pairs of tokens that are compared, at most; of longer texts only the beginning and the end are."""
_CLOSING = tuple(".,;:!?)]…%")


class Kind(StrEnum):
    """Who has the words."""

    SAME = "same"
    QUOTED = "quoted"
    """Only the quotation."""
    SOURCE = "source"
    """Only the source."""
    OMITTED = "omitted"
    """Dots of the quotation, for words of the source."""
    INSERTED = "inserted"
    """Brackets of the quotation."""


class Change(NamedTuple):
    """Some *words*, as they are written, and who has them."""

    kind: Kind
    words: str


class _Word(NamedTuple):
    norm: str
    start: int
    end: int
    kind: Kind = Kind.SAME


def difference(words: Quotation, passage: str) -> tuple[Change, ...]:
    """What *words* and *passage* have in common and what only one of them has, in order.

    What the quotation left out or put in, and marked, is told apart; of omitted words the dots are told.
    """
    theirs = [_Word(token.norm, token.start, token.end) for token in tokens(passage)]
    ours = list(_quoted(words, [word.norm for word in theirs]))
    made: list[tuple[Kind, str, _Word]] = []
    for same, first, second in _blocks(ours, theirs):
        if same:
            made += ((Kind.SAME, words.text, word) for word in first)
        else:
            made += _changed(words.text, first, passage, second)
    found = []
    for (kind, text), group in groupby(made, key=lambda one: one[:2]):
        run = [word for _, _, word in group]
        if kind in (Kind.OMITTED, Kind.INSERTED):
            found += [Change(kind, text[word.start : word.end]) for word in run]
        else:
            found.append(Change(kind, text[run[0].start : run[-1].end]))
    return tuple(found)


def shown(changes: Sequence[Change], *, around: int | None = None) -> str:
    """*changes* as a line of text: ``the [-quick-] {+swift+} fox``, where the source has “swift” for “quick”.

    Of what is the same only the words *around* a change are shown, or all.
    """
    pieces: list[str] = []
    for number, (kind, words) in enumerate(changes):
        text = " ".join(words.split())
        if kind is Kind.QUOTED:
            text = f"[-{text}-]"
        elif kind is Kind.SOURCE:
            text = f"{{+{text}+}}"
        elif kind is Kind.SAME and around is not None:
            text = _cut(text, around, is_first=number == 0, is_last=number == len(changes) - 1)
        pieces += ("" if not pieces or (words.startswith(_CLOSING) and kind is Kind.SAME) else " ", text)
    return "".join(pieces)


def _cut(text: str, around: int, *, is_first: bool, is_last: bool) -> str:
    words = text.split(" ")
    head, tail = (0 if is_first else around), (0 if is_last else around)
    if len(words) <= head + tail + 1:
        return text
    return " ".join([*words[:head], "⋯", *words[len(words) - tail :]])


def _quoted(words: Quotation, passage: list[str]) -> Iterator[_Word]:
    """The tokens of a quotation; a mark is one of them, and a word with changed letters is as the *passage* has it."""
    text, wholes = words.text, changed_words(words)
    inside = {span for _, spans in wholes for span in spans}
    marks = [
        *(_Word("", *span, Kind.OMITTED) for span in words.omissions),
        *(
            _Word("", *span, Kind.INSERTED)
            for span in words.insertions
            if span not in inside and not _has(passage, [token.norm for token in tokens(text[slice(*span)])])
        ),
        *(_Word(_meant(pattern(text, whole, spans), passage), *whole) for whole, spans in wholes),
    ]
    done = 0
    for mark in (*sorted(marks, key=lambda word: word.start), _Word("", len(text), len(text))):
        yield from (
            _Word(token.norm, token.start + done, token.end + done) for token in tokens(text[done : mark.start])
        )
        if mark.end > mark.start:
            yield mark
        done = mark.end


def _has(passage: list[str], part: list[str]) -> bool:
    """Whether *passage* has the brackets of *part* itself, which are then the author's."""
    return any(passage[at : at + len(part)] == part for at, norm in enumerate(passage) if norm == part[0])


def _meant(changed: re.Pattern[str], passage: list[str]) -> str:
    """The first token of *passage* that a word with changed letters may stand for; a text that is none, if none is."""
    return next((norm for norm in passage if changed.fullmatch(norm)), " ")


def _blocks(ours: list[_Word], theirs: list[_Word]) -> Iterator[tuple[bool, list[_Word], list[_Word]]]:
    """Stretches that are the same, and between them those that differ."""
    from rapidfuzz.distance import Indel

    # A mark is like nothing else, and has a key that no token has.
    first = [word.norm if word.kind is Kind.SAME else f" {at}" for at, word in enumerate(ours)]
    second = [word.norm for word in theirs]
    if len(first) * len(second) > _LARGEST:
        yield False, ours, theirs
        return
    held: tuple[list[_Word], list[_Word]] = ([], [])
    for change in Indel.opcodes(first, second):
        run = ours[change.src_start : change.src_end], theirs[change.dest_start : change.dest_end]
        # A comma between two changes is no help to the eye; behind dots it is what they end at.
        is_sign = change.tag == "equal" and all(not word.norm[0].isalnum() for word in run[0])
        is_between = any(held) and change.src_end < len(ours) and all(word.kind is Kind.SAME for word in held[0])
        if change.tag == "equal" and not (is_sign and is_between):
            if any(held):
                yield False, *held
                held = ([], [])
            yield True, *run
        else:
            held[0].extend(run[0])
            held[1].extend(run[1])
    if any(held):
        yield False, *held


def _changed(text: str, ours: list[_Word], passage: str, theirs: list[_Word]) -> Iterator[tuple[Kind, str, _Word]]:
    """Words that differ: those of the quotation, then those of the source, and marks in their place.

    Beside a mark, as many words of the source are set against the quotation's as there are; the rest was
    left out, or given way to the brackets.
    """
    marks = [at for at, word in enumerate(ours) if word.kind is not Kind.SAME]
    if not marks:
        yield from ((Kind.QUOTED, text, word) for word in ours)
        yield from ((Kind.SOURCE, passage, word) for word in theirs)
        return
    before, behind = marks[0], len(ours) - marks[-1] - 1
    behind = min(behind, max(len(theirs) - before, 0))
    yield from ((Kind.QUOTED, text, word) for word in ours[:before])
    yield from ((Kind.SOURCE, passage, word) for word in theirs[:before])
    for word in ours[before : marks[-1] + 1]:
        yield (Kind.QUOTED if word.kind is Kind.SAME else word.kind), text, word
    if not any(ours[at].kind is Kind.OMITTED for at in marks):
        yield from ((Kind.SOURCE, passage, word) for word in theirs[before : len(theirs) - behind])
    yield from ((Kind.QUOTED, text, word) for word in ours[marks[-1] + 1 :])
    yield from ((Kind.SOURCE, passage, word) for word in theirs[len(theirs) - behind :] if behind)
