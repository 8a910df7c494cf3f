"""Exhibits as HTML: sources with their cites, quotations, cards with what is marked in them, passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from clashmap.draw.svg.pen import escaped, quoted
from clashmap.evidence.cards import Card, Mark, Marked
from clashmap.evidence.csl import full, short
from clashmap.evidence.quotation import quotation
from clashmap.evidence.standing import Stand

_TAGS = {
    Mark.READ: ("<mark>", "</mark>"),
    Mark.UNDERLINED: ("<u>", "</u>"),
    Mark.OMISSION: ('<i class="omission">', "</i>"),
    Mark.INSERTION: ('<i class="insertion">', "</i>"),
}
"""How each mark is written, the outermost first: a line under what is highlighted has the colour of its words."""
_ADDRESS = re.compile(r"https?://[^\s“”<>\"]*[^\s“”<>\".,;:)]", re.IGNORECASE)
_INNER = frozenset('“”"')


def cite(fields: Mapping[str, Any], called: str) -> str:
    """A source as it is cited, in short and in full, with a link to where it is; *called* so if nothing is known."""
    whole = full(fields) if fields else called
    text = escaped(whole)
    if found := list(_ADDRESS.finditer(whole))[-1:]:
        start, end = found[0].span()
        link = f'<a href={quoted(found[0][0])} rel="noreferrer" target="_blank">{escaped(found[0][0])}</a>'
        text = escaped(whole[:start]) + link + escaped(whole[end:])
    return f"<strong>{escaped(short(fields))}</strong> {text}" if fields.get("author") else text


def quote(text: str) -> str:
    """The words of a quotation between its marks, with what was left out of them and put into them told apart."""
    if len(text) > 1 and text[0] in '“"' and text[-1] in '”"' and _INNER.isdisjoint(text[1:-1]):
        text = text[1:-1]
    read = quotation(text)
    marks = [Marked(Mark.OMISSION, span) for span in read.omissions]
    marks += [Marked(Mark.INSERTION, span) for span in read.insertions]
    return f"“{marked(text, marks)}”"


def heading(card: Card) -> str:
    """What a card is called: its short cite and its tag."""
    tag = f": <bdi>{escaped(card.tag)}</bdi>" if card.tag else ""
    return f"{escaped(short(card.fields))}{tag}"


def standing(stand: Stand, edits: str, place: str) -> str:
    """The mark of words that are held against their source, with what was done to them; empty where nobody knows.

    *place*, which is HTML, is where they stand, or what is most like them; it may be empty.
    """
    match stand:
        case Stand.CITED:
            where = f" at {place}" if place else "" if edits else " in its source"
            return f' <small lang="en">✓ word for word{where}{f", {edits}" if edits else ""}</small>'
        case Stand.ELSEWHERE:
            return f' <small class="no" lang="en">✗ in its source, but at {place}</small>'
        case Stand.NOWHERE:
            like = f"; {place} is most like it" if place else ""
            return f' <small class="no" lang="en">✗ not word for word in its source{like}</small>'
    return ""


def card_html(card: Card, held: str = "") -> str:
    """What is on a card: a heading to fold it under with a mark of how it was *held*, its whole cite with where it
    stands, its body.
    """
    place = f" <cite>¶{card.locator}</cite>" if card.locator else ""
    body = "".join(f'<p dir="auto">{marked(part.text, part.marks)}</p>' for part in card.body)
    return (
        f'<summary dir="auto"><small lang="en">Card</small> {heading(card)}{held}</summary>'
        f'<p class="source" dir="auto">{cite(card.fields, card.id)}{place}</p><blockquote>{body}</blockquote>'
    )


def marked(text: str, marks: Iterable[Marked]) -> str:
    """*text* with its *marks*, which may overlap; tags are closed and opened again where they do."""
    changes: dict[int, Counter[Mark]] = {0: Counter(), len(text): Counter()}
    for one in marks:
        changes.setdefault(one.span.start, Counter())[one.mark] += 1
        changes.setdefault(one.span.end, Counter())[one.mark] -= 1
    edges = sorted(changes)
    here: Counter[Mark] = Counter()
    made, inside = [], list[Mark]()
    for start, end in zip(edges, (*edges[1:], len(text)), strict=True):
        here.update(changes[start])
        now = [mark for mark in _TAGS if here[mark] > 0] if start < end else []
        while inside != now[: len(inside)]:
            made.append(_TAGS[inside.pop()][1])
        for mark in now[len(inside) :]:
            inside.append(mark)
            made.append(_TAGS[mark][0])
        made.append(escaped(text[start:end]))
    return "".join(made)
