"""Drafting: from the paragraphs of an article to candidates for claims, and to attacks among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from clashmap.draft.answers import Answer, answers, thesis
from clashmap.draft.choose import choose
from clashmap.draft.cues import Counted, Language, language
from clashmap.draft.named import named
from clashmap.draft.outline import Outline, outline
from clashmap.draft.passages import passages, read_with
from clashmap.draft.sentences import sentences, share_known
from clashmap.draft.weigh import Weighed, weigh
from clashmap.evidence.locator import Locator
from clashmap.evidence.text import SourceText

MOST_READ = 300_000
"""Characters of an article that are read for a draft: those of a short book."""
_PER_SENTENCE = 0.4
"""Candidates for each sentence, when no number is asked for."""
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a claim, what counted for it, and the *passage* that is to be read with it.

    *by_model* says that a language model chose it.
    """

    weighed: Weighed
    passage: Locator
    by_model: bool = False

    @property
    def text(self) -> str:
        """The words of the article."""
        return self.weighed.sentence.text


@dataclass(frozen=True, slots=True)
class Attack:
    """A candidate that seems to speak against another; both by their index. *why* it is against this one."""

    source: int
    target: int
    why: tuple[Counted, ...]
    by_model: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What a language model chose: a sentence by (paragraph, number), and the one that it is said to speak against."""

    sentence: tuple[int, int]
    target: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person finishes: *candidates* in reading order, *attacks* among them, the *thesis* as one of them.

    *names* are those whose words are reported, with the paragraphs. *read* is how many paragraphs were looked at.
    *is_known* is false when there are no cues for the language of *text*, and only places counted.
    """

    text: SourceText = field(repr=False)
    outline: Outline
    candidates: tuple[Candidate, ...]
    attacks: tuple[Attack, ...]
    thesis: int | None
    names: tuple[tuple[str, tuple[int, ...]], ...]
    read: int
    is_known: bool


def draft(text: SourceText, *, claims: int | None = None, choices: Iterable[Choice] = ()) -> Draft:
    """The draft of a map of *text*, with up to *claims* candidates, else four for each ten sentences.

    The *choices* of a language model are taken before what the cues choose.
    """
    read = _read(text)
    shape = outline(text, read)
    english = language()
    is_known = share_known(text.paragraphs[:read], english) >= english.least["known"]
    words: Language | None = english if is_known else None
    found = weigh(text, shape, sentences(text, shape, english), words)
    if claims is None:
        claims = max(_FEWEST, round(_PER_SENTENCE * len(found)))
    main = thesis(found, words) if words else None
    offered = answers(found, words, main) if words else []
    by_model, first = _chosen(found, choices)
    models = {answer.source for answer in by_model}
    offered = [*by_model, *(answer for answer in offered if answer.source not in models)]
    wide = passages(text, shape, words)
    reach = [wide[one.sentence.paragraph] for one in found]
    picked, kept = choose(found, offered, claims, reach, first=[*([main] if main is not None else []), *first])
    place = {index: number for number, index in enumerate(picked)}
    held: dict[int, set[int]] = {}
    for end in (found[index].sentence for answer in kept for index in (answer.source, answer.target)):
        held.setdefault(end.paragraph, set()).add(end.number)
    chosen = set(first)
    return Draft(
        text,
        shape,
        tuple(
            Candidate(found[index], read_with(text, found[index].sentence, reach[index], held), index in chosen)
            for index in picked
        ),
        tuple(
            Attack(place[answer.source], place[answer.target], answer.why, answer.source in models) for answer in kept
        ),
        place.get(main) if main is not None else None,
        named(text, (number for part in shape.parts for number in part.paragraphs)) if words else (),
        read,
        is_known,
    )


def readable(text: SourceText) -> list[int]:
    """The numbers of the paragraphs of *text* that a draft reads, without headings."""
    return [number for part in outline(text, _read(text)).parts for number in part.paragraphs]


def _read(text: SourceText) -> int:
    """How many paragraphs of *text* are read."""
    size = 0
    for number, paragraph in enumerate(text.paragraphs):
        size += len(paragraph)
        if size > MOST_READ:
            return max(1, number)
    return len(text.paragraphs)


def _chosen(found: list[Weighed], choices: Iterable[Choice]) -> tuple[list[Answer], list[int]]:
    """The attacks and the sentences among *choices*, by index; an attack goes back from its source, or is none."""
    index = {
        (one.sentence.paragraph, number): place
        for place, one in enumerate(found)
        for number in (one.sentence.number, one.sentence.last)
    }
    attacks: dict[int, Answer] = {}
    first: dict[int, None] = {}
    for choice in choices:
        source = index.get(choice.sentence)
        if source is None:
            continue
        first[source] = None
        target = index.get(choice.target) if choice.target else None
        if target is not None and target < source:
            attacks.setdefault(source, Answer(source, target, (Counted("chosen by the model", 0.0),)))
    return list(attacks.values()), list(first)
