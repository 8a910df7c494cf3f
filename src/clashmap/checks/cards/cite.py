"""Rules about the cites of cards: there is one, and it has what the league asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clashmap.checks.nearest import did_you_mean
from clashmap.checks.sources import mistaken
from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.evidence.cards import Card
from clashmap.evidence.cards.faults import SHAPE
from clashmap.evidence.cards.front import setting_place
from clashmap.evidence.leagues import Fields, league
from clashmap.graph import ArgumentMap

_MAP = "// debate.argdown\n[Jets]: Jets are few. {card: haun}\n\n// cards/haun.md\n"
_LEAGUE = _MAP.replace("[Jets]", "===\nleague: ncfca\n===\n\n[Jets]")
_BODY = "---\n\nJets were few.\n"
_CITE = "---\nauthor: Phil Haun\ntitle: Close air support\nissued: 2020\n"

NO_CITE = rule(
    "E054",
    "card-without-cite",
    Severity.WARNING,
    "a card does not say whose words it quotes",
    why="Words that nobody is known to have said are evidence of nothing, and no league allows them.",
    bad=_MAP + "Jets were few.\n",
    good=_MAP + _CITE + _BODY,
)
MISSING = rule(
    "E055",
    "missing-cite-fields",
    Severity.WARNING,
    "the cite of a card lacks what the league of the debate asks for",
    why="`league: nsda` at the top of a debate, or ncfca or neda, has its cards checked by the rules of that league on "
    "written cites. The rules ask for what the source itself says: what it does not say nobody can type.",
    bad=_LEAGUE + _CITE + _BODY,
    good=_LEAGUE + _CITE + "container-title: War Review\npage: 12\n" + _BODY,
)

_TELLING = ("author", "editor", "title", "container-title", "publisher", "URL", "DOI")
"""Fields one of which makes a cite."""
_WORDS = {
    "author": ("author", "First Last"),
    "editor": ("editor", "First Last"),
    "issued": ("date", "2025-03-01"),
    "accessed": ("date of access", "2025-09-01"),
    "container-title": ("publication", "the newspaper, journal, book or website"),
    "publisher": ("publisher", "…"),
    "title": ("title", "…"),
    "note": ("author’s qualifications", "professor of strategy, …"),
    "URL": ("URL", "https://…"),
    "DOI": ("DOI", "10.…"),
    "page": ("page", "12"),
}
"""What a field is called, and what may be typed for it."""
_BIB = {
    "issued": "date",
    "accessed": "urldate",
    "container-title": "journal",
    "URL": "url",
    "DOI": "doi",
    "page": "pages",
}
"""What fields are called in a .bib file, where that is something else."""


def without_cite(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E054: a card without author, title, publication and address, and without a source that could have them."""
    for card in map.shelf.cards.values():
        if _is_bare(card):
            some = next(iter(map.references), "")
            named = f"source: {some}, or " if some else ""
            lines = f"{named}author:, title: and issued:"
            help = (
                f"Type {lines} between the lines --- at its top."
                if card.place.text.startswith("---")
                else f"Begin the file with a line ---, then {lines}, then another line ---."
            )
            yield Diagnostic(NO_CITE, f"the card “{card.id}” does not say whose words it quotes", card.place, help=help)


def missing_fields(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E055: fields that the league asks for and a card lacks; once for all cards of a source that lack the same."""
    asking = league(map.front_matter.get("league"))
    alike: dict[tuple[str, Fields], list[Card]] = {}
    for card in map.shelf.cards.values():
        is_known = card.is_whole and (not card.source or card.source in map.references)
        if is_known and not _is_bare(card) and (missing := asking.missing(meant(card))):
            alike.setdefault((card.source or card.place.source.path, missing), []).append(card)
    for (source, missing), cards in alike.items():
        lacking = _listed([" or ".join(_WORDS[field][0] for field in choices) for choices in missing])
        others = len(cards) - 1
        more = f", as {'do' if others > 1 else 'does'} {others} more of its source" if others else ""
        lines = "".join(f"\n    {choices[0]}: {_WORDS[choices[0]][1]}" for choices in missing)
        card = cards[0]
        where = _recorded(source, card, missing, map)
        yield Diagnostic(
            MISSING,
            f"the cite of “{card.id}” lacks {lacking}, which {asking.name} asks for{more}",
            card.place,
            help=f"As far as the source says it, type in its front matter{where}:{lines}",
        )


def _recorded(source: str, card: Card, missing: Fields, map: ArgumentMap) -> str:
    """Where what is *missing* may be typed for all cards of a *source*, but in a *card* itself."""
    place = map.references[source].place.origin if source in map.references else card.place
    if place.source.path == card.place.source.path:
        return ""
    where = f"{place.source.path}:{place.position.line}"
    if not where.partition(":")[0].casefold().endswith(".bib"):
        is_listed = map.shelf.listed.get(source) is map.references[source]
        return f", or in {where if is_listed else f'`{source}` under `sources:`'} for all its cards"
    fields = ", ".join(f"{_BIB.get(choices[0], choices[0])} = {{…}}" for choices in missing)
    return f", or {fields} in {where} for all its cards"


def mistaken_field(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E045: a field in the front matter of a card that cites do not look for; its source is looked at elsewhere."""
    for card in map.shelf.cards.values():
        for key, name in mistaken(card.fields):
            place = setting_place(card, key)
            if place != card.place:
                help = did_you_mean([f"{name}:"], otherwise="If not, leave it: other words are kept.")
                yield Diagnostic(SHAPE, f"“{key}” is not used in cites", place, help=help)


def _is_bare(card: Card) -> bool:
    """Whether nothing says whose words *card* quotes, not even a mistyped source."""
    return card.is_whole and not card.source and not any(map(meant(card).get, _TELLING))


def meant(card: Card) -> Mapping[str, Any]:
    """The fields of *card*, also those that have another name than they should, of which there is a finding already."""
    return {**card.fields, **{name: card.fields[key] for key, name in mistaken(card.fields)}}


def _listed(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
