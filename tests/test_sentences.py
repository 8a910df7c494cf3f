"""Sentences: what ends one and what does not, and that no text is lost or counted twice."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clashmap.evidence.enclosures import enclosures
from clashmap.evidence.fingerprint import fingerprint, trace
from clashmap.evidence.locator import Locator, parse_locator
from clashmap.evidence.normal import normalised, words
from clashmap.evidence.sentences import sentences
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.source import Span
from paths import ARTICLE, needs_article

ONE = [
    "The U.S. Army met President J. A. Smith in Washington, D.C. on Jan. 5.",
    "Mr. Jones, Ph.D., of Acme Inc. paid $4.5 billion, e.g. for No. 5 and Fig. 3, i.e. a lot.",
    "See vol. 3, ch. 4, and cf. Smith et al. 2020, ed. Jones.",
    "They met at 5 p.m. Monday and at 9 a.m. EST.",
    "It is in no. 5, no. VII and no. A-12, as of May. 2020.",
    "See https://example.org/a.b?c=d and www.example.org for more.",
    "He said: “Go. Stay. Come back.”",
    "“Go. Stay,” he said.",
    "“Who is it?” he asked.",
    "“Who is it? Speak!” Mr. Smith asked on Friday.",
    "He asked “why?” and left.",
    "It is (see p. 5. It says so) there.",
    "Well... maybe it is… or not.",
    "1. Planes are needed.",
    "(a) Planes are needed.",
    "Would you? A plan for the war",
    "Part 2. What is next? A plan",
    "1. Air power",
    "The “Tripwire” Doctrine",
    "「我来了。」",
]
SEVERAL = [
    "He said “no.” | Then he left.",
    "He said, “I go. You stay.” | She left.",
    "He asked, “Why?” | She left.",
    '"Go home." | He left.',
    "“He said ‘go.’” | Then he left.",
    "“Go. | Stay.” | He left.",
    "“We go on. | We never stop. | And so on it goes.",
    "(It is so. | Or not.) | It ends.",
    "It is so (Smith 2020). | Others doubt it.",
    "What?! | No!! | Oh?... | It is.",
    "It is true that they may. | Few of those knew it. | They “may.” | 5 did. | It began in May. | Few came.",
    "They said no. | Lt. Col. Smith left. | He said no. | I did, too.",
    "He left… | Then she came. | He left... | Then she came.",
    "He won.[1] | Then he left.[2][3] | Good.* | Fine.",
    "We need: 1. Planes. | 2. Tanks.",
    "It was in the U.S. | We live there.",
    "Is it plan B? | It is no possibility. | trump and his men know.",
    "It rose 3.5 percent. | $4 billion went.",
    "我来了！ | 你呢？ | 好。",
    "क्या है। | यह है।",
    "Он ушёл. | Она пришла!",
    "He left. | 😀 “Yes,” he said. | 😀😀 It “is.” | Good.",
    "First paragraph \n\n second paragraph",
]


def told(text: str, *, heading: bool = False) -> list[str]:
    return [text[start:end] for start, end in sentences(text, heading=heading)]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence(text: str) -> None:
    assert told(text) == [text]
    assert told(f"{text} ") == [text]


@pytest.mark.parametrize("marked", SEVERAL)
def test_several_sentences(marked: str) -> None:
    assert told(marked.replace(" | ", " ").replace(" \n\n ", "\n\n")) == [
        part for half in marked.split(" \n\n ") for part in half.split(" | ")
    ]


def test_a_heading_that_the_file_marks_is_one_sentence() -> None:
    text = "It is over. What is next? Nothing."
    assert (len(told(text)), told(text, heading=True)) == (3, [text])
    source = SourceText("a", "a", (text, text), frozenset({2}))
    assert (len(source.sentences(1)), len(source.sentences(2))) == (3, 1)


def test_only_a_short_line_without_a_stop_is_a_heading() -> None:
    assert len(told("Would you? I would, " + "and " * 30 + "so")) == 2
    assert len(told("Would you? I would.")) == 2
    assert len(told("would you? And so")) == 2


def test_a_long_paragraph_is_told_as_short_ones_are() -> None:
    unit = "He went home late. It was “dark. Very dark,” they say (as in 2020). “Go. Stay.” Why? 😀 Yes. "
    one = told(unit.strip())
    assert len(one) == 6
    assert told(unit * 300) == one * 300


@pytest.mark.parametrize("unit", ["“", "!“", "(", "「。」", "“a. ", "(((a.)))", ". ", "a.b ", "\n\n", "“(a.) B” "])
def test_a_paragraph_of_one_sign_after_another_is_read(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert "".join("".join(told(text)).split()) == "".join(text.split())


_SIGNS = "“ ” ‘ ’ \" ' ( ) [ ] . ! ? … ... a B é U.S. Mr. 1. (a) 5 He said 😀 。 「 」 — : , [1] _ * • « »"
_WORDS = "possibilities p.m. Monday"
pieces = st.sampled_from(
    [*_SIGNS.split(), *_WORDS.split(), " ", "  ", "\n", "\n\n", "went home", *"\u200b\x00\ud800\u0301\x85\x1c"]
)


@given(st.lists(pieces, max_size=60).map("".join) | st.text(max_size=80))
@example("“”" * 3)
def test_sentences_cover_all_of_any_text_once(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(offset for span in spans for offset in span), len(text)]
    assert ends == sorted(ends)
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)
    between = [text[end:start] for end, start in zip(ends[::2], ends[1::2], strict=True)]
    assert "".join(between).strip() == ""
    assert sentences(text) == spans
    assert len(sentences(text, heading=True)) == bool(text.strip())


@given(st.lists(st.sampled_from('“”()[]«»„"a '), max_size=40).map("".join))
def test_enclosures_lie_apart_and_hold_their_marks(text: str) -> None:
    spans = enclosures(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for start, end in spans:
        assert end - start >= 2
        assert text[start] + text[end - 1] in ("“”", "()", "[]", "«»", "„“", '""')


def test_what_is_enclosed() -> None:
    text = "“One (two) three.” Four) (five “six” "
    assert [text[start:end] for start, end in enclosures(text)] == ["“One (two) three.”", "“six”"]
    assert enclosures('6" long and 5" wide, "') == ()


# --- paragraphs and passages ------------------------------------------------------------------------------------------

TEXT = SourceText("a", "a.txt", paragraphs("Title\n\n One. Two! Three? \n\t\nFour. “Five.” Six.\r\nSeven.\n"))


@pytest.mark.parametrize(
    ("locator", "passage"),
    [
        ("1", "Title"),
        ("2", "One. Two! Three?"),
        ("2.1", "One."),
        ("2.2-3", "Two! Three?"),
        ("2-3", "One. Two! Three?\nFour. “Five.” Six."),
        ("2.3-3.2", "Three?\nFour. “Five.”"),
        ("2.3-4.1", "Three?\nFour. “Five.” Six.\nSeven."),
        ("2-3.1", "One. Two! Three?\nFour."),
        ("5", None),
        ("1.2", None),
        ("2.4", None),
        ("2.1-4", None),
        ("3-5", None),
        ("3-4.2", None),
    ],
)
def test_a_locator_is_a_passage(locator: str, passage: str | None) -> None:
    assert TEXT.passage(parse_locator(locator)) == passage


@given(st.tuples(st.integers(-1, 6), st.integers(-1, 6)))
def test_there_is_a_point_where_there_is_a_passage(point: tuple[int, int]) -> None:
    counts = {1: 1, 2: 3, 3: 3, 4: 1}
    assert TEXT.has(point) == (point[0] in counts and 0 <= point[1] <= counts[point[0]])
    if TEXT.has(point):
        assert TEXT.passage(Locator(point, point))


@needs_article
def test_the_article_is_told_sentence_by_sentence() -> None:
    text = SourceText("a", "a", paragraphs(ARTICLE.read_text(encoding="utf-8")))
    counts = [len(text.sentences(number)) for number in range(1, len(text.paragraphs) + 1)]
    assert (len(counts), sum(counts), max(counts)) == (109, 198, 4)
    ends = [told(paragraph)[-1][-1] for paragraph in text.paragraphs]
    for number, paragraph in enumerate(text.paragraphs, start=1):
        for sentence in told(paragraph)[:-1]:
            assert sentence.rstrip("”")[-1] in ".?!", number
            assert sentence.count("“") == sentence.count("”"), number
    assert ends.count(".") + ends.count("”") > 80


# --- normal forms and fingerprints ------------------------------------------------------------------------------------


def test_marks_of_a_long_text_that_has_little_else_are_no_punctuation() -> None:
    said = "It is (so. Or not) today. "
    assert [len(sentences(said)), len(sentences(said * 1_000)), len(enclosures(said * 1_000))] == [1, 1_000, 1_000]
    assert enclosures("(a) " * 2_000)
    assert not enclosures("(a) " * 4_000)
    assert sentences("“(“" * 100_000 + "It is. So it is.") == (Span(0, 300_006), Span(300_007, 300_016))


@given(st.text(max_size=60) | st.lists(pieces, max_size=20).map("".join))
@example("e\u200b\u0301")
@example("\u1e9b\u0323 ﬁ  \u2028x")
def test_a_normal_form_is_its_own(text: str) -> None:
    form = normalised(text)
    assert normalised(form) == form
    assert form == form.strip()
    assert normalised(f"\ufeff{text}\n".replace(" ", "\n \u00ad")) == normalised(text)
    assert normalised(unicodedata.normalize("NFD", text)) == form


def test_what_counts_in_a_fingerprint() -> None:
    assert fingerprint("a  b\nc") == fingerprint("a b c\u200b") == fingerprint(" a\u00a0b c ")
    assert fingerprint("é") == fingerprint("e\u0301")
    assert (
        fingerprint("“a” – it’s b‑c—d")
        == fingerprint('"a" -- it\'s b-c - d')
        == fingerprint("«a»\u2014it`s b\u2212c--d")
    )
    different = ["a b c", "A b c", "a b, c", "“a b c”", "a-b c", "ab c", ""]
    assert len({fingerprint(text) for text in different}) == len(different)


def test_fingerprints_and_traces_are_the_same_everywhere() -> None:
    assert fingerprint("Most of us want jets.") == "6bdb6b8ef6b87fe9"
    assert trace("Most of us want jets.") == trace("MOST of, us: want “jets”")
    assert trace("Most of us want jets.").hex() == "cffaca22c4"
    assert trace("don’t") == trace("Don't")
    assert trace("b‑c—d, e–f") == trace("b-c - d, e--f") == trace("b c d e f")
    assert trace("") == trace("… — !") == b""


def test_words() -> None:
    assert words("Ukraine’s F-16s, 3.5 (no—yes)!") == ("Ukraine’s", "F-16s", "3", "5", "no", "yes")
    assert words("我来 ok。") == ("我", "来", "ok")
