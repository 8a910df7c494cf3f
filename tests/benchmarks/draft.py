"""How much of what a person put on a map a draft of its article offers. Type: python tests/benchmarks/draft.py

For each article with a map made by hand: of the paragraphs that the map cites, the share that the first N candidates
reach (*reached* by the passages that the draft names, *alone* by the sentences that it cites), for N as many as the
map has claims, as it has claims and arguments, and as a draft has when nothing is asked for; *bound* is what single
sentences could reach. Of the paragraphs where the map has an attack, the share that are offered as one (*attacks*); of
those that are offered, the share where the map has it (*right*); of those that both have, the share with the same
target (*targets*). Beside them what *chance* does: as many sentences drawn at random, each with its passage; and the
*firsts*: first sentences of as many paragraphs, evenly spread. Cues were chosen with an eye on the TUNED articles
only; HELD_OUT ones were written before. Without the article at hand it is not measured, and a line says so.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from clashmap.draft import Attack, Draft, draft
from clashmap.draft.cues import language
from clashmap.draft.passages import passages
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.graph import ArgumentMap
from clashmap.library import load
from clashmap.model import RelationKind
from paths import ARTICLE, DEBATE

DRAFTS = Path(__file__).resolve().parents[1] / "drafts"
TUNED = ("phones", "fourdays", "reactor", "zoos", "sixteen")
HELD_OUT = ("fares", "seabed", "volunteers", "streams")
_DRAWS = 200
_AGAINST = (RelationKind.ATTACK, RelationKind.UNDERCUT)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1; *bound* is what single sentences could reach at most."""

    candidates: int
    reached: float
    alone: float
    bound: float
    attacks: float
    right: float
    targets: float
    offered: int
    by_chance: float
    by_firsts: float
    attacks_by_chance: float


def pairs() -> Iterator[tuple[str, SourceText, ArgumentMap]]:
    """Each article that is here, with the map of it that a person made."""
    for name in (*TUNED, *HELD_OUT):
        yield name, _text(name, DRAFTS / f"{name}.txt"), load(DRAFTS / f"{name}.argdown")
    if ARTICLE.exists():
        yield "air-support", _text("air-support", ARTICLE), load(DEBATE)


def figures(text: SourceText, map: ArgumentMap, candidates: int) -> Figures:
    """How well a draft with so many *candidates* meets *map*."""
    made = draft(text, claims=candidates)
    cited = _cited(map)
    ends = _attacks(map)
    attacked = set().union(*(source for source, _ in ends)) if ends else set()
    reached = {number for index in range(len(made.candidates)) for number in _reach(made, index)}
    alone = {one.weighed.sentence.paragraph for one in made.candidates}
    sources = {_paragraph(made, attack.source) for attack in made.attacks}
    both = [attack for attack in made.attacks if _paragraph(made, attack.source) in attacked]
    same = [attack for attack in both if _is_same(made, attack, ends)]
    body = [number for part in made.outline.parts for number in part.paragraphs]
    sentences = [number for number in body for _ in text.sentences(number)]
    chance = random.Random(candidates)
    drawn = [set(chance.sample(sentences, min(candidates, len(sentences)))) for _ in range(_DRAWS)]
    wide = passages(text, made.outline, language())
    drawn = [{reach for number in one for reach in wide[number]} for one in drawn]
    guessed = [set(chance.sample(sentences, min(len(made.attacks), len(sentences)))) for _ in range(_DRAWS)]
    step = max(1.0, len(body) / candidates)
    spread = {body[int(index * step)] for index in range(min(candidates, len(body)))}
    return Figures(
        len(made.candidates),
        _share(cited, reached),
        _share(cited, alone),
        min(1.0, candidates / len(cited)),
        _share(attacked, sources),
        _share(sources, attacked),
        len(same) / len(both) if both else 0.0,
        len(made.attacks),
        sum(_share(cited, one) for one in drawn) / _DRAWS,
        _share(cited, spread),
        sum(_share(attacked, one) for one in guessed) / _DRAWS,
    )


def sizes(map: ArgumentMap) -> tuple[int, int]:
    """As many candidates as *map* has claims, and as it has claims and arguments."""
    return len(map.claims), len(map.claims) + len(map.arguments)


def _text(id: str, path: Path) -> SourceText:
    return SourceText(id, path.name, paragraphs(path.read_text(encoding="utf-8")))


def _share(wanted: set[int], found: set[int]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _cited(map: ArgumentMap) -> set[int]:
    return {number for node in map.nodes for one in node.citations for number in one.paragraphs}


def _attacks(map: ArgumentMap) -> list[tuple[set[int], set[int]]]:
    """The paragraphs that each attack cites, and those that what it is against cites."""
    cited = {node.id: {number for one in node.citations for number in one.paragraphs} for node in map.nodes}
    return [(cited[one.source], cited[one.target]) for one in map.relations if one.kind in _AGAINST]


def _reach(made: Draft, index: int) -> set[int]:
    """The paragraphs that are to be read with a candidate."""
    (first, _), (last, _) = made.candidates[index].passage
    return set(range(first, last + 1))


def _paragraph(made: Draft, index: int) -> int:
    return made.candidates[index].weighed.sentence.paragraph


def _is_same(made: Draft, attack: Attack, ends: list[tuple[set[int], set[int]]]) -> bool:
    source, target = _paragraph(made, attack.source), _paragraph(made, attack.target)
    return any(source in one and target in other for one, other in ends)


def main() -> None:
    """Print a line for each article and number of candidates."""
    print("article          N  reached alone bound chance firsts  attacks chance right targets offered")
    for name, text, map in pairs():
        kind = "tuned" if name in TUNED else "held out" if name in HELD_OUT else "the shipped map"
        print(f"{name} ({kind}; {len(_cited(map))} of {len(text.paragraphs)} paragraphs cited)")
        for candidates in (*sizes(map), len(draft(text).candidates)):
            one = figures(text, map, candidates)
            print(
                f"  {'':10} {candidates:5} {one.reached:7.0%} {one.alone:6.0%} {one.bound:5.0%} {one.by_chance:6.0%}"
                f" {one.by_firsts:6.0%} {one.attacks:8.0%} {one.attacks_by_chance:6.0%} {one.right:5.0%}"
                f" {one.targets:7.0%} {one.offered:7}"
            )
    if not ARTICLE.exists():
        print(f"air-support: not measured, for its text is not here ({ARTICLE})")


if __name__ == "__main__":
    main()
