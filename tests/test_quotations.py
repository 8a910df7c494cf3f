"""Quotations: what stands in a source does, whatever marks it is written with, and a changed word never does."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.cli.texts import read_example
from clashmap.evidence.locator import parse_locator
from clashmap.evidence.quotation import Found, find, quotation
from clashmap.evidence.quotation.difference import Kind, difference, shown
from clashmap.evidence.quotation.index import index_of
from clashmap.evidence.quotation.tokens import tokens
from clashmap.evidence.standing import edits
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.mend import apply
from paths import ARTICLE, needs_article

PLAIN = """\
What the harbour town decided
The council may not close the old harbour before 2031. It isn't cheap—yet; “non-combat” ships cost 3.5 million a year.
Wait... what follows is a post-war plan. The town would buy 1,500 boats, he said [sic]. She walks home.
In 2019, nobody minded; the mayor's office (which never answers) was “rather ‘busy’ then”.
Twenty per cent – that is 20% – of the boats leak. The council meets on Mondays.
"""
TEXT = SourceText("town", "sources/town.txt", paragraphs(PLAIN))
WORDS = ("will", "2032", "never", "harbours", "Not", "3.4", "1,600", "the the", "")


def place(words: str, *, within: str = "") -> tuple[str, bool] | None:
    """Where *words* are found, and whether they stand there."""
    found = find(quotation(words), TEXT, within=parse_locator(within) if within else None)
    return (str(found.locator), found.likeness == 1) if found else None


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("The council may not close", "2.1"),
        ("“The council may not close”", "2.1"),
        ("  The  council\n may\u00a0not close ", "2.1"),
        ("It isn’t cheap -- yet; 'non–combat' ships", "2.2"),
        ("isn't cheap - yet; «non-combat» ships", "2.2"),
        ("non\u00ad-com\u200bbat", "2.2"),
        ('the mayor’s office (which never answers) was "rather “busy” then"', "4.1"),
        ("before 2031. It isn't", "2.1-2"),
        ("3.5 million a year. Wait... what follows", "2.2-3.1"),
        ("20% − of the boats", "5.1"),
        ("he said [sic].", "3.2"),
        ("The council … cheap", "2.1-2"),
        ("The council [...] 1,500 boats", "2.1-3.2"),
        ("The town . . . said", "3.2"),
        ("The town * * * boats", "3.2"),
        ("… council may not close …", "2.1"),
        ("[t]he council may not", "2.1"),
        ("[s]he walk[ed] home", "3.3"),
        ("[The citizens] may not close", "2.1"),
        ("The town [of Aa] would buy", "3.2"),
        ("[It] would buy 1,500", "3.2"),
    ],
)
def test_what_stands_in_the_source_is_found(words: str, where: str) -> None:
    assert place(words) == (where, True)


@pytest.mark.parametrize(
    ("text", "omissions", "parts"),
    [
        ("one * * * two", 1, 2),
        ("one.*** Two", 1, 2),
        ("**one** *two* three", 0, 1),
        ("f***ing", 0, 1),
        ("one … .", 1, 1),
        ("---", 0, 0),
        ("“… ”", 1, 0),
    ],
)
def test_what_a_quoter_left_out(text: str, omissions: int, parts: int) -> None:
    made = quotation(text)
    assert (len(made.omissions), len(made.parts)) == (omissions, parts)


@pytest.mark.parametrize(
    "words",
    [
        "The council may close",
        "The council will not close",
        "the council may not close",
        "before 2032",
        "cost 3.6 million",
        "cost 35 million",
        "5 million a year",
        "combat” ships",
        "war plan",
        "It is cheap",
        "isnt cheap",
        "buy 500 boats",
        "buy 1500 boats",
        "that is 20",
        "The council [shall] close the old harbour",
        "The council [sic] close the old harbour",
        "[h]e walks home",
        "1,500 boats … The town would buy",
        "The town … 1,600 boats",
        "The council may not, close",
        "ouncil may not",
        "may not clos",
    ],
)
def test_what_is_said_otherwise_does_not_stand_there(words: str) -> None:
    found = place(words)
    assert found is None or not found[1]


def test_of_two_places_the_cited_one_counts() -> None:
    assert place("The council") == ("2.1", True)
    assert place("The council", within="5") == ("5.2", True)
    assert place("The council", within="3") == ("2.1", True)
    assert place("The council", within="99") == ("2.1", True)
    assert place("The council … Mondays", within="4") == ("5.2", True)
    assert place("the boats … leak", within="5.1") == ("5.1", True)


def test_a_mark_is_told_from_what_the_author_wrote() -> None:
    def marks(words: str) -> tuple[int, int]:
        found = find(quotation(words), TEXT)
        assert found
        assert found.likeness == 1
        return len(found.omissions), len(found.insertions)

    assert marks("Wait... what follows") == marks("Wait … what") == (0, 0)
    assert marks("Wait … follows") == (1, 0)
    assert marks("… he said [sic].") == (0, 0)
    assert marks("The council [sic] may not close … harbour") == (1, 1)
    assert marks("[t]he council may") == (0, 1)


def test_the_parts_and_marks_of_a_quotation() -> None:
    read = quotation("“The […] fox [sic] . . . [j]umps” [open")
    assert [read.text[slice(*span)] for span in read.parts] == ["The", "fox", "umps” [open"]
    assert [read.text[slice(*span)] for span in read.omissions] == ["[…]", ". . ."]
    assert [read.text[slice(*span)] for span in read.insertions] == ["[sic]", "[j]"]


SENTENCES = [
    (f"{number}.{at}", paragraph[slice(*span)])
    for number, paragraph in enumerate(TEXT.paragraphs, 1)
    for at, span in enumerate(TEXT.sentences(number), 1)
]
MARKS = {"“": '"«„', "”": '"»“', "‘": "'`’", "’": "'ʼ", "'": "’", "–": "—−", "—": "–-", "-": "‐‑–", " ": "  \n\u00a0"}


def remarked(words: str, seed: int) -> str:
    """*words* with other quotation marks, dashes and white space."""
    pick = random.Random(seed)
    return "".join(pick.choice(MARKS.get(sign, sign)) for sign in words)


def changed(words: str, seed: int) -> str:
    """*words* with one of them left out, changed or doubled, but none beside dots, which stand for any others."""
    pick = random.Random(seed)
    spans = [match.span() for match in re.finditer(r"(?<!\.\. )\b\w+\b(?!\.\.|[^\[]*\])", words)]
    start, end = pick.choice(spans)
    word = words[start:end]
    others = [*WORDS, f"{word} {word}", f"un{word}", word[:-1], word.swapcase(), word[::-1]]
    return words[:start] + pick.choice([other for other in others if other != word]) + words[end:]


def held(words: str, text: SourceText) -> Found | None:
    return find(quotation(words), text)


@given(st.sampled_from(SENTENCES), st.integers(0, 10_000))
def test_marks_make_no_difference_and_words_do(sentence: tuple[str, str], seed: int) -> None:
    where, words = sentence
    for kept in (words, remarked(words, seed)):
        found = held(kept, TEXT)
        assert found
        assert (str(found.locator), found.likeness) == (where, 1)
    wrong = changed(words, seed)
    if " ".join(wrong.split()) not in " ".join(words.split()):
        found = held(remarked(wrong, seed), TEXT)
        assert found is None or found.likeness < 1


@needs_article
def test_the_sentences_of_the_article_are_found_and_changed_ones_are_not() -> None:
    text = SourceText("air-support", ARTICLE.name, paragraphs(ARTICLE.read_text(encoding="utf-8")))
    for number in range(1, len(text.paragraphs) + 1):
        for at, span in enumerate(text.sentences(number), 1):
            words = text.paragraphs[number - 1][slice(*span)]
            within = parse_locator(f"{number}.{at}")
            found = find(quotation(remarked(words, number)), text, within=within)
            assert found
            assert (found.likeness, found.locator) == (1, within)
            wrong = changed(words, number * 100 + at)
            if wrong not in words and " ".join(wrong.split()) not in words:
                found = find(quotation(wrong), text, within=within)
                assert found is None or found.likeness < 1, wrong
                if len(words.split()) > 6:
                    assert found
                    assert found.locator.first[0] == number


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The council will close the old harbour", "The council [-will-] {+may not+} close the old harbour"),
        ("may close", "may {+not+} close"),
        ("The council … before 2032", "The council … before [-2032-] {+2031+}"),
        ("combat” ships cost 3.5", "{+non-+} combat” ships cost 3.5"),
        ("[t]he council may close the harbour", "[t]he council may {+not+} close the {+old+} harbour"),
        ("boats, she said [sic]. She walks", "boats, [-she-] {+he+} said [sic]. She walks"),
        ("[The citizens] may close the old harbour", "[The citizens] may {+not+} close the old harbour"),
    ],
)
def test_the_difference_is_told_word_by_word(words: str, told: str) -> None:
    found = held(words, TEXT)
    assert found
    assert found.likeness < 1
    assert shown(difference(quotation(words), found.passage)) == told


def test_of_a_long_difference_the_surroundings_are_shown() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    told = shown(difference(quotation(words.replace("w20", "other")), words), around=2)
    assert told == "⋯ w18 w19 [-other-] {+w20+} w21 w22 ⋯"


ANY = st.lists(
    st.sampled_from(
        ["the", "council", "may", "…", "...", "[", "]", "[sic]", "[t]he", "“", "-", "\u05d0", "🔥", "é", "\u202e", "0"]
    )
)


@given(ANY.map(" ".join) | ANY.map("".join) | st.text())
def test_anything_can_be_quoted(words: str) -> None:
    read = quotation(words)
    found = find(read, TEXT)
    spans = sorted([*read.parts, *read.omissions, *read.insertions])
    assert all(one.end <= other.start for one, other in pairwise(spans))
    if found:
        assert 0 < found.likeness <= 1
        assert TEXT.passage(found.locator) is not None
        kinds = {change.kind for change in difference(read, found.passage)}
        if found.likeness == 1 and not read.insertions:
            assert Kind.QUOTED not in kinds


@pytest.mark.parametrize(
    "words",
    [
        "." * 100_000,
        ". " * 50_000,
        "…" * 100_000,
        "[" * 100_000,
        "[a " * 33_000,
        "[a]" * 33_000,
        "a[b]" * 25_000,
        "the … " * 16_000,
        "the [x] " * 12_000,
        "the " * 25_000,
        "\u05d0\u202e" * 50_000,
        "🔥" * 100_000,
        "“" * 100_000,
    ],
    ids=lambda words: words[:8].strip(),
)
def test_a_huge_quotation_comes_to_an_end(words: str) -> None:
    found = held(words, TEXT)
    assert found is None or found.likeness < 1


FRONT = "// debate.argdown\n===\nsources: {town: {title: Town}, gone: {title: Gone}}\n===\n\n"


def findings(data: str, *, front: str = FRONT) -> list[tuple[str, str]]:
    map = read_example(f"{front}[A]: a {{{data}}}\n// sources/town.txt\n{PLAIN}")
    return [(found.code, found.place.text if found.place else "") for found in map.diagnostics if found.code != "E013"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ('quote: "The council meets", cite: "town 5"', []),
        ('quote: "The council meets", cite: "town"', []),
        ('quote: "The council meets", cite: "town 2, 5"', []),
        ('quote: "The council meets", cite: "town 2"', [("E004", "2")]),
        ('quote: "The council meets", cite: "town 2, 3"', [("E004", "The council meets")]),
        ('quote: "The council … Mondays", cite: "town 2, 5"', []),
        ('quote: "The council … leak", cite: "town 2, 4"', [("E004", "The council … leak")]),
        ('quote: "The council parts", cite: "town 5"', [("E003", "The council parts")]),
        ('quote: "The council parts", cite: ["town 5", "gone 3"]', []),
        ('quote: "The council parts", cite: "gone 3"', []),
        ('quote: ["She walks home", "He walks home"], cite: "town 3"', [("E003", "He walks home")]),
        ("quote: 'It isn''t cheap', cite: \"town 2\"", []),
        ("quote: 'It isn''t dear', cite: \"town 2\"", [("E003", "It isn''t dear")]),
        ('quote: "…", cite: "town 2"', [("E003", "…")]),
        ('quote: "", cite: "town 2"', [("E003", "quote")]),
        ('quote: "The council parts"', [("E006", "quote")]),
        ('quote: {a: b}, cite: "town 5"', [("D005", "quote")]),
        ('quotes: "The council meets", cite: "town 5"', [("D002", "quotes")]),
    ],
)
def test_a_quotation_is_held_against_what_is_cited(data: str, found: list[tuple[str, str]]) -> None:
    assert findings(data) == found


@pytest.mark.parametrize(
    ("quote", "message", "help"),
    [
        ("THE COUNCIL MEETS", "the quotation stands in town 5.2 in other capitals", "{+The council meets+}"),
        ("The boats leak … Twenty", "the quotation does not stand in town; ", ""),
        ("of the boats leak … Twenty per", "the parts of the quotation stand in town in another order", "as a list"),
        ("the council meets", "the quotation stands in town 5.2 in other capitals", "in brackets: [t]he."),
        ("a plan that nobody has on a Tuesday", "the quotation does not stand in town, nor anything like it", ""),
        (
            "for 2020, nobody minded",
            "the quotation does not stand in town; ",
            "\n[-for 2020-] {+In 2019+}, nobody minded",
        ),
    ],
)
def test_why_a_quotation_does_not_stand_is_told(quote: str, message: str, help: str) -> None:
    text = f'{FRONT}[A]: a {{quote: "{quote}", cite: town}}\n// sources/town.txt\n{PLAIN}'
    (found,) = [one for one in read_example(text).diagnostics if one.code == "E003"]
    assert found.message.startswith(message)
    assert help in found.help


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("The council may not close", ""),
        ("[t]he council [of Aa and Bb] may … [sic] cheap", "1 word changed, 5 words put in, 1 omission"),
        ("[t]he council", "1 word changed"),
        ("he said [sic]. She … home", "1 omission"),
    ],
)
def test_what_a_quoter_did_is_counted(words: str, made: str) -> None:
    assert edits([(quotation(words), find(quotation(words), TEXT))]) == made


def test_a_place_in_a_long_paragraph_is_found_from_the_nearest_note() -> None:
    pieces = ["the harbour,", "我" * 450, "3.5 (né\u0301e)", ")" * 20, "说。我" * 200, "– “no”", "x-y"]
    long = " ".join(random.Random(1).choices(pieces, k=4_000))
    text = SourceText("s", "s.txt", (long,))
    index = index_of(text)
    every = list(tokens(long))
    assert [token.norm for token in every] == [index.norms[ord(code)] for code in index.line]
    for at in (*range(0, len(every), 997), len(every) - 1):
        assert index.place(at) == (1, (every[at].start, every[at].end))
        assert index.beginning_before(1, every[at].start) == at
        assert index.ended_by(1, every[at].end) == at + 1
    assert [token.norm for token in tokens(")" * 9 + "x")] == [")" * 9, "x"]


@pytest.mark.parametrize(
    ("data", "card", "found"),
    [
        ('card: x, quote: "The council meets"', "source: town\nlocator: 5", []),
        ('card: x, quote: "The council meets", cite: "town 2"', "source: town\nlocator: 5", []),
        ('card: x, quote: "The council meets"', "source: town\nlocator: 2", [("E004", "The council meets")]),
        ('card: x, quote: "The council parts"', "source: town\nlocator: 5", [("E003", "The council parts")]),
        # A card that has the name of a source is cut from it.
        ('card: town, quote: "The council parts"', "title: Town\nid: town", [("E003", "The council parts")]),
    ],
)
def test_a_quotation_may_stand_where_a_card_is_cut_from(data: str, card: str, found: list[tuple[str, str]]) -> None:
    text = f"{FRONT}[A]: a {{{data}}}\n// cards/x.md\n---\n{card}\n---\n\n[…]\n// sources/town.txt\n{PLAIN}"
    told = [(one.code, one.place.text if one.place else "") for one in read_example(text).diagnostics]
    assert [one for one in told if one[0] in ("E003", "E004")] == found


def test_the_league_says_what_may_be_left_out() -> None:
    front = FRONT.replace("sources:", "league: nsda\nsources:")
    assert findings('quote: "The council … harbour", cite: "town 2"', front=front) == [("E005", "…")]
    assert findings('quote: "The council … harbour", cite: "town 2"') == []
    assert findings('quote: "… Wait... what follows …", cite: "town 3"', front=front) == []


def test_the_right_locator_is_written(tmp_path: Path) -> None:
    text = FRONT.partition("\n")[2] + '[A]: a {quote: "She walks home", cite: "town 2"}\n'
    (tmp_path / "debate.argdown").write_text(text, encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "town.txt").write_text(PLAIN, encoding="utf-8")
    file = str(tmp_path / "debate.argdown")

    def check(*options: str) -> Result:
        return CliRunner().invoke(cli, ["check", file, *options], prog_name="clashmap")

    assert check().exit_code == 0  # nothing is known of the source
    told = check("--sources", str(texts))
    assert told.exit_code == 1
    assert "the quotation stands in 3.3, not in 2" in told.output
    assert "--sources" in told.output.splitlines()[-1]
    assert check("--sources", str(texts), "--fix").exit_code == 0
    assert (tmp_path / "debate.argdown").read_text(encoding="utf-8") == text.replace("town 2", "town 3.3")


def test_a_fix_of_one_of_several_quotations_is_the_writers() -> None:
    data = '{quote: ["She walks home", "The council meets"], cite: "town 5"}'
    map = read_example(f"{FRONT}[A]: a {data}\n// sources/town.txt\n{PLAIN}")
    (found,) = (one for one in map.diagnostics if one.code == "E004")
    assert found.fix is None
    assert found.message == "the quotation “She walks home” stands in 3.3, not in 5"


def test_a_fix_of_a_finding_goes_before_that_of_its_rule() -> None:
    map = read_example(f'{FRONT}[A]: a {{quote: "She walks home", cite: "town 5"}}\n// sources/town.txt\n{PLAIN}')
    (found,) = (one for one in map.diagnostics if one.code == "E004")
    assert found.fix
    assert found.fix is found.own
    assert 'cite: "town 3.3"' in apply(map.documents[0].source.text, [found.fix])
