"""Cards: what a file of quoted evidence says, where each letter of it stands, and what is wrong with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.checks.cards import CHECKS
from clashmap.cli.texts import read_example
from clashmap.diagnostics import Diagnostic
from clashmap.evidence.cards import Card, CardParagraph, Mark, cards_of, named_cards
from clashmap.evidence.cards.front import halves
from clashmap.evidence.cards.inline import COMMENT
from clashmap.evidence.cards.parse import parse
from clashmap.evidence.locator import parse_locator
from clashmap.graph import ArgumentMap
from clashmap.library import load
from clashmap.library.cards import LARGEST
from clashmap.resolve import resolve
from clashmap.source import Source, Span

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there, and there are no pipes")

WHOLE = """\
---
author: Phil Haun
issued: 2020
source: air
locator: 45-47   # the pages are not printed
---

# Jets <u>deter</u> nobody alone

Air power ==deters== only if <u>an ==enemy
believes</u> in== it. [T]he jets […] were [as always]
few.

## What follows

It <U>was \\==not much</U>.
"""


def body(text: str) -> tuple[Card, list[Diagnostic]]:
    """The card whose file has no front matter."""
    return parse(Source("x.md", text), id="x")


def marked(paragraph: CardParagraph, mark: Mark) -> list[str]:
    return [paragraph.text[slice(*span)] for span in paragraph.spans(mark)]


def findings(map: ArgumentMap) -> list[Diagnostic]:
    """What reading the files beside *map* found, and what the rules on cards do."""
    found = {one.sort_key: one for one in (*map.diagnostics, *(one for find in CHECKS for one in find(map)))}
    return [one for one in found.values() if "E040" <= one.code < "E070"]


def read_body(map: ArgumentMap) -> tuple[CardParagraph, ...]:
    return map.shelf.cards["x"].body


def said(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.code, one.place.text if one.place else one.path) for one in found]


def test_a_whole_card() -> None:
    source = Source("cards/haun.md", WHOLE)
    card, found = parse(source, id="haun")
    assert found == []
    assert (card.id, card.tag, card.source, card.locator) == (
        *("haun", "Jets deter nobody alone", "air"),
        parse_locator("45-47"),
    )
    assert dict(card.fields) == {"author": "Phil Haun", "issued": 2020}
    first, heading, last = card.body
    assert first.text == "Air power deters only if an enemy believes in it. [T]he jets […] were [as always] few."
    assert marked(first, Mark.UNDERLINED) == ["an enemy believes"]
    assert marked(first, Mark.READ) == ["deters", "enemy believes in"]
    assert marked(first, Mark.OMISSION) == ["[…]"]
    assert marked(first, Mark.INSERTION) == ["[T]", "[as always]"]
    assert [first.text[slice(*part)] for part in first.parts][-1] == "few."
    assert (heading.text, last.text) == ("What follows", "It was ==not much.")
    assert marked(last, Mark.UNDERLINED) == ["was ==not much"]


@pytest.mark.parametrize(
    ("text", "plain", "underlined", "read"),
    [
        ("<u>a ==b==</u> c", "a b c", ["a b"], ["b"]),
        ("==a <u>b==c</u> d", "a bc d", ["bc"], ["a b"]),
        ("<u>a <u>b</u> c</u> d", "a b c d", ["a b c"], []),
        ("==a====b== c", "ab c", [], ["ab"]),
        ("==a\r\n   b== c", "a b c", [], ["a b"]),
        ("<u></u>a ==== b", "a ==== b", [], []),
        ("a = b === c", "a = b === c", [], []),
        ("a <u class='x'>b</u > c <U>d</U>", "a b c d", ["b", "d"], []),
        ("Q&amp;A &lt;u&gt; &ldquo;b&rdquo;&#10;c&nosuch; \\&amp;", "Q&A <u> “b” c&nosuch; &amp;", [], []),
        (r"a \== b \<u> c \\ d \e", r"a == b <u> c \ d \e", [], []),
    ],
)
def test_marks(text: str, plain: str, underlined: list[str], read: list[str]) -> None:
    card, found = body(text)
    (paragraph,) = card.body
    assert found == []
    assert paragraph.text == plain
    assert marked(paragraph, Mark.UNDERLINED) == underlined
    assert marked(paragraph, Mark.READ) == read


@pytest.mark.parametrize(
    ("text", "plain", "where"),
    [
        ("a <u>b\nc\n\nd", "a b c", "1:3 <u>"),
        ("a </u>b", "a b", "1:3 </u>"),
        ("a ==b== c\nand ==d", "a b c and d", "2:5 =="),
        ("a\r\n[b c", "a [b c", "2:1 ["),
        ("a] b", "a] b", "1:2 ]"),
    ],
)
def test_a_mark_left_open_is_told_and_loses_no_text(text: str, plain: str, where: str) -> None:
    card, found = body(text)
    assert card.body[0].text == plain
    assert card.body[0].is_sound is ("[" in where or "]" in where or "/" in where)
    places = [one.place for one in found if one.place]
    assert [f"{p.position.line}:{p.position.column} {p.text}" for p in places] == [where]
    assert {one.code for one in found} == {"E043"}


def test_brackets_of_the_author_are_no_marks() -> None:
    card, found = body(r"He wrote \[sic\] and waited\… for it.")
    assert found == []
    assert (card.body[0].text, card.body[0].marks) == ("He wrote [sic] and waited… for it.", ())
    assert card.body[0].quotation.parts == (Span(0, len(card.body[0].text)),)


SIGNS = "ab 7é\U0001f600.…=<>[]\\#-&;"
RUNS = st.lists(st.tuples(st.text(SIGNS, min_size=1), st.booleans(), st.booleans(), st.booleans()), min_size=1)


@given(RUNS)
def test_what_is_written_is_read(runs: list[tuple[str, bool, bool, bool]]) -> None:
    """Text and marks that nest and cross at will, with a backslash before every sign, come back as they were."""
    escape = {ord(sign): f"\\{sign}" for sign in "\\=<>[]#.…&"}
    written, plain, before = "x", "x", (False, False)
    marks: dict[Mark, list[bool]] = {Mark.UNDERLINED: [False], Mark.READ: [False]}
    for text, *is_marked, swapped in [*runs, ("x", False, False, False)]:
        inner = " ".join(text.split())
        if not inner:
            continue
        signs = [("</u>" if before[0] else "<u>") if is_marked[0] != before[0] else ""]
        signs.append("==" if is_marked[1] != before[1] else "")
        written += "".join(reversed(signs) if swapped else signs) + inner.translate(escape)
        plain += inner
        before = (is_marked[0], is_marked[1])
        for mark, is_set in zip(marks, is_marked, strict=True):
            marks[mark] += [is_set] * len(inner)
    card, found = body(written)
    (paragraph,) = card.body
    assert found == []
    assert paragraph.text == plain
    for mark, flags in marks.items():
        covered = {offset for start, end in paragraph.spans(mark) for offset in range(start, end)}
        assert covered == {offset for offset, is_set in enumerate(flags) if is_set}
    assert {one.mark for one in paragraph.marks} <= set(marks)


@given(
    st.lists(
        st.sampled_from(["<u>", "</u>", "<!--", "-->", "==", "=", "\\", "\n", "\r\n", "\n\n", "# ", "[", "]", "..."])
        | st.text()
    )
)
def test_any_text_is_read_and_every_letter_leads_back_to_the_file(pieces: list[str]) -> None:
    text = "---\n---\n" + "".join(pieces)
    card, found = parse(Source("x.md", text), id="x")
    for paragraph in card.body:
        for offset, letter in enumerate(paragraph.text):
            original = text[paragraph.offset(offset)]
            assert original == letter or (original.isspace() and letter == " ")
    letters = [letter for letter in COMMENT.sub("", text) if letter.isalnum() and letter not in "uU"]
    kept = card.tag + "".join(paragraph.text for paragraph in card.body)
    assert letters == [letter for letter in kept if letter.isalnum() and letter not in "uU"]
    assert all(one.place is not None and one.place.text for one in found)


@given(st.text())
def test_any_file_has_two_halves(text: str) -> None:
    front, start, _ = halves(text)
    assert 0 <= front.start <= front.end <= start <= len(text)


FRONT = [
    ("source: air\nlocator: 45-47", ("air", "45-47"), []),
    ("cite: air 45-47", ("air", "45-47"), []),
    ('cite: "air 45.2"', ("air", "45.2"), []),
    ("source: air\nlocator: 45.10", ("air", "45.10"), []),
    ("cite: air", ("air", "None"), []),
    ("cite: air p. 4", ("air", "None"), [("E045", "air p. 4")]),
    ("cite: air 4, 6", ("air", "None"), [("E045", "air 4, 6")]),
    ("cite: air\u00a045", ("air", "45"), []),
    ("source: air\nlocator: [4, 5]", ("air", "None"), [("E045", "[4, 5]")]),
    ("source: air\ncite: poll 4", ("air", "4"), [("E045", "air")]),
    ("tag: one\ntitle: x", ("x", "None"), []),
    ("title: a: b", ("", "None"), [("E040", ":")]),
    ("{", ("", "None"), [("E040", "{")]),
]
AIR = "// d.argdown\n===\nsources: {air: {author: Haun}, poll: {author: Ito}}\n===\n\n[A]: a {card: x}\n\n"


@pytest.mark.parametrize(("front", "cited", "told"), FRONT)
def test_front_matter(front: str, cited: tuple[str, str], told: list[tuple[str, str]]) -> None:
    map = read_example(f"{AIR}// cards/x.md\n---\nauthor: Lee\n{front}\n---\n\nA <u>word</u>.\n")
    card = map.shelf.cards["x"]
    assert (card.source, str(card.locator)) == cited
    assert said([one for one in map.diagnostics if one.code in ("E040", "E045")]) == told
    assert card.is_whole == ("E040" not in dict(told))
    assert [paragraph.text for paragraph in card.body] == ["A word."]


def test_front_matter_that_is_never_closed_ends_at_a_blank_line() -> None:
    map = read_example(f"{AIR}// cards/x.md\n---\nauthor: Lee\n\nA word.\n")
    card = map.shelf.cards["x"]
    assert (card.fields["author"], card.body[0].text) == ("Lee", "A word.")
    assert [(one.code, str(one.place)) for one in findings(map)] == [("E040", "cards/x.md:1:1")]


@pytest.mark.parametrize("rest", ["A word: and: more.\n", "---x\n", "- a\n"])
def test_what_is_not_closed_is_told_once(rest: str) -> None:
    map = read_example(f"{AIR}// cards/x.md\n---  \nauthor: Lee\n{rest}\nA word.\n")
    assert [(one.code, str(one.place)) for one in findings(map)] == [("E040", "cards/x.md:1:1")]
    assert [paragraph.text for paragraph in map.shelf.cards["x"].body] == ["A word."]


def test_front_matter_has_an_end_that_is_not_far() -> None:
    long = "a: b\n" * 30_000
    map = read_example(f"{AIR}// cards/x.md\n---\nauthor: Lee\n{long}---\nA word.\n")
    assert [(one.code, str(one.place)) for one in findings(map)] == [("E040", "cards/x.md:1:1")]


def test_the_fields_of_a_source_are_under_those_of_the_card() -> None:
    map = read_example(
        "// d.argdown\n===\nsources: {air: {author: Haun, issued: 2020, title: Air}}\n===\n\n[A]: a {card: [x, y]}\n\n"
        "// cards/x.md\n---\nsource: air\nissued: 2021\n---\nOne.\n\n// cards/deep/y.md\n---\nsource: ari\n---\nTwo.\n"
    )
    assert dict(map.shelf.cards["x"].fields) == {"author": "Haun", "issued": 2021, "title": "Air"}
    (found,) = findings(map)
    assert (found.code, found.message, str(found.place)) == ("E042", "there is no source “ari”", "cards/deep/y.md:2:9")
    assert found.help.startswith("Did you mean air?")


@needs_links
def test_which_files_are_cards(tmp_path: Path) -> None:
    """Those that end in .md, in the order of their paths; hidden ones and what leads out of the folder are not."""
    debate = tmp_path / "debate"
    (debate / "cards" / "neg").mkdir(parents=True)
    (debate / "cards" / ".old").mkdir()
    (tmp_path / "secret.md").write_text("The secret.\n")
    (debate / "d.argdown").write_text("[A]: a\n")
    for name in ("b.md", "neg/a.MD", "neg/b.md", ".hidden.md", ".old/c.md", "notes.txt", "mu\u0308ller.md"):
        (debate / "cards" / name).write_text(f"The words of {name}.\n")
    (debate / "cards" / "latin.md").write_bytes("---\nauthor: Müller\n---\nWort für Wort.\n".encode("latin-1"))
    (debate / "cards" / "photo.md").write_bytes(b"\x89PNG\0\0\0")
    (debate / "cards" / "large.md").write_bytes(b"a " * (LARGEST // 2 + 1))
    os.mkfifo(debate / "cards" / "pipe.md")
    (debate / "cards" / "gone.md").symlink_to(debate / "nowhere.md")
    (debate / "cards" / "out.md").symlink_to(tmp_path / "secret.md")
    (debate / "cards" / "linked").symlink_to(tmp_path)
    map = load(debate)
    assert list(map.shelf.cards) == ["b", "latin", "m\u00fcller", "a"]
    assert not any("secret" in paragraph.text for card in map.shelf.cards.values() for paragraph in card.body)
    told = {
        (one.code, Path(one.place.source.path if one.place else one.path).name)
        for one in map.diagnostics
        if one.code in ("E041", "E028", "T010", "T012")
    }
    assert told == {
        *(("E028", name) for name in ("large.md", "pipe.md", "gone.md", "out.md", "linked")),
        *(("E041", "b.md"), ("T010", "latin.md"), ("T012", "photo.md")),
    }
    (twice,) = [one for one in map.diagnostics if one.code == "E041"]
    assert [Path(place.source.path).parent.name for place in (twice.place, twice.related[0].place) if place] == [
        *("neg", "cards")
    ]


@needs_links
def test_a_folder_of_cards_that_is_a_link_to_another_place(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md").write_text("The secret.\n")
    (tmp_path / "debate").mkdir()
    (tmp_path / "debate" / "d.argdown").write_text("[A]: a\n")
    (tmp_path / "debate" / "cards").symlink_to(tmp_path / "elsewhere")
    map = load(tmp_path / "debate")
    assert not map.shelf.cards
    assert [one.code for one in map.diagnostics] == ["E028"]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("{card: x}", ("x",)),
        ("{card: [y, x, y]}", ("y", "x")),
        ("{card: [z, {a: b}, 12]}", ("z", "12")),
        ("{card: {a: b}}", ()),
        ("{side: aff}", ()),
    ],
)
def test_a_claim_names_its_cards(data: str, named: tuple[str, ...]) -> None:
    from clashmap.argdown import parse as argdown

    claim = resolve([argdown(Source("d.argdown", f"[A]: a {data}\n"))]).claims["[A]"]
    cards = {id: body(id)[0] for id in ("x", "y")}
    assert named_cards(claim) == named
    assert [card.body[0].text for card in cards_of(claim, cards)] == [id for id in named if id in cards]


CITED = "---\nauthor: Haun\ntitle: Air\nissued: 2020\n---\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("==Jets== may ==deter== it.", ["may"]),
        ("==Jets deter== only if flown.", ["only if"]),
        ("It is unlikely that ==jets deter== it.", ["It is unlikely that"]),
        ("It is not true that the ==jets deter.==", ["It is not true that"]),
        ("Critics claim that ==it fails==, and ==they== would.", ["Critics claim that"]),
        ("==They== would ==work==.", ["would"]),
        ("==It== lacks ==force==.", ["lacks"]),
        ("==They== fail to ==work==.", ["fail to"]),
        ("==It== has yet to ==work==.", ["yet to"]),
        ("==Taxes rise.== Not so fast. ==Growth falls.==", ["Not so fast."]),
        ("It is not true that jets are many, but ==they deter==.", []),
        ("==They work== in May ==2020==.", []),
        ("==Jets deter== it, which may not last.", []),
        ("==Jets deter== it, but not at night, and may fail.", ["but not"]),
        ("==Jets deter== it, even if few, Unless\nthey ==/== crash.", ["Unless"]),
        ("==Jets== don't ==deter==, nor can’t they.", ["don't"]),
        ("==Jets may== not ==deter==.", ["not"]),
        ("==Jets may not deter==.", []),
        ("==Jets deter==. They may not last.", []),
        ("==Jets deter==; they may not last.", []),
        ("Jets may not deter.", []),
        ("==Jets== mayor ==deter== a knot.", []),
        ("==Jets== could\nfail to ==deter==, except when ==flown==.", ["could"]),
        ("One may ask.\n\nIt is not much; ==jets deter== a lot, if few.", ["if"]),
    ],
)
def test_a_qualifier_left_unread(text: str, told: list[str]) -> None:
    map = read_example(f"// d.argdown\n[A]: a {{card: x}}\n\n// cards/x.md\n{CITED}{text}\n")
    found = findings(map)
    assert said(found) == [("E057", word) for word in told]


def test_the_sentence_is_shown_with_what_is_read_of_it() -> None:
    long = "x " * 400
    text = f"==Jets== may,\nand could, ==deter== it. ==It== {long}may ==deter== {long}."
    found = findings(read_example(f"// d.argdown\n[A]: a {{card: x}}\n\n// cards/x.md\n{CITED}{text}\n"))
    assert found[0].message == "“may” and “could” are left unread in a sentence that is read aloud"
    assert found[0].help.endswith(":\n    ==Jets may==, and ==could, deter== it.")
    assert "x ==may deter== x" in found[1].help
    assert len(found[1].help) < 500


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("==It did== not ==stay there==.", "==It did not stay there==."),
        ("==It stays==, but only if paid.", "==It stays, but only if paid==."),
        ("It is not true that ==it works==.", "==It is not true that it works==."),
        ("==Taxes rise.== No! ==Growth falls.==", "==Taxes rise. No!=="),
    ],
)
def test_what_is_to_be_typed_for_a_qualifier_is_shown(text: str, meant: str) -> None:
    (found,) = findings(read_example(f"// d.argdown\n[A]: a {{card: x}}\n\n// cards/x.md\n{CITED}{text}\n"))
    assert found.help.endswith(f":\n    {meant}")


@pytest.mark.parametrize(
    ("card", "told"),
    [
        (f"{CITED}<!-- clashmap: allow E057 she reads it so -->\n==Jets== may ==deter== it.\n", []),
        (f"{CITED}Jets <!-- clashmap: allow E057 -->\n==deter== it, and\n==they== may ==not==.\n", ["E057", "R011"]),
        (f"{CITED}Jets\n  <!-- clashmap: allow E057 -->\n==deter== it may ==be==.\n", []),
        (f"{CITED}==Jets== may ==deter== it. <!-- clashmap: allow E057,E056 -->\n\nIt.\n", ["R011"]),
        (f"{CITED}<!-- clashmap: allow E57 -->\n==Jets== may ==deter== it.\n", ["E057", "R011"]),
        ("<!-- clashmap: allow E054 -->\n\nJets deter it.\n", []),
        ("<!-- clashmap: allow E054 -->\n---\npage: 12\n---\nJets deter it.\n", []),
        ("--- <!-- clashmap: allow E054 -->\npage: 12\n---\nJets deter it.\n", []),
        (CITED.replace("issued", "date") + "Jets deter it.\n", ["E045"]),
        (CITED.replace("issued: 2020", "date: 2020 # clashmap: allow E045") + "Jets deter it.\n", []),
        (CITED.replace("issued", "# clashmap: allow E045\ndate") + "Jets deter it.\n", []),
        (f"{CITED}Jets deter it.\n<!-- clashmap: allow E059 as long as the text is not here -->\n", []),
        (f"<!-- clashmap: allow E040 -->\n{CITED}Jets deter it.\n", ["R011"]),
    ],
)
def test_a_comment_in_a_card_allows_a_finding_and_is_no_part_of_it(card: str, told: list[str]) -> None:
    front = "===\nsources: {air: {title: Air}}\n===\n\n"
    map = read_example(f"// d.argdown\n{front}[A]: a {{card: x}}\n\n// cards/x.md\n{card}")
    assert sorted(one.code for one in map.diagnostics) == told
    assert not any("clashmap" in part.text or part.text != " ".join(part.text.split()) for part in read_body(map))


def test_a_comment_is_cut_out_of_the_words_around_it() -> None:
    card, found = body(
        "<!-- a --> Jets ==deter <!-- b --> it==\n<!-- c -->\nnow. <!-- d -->\n\n# <!-- e --> x\n<!-- f\n"
    )
    assert [part.text for part in card.body] == ["Jets deter it now.", "x", "<!-- f"]
    assert marked(card.body[0], Mark.READ) == ["deter it"]
    assert body("\\<!-- a -->")[0].body[0].text == "<!-- a -->"
    assert found == []


@pytest.mark.parametrize("lang", ["de", "fr-CA"])
def test_words_of_another_language_are_not_looked_for(lang: str) -> None:
    text = f"// d.argdown\n===\nlang: {lang}\n===\n\n[A]: a {{card: x}}\n\n// cards/x.md\n{CITED}==A== may ==b==.\n"
    assert findings(read_example(text)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<u>a ==b==</u> ==c== d", ["c"]),
        ("<u>a ==b</u> c <u>d== e</u>", ["c"]),
        ("<u>a ==b</u> c", None),
        ("==a== b", []),
        ("<u>a</u> b\n\n==c==", ["c"]),
        ("<u>==a==</u>==, == b", []),
    ],
)
def test_read_but_not_underlined(text: str, told: list[str] | None) -> None:
    found = findings(read_example(f"// d.argdown\n[A]: a {{card: x}}\n\n// cards/x.md\n{CITED}{text}\n"))
    assert said(found) == ([("E043", "==")] if told is None else [("E056", word) for word in told])


SOURCE = "Close air support\n\nJets were few… and old. Pilots were fewer.\n\nIt may rain.\n"


@pytest.mark.parametrize(
    ("league", "locator", "text", "told"),
    [
        ("none", "2", "Jets were few… and ==old==.", []),
        ("none", "2", "Jets were few… and\nold.\n\nPilots “were” fewer.", []),
        ("none", "2.2", "Pilots […] fewer. [It rained.]", []),
        ("nsda", "2", "Jets were few… and old.", []),
        ("nsda", "2.2", "Pilots […] fewer.", [("E060", "[…]")]),
        ("nsda", "2.2", "… Pilots [in Kyiv] were fewer …", []),
        ("ncfca", "2.2", "Pilots [in Kyiv] were fewer.", [("E060", "[in Kyiv]")]),
        ("nsda", "2.2", "==Pilots [in Kyiv] were== fewer.", [("E060", "[in Kyiv]")]),
        ("nsda", "2.2", "==[p]ilots== [in Kyiv] ==were== fewer.", []),
        ("none", "3", "Pilots were fewer.", [("E059", "3")]),
        ("none", "9", "Pilots were fewer.", [("E059", "9")]),
        ("none", "2", "Pilots were <u>far</u> fewer.", [("E059", "Pilots were <u>far</u> fewer.")]),
        ("none", "3", "It may rain.\n\nTrue.", [("E059", "True.")]),
        ("ncfca", "2-3", "Pilots were fewer.\n\n---\n\nIt may&nbsp;rain.", []),
        ("ncfca", "3", "**It** *may* rain.", [("E059", "**It** *may* rain.")]),
    ],
)
def test_a_card_is_held_against_its_source(league: str, locator: str, text: str, told: list[tuple[str, str]]) -> None:
    front = "sources:\n  air: {author: P. Haun, title: Air, container-title: War, issued: 2025, note: pilot, page: 1}"
    map = read_example(
        f"// d.argdown\n===\nleague: {league}\n{front}\n===\n\n[A]: a {{card: x}}\n\n"
        f"// cards/x.md\n---\nsource: air\nlocator: {locator}\n---\n\n{text}\n\n// sources/air.txt\n{SOURCE}"
    )
    assert said(findings(map)) == told


def test_a_changed_card_is_shown_word_by_word() -> None:
    (found,) = findings(
        read_example(
            f"// d.argdown\n===\nsources: {{air: {{author: Haun}}}}\n===\n\n[A]: a {{card: x}}\n\n"
            f"// cards/x.md\n---\ncite: air 2\n---\nJets were many… and old.\n\n// sources/air.txt\n{SOURCE}"
        )
    )
    assert "The nearest is at 2.1" in found.help
    assert "[-many-] {+few+}" in found.help


DEBATE = (
    "// d.argdown\n===\nleague: nsda\n{front}\n===\n\n[A]: a {{role: {role}, card: x}}\n\n"
    "// cards/x.md\n---\n{cite}\n---\nA.\n"
)


@pytest.mark.parametrize(
    ("front", "role", "issued", "is_old"),
    [
        ('date: "2025-11-01"', "uniqueness", "2023-10-31", True),
        ('date: "2025-11-01"', "Non-uniqueness", "2023-10-31", True),
        ('date: "2025-11-01"', "uniqueness", "2023-11-01", False),
        ('date: "2025-11-01"', "uniqueness", "2023", False),
        ('date: "2025-11-01"', "uniqueness", "2022", True),
        ('date: "2025-11-01"', "uniqueness", "2019–2025", False),
        ('date: "2025-11-01"', "link", "1999", False),
        ("date: 2025", "uniqueness", "January 2023", False),
        ("date: 2025", "uniqueness", "December 2022", True),
        ("title: x", "uniqueness", "2019", False),
        ("sources: {new: {issued: 2025-01}}", "uniqueness", "2019", True),
        ("sources: {new: {accessed: 2025-01}}", "uniqueness", "2019", True),
    ],
)
def test_old_evidence(front: str, role: str, issued: str, is_old: bool) -> None:
    map = read_example(DEBATE.format(front=front, role=role, cite=f"author: Lee\nissued: {issued}"))
    found = [one for one in findings(map) if one.code == "E058"]
    assert [one.place.text for one in found if one.place] == (["x"] if is_old else [])


@pytest.mark.parametrize(
    ("claim", "date", "is_old"),
    [
        ("# Uniqueness\n\n[A]: a {card: x}", "issued", True),
        ("[A]: a #uniqueness {card: x}", "date", True),
        ("# Links\n\n[A]: a #link {card: x}", "issued", False),
    ],
)
def test_what_is_about_how_things_are_now(claim: str, date: str, is_old: bool) -> None:
    map = read_example(
        f"// d.argdown\n===\nleague: nsda\ndate: 2025\n===\n\n{claim}\n\n"
        f"// cards/x.md\n---\nauthor: Lee\n{date}: 2019\n---\nA.\n"
    )
    assert ("E058" in [one.code for one in findings(map)]) is is_old


def test_a_tag_without_its_sign_is_told() -> None:
    text = "// d.argdown\n===\nsources: {air: {author: Haun}}\n===\n\n[A]: a {card: x}\n\n"
    text += "// cards/x.md\n---\ncite: air 2\n---\n"
    (found,) = findings(read_example(f"{text}Jets are few\n\nJets were few…\n\n// sources/air.txt\n{SOURCE}"))
    assert found.help.endswith("begin it with #:\n    # Jets are few")


def test_missing_fields_are_told_once_for_all_cards_of_a_source() -> None:
    cards = "".join(f"// cards/{id}.md\n---\nsource: air\n---\nThe words of {id}.\n\n" for id in "xyz")
    map = read_example(
        "// d.argdown\n===\nleague: nsda\nsources:\n  air: {author: Lee, issued: 2025, title: Air, URL: a.org}\n===\n\n"
        f"[A]: a {{card: [x, y, z]}}\n\n{cards}"
    )
    (found,) = findings(map)
    assert found.message == (
        "the cite of “x” lacks publication or publisher, author’s qualifications and date of access, which NSDA asks "
        "for, as do 2 more of its source"
    )
    assert "in `air` under `sources:` for all its cards:\n    container-title: " in found.help


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (f"// d.argdown\n[A]: a {{card: jets-1}}\n\n// cards/jets-2.md\n{CITED}A.\n", ["E051", "E050"]),
        ("// d.argdown\n[A]: a {card: x}\n\n// cards/x.md\n", ["E053", "E054"]),
        (f"// d.argdown\n[A]: a {{card: x}}\n\n// cards/x.md\n{CITED}[…]\n", ["E053"]),
        ("// d.argdown\n[A]: a {card: x}\n\n// cards/x.md\n---\ndate: 2020\n---\nA.\n", ["E054", "E045"]),
        (
            "// d.argdown\n===\nleague: ncfca\n===\n\n[A]: a {card: x}\n\n"
            "// cards/x.md\n---\nauthor: Lee\ntitle: Air\njournal: War\ndate: 2020\npage: 1\n---\nA.\n",
            ["E045", "E045"],
        ),
        (
            "// d.argdown\n===\nleague: ncfca\n===\n\n[A]: a {card: x}\n\n// cards/x.md\n---\na: b: c\n---\nA.\n",
            ["E040"],
        ),
        (
            "// d.argdown\n===\nleague: ncfca\n===\n\n[A]: a {card: x}\n\n// cards/x.md\n---\nsource: no\n---\nA.\n",
            ["E042"],
        ),
        (
            f"// d.argdown\n[A]: a {{card: [x, y]}}\n\n// cards/x.md\n{CITED}A b.\n\n// cards/y.md\n{CITED}a ==B==\n",
            ["E052"],
        ),
    ],
)
def test_one_mistake_is_told_once(files: str, told: list[str]) -> None:
    assert sorted(one.code for one in findings(read_example(files))) == sorted(told)


@pytest.mark.parametrize(
    ("data", "help"),
    [
        ("cards/x.md", "A card is named by its id: {card: x}."),
        ("x.md", "A card is named by its id: {card: x}."),
        ("'x, y'", "Write several cards as a list: {card: [x, y]}."),
        ("far", "To add it, save the quotation as cards/far.md beside the debate."),
        (
            "cards/far.md.md",
            "To add it, save the quotation as cards/far.md beside the debate, and name it {card: far}.",
        ),
        ("../far", "A card is named by its id, which is that of a file in cards beside the debate: {card: haun}."),
    ],
)
def test_what_to_type_for_a_card_that_is_not_there(data: str, help: str) -> None:
    map = read_example(f"// d.argdown\n[A]: a {{card: {data}}}\n\n// cards/x.md\n{CITED}A.\n")
    assert [one.help for one in map.diagnostics if one.code == "E050"] == [help]
