"""Following: whatever is edited in a text, citations of what stands in it still never come to point elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.evidence.locator import Locator, located
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.evidence.verify import Standing, verify
from clashmap.graph import ArgumentMap
from clashmap.library import load

WORDS = ["jets", "tanks", "rivers", "bridges", "soldiers", "winters", "harvests", "markets", "letters", "promises", "borders", "towers", "engines"]


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


def read(folder: Path) -> tuple[ArgumentMap, SourceText]:
    map = load(folder / "club", texts=True)
    return map, map.shelf.texts["s"]


@settings(max_examples=40, deadline=None)
@given(cited, st.lists(places, max_size=2), rounds)
def test_what_is_untouched_and_stands_once_stays_cited(
    claims: list[tuple[list[str], bool]], cards: list[str], rounds: list[tuple[list[tuple[str, int, int]], list[str], int]]
) -> None:
    old = SourceText("s", "s", OLD)

    def words(place: str) -> str:
        first, _, sentence = place.partition(".")
        point = (int(first), int(sentence or 0))
        return old.passage(Locator(point, point)) or ""

    with TemporaryDirectory() as name, CliRunner().isolated_filesystem(name):
        club = Path("club")
        (club / "sources").mkdir(parents=True)
        (club / "cards").mkdir()
        front = "===\nsources: {s: {title: Source, author: Ito, issued: 2025}}\n===\n\n"
        for number, (cites, is_quoted) in enumerate(claims):
            listed = ", ".join(f'"s {place}"' for place in cites)
            quote = f', quote: "{words(cites[-1])}"' if is_quoted else ""
            front += f"[C{number}]: What it says. {{cite: [{listed}]{quote}}}\n\n"
        for number, place in enumerate(cards):
            front += f"[K{number}]: What it shows. {{card: k{number}}}\n\n"
            card = f"---\nsource: s\nlocator: {place}\n---\n\n{words(place)}\n"
            (club / f"cards/k{number}.md").write_text(card, encoding="utf-8")
        (club / "debate.argdown").write_text(front, encoding="utf-8")
        source, lines = club / "sources/s.txt", list(OLD)
        source.write_text("\n\n".join(lines), encoding="utf-8")
        CliRunner().invoke(cli, ["cite", "club", "--lock"])
        map, text = read(Path())
        meant = passages(map, text)
        for seed, (script, order, most) in enumerate(rounds):
            lines = edited(lines, script, seed)
            source.write_text("\n\n".join(lines), encoding="utf-8")
            now = units(SourceText("s", "s", paragraphs("\n".join(lines))))
            meant = {who: passage for who, passage in meant.items() if now[passage] == 1}
            for command in order[:most]:
                done = CliRunner().invoke(cli, command)
                assert done.exit_code in (0, 1), done.output
            map, text = read(Path())
            found = verify((*map.nodes, *map.shelf.cards.values()), {"s": text}, map.shelf.lock)
            told = {(one.node.id, number): one for one, number in zip(found, numbers(map), strict=True)}
            for who, passage in meant.items():
                one = told[who]
                place = one.found if one.standing is Standing.MOVED else located(one.citation)
                assert place and text.passage(place) == passage
                assert one.standing is not Standing.UNLOCKED
            if len(order[:most]) == 2 or order[0][0] == "cite":
                stay = [one for one in found if one.standing is Standing.MOVED]
                assert all(len(one.node.citations) == 2 for one in stay)


def numbers(map: ArgumentMap) -> list[int]:
    return [number for node in (*map.nodes, *map.shelf.cards.values()) for number in range(len(node.citations))]


def passages(map: ArgumentMap, text: SourceText) -> dict[tuple[str, int], str]:
    """What each point and card cites, by its id and the number of the citation."""
    return {
        (node.id, number): passage
        for node in (*map.nodes, *map.shelf.cards.values())
        for number, one in enumerate(node.citations)
        if (place := located(one)) and (passage := text.passage(place))
    }
