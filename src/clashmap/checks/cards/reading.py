"""Rules about what is read aloud of a card: it is underlined, and leaves out no word that changes what is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
    "sentence, as far as a semicolon; behind these only what limits them, such as unless, if or but not, and before "
    "them what denies them, such as it is not true that, or has others say so.",
    bad=_CARD + "==Jets== may ==deter== an enemy.\n",
    good=_CARD + "==Jets may deter== an enemy.\n",
)

_LANGUAGES = ("en",)
_WORD = re.compile(r"\w")
_NEXT = re.compile(r"\s*(?:[\w'’-]+\s+){0,3}[“\"‘']?")
"""What may stand between what is said of words and those."""
_SIGNS = " \t\r\n.,;:!?…—–-"
_SHOWN = 60
_LONGEST = 300
"""Characters of a sentence that are shown whole."""


class _Qualifiers(NamedTuple):
    """What finds the *words* that limit or deny, and those of them that also limit what is read *behind* its end.

    *before* finds what says of the words behind it that they are not so, or who says so; *answers* are sentences that
    take back the one before them, and *names* words that are none of these within a sentence, with their capital.
    """

    words: re.Pattern[str]
    behind: frozenset[str]
    before: re.Pattern[str]
    answers: frozenset[str]
    names: frozenset[str]


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
    before: tuple[Span, Sequence[Span]] | None = None
    for part in _parts(text):
        said = [span for span in _inside(part, read) if _WORD.search(text, *span)]
        if not said:
            if before and _bare(text[slice(*part)]).strip(_SIGNS) in qualifiers.answers:
                whole, spans = Span(before[0].start, part.end), [*before[1], part]
                yield _told(
                    paragraph, [part], "behind a sentence", _shown(text, whole, _joined(text, spans), part.start)
                )
            before = None
            continue
        before = part, said
        left = [Span(*match.span()) for match in _left(text, part, said, qualifiers)]
        if left:
            # A condition is nothing without what it says.
            more = [
                Span(span.start, _end(text, part) if _bare(text[slice(*span)]) in qualifiers.behind else span.end)
                for span in left
            ]
            yield _told(
                paragraph, left, "in a sentence", _shown(text, part, _joined(text, [*said, *more]), left[0].start)
            )


def _left(text: str, part: Span, said: Sequence[Span], qualifiers: _Qualifiers) -> Iterator[re.Match[str]]:
    """What limits or denies what is *said* of a *part*, and is not read."""
    for match in qualifiers.before.finditer(text, part.start, said[0].start):
        if _NEXT.fullmatch(text, match.end(), said[0].start):
            yield match
    for match in qualifiers.words.finditer(text, said[0].start, part.end):
        is_name = match.group() in qualifiers.names and match.start() > part.start
        is_read = not any(_WORD.search(text, *span) for span in _outside(Span(*match.span()), said))
        if not is_name and not is_read and (match.start() < said[-1].end or _bare(match.group()) in qualifiers.behind):
            yield match


def _told(paragraph: CardParagraph, left: Sequence[Span], where: str, meant: str) -> Diagnostic:
    """That what is *left* is unread, and what to type."""
    *most, last = dict.fromkeys(f"“{' '.join(paragraph.text[slice(*span)].casefold().split())}”" for span in left)
    words = f"{', '.join(most)} and {last} are" if most else f"{last} is"
    return Diagnostic(
        QUALIFIER,
        f"{words} left unread {where} that is read aloud",
        paragraph.at(left[0]),
        help=f"Put == round {'them' if most else 'it'}, too, or read less of the sentence:\n    {meant}",
    )


def _end(text: str, part: Span) -> int:
    """Where the words of *part* end, before its stop."""
    return part.start + len(text[slice(*part)].rstrip(_SIGNS))


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """*spans* in order, those as one that touch or have no word between them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1].end or not _WORD.search(text, found[-1].end, start)):
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


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

    data = tomllib.loads(asset(f"qualifiers/{language}.toml"))
    listed = {key: [_bare(entry) for entry in entries] for key, entries in data.items()}
    saying = rf"(?:{_any(listed['speakers'])})\s+(?:{_any(listed['sayings'])})(?:\s+that)?"
    return _Qualifiers(
        _words(_any(listed["negations"] + listed["hedges"] + listed["conditions"])),
        frozenset(listed["conditions"]),
        _words(rf"(?:it\s+is\s+|there\s+is\s+)?(?:{_any(listed['denials'])})|{saying}"),
        frozenset(listed["answers"]),
        frozenset(name.capitalize() for name in listed["names"]),
    )


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’])(?:{pattern})(?![\w'’])", re.IGNORECASE)


def _any(entries: Iterable[str]) -> str:
    """A pattern for any of *entries*, the longest first."""
    patterns = {re.escape(entry).replace("'", "['’]").replace("\\ ", r"\s+") for entry in entries}
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))


def _bare(words: str) -> str:
    """*words* without capitals, with single blanks and straight apostrophes."""
    return " ".join(words.replace("’", "'").casefold().split())
