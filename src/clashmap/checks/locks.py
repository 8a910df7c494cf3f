"""Rules about locks: what is cited stands in the text of its source, and is what was locked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.evidence.cards import Card, cards_of
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.lock import FILE
from clashmap.evidence.relocate import movable
from clashmap.evidence.standing import Stand, cut, quoted
from clashmap.evidence.text import SourceText
from clashmap.evidence.verify import Citing, Standing, Verified, verify
from clashmap.graph import ArgumentMap
from clashmap.model import Citation

_FRONT = "// debate.argdown\n===\nsources:\n  poll: {title: Poll of the club, issued: 2025}\n===\n\n"
_TEXT = "// sources/poll.txt\nPoll of the club\nMost of us want jets. Some of us want none.\n"
_NEW_TEXT = "// sources/poll.txt\nPoll of the club\nWe asked all.\nMost of us want jets. Some of us want none.\n"
_CITED = '[Jets]: The club is for jets. {cite: "poll 2.1"}\n\n'
_LOCK = (
    "// sources.lock\n"
    "version = 2\n\n"
    "[sources.poll]\n"
    "paragraphs = 2\n"
    'fingerprint = "510a80084be61e47"\n\n'
    '[sources.poll.passages."2.1"]\n'
    'fingerprint = "6bdb6b8ef6b87fe9"\n'
    'trace = "z/rKIsQ="\n'
)
_LOCKED_TOO = '[sources.poll.passages."2.2"]\nfingerprint = "a0f14e0e27d0a2e0"\ntrace = "/c+KIsQ="\n'

PASSAGE_CHANGED = rule(
    "E010",
    "passage-changed",
    Severity.WARNING,
    "a cited passage is not what it was when the sources were locked",
    why="A text that was revised, or a paragraph put in above, lets a citation point to other words than those that "
    "the claim rests on.",
    bad=f"{_FRONT}{_CITED}{_NEW_TEXT}\n{_LOCK}",
    good=f"{_FRONT}{_CITED}{_TEXT}\n{_LOCK}",
)
PAST_THE_END = rule(
    "E011",
    "past-the-end",
    Severity.WARNING,
    "a citation names a paragraph or sentence that its source does not have",
    why="Nobody can look it up. Often blank lines were counted, or the text is another version of the source.",
    bad=f'{_FRONT}[Jets]: The club is for jets. {{cite: "poll 5"}}\n\n{_TEXT}',
    good=f"{_FRONT}{_CITED}{_TEXT}",
)
BROKEN_LOCK = rule(
    "E012",
    "broken-lock",
    Severity.ERROR,
    f"{FILE} cannot be read",
    why="It holds the fingerprints of what the debate cites. Without them nobody can tell whether a text was changed.",
    bad=f"{_FRONT}{_CITED}{_TEXT}\n{_LOCK}<<<<<<< HEAD\n=======\n{_LOCKED_TOO}>>>>>>> anns-version\n",
    good=f"{_FRONT}{_CITED}{_TEXT}\n{_LOCK}",
)
NOT_LOCKED = rule(
    "E013",
    "not-locked",
    Severity.HINT,
    f"citations are missing in {FILE}",
    why="A passage that is not locked can be changed without anybody noticing.",
    bad=f'{_FRONT}{_CITED}[None]: Some want none. {{cite: "poll 2.2"}}\n\n{_TEXT}\n{_LOCK}',
    good=f"{_FRONT}{_CITED}{_TEXT}\n{_LOCK}",
)


def past_the_end(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E011: a locator past the end of the text, or, where only the lock is here, past its last paragraph.

    One that was locked is left to E010, which knows where its passage went.
    """
    texts, locked = map.shelf.texts, map.shelf.lock.sources if map.shelf.lock else {}
    for citation, locator in _located(map.nodes):  # where the words of a card stand instead, E059 says
        text, source = texts.get(citation.source), locked.get(citation.source)
        found = ""
        if text is not None and (source is None or locator not in source.passages):
            found = _beyond(locator, text)
        elif text is None and source is not None and locator.last[0] > source.paragraphs:
            found = f"has {_count(source.paragraphs, 'paragraph')}"
        if found:
            yield Diagnostic(
                PAST_THE_END,
                f"there is no {locator} in “{citation.source}”: it {found}",
                citation.spot or citation.place,
                help=_meant(citation, locator, text) or _COUNT,
            )


def passage_changed(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E010: a passage that stands elsewhere now, was changed, or is gone.

    Where words that are quoted from it do not stand any more, that is told of them.
    """
    if map.shelf.lock is None or not map.shelf.texts:
        return
    found = verify((*map.nodes, *map.shelf.cards.values()), map.shelf.texts, map.shelf.lock)
    moving = {id(one) for one in movable(found)}
    for one in found:
        if not one.is_unsettled or (id(one) not in moving and _is_told(one, map)):
            continue
        what = f"{one.citation.source} {one.citation.locator}"
        if one.standing is Standing.MOVED:
            message = f"the passage that was locked as {what} stands at {one.found} now"
        elif one.standing is Standing.GONE:
            message = f"the passage that was locked as {what} is not in the text any more"
        elif one.is_away:
            message = f"the passage that was locked as {what} was changed; the one most like it is {one.found}"
        else:
            message = f"the passage {what} was changed since it was locked: {_percent(one.likeness)} of it is the same"
        help = _FOLLOW if id(one) in moving else _help(one)
        yield Diagnostic(PASSAGE_CHANGED, message, one.citation.spot or one.citation.place, help=help)


def _is_told(one: Verified, map: ArgumentMap) -> bool:
    """Whether another rule says that what stood in this passage, a quotation or a card, does not stand any more."""
    node, shelf = one.node, map.shelf
    place = (one.citation.source, located(one.citation))
    own = (node,) if isinstance(node, Card) else cards_of(node, shelf.cards)
    cards = (card for card in own if (card.source, card.locator) == place)
    stands = [cut(card, shelf.texts).stand for card in cards]
    if not isinstance(node, Card) and len(node.citations) == 1:  # else nobody knows which has the quotation
        stands += [each.stand for each in quoted(node, shelf.cards, shelf.texts)]
    return Stand.NOWHERE in stands


_COUNT = (
    "Count the lines of its text that are not blank, from the title as 1. To find a place by its words, type "
    'clashmap cite PATH --find "words".'
)
_FOLLOW = "To let all such citations follow the text at once, type clashmap cite PATH --verify --fix."


def _help(one: Verified) -> str:
    """What to do with a citation that cannot follow its passage."""
    if one.standing is Standing.GONE:
        return (
            "See what is there instead: type clashmap cite PATH --verify. Cite another place, or the version of the "
            "source that has it."
        )
    if one.is_away:
        return (
            f"Look it up: type clashmap cite PATH --verify. If that is what you mean, write {one.found} in place of "
            f"{one.citation.locator}, and then type clashmap cite PATH --lock."
        )
    return (
        "Read it again: type clashmap cite PATH --verify. If it still says what the claim says, type clashmap cite "
        "PATH --lock."
    )


def not_locked(map: ArgumentMap) -> Iterator[Diagnostic]:
    """E013: one hint for all citations that a lock does not know though their text is here."""
    lock, texts = map.shelf.lock, map.shelf.texts
    if lock is None or not texts:
        return
    missing = [
        citation
        for citation, locator in _located((*map.nodes, *map.shelf.cards.values()))
        if (text := texts.get(citation.source)) is not None
        and ((source := lock.sources.get(citation.source)) is None or locator not in source.passages)
        and not _beyond(locator, text)
    ]
    if missing:
        first = missing[0]
        shown = f"{first.source} {first.locator}"
        more = f" and {_count(len(missing) - 1, 'more citation')}" if len(missing) > 1 else ""
        yield Diagnostic(
            NOT_LOCKED,
            f"{shown}{more} {'are' if more else 'is'} not in {FILE}",
            first.spot or first.place,
            help="To add all that is cited, type clashmap cite PATH --lock.",
        )


def _located(citing: Iterable[Citing]) -> Iterator[tuple[Citation, Locator]]:
    for one in citing:
        for citation in one.citations:
            if (locator := located(citation)) is not None:
                yield citation, locator


def _beyond(locator: Locator, text: SourceText) -> str:
    """What *text* has instead of *locator*; empty where it has that."""
    if locator.last[0] > len(text.paragraphs):
        return f"has {_count(len(text.paragraphs), 'paragraph')}"
    for point in (locator.first, locator.last):
        if not text.has(point):
            number = point[0]
            return f"has {_count(len(text.sentences(number)), 'sentence')} in paragraph {number}"
    return ""


def _meant(citation: Citation, locator: Locator, text: SourceText | None) -> str:
    """Help for a sentence that will have been meant as a paragraph, as in ``45.2-46``; empty for all else."""
    (paragraph, sentence), (end, until) = locator
    if text is None or paragraph != end or not sentence or not paragraph < until <= len(text.paragraphs):
        return ""
    last = f"{paragraph}.{sentence}-{until}.{len(text.sentences(until))}"
    meant = f"{citation.locator} means sentences {sentence} to {until} of paragraph {paragraph}"
    return f"{meant}. To go on to the end of paragraph {until}, write {last}."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _percent(likeness: float) -> str:
    return f"{int(likeness * 100)} %"
