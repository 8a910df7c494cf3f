"""Following: whatever is edited in a text, citations of what stands in it still never come to point elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.evidence.locator import Locator, located, parse_locator
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.evidence.verify import Standing, Verified, verify
from clashmap.library import load

WORDS = [
    "jets",
    "tanks",
    "rivers",
    "bridges",
    "soldiers",
    "winters",
    "harvests",
    "markets",
    "letters",
    "promises",
    "borders",
    "towers",
    "engines",
]


def sentence(number: int) -> str:
    """A sentence of seven words; those of two numbers share few of them."""
    a, b, c = (WORDS[(number // size) % len(WORDS)] for size in (1, 13, 5))
    return f"Number{number} said that {a} outlast {b} near{number} {c}."


OLD = tuple(" ".join(sentence(3 * n + k) for k in range(1 + n % 3)) for n in range(9))
"""Paragraphs of one to three sentences."""

places = st.builds(lambda n, k: f"{n + 1}.{k % (1 + n % 3) + 1}" if k < 3 else f"{n + 1}", *[st.integers(0, 8)] * 2)
"""Places in OLD: sentences, or paragraphs."""
cited = st.lists(st.tuples(st.lists(places, min_size=1, max_size=2, unique=True), st.booleans()), max_size=6)
edits = st.lists(
    st.tuples(st.sampled_from(["insert", "insert", "delete", "move", "reword", "precede"]), *[st.integers(0, 40)] * 2),
    min_size=1,
    max_size=3,
)
commands = st.permutations([("check", "club", "--fix"), ("cite", "club", "--verify", "--fix")])
rounds = st.lists(st.tuples(edits, commands, st.integers(1, 2)), min_size=1, max_size=2)


def edited(lines: list[str], script: list[tuple[str, int, int]], seed: int) -> list[str]:
    """*lines* after each edit of *script*; what it puts in is like nothing else."""
    lines = list(lines)
    for number, (what, where, to) in enumerate(script):
        new = sentence(1000 + 100 * seed + number)
        at = where % len(lines)
        if what == "insert":
            lines.insert(at, new)
        elif what == "precede":
            lines[at] = f"{new} {lines[at]}"
        elif what == "reword":
            lines[at] = lines[at].replace("outlast", "never outlast", 1)
        elif len(lines) > 2:
            line = lines.pop(at)
            if what == "move":
                lines.insert(to % (len(lines) + 1), line)
    return lines


def units(text: SourceText) -> Counter[str | None]:
    """How often each paragraph and each sentence stands in *text*, a paragraph of one sentence once."""
    points = [(n, k) for n in range(1, len(text.paragraphs) + 1) for k in range(len(text.sentences(n)) + 1)]
    return Counter(text.passage(Locator(point, point)) for point in points if point[1] != 1 or text.has((point[0], 2)))


Round = tuple[list[tuple[str, int, int]], list[tuple[str, ...]], int]


@settings(max_examples=40, deadline=None)
@given(cited, st.lists(places, max_size=2), rounds)
def test_what_is_untouched_and_stands_once_stays_cited(
    claims: list[tuple[list[str], bool]], cards: list[str], rounds: list[Round]
) -> None:
    with TemporaryDirectory() as folder, chdir(folder):
        club = Path("club")
        write(club, claims, cards)
        lines = list(OLD)
        assert run("cite", "club", "--lock").exit_code == int(not claims and not cards)
        meant = {(one.node.id, text) for one, text in cited_now()}
        for seed, (script, order, most) in enumerate(rounds):
            lines = edited(lines, script, seed)
            (club / "sources/s.txt").write_text("\n\n".join(lines), encoding="utf-8")
            now = units(SourceText("s", "s", paragraphs("\n".join(lines))))
            meant = {(who, passage) for who, passage in meant if now[passage] == 1}
            for command in order[:most]:
                done = run(*command)
                assert done.exit_code in (0, 1), done.output
            cites = list(cited_now())
            assert meant <= {(one.node.id, text) for one, text in cites}
            if any(command[0] == "cite" for command in order[:most]):
                # Who cites two places may be left with one that would come to a place where the other has lost its own.
                assert all(len(one.node.citations) > 1 for one, _ in cites if one.standing is Standing.MOVED)


def write(club: Path, claims: list[tuple[list[str], bool]], cards: list[str]) -> None:
    """A debate that cites places of OLD, with *cards* cut from there."""
    old = SourceText("s", "s", OLD)
    text = "===\nsources: {s: {title: Source, author: Ito, issued: 2025}}\n===\n\n"
    (club / "cards").mkdir(parents=True)
    (club / "sources").mkdir()
    (club / "sources/s.txt").write_text("\n\n".join(OLD), encoding="utf-8")
    for number, (cites, is_quoted) in enumerate(claims):
        listed = ", ".join(f'"s {place}"' for place in cites)
        quote = f', quote: "{old.passage(parse_locator(cites[-1]))}"' if is_quoted else ""
        text += f"[C{number}]: What it says. {{cite: [{listed}]{quote}}}\n\n"
    for number, place in enumerate(cards):
        text += f"[K{number}]: What it shows. {{card: k{number}}}\n\n"
        card = f"---\nsource: s\nlocator: {place}\n---\n\n{old.passage(parse_locator(place))}\n"
        (club / f"cards/k{number}.md").write_text(card, encoding="utf-8")
    (club / "debate.argdown").write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="clashmap")


def cited_now() -> Iterator[tuple[Verified, str]]:
    """Each citation of the debate, and the passage that it leads to; of one that is told to have moved, where to."""
    map = load("club", texts=True)
    text = map.shelf.texts["s"]
    for one in verify((*map.nodes, *map.shelf.cards.values()), map.shelf.texts, map.shelf.lock):
        assert one.standing is not Standing.UNLOCKED
        if place := one.found if one.standing is Standing.MOVED else located(one.citation):
            yield one, text.passage(place) or ""
