"""Coverage and finding: who cites what, who cites nothing, and where words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.argdown import parse
from clashmap.evidence.coverage import citeless, coverage
from clashmap.evidence.find import find_words
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.graph import ArgumentMap
from clashmap.resolve import resolve
from clashmap.source import Source
from paths import ARTICLE, needs_article

TEXT = """\
===
sources: {s: {title: S}, t: {title: T}}
===

[A]: a {cite: ["s 2, 3.1", "s 3.2", "t 5"]}
  - <B>: b {cite: s 2-3}
  - <C>: c {cite: s}
  + <D>: d

[E]: e {cite: "s 4-999999999"}

[F]

[G]: g {cite: "s p. 3"}

[H]: h #analytic
"""


def mapped(text: str) -> ArgumentMap:
    return resolve([parse(Source("debate.argdown", text))])


def test_who_cites_what_and_who_nothing() -> None:
    map = mapped(TEXT)
    found = coverage(map.nodes, "s", 5)
    cited = {number: [node.title for node in nodes] for number, nodes in found.cited.items()}
    assert cited == {2: ["A", "B"], 3: ["A", "B"], 4: ["E"], 5: ["E"]}
    assert list(cited) == [2, 3, 4, 5]
    assert found.uncited == (1,)
    assert [node.title for node in found.whole] == ["C"]
    assert [[node.title for node in nodes] for nodes in citeless(map.nodes)] == [["D"], ["H"]]
    other = coverage(map.nodes, "t", 4)
    assert (dict(other.cited), other.uncited, other.whole) == ({}, (1, 2, 3, 4), ())


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 5)), max_size=8), st.integers(0, 12))
def test_each_paragraph_is_cited_or_not(ranges: list[tuple[int, int]], count: int) -> None:
    lines = [f'[C{n}]: c {{cite: "s {first}-{first + more}"}}\n' for n, (first, more) in enumerate(ranges)]
    found = coverage(mapped("===\nsources: {s: {title: S}}\n===\n\n" + "\n".join(lines)).nodes, "s", count)
    assert sorted([*found.cited, *found.uncited]) == list(range(1, count + 1))
    for number in range(1, count + 1):
        by = [f"C{n}" for n, (first, more) in enumerate(ranges) if first <= number <= first + more]
        assert [node.title for node in found.cited.get(number, ())] == by


# --- finding ----------------------------------------------------------------------------------------------------------

SOURCE = SourceText(
    "s",
    "s.txt",
    paragraphs(
        "A no-fly zone\nThe no‑fly\u00a0zone fails. It “fails” again. A zone fails. Zones fail.\n"
        "It is the club’s zone, (fails) and all. The end. Zone. Fails.\n我来了。你走了。\n"
    ),
)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("no-fly zone", ["1.1", "2.1"]),
        ("  NO-FLY\n ZONE! ", ["1.1", "2.1"]),
        ("zone fails", ["2.1", "2.3", "3.1", "3.3-4"]),
        ("fails", ["2.1", "2.2", "2.3", "3.1", "3.4"]),
        ("club's zone", ["3.1"]),
        ("the end. zone", ["3.2-3"]),
        ("你走", ["4.2"]),
        ("了。你", ["4.1-2"]),
        ("", []),
        ("… !", []),
    ],
)
def test_words_are_found_wherever_they_stand(words: str, places: list[str]) -> None:
    found = find_words(words, SOURCE)
    assert [str(one.locator) for one in found] == places
    assert all(one.likeness == 1 and one.passage == SOURCE.passage(one.locator) for one in found)


def test_a_part_of_a_word_is_not_the_word() -> None:
    assert all(one.likeness < 1 for one in find_words("zon", SOURCE))
    assert [str(one.locator) for one in find_words("zones", SOURCE)] == ["2.4"]


@pytest.mark.parametrize(
    ("word", "found"),
    [("zoen", [("zone", "1.1"), ("zone", "2.1"), ("zone", "2.3"), ("zone", "3.1"), ("Zone", "3.3")]), ("xyz", [])],
)
def test_for_a_misspelt_word_those_spelt_like_it_are_found(word: str, found: list[tuple[str, str]]) -> None:
    near = find_words(word, SOURCE)
    assert [(one.passage, str(one.locator)) for one in near] == found
    assert all(0.5 < one.likeness < 1 for one in near)
    assert find_words(word, SOURCE, most=2) == near[:2]


def test_so_many_places_and_no_more() -> None:
    many = SourceText("s", "s", ("Yes. Yes. Yes. Yes.",) * 10)
    assert [str(one.locator) for one in find_words("yes", many, most=6)] == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"]
    assert find_words("yes", many, most=0) == ()


@needs_article
def test_words_of_the_article_are_found_in_it() -> None:
    text = SourceText("a", "a", paragraphs(ARTICLE.read_text(encoding="utf-8")))
    for number in range(1, len(text.paragraphs) + 1):
        for start, end in text.sentences(number):
            sentence = text.paragraphs[number - 1][start:end]
            assert any(one.passage == sentence for one in find_words(sentence.upper(), text))
