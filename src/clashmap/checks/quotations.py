"""Rules about quotations: each stands in its source, where the citation says, and as the league will have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from clashmap.checks.marking import marked, word
from clashmap.diagnostics import Diagnostic, Edit, Fix, Severity, rule
from clashmap.evidence.cards import named_cards
from clashmap.evidence.held import Held
from clashmap.evidence.leagues import League, Policy, league
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.quotation import Found, Quotation, find, quotation, quotes_of
from clashmap.evidence.quotation.tokens import is_word, tokens
from clashmap.evidence.relocate import Moves
from clashmap.evidence.standing import Quoted, Stand, quoted
from clashmap.evidence.text import SourceText
from clashmap.evidence.verify import verify
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Citation, Claim
from clashmap.source import Place, Span

_FRONT = "// debate.argdown\n===\nsources: {poll: {title: A poll, author: Ito, issued: 2025}}\n===\n\n"
_TEXT = "\n// sources/poll.txt\nA poll\nPhones may distract pupils. Most teachers say so.\n"

NOT_THERE = rule(
    "E003",
    "quotation-not-in-source",
    Severity.WARNING,
    "a quotation does not stand in its source",
    why="Who hears a quotation takes it for the author's very words. It is compared with the text of the source, up to "
    "blanks, quotation marks and dashes; what you leave out or put in has its marks: “…”, “[sic]”, “[t]he”.",
    bad=f'{_FRONT}[Phones]: They distract. {{quote: "Phones will distract pupils.", cite: "poll 2"}}\n{_TEXT}',
    good=f'{_FRONT}[Phones]: They distract. {{quote: "Phones may distract pupils.", cite: "poll 2"}}\n{_TEXT}',
)
ELSEWHERE = rule(
    "E004",
    "quotation-elsewhere",
    Severity.WARNING,
    "a quotation stands elsewhere in its source than the citation says",
    why="Who looks up the place that is cited does not find the words there, and will not believe that they are "
    "anywhere.",
    bad=f'{_FRONT}[Phones]: They distract. {{quote: "Most teachers say so.", cite: "poll 1"}}\n{_TEXT}',
    good=f'{_FRONT}[Phones]: They distract. {{quote: "Most teachers say so.", cite: "poll 2.2"}}\n{_TEXT}',
)
ALTERED = rule(
    "E005",
    "quotation-altered",
    Severity.WARNING,
    "words are left out of a quotation, or put into it, and the league does not allow that",
    why="The `league` at the top of the file says which rules you debate under. Some forbid dots or brackets within a "
    "quotation, and a judge may disregard the evidence.",
    bad=f"{_FRONT.replace('sources', 'league: nsda' + chr(10) + 'sources')}"
    f'[Phones]: They distract. {{quote: "Phones … distract pupils.", cite: "poll 2"}}\n{_TEXT}',
    good=f"{_FRONT.replace('sources', 'league: nsda' + chr(10) + 'sources')}"
    f'[Phones]: They distract. {{quote: "Phones may distract pupils.", cite: "poll 2"}}\n{_TEXT}',
)
NO_CITE = rule(
    "E006",
    "quotation-without-cite",
    Severity.WARNING,
    "a quotation has no citation",
    why="Nobody can look up words of which nobody says where they stand.",
    bad='[Phones]: They distract. {quote: "Phones may distract pupils."}\n',
    good="===\nsources: {poll: {title: A poll, author: Ito, issued: 2025}}\n===\n\n"
    '[Phones]: They distract. {quote: "Phones may distract pupils.", cite: "poll 2"}\n',
)

_INITIAL = re.compile(r"\[-(\w)(\w*)-\] \{\+(?!\1)(?i:\1)\2\+\}")
"""A word of a difference of which only the first letter is another one, small or large."""
_BEFORE = re.compile(r"(?s).*(?:[.!?…][”\"’')]*\s+|\n)")
_BEHIND = re.compile(r"(?s)(?<=[.!?…])[”\"’')]*\s.*|\n.*")
_AROUND = 8
"""Words on either side of a difference that are shown with it."""
_LONGEST = 700
"""Characters of a difference that are shown."""
LIKE = 0.5
"""How like a quotation a passage has to be, for their difference to say anything."""


def quotations(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E003 to E005: the quotations of the claims and arguments of *map*, as far as the texts of sources are here."""
    rules = league(map.front_matter.get("league"))
    shelf = map.shelf
    moves = moves_of(map)
    for node in map.nodes:
        if isinstance(empty := node.data.get("quote"), str) and not empty.strip():
            help = "Copy the words from the source, or delete quote."
            yield Diagnostic(NOT_THERE, "the quotation has no words", marked(node, word("quote")), help=help)
        quotes = tuple(quoted(node, shelf.cards, shelf.texts))
        for one in quotes:
            if one.stand is Stand.NOWHERE:
                yield _not_there(node, one, shelf.texts, rules)
            elif one.stand is Stand.ELSEWHERE and (there := _elsewhere(node, one, moves, is_only=len(quotes) == 1)):
                yield there
            yield from _altered(node, one.words, one.held, rules)


def moves_of(map: ArgumentMap) -> Callable[[], Moves]:
    """Where the passages that *map* cites went since they were locked, looked up when that is first asked for."""

    @cache
    def moves() -> Moves:
        texts, lock = map.shelf.texts, map.shelf.lock
        citing = (*map.nodes, *map.shelf.cards.values())
        return Moves(verify(citing, texts, lock) if lock else (), texts, lock)

    return moves


def without_cite(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E006: a quotation of which nobody says where it stands; a card says it as well."""
    some = next(iter(map.references), "poll")
    for node in map.nodes:
        if quotes_of(node) and not {"cite", "card"} & node.data.keys():
            help = f'Say where the words stand: {{quote: "…", cite: "{some} 45"}}.'
            yield Diagnostic(NO_CITE, "the quotation has no source", marked(node, word("quote")), help=help)


def _not_there(node: Claim | Argument, quoted: Quoted, texts: Mapping[str, SourceText], rules: League) -> Diagnostic:
    words, near, sources = quoted.words, quoted.held, [one.source for one in quoted.cited]
    named = " or ".join(dict.fromkeys(sources))
    if not any(map(str.isalnum, words.text)):
        message, help = "the quotation has no words", "Copy the words from the source."
    elif near and (order := misplaced(words, texts[near.source])):
        message, help = f"the parts of the quotation stand in {near.source} in another order", order
    elif near is None or not is_like(words, near.found):
        message = f"the quotation does not stand in {named}, nor anything like it"
        help = "Copy the words from the source, or cite the one that they are from."
    else:
        where = f"{near.source} {near.found.locator}" if len(set(sources)) > 1 else f"{near.found.locator}"
        message = f"the quotation does not stand in {named}; what is most like it stands in {where}"
        if _bare(words.text) == _bare(near.found.passage):
            message = f"the quotation stands in {near.source} {near.found.locator} in other capitals"
        help = "Write what the source says; [-…-] is only in the quotation, {+…+} only in the source:\n"
        help += compared(words, near.found)
        if rules.insertions is not Policy.FORBIDDEN and (initial := _INITIAL.search(help)):
            changed = f"[{initial[1]}]{initial[2]}"
            help += f"\nA letter that you change may stand in brackets: {changed}."
    return Diagnostic(NOT_THERE, message, _place(node, words.text), help=help)


def misplaced(words: Quotation, text: SourceText) -> str:
    """What to do where all parts of *words* stand in *text*, and in another order; empty where that is not so."""
    if len(words.parts) < 2 or words.insertions:
        return ""
    found = [find(quotation(words.text[slice(*part)]), text) for part in words.parts]
    stands = [one for one in found if one and one.stands]
    if len(stands) < len(found):
        return ""
    parts = zip(words.parts, stands, strict=True)
    places = ", ".join(f"“{_short(words.text[slice(*part)])}” in {one.locator}" for part, one in parts)
    return f"Quote them in the order of the source, or as a list; it has {places}."


def is_like(words: Quotation, found: Found) -> bool:
    """Whether a passage is so like a quotation that their difference says anything: half of its words are there."""
    norms = {token.norm.casefold() for token in tokens(found.passage)}
    said = [token.norm.casefold() for part in words.parts for token in tokens(words.text[slice(*part)])]
    said = [norm for norm in said if is_word(norm)]
    return found.likeness >= LIKE and sum(norm in norms for norm in said) * 2 >= len(said)


def _bare(text: str) -> list[str]:
    return [token.norm.casefold() for token in tokens(text) if is_word(token.norm)]


def compared(words: Quotation, found: Found) -> str:
    """The quotation and the passage that is most like it, word by word."""
    from clashmap.evidence.quotation.difference import Change, Kind, difference, shown

    changes = list(difference(words, found.passage))
    # Of what the source has round the quotation, only its sentence says anything.
    for at, cut in ((0, _BEFORE), (-1, _BEHIND)):
        if changes and changes[at].kind is Kind.SOURCE:
            changes[at] = Change(Kind.SOURCE, cut.sub("", changes[at].words))
    text = shown([change for change in changes if change.words], around=_AROUND)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} ⋯"


def _elsewhere(
    node: Claim | Argument, quoted: Quoted, moves: Callable[[], Moves], *, is_only: bool
) -> Diagnostic | None:
    """That the quotation stands elsewhere, and a fix where it is certain which locator was meant for it.

    None where the passage that is cited went there, of which another rule says so. There is no fix while the lock would
    take the new place for that of another passage.
    """
    held = quoted.held
    assert held
    there = held.found.locator
    if moves().explain((node.id, *named_cards(node)), held.source, there):
        return None
    wrong = [one for one in quoted.cited if one.source == held.source and located(one)]
    citation = wrong[0] if len(wrong) == 1 and wrong[0] in node.citations else None
    written = " or ".join(dict.fromkeys(str(located(one)) for one in wrong))
    fix = None
    help = first_follow(moves(), held.source, there)
    if citation and citation.spot and is_only and not help:
        fix = Fix(f"write {there}", (Edit(citation.spot.origin, str(there)),))
    place = (citation.spot or citation.place) if citation else _place(node, quoted.words.text)
    name = "the quotation" if is_only else f"the quotation “{_short(quoted.words.text)}”"
    return Diagnostic(
        ELSEWHERE,
        f"{name} stands in {there}, not in {written}",
        place,
        help=f"{help}Cite the place where it stands: {_meant(citation, held.source, there)}.",
        own=fix,
    )


def _meant(citation: Citation | None, source: str, there: Locator) -> str:
    """What to type: *there* in place of what *citation* says, which may be one of several."""
    return f"write {there} in place of {citation.locator}" if citation else f'cite: "{source} {there}"'


def first_follow(moves: Moves, source: str, there: Locator) -> str:
    """What to do before a place of *source* is put right by hand; nothing where that can be done at once."""
    if moves.are_open(source):
        return "The text was changed: first type clashmap cite PATH --verify --fix. "
    if moves.is_taken(source, there):
        return "The text was changed: first mend what clashmap cite PATH --verify shows. "
    return ""


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _AROUND else f"{' '.join(words[:_AROUND])} …"


def _altered(node: Claim | Argument, words: Quotation, held: Held | None, rules: League) -> Iterator[Diagnostic]:
    """What of the marks of a quotation the league forbids; dots that stand in the source are the author's own."""
    omissions, insertions = words.omissions, words.insertions
    if held and held.found.stands:
        omissions, insertions = held.found.omissions, held.found.insertions
    else:  # dots at either end leave nothing out
        omissions = tuple(
            one for one in omissions if words.parts and words.parts[0].end <= one.start < words.parts[-1].start
        )
    for spans, policy, what, help in (
        (omissions, rules.omissions, "left out of the quotation", "Quote all of it, or two parts as a list"),
        (insertions, rules.insertions, "put into the quotation", "Quote only the author's own words"),
    ):
        if spans and policy is Policy.FORBIDDEN:
            place = _place(node, words.text)
            if place.text == words.text:
                start, end = spans[0]
                place = Place(place.source, Span(place.span.start + start, place.span.start + end))
            example = ': quote: ["…", "…"].' if spans is omissions else ", and explain them in the claim."
            yield Diagnostic(ALTERED, f"words are {what}, which {rules.name} forbids", place, help=f"{help}{example}")


def _place(node: Claim | Argument, text: str) -> Place:
    """Where the quotation *text* is written; YAML may have folded its lines and doubled its quotation marks."""
    pattern = re.compile(r"\s+".join(map(_written, text.split()))) if text.strip() else word("quote")
    for place in reversed(node.data_places):
        if match := pattern.search(place.source.text, *place.span):
            return Place(place.source, Span(*match.span()))
    return marked(node, word("quote"))


def _written(piece: str) -> str:
    return re.escape(piece).replace('"', r'\\?"').replace("'", "''?").replace(r"\\", r"\\{1,2}")
