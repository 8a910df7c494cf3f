"""Rules about what is read aloud of a card: it is underlined, and leaves out no word that changes what is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.evidence.cards import CardParagraph, Mark
from clashmap.evidence.sentences import sentences
from clashmap.graph import ArgumentMap
from clashmap.source import Span

_CARD = (
    "// debate.argdown\n[Jets]: Jets deter. {card: haun}\n\n// cards/haun.md\n"
    "---\nauthor: Phil Haun\ntitle: Close air support\nissued: 2020\n---\n\n"
)

NOT_UNDERLINED = rule(
    "E056",
    "read-not-underlined",
    Severity.WARNING,
    "words of a card are to be read aloud but are not underlined",
    why="What is read is taken from what is underlined. Where a card is underlined at all, words outside that are most "
    "often highlighted by a slip.",
    bad=_CARD + "Jets <u>will ==deter== an enemy</u>, as they ==always== have.\n",
    good=_CARD + "Jets <u>will ==deter== an enemy</u>, as they always have.\n",
)
QUALIFIER = rule(
    "E057",
    "unread-qualifier",
    Severity.WARNING,
    "a word such as may, not or only if is left unread between words that are read aloud",
    why="Reading around a word that limits or denies has the author say more than was written, or the contrary, which "
    "every league takes for a distortion. It is looked for between the first and the last word that is read of a "
    "sentence, as far as a semicolon; behind these only what limits them, such as unless, if or but not.",
    bad=_CARD + "==Jets== may ==deter== an enemy.\n",
    good=_CARD + "==Jets may deter== an enemy.\n",
)

_LANGUAGES = ("en",)
_WORD = re.compile(r"\w")
_SHOWN = 60
_LONGEST = 300
"""Characters of a sentence that are shown whole."""


class _Qualifiers(NamedTuple):
    """What finds the *words* that limit or deny, and those of them that also limit what is read *behind* its end."""

    words: re.Pattern[str]
    behind: frozenset[str]


def read_not_underlined(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E056: words read aloud outside what is underlined, in cards that are underlined at all."""
    for card in map.shelf.cards.values():
        if not (card.has(Mark.READ) and card.has(Mark.UNDERLINED)):
            continue
        for paragraph in card.body:
            if not paragraph.is_sound:
                continue
            underlined = list(paragraph.spans(Mark.UNDERLINED))
            for span in paragraph.spans(Mark.READ):
                for start, end in _outside(span, underlined):
                    said = paragraph.text[start:end].strip()
                    if not _WORD.search(said):
                        continue
                    first = paragraph.text.index(said, start)
                    shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
                    message = f"“{shown}” is to be read aloud but is not underlined"
                    help = "Type <u> before it and </u> behind it, or delete the == round it."
                    place = paragraph.at(Span(first, first + len(said)))
                    yield Diagnostic(NOT_UNDERLINED, message, place, help=help)


def unread_qualifier(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E057: words that limit or deny, unread among what is read of a sentence; once for each part of a sentence."""
    for card in map.shelf.cards.values():
        for paragraph in card.body:
            if paragraph.is_sound and (read := list(paragraph.spans(Mark.READ))):
                qualifiers = _qualifiers(_language(map))
                if qualifiers is None:
                    return
                yield from _unread(paragraph, read, qualifiers)


def _unread(paragraph: CardParagraph, read: Sequence[Span], qualifiers: _Qualifiers) -> Iterator[Diagnostic]:
    text = paragraph.text
    for part in _parts(text):
        said = [span for span in _inside(part, read) if _WORD.search(text, *span)]
        if not said:
            continue
        left = [
            match
            for match in qualifiers.words.finditer(text, said[0].start, part.end)
            if list(_outside(Span(*match.span()), said))
            and (match.start() < said[-1].end or _bare(match.group()) in qualifiers.behind)
        ]
        if not left:
            continue
        *most, last = dict.fromkeys(f"“{match.group().casefold()}”" for match in left)
        words = f"{', '.join(most)} and {last} are" if most else f"{last} is"
        yield Diagnostic(
            QUALIFIER,
            f"{words} left unread in a sentence that is read aloud",
            paragraph.at(Span(*left[0].span())),
            help=f"Put == round {'them' if most else 'it'}, too, or read less of the sentence:\n"
            f"    {_shown(text, part, said, left[0].start())}",
        )


def _parts(text: str) -> Iterator[Span]:
    """The sentences of *text*, each cut at its semicolons."""
    for sentence in sentences(text):
        start = sentence.start
        while (cut := text.find(";", start, sentence.end)) >= 0:
            yield Span(start, cut + 1)
            start = cut + 1
        yield Span(start, sentence.end)


def _shown(text: str, part: Span, said: Sequence[Span], near: int) -> str:
    """The *part* of a sentence with what is *said* between ``==``; of a long one what is round the place *near*."""
    signs, done = [], part.start
    for start, end in said:
        signs += [text[done:start], "==", text[start:end], "=="]
        done = end
    written = " ".join("".join((*signs, text[done : part.end])).split())
    if len(written) <= _LONGEST:
        return written
    first = max(0, min(near - part.start, len(written)) - _LONGEST // 2)
    return f"{'…' if first else ''}{written[first : first + _LONGEST]}…"


def _inside(part: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """What of *spans*, which are in order, is within *part*."""
    first = max(bisect_right(spans, part.start, key=lambda span: span.start) - 1, 0)
    for number in range(first, len(spans)):
        if spans[number].start >= part.end:
            return
        start, end = max(spans[number].start, part.start), min(spans[number].end, part.end)
        if start < end:
            yield Span(start, end)


def _outside(part: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """What of *part* is in none of *spans*, which are in order."""
    done = part.start
    for start, end in _inside(part, spans):
        if done < start:
            yield Span(done, start)
        done = end
    if done < part.end:
        yield Span(done, part.end)


def _language(map: ArgumentMap) -> str:
    """The language of the debate, as its ``lang`` says."""
    written = map.front_matter.get("lang")
    return written.partition("-")[0].casefold() if isinstance(written, str) else _LANGUAGES[0]


@cache
def _qualifiers(language: str) -> _Qualifiers | None:
    """The words that limit or deny in a language; None where nobody has listed them."""
    if language not in _LANGUAGES:
        return None
    import tomllib

    from clashmap.assets import asset

    listed = tomllib.loads(asset(f"qualifiers/{language}.toml"))
    entries = {_bare(entry) for entries in listed.values() for entry in entries}
    patterns = (re.escape(entry).replace("'", "['’]").replace("\\ ", r"\s+") for entry in entries)
    longest = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    words = re.compile(rf"(?<![\w'’])(?:{'|'.join(longest)})(?![\w'’])", re.IGNORECASE)
    return _Qualifiers(words, frozenset(map(_bare, listed["conditions"])))


def _bare(words: str) -> str:
    """*words* without capitals, with single blanks and straight apostrophes."""
    return " ".join(words.replace("’", "'").casefold().split())
