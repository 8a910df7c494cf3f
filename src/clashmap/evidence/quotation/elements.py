"""Elements: what a quotation is made of, as it is searched: runs of tokens, gaps, and words with changed letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clashmap.evidence.quotation.index import OTHER, Index
from clashmap.evidence.quotation.quoted import Quotation
from clashmap.evidence.quotation.tokens import Token, tokens
from clashmap.source import Span

_ENDING = 4
"""Letters that brackets at the end of a word, or in it, may take the place of, at most."""
_BRACKETS = 3
"""Brackets in one word, at most."""
_REPLACED, _MOST = 5, 12
"""Tokens, beyond as many as it has itself, that an insertion may take the place of; and how many at most."""
_SIC = "sic"
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that stand in the source one after the other, as characters of its index."""

    line: str


@dataclass(frozen=True, slots=True)
class Omission:
    """Dots: any number of tokens."""

    span: Span


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words in brackets: no more than *most* tokens, or *itself*, where the source has these brackets."""

    span: Span
    most: int
    itself: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A word with letters in brackets: one that *word* matches, or *itself*; *spans* are its brackets."""

    spans: tuple[Span, ...]
    word: re.Pattern[str]
    itself: str


Element = Run | Omission | Insertion | Changed


def elements(words: Quotation, index: Index) -> list[Element]:
    """What *words* are made of, for a search in *index*."""
    text, found, done = words.text, list[Element](), 0
    changed = iter(changed_words(words))
    now = next(changed, None)
    for span, is_omission in sorted(
        [*((span, True) for span in words.omissions), *((span, False) for span in words.insertions)]
    ):
        if span.start < done:  # another bracket of the same word
            continue
        if now is not None and now[0].start <= span.start < now[0].end:
            whole, spans = now
            now = next(changed, None)
            _run(found, index, text[done : whole.start])
            found.append(Changed(spans, pattern(text, whole, spans), _itself(index, text, whole)))
            done = whole.end
            continue
        _run(found, index, text[done : span.start])
        done = span.end
        if is_omission:
            found.append(Omission(span))
        else:
            inner = [token.norm for token in tokens(text[span.start + 1 : span.end - 1])]
            most = 0 if [norm.casefold() for norm in inner] == [_SIC] else min(len(inner) + _REPLACED, _MOST)
            found.append(Insertion(span, most, _itself(index, text, span)))
    _run(found, index, text[done:])
    return found


def stretches(words: Quotation) -> list[list[Token]]:
    """The tokens of each stretch between marks, with their places; a word with changed letters is as it is meant."""
    text, cuts = words.text, dict.fromkeys((*words.omissions, *words.insertions))
    wholes = changed_words(words)
    inside = {span for _, spans in wholes for span in spans}
    borders = sorted([*((span, False) for span in cuts if span not in inside), *((whole, True) for whole, _ in wholes)])
    found: list[list[Token]] = [[]]
    done = 0
    for (start, end), is_word_changed in borders:
        found[-1] += _moved(text[done:start], done)
        if is_word_changed:
            meant = "".join(character for character in text[start:end] if character not in "[]")
            found[-1] += [Token(token.norm, start, end, token.is_torn) for token in tokens(meant)]
        else:
            found.append([])
        done = end
    found[-1] += _moved(text[done:], done)
    return [stretch for stretch in found if stretch]


def changed_words(words: Quotation) -> list[tuple[Span, tuple[Span, ...]]]:
    """The words of which letters stand in brackets, such as ``[t]he``: where each is, and where its brackets are."""
    text, found = words.text, list[tuple[int, int, list[Span]]]()
    marks = (*words.omissions, *words.insertions)
    closed, opened = {span.end for span in marks}, {span.start for span in marks}
    for span in words.insertions:
        if not text[span.start + 1 : span.end - 1].isalnum():
            continue
        start, spans = span.start, list[Span]()
        if found and found[-1][1] == start:
            start, _, spans = found.pop()
        while start > 0 and start not in closed and _is_letter(text[start - 1]) and not spans:
            start -= 1
        end = span.end
        while end < len(text) and end not in opened and _is_letter(text[end]):
            end += 1
        spans.append(span)
        found.append((start, end, spans))
    return [
        (Span(start, end), tuple(spans))
        for start, end, spans in found
        if end - start > sum(span.end - span.start for span in spans)
    ]


def _is_letter(character: str) -> bool:
    return character.isalnum() or character in _APOSTROPHES


def _run(found: list[Element], index: Index, text: str) -> None:
    if line := index.code([token.norm for token in tokens(text)]):
        found.append(Run(line))


def _itself(index: Index, text: str, span: Span) -> str:
    """The tokens of a mark as it is written; empty where the source cannot have them."""
    line = index.code([token.norm for token in tokens(text[slice(*span)])])
    return "" if OTHER in line else line


def pattern(text: str, whole: Span, spans: tuple[Span, ...]) -> re.Pattern[str]:
    """Matches the words that the source may have for one with changed letters.

    Before the first letter that is kept only a letter of another case may have been changed, or none have been there:
    whoever writes ``[t]he`` has not read “she”.
    """
    if len(spans) > _BRACKETS:
        return re.compile(r"(?!)")
    pieces, done = [], whole.start
    for span in spans:
        pieces.append(_kept(text[done : span.start]))
        inner = text[span.start + 1 : span.end - 1]
        is_first = span.start == whole.start
        pieces.append(rf"(?:(?i:{_kept(inner)}))?" if is_first else rf"\w{{0,{max(_ENDING, len(inner))}}}")
        done = span.end
    pieces.append(_kept(text[done : whole.end]))
    return re.compile("".join(pieces))


def _kept(text: str) -> str:
    return re.escape("'".join("".join(token.norm for token in tokens(part)) for part in re.split("['’]", text)))


def _moved(text: str, by: int) -> Iterator[Token]:
    for token in tokens(text):
        yield token._replace(start=token.start + by, end=token.end + by)
