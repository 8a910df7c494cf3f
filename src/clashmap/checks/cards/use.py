"""Rules about the use of cards: a claim names cards that are there, and every card says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from clashmap.checks.marking import marked, word
from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Related, Severity, rule
from clashmap.evidence.cards import Card, named_cards
from clashmap.evidence.normal import words
from clashmap.graph import ArgumentMap

_FRONT = "---\nauthor: Phil Haun\ntitle: Close air support\nissued: 2020\n---\n\n"
_GOOD = "// debate.argdown\n[Jets]: Jets are few. {card: haun}\n\n// cards/haun.md\n" + _FRONT + "Jets were few.\n"

UNKNOWN_CARD = rule(
    "E050",
    "unknown-card",
    Severity.WARNING,
    "a claim names a card that is not there",
    why="`{card: haun}` joins a claim to the file `cards/haun.md` beside the debate. Where there is none, the claim "
    "has no evidence to show.",
    bad=_GOOD.replace("card: haun", "card: [haun, huan-2]"),
    good=_GOOD,
)
UNUSED = rule(
    "E051",
    "unused-card",
    Severity.HINT,
    "no claim uses a card",
    why="A card that no claim names is in no drawing, and on no page.",
    bad=_GOOD.replace(" {card: haun}", ""),
    good=_GOOD,
)
SAME_BODY = rule(
    "E052",
    "same-body",
    Severity.WARNING,
    "two cards quote the same words",
    why="Whoever mends one of them leaves the other as it was. Several claims can name one card.",
    bad=_GOOD.replace("card: haun", "card: [haun, jets]") + "\n// cards/jets.md\n" + _FRONT + "Jets <u>were few</u>.\n",
    good=_GOOD,
)
EMPTY = rule(
    "E053",
    "empty-card",
    Severity.WARNING,
    "a card quotes nothing",
    why="The body of a card, below its front matter, is what its source says. Without it there is nothing to check.",
    bad=_GOOD.replace("Jets were few.\n", ""),
    good=_GOOD,
)


def unknown_card(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E050: a claim or argument that names a card which is not in the folder of cards."""
    names = Names(map.shelf.cards)
    for node in map.nodes:
        for id in named_cards(node):
            if id not in map.shelf.cards:
                help = _meant(id, names, map.shelf.astray)
                yield Diagnostic(UNKNOWN_CARD, f"there is no card “{id}”", marked(node, word(id)), help=help)


def _meant(id: str, names: Names, astray: Mapping[str, str]) -> str:
    """What to type for the card *id*, which is none; *names* are those that are there, *astray* files that are none."""
    if "," in id:
        return f"Write several cards as a list: {{card: [{id}]}}."
    *folders, bare = re.sub(r"(?:\.md)+\Z", "", id.replace("\\", "/")).split("/")
    if bare in names.names:
        return f"A card is named by its id: {{card: {bare}}}."
    if bare in astray:
        return f"{astray[bare][0].upper()}{astray[bare][1:]}."
    if folders not in ([], ["cards"]) or not bare:
        return "A card is named by its id, which is that of a file in cards beside the debate: {card: haun}."
    named = f", and name it {{card: {bare}}}" if bare != id else ""
    add = f"To add it, save the quotation as cards/{bare}.md beside the debate{named}."
    return did_you_mean(names.nearest(bare), otherwise=add)


def unused_card(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E051: a card that no claim or argument names."""
    if not map.shelf.cards:
        return
    used = {id for node in map.nodes for id in named_cards(node)}
    for card in map.shelf.cards.values():
        if card.id not in used:
            help = f"Name it in the data of a claim: {{card: {card.id}}}."
            yield Diagnostic(UNUSED, f"no claim uses the card “{card.id}”", card.place, help=help)


def same_body(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E052: a card whose words, whatever is marked in them, are those of one before it."""
    seen: dict[tuple[str, ...], Card] = {}
    for card in map.shelf.cards.values():
        said = tuple(word for paragraph in card.body for word in words(paragraph.text.casefold()))
        first = seen.setdefault(said, card) if said else card
        if first is not card:
            yield Diagnostic(
                SAME_BODY,
                f"the card “{card.id}” quotes the same words as the card “{first.id}”",
                card.place,
                help=f"Keep one of them; where a claim names the other, type {{card: {first.id}}}.",
                related=(Related(first.place, "the same words"),),
            )


def empty(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E053: a card without a word in its body."""
    for card in map.shelf.cards.values():
        if not any(words(paragraph.text) for paragraph in card.body):
            help = "Type the quotation below the front matter, its paragraphs parted by blank lines."
            yield Diagnostic(EMPTY, f"the card “{card.id}” quotes nothing", card.place, help=help)
