"""How long it takes to verify a debate of 1,000 citations of a source of 1 MB, and to follow a text that was changed.

    python tests/benchmarks/verify.py [--runs 5] [--claims 1000] [--megabytes 1.0]

Source and debate are made up, the same ones each time: sentences of words that are as frequent as in a language, a
third of the citations for paragraphs, the others for sentences and ranges. Figures are medians of processor time.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from clashmap.argdown import parse
from clashmap.evidence.lock import dumps, loads
from clashmap.evidence.relocate import fixes
from clashmap.evidence.text import SourceText
from clashmap.evidence.verify import locked, verify
from clashmap.graph import ArgumentMap
from clashmap.resolve import resolve
from clashmap.source import Source

T = TypeVar("T")


def text_of(size: int) -> list[str]:
    """Paragraphs of about *size* characters in all."""
    chance = random.Random(size)
    letters = "etaoinshrdlucmfwypvbgk"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(20_000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    lines: list[str] = []
    total = 0
    while total < size:
        sentences = [
            " ".join(chance.choices(vocabulary, weights, k=chance.randint(6, 30))).capitalize() + "."
            for _ in range(chance.randint(1, 6))
        ]
        lines.append(" ".join(sentences))
        total += len(lines[-1]) + 1
    return lines


def debate(text: SourceText, claims: int) -> ArgumentMap:
    """A map of so many *claims*, each with a citation of *text*."""
    chance = random.Random(claims)
    parts = ["===\nsources: {s: {title: Source}}\n===\n"]
    for number in range(claims):
        paragraph = chance.randint(1, len(text.paragraphs) - 1)
        sentence = chance.randint(1, len(text.sentences(paragraph)))
        place = chance.choice([f"{paragraph}", f"{paragraph}.{sentence}", f"{paragraph}.1-{sentence}"])
        parts.append(f'[Claim {number}]: What is said here. {{cite: "s {place}"}}\n')
    return resolve([parse(Source("debate.argdown", "\n".join(parts)))])


def edited(lines: list[str], share: float) -> list[str]:
    """*lines* with ten more at the top, and *share* of their words gone or doubled."""
    chance = random.Random(1)
    kept = []
    for line in lines:
        words = [word for word in line.split() for _ in range(chance.choice((0, 2)) if chance.random() < share else 1)]
        kept.append(" ".join(words) or line)
    return [f"A new paragraph, number {number}." for number in range(10)] + kept


def timed(runs: int, prepare: Callable[[], T], work: Callable[[T], object]) -> float:
    """The median of processor time of *work* on what *prepare* makes, in seconds."""
    times = []
    for _ in range(runs):
        made = prepare()
        start = time.process_time()
        work(made)
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    """Print a line for each task."""
    parser = argparse.ArgumentParser(description="How long it takes to verify citations.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--megabytes", type=float, default=1.0)
    asked = parser.parse_args()
    lines = text_of(int(asked.megabytes * 1_000_000))
    texts = {name: tuple(edited(lines, share)) for name, share in (("moved", 0), ("1 in 20", 0.05), ("1 in 5", 0.2))}
    texts["unchanged"] = tuple(lines)
    texts["another"] = tuple(text_of(int(asked.megabytes * 1_000_000) + 1))

    def fresh(name: str) -> Mapping[str, SourceText]:
        return {"s": SourceText("s", "s.txt", texts[name])}

    map = debate(fresh("unchanged")["s"], asked.claims)
    lock = locked(map.nodes, fresh("unchanged"), None)
    written = dumps(lock)
    cited = sorted({number for node in map.nodes for one in node.citations for number in one.paragraphs})
    print(f"{len(lines):,} paragraphs, {sum(one.count('.') for one in lines):,} sentences, {len(cited):,} cited")

    def split(texts: Mapping[str, SourceText]) -> None:
        for number in cited:
            texts["s"].sentences(number)

    def warm(name: str) -> Callable[[], Mapping[str, SourceText]]:
        def made() -> Mapping[str, SourceText]:
            texts = fresh(name)
            split(texts)
            return texts

        return made

    def line(what: str, seconds: float, more: str = "") -> None:
        print(f"{what:<44} {seconds:>7.3f} s  {more}".rstrip())

    line("split all that is cited into sentences", timed(asked.runs, lambda: fresh("unchanged"), split))
    line(
        f"write and read a lock of {len(written):,} bytes",
        timed(asked.runs, lambda: lock, lambda _: loads(dumps(lock))),
    )
    line("lock", timed(asked.runs, warm("unchanged"), lambda texts: locked(map.nodes, texts, None)))
    line("verify, unchanged", timed(asked.runs, warm("unchanged"), lambda texts: verify(map.nodes, texts, lock)))
    for name in ("moved", "1 in 20", "1 in 5", "another"):
        took = timed(asked.runs, lambda name=name: fresh(name), lambda texts: verify(map.nodes, texts, lock))
        found = verify(map.nodes, fresh(name), lock)
        counts = Counter(str(one.standing) for one in found)
        edits = sum(len(fix.edits) for fix in fixes(found))
        told = ", ".join(f"{count:,} {standing}" for standing, count in sorted(counts.items()))
        line(f"verify, sentences split too: {name}", took, f"{told}; {edits:,} to mend")


if __name__ == "__main__":
    main()
