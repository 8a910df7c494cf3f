"""Checks: the examples of every rule, and what the messages offer."""

from __future__ import annotations

import re

import pytest

from clashmap.argdown import changes, faults, parse
from clashmap.checks import allow, check
from clashmap.checks.links import NO_CONCLUSION
from clashmap.checks.names import UNWRITTEN
from clashmap.checks.nearest import Names, is_slip
from clashmap.diagnostics import RULES, Diagnostic, Rule, Severity
from clashmap.graph import ArgumentMap
from clashmap.mend import apply
from clashmap.resolve import resolve
from clashmap.source import Source

INCLUDED = {"R020", "R021", "R022"}
"""What only the library finds, which knows the other files."""
PARSED = {rule.code for rules in (faults, changes) for rule in vars(rules).values() if isinstance(rule, Rule)}
DECODED = {"T010", "T011", "T012"}
OWN = [rule for code, rule in RULES.items() if code not in INCLUDED | PARSED | DECODED]


def files(example: str) -> list[Source]:
    """The files of an example; a comment ``// name.argdown`` begins the next one."""
    _, *parts = re.split(r"^// (\S+\.argdown)\n", example, flags=re.MULTILINE)
    if not parts:
        return [Source("example.argdown", example)]
    return [Source(name, text) for name, text in zip(parts[::2], parts[1::2], strict=True)]


def read(example: str) -> ArgumentMap:
    return resolve([parse(source) for source in files(example)])


def findings(example: str) -> list[Diagnostic]:
    map = read(example)
    found = allow(map.documents, [*map.diagnostics, *check(map)])
    return [diagnostic for diagnostic in found if diagnostic.rule not in ADVICE]


ADVICE = (UNWRITTEN, NO_CONCLUSION)
"""Hints on what a short example leaves out."""


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.code)
def test_the_bad_example_shows_the_rule_and_the_good_one_nothing(rule: Rule) -> None:
    if rule in ADVICE:
        assert [found.rule for found in check(read(rule.bad))] == [rule]
        assert check(read(rule.good)) == ()
    else:
        assert [found.code for found in findings(rule.bad)] == [rule.code]
        assert findings(rule.good) == []


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.code)
def test_every_finding_says_where_and_what_to_type(rule: Rule) -> None:
    map = read(rule.bad)
    for found in allow(map.documents, check(map)):
        assert found.place is not None
        assert found.place.text.strip()
        assert found.help.endswith((".", "}")) or "\n" in found.help
        assert found.message[:1].islower() or found.message[0] in "[<“`"
        assert not found.message.endswith(".")


FRONT = "===\nsources: {poll: {title: Poll}, bok: {title: Book}}\nsides: {aff: For, neg: Against}\n===\n\n"


@pytest.mark.parametrize(
    ("cite", "code", "help"),
    [
        ("“poll 3”", "E001", 'Use straight quotes: {cite: "poll 3"}.'),
        ('"poll p. 3"', "E002", "Paragraphs are plain numbers"),
        ('"poll 3; bok 4"', "E002", '{cite: ["poll 3", "bok 4"]}'),
        ('"poll 3, bok 4"', "E002", '"bok 4"]}'),
        ('""', "E001", "under `sources:`"),
    ],
)
def test_a_citation_that_is_nearly_right_is_shown_right(cite: str, code: str, help: str) -> None:
    (found,) = findings(f"{FRONT}[A]: a {{cite: {cite}}}\n")
    assert found.code == code
    assert help in found.help
    assert not set("“”") & set(found.message.removeprefix("there is no source ").strip("“”")) or code == "E002"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<A>: On our side: jets. {side: con}\n", "side: con"),
        ("<A>: Both sides: jets. {sides: aff}\n", "sides"),
        ("<A>: A new rol: jets. {rol: link, side: aff}\n", "rol"),
        ("<A>: A role: jets. {x: 1, role:link}\n", "role:link"),
    ],
)
def test_a_slip_in_data_is_shown_in_the_data(text: str, marked: str) -> None:
    (found,) = findings(FRONT + text)
    assert found.place is not None
    assert found.place.text == marked
    assert found.place.span.start > (FRONT + text).index("{", len(FRONT))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("role: {a: b}", "D005"),
        ("side: [aff]", "D005"),
        ("cite: {s: 4}", "D005"),
        ("cite: [{s: 4}]", "D005"),
        ("role: 1", None),
    ],
)
def test_what_is_shown_must_be_a_text(data: str, code: str | None) -> None:
    text = f"[A]: a {{{data}}}\n"
    assert [found.code for found in findings(text)] == ([code] if code else [])
    claim = read(text).claims["[A]"]
    assert "{" not in f"{claim.role} {claim.side} {claim.citations}"


@pytest.mark.parametrize(
    "front", ["title: [a, b]", "subtitle: {a: b}", "sides: {aff: {name: X}}", "sources: {a: {title: [x]}}"]
)
def test_front_matter_that_is_shown_must_be_a_text(front: str) -> None:
    (found,) = findings(f"===\n{front}\n===\n\n[A]: a\n")
    assert found.code == "R007"
    assert "must be a text, such as" in found.message
    map = read(f"===\n{front}\n===\n\n[A]: a\n")
    shown = [map.title, map.subtitle, *map.sides.values()]
    assert not any(set("{[") & set(text) for text in shown)
    assert all(not isinstance(value, list) for source in map.references.values() for value in source.fields.values())


def test_true_and_false_are_shown_as_they_were_written() -> None:
    assert read("[A]: a {role: true}\n").claims["[A]"].role == "true"


def test_each_text_that_is_not_drawn_is_told_once() -> None:
    found = findings("One.\n\n* Two.\n* [A]: a\n\n(1) Three.\n----\n(2) Four.\n\nFive.\n  + [A]\n")
    assert [(d.code, str(d.place)) for d in found] == [("D004", "example.argdown:1:1"), ("D004", "example.argdown:3:3")]
    assert [d.code for d in findings("[Title: text\n\n#Marks\n")] == ["T004", "T009"]


def test_summaries_of_all_rules_are_in_one_style() -> None:
    for rule in RULES.values():
        assert not rule.summary.endswith(".")
        assert rule.summary[0].islower()


def test_severities() -> None:
    errors = {rule.code for rule in OWN if rule.severity is Severity.ERROR}
    assert errors == {"R001", "R002", "R005", "R008", "E001", "E002", "T017", "T018", "T019", "T020"}
    assert {rule.code for rule in OWN if rule.severity is Severity.HINT} == {"L004", "T015"}


def test_an_unknown_title_is_reported_once_with_the_nearest_three() -> None:
    (found,) = findings("[Air power]: a\n  + [Air powr]\n  - [Air powers]: b\n    + [Air powr]\n\n[Other]: c\n")
    assert found.message == "nothing is written under [Air powr]"
    assert found.help.startswith("Did you mean [Air power] or [Air powers]?")
    assert [str(related.place) for related in found.related] == ["example.argdown:4:7"]


def test_an_argument_with_a_structure_is_defined() -> None:
    assert findings("<A>\n\n(1) p\n----\n(2) c\n") == []


def test_the_same_text_twice_is_no_disagreement() -> None:
    assert findings("[A]: one text\n\n[A]:  one\ntext\n") == []


def test_a_circle_through_arguments_is_shown_from_end_to_end() -> None:
    (found,) = findings("<One>\n\n(1) [A]: a\n----\n(2) [B]: b\n\n<Two>\n\n(1) [B]\n----\n(2) [A]\n")
    assert found.code == "L002"
    assert found.message.endswith("[A] → <One> → [B] → <Two> → [A]")
    assert len(found.related) == 3


def test_two_circles_apart_are_two_findings() -> None:
    text = "[A]: a\n  + [B]: b\n    + [A]\n\n[C]: c\n  + [D]: d\n    + [C]\n"
    assert [found.code for found in findings(text)] == ["L002", "L002"]


def test_support_without_a_circle_is_fine() -> None:
    assert findings("[A]: a\n  + [B]: b\n    + [D]: d\n  + [C]: c\n    + [D]\n") == []


def test_an_attack_on_oneself_by_way_of_a_structure() -> None:
    (found,) = findings("<A>\n\n(1) p\n----\n(2) [C]: c\n  - <A>\n")
    assert (found.code, found.message) == ("L001", "[C] attacks itself")


@pytest.mark.parametrize(
    ("cite", "code"),
    [
        ("air 3", None),
        ("air", None),
        ("aer 3, 4", "E001"),
        ("air 0", "E002"),
        ("air 3, x", "E002"),
    ],
)
def test_citations(cite: str, code: str | None) -> None:
    found = findings(f'===\nsources: {{air: {{title: Air}}}}\n===\n\n[A]: a {{cite: "{cite}"}}\n')
    assert [diagnostic.code for diagnostic in found] == ([code] if code else [])


def test_sides_are_free_until_they_are_declared() -> None:
    assert findings("[A]: a {side: con}\n") == []
    (found,) = findings("===\nsides: {aff: Affirmative}\n===\n\n[A]: a {role: link, side: afff}\n")
    assert found.place is not None
    assert found.place.text == "side: afff"
    assert found.help.startswith("Did you mean aff?")


def test_findings_come_in_reading_order() -> None:
    found = check(read("[A]: a\n  + [X]\n\n[A]: b\n  + [A]\n"))
    assert [diagnostic.code for diagnostic in found] == ["R009", "R002", "L001"]


def test_nearest_names() -> None:
    names = Names(["[No-fly zone means war]", "[Air support]", "[Air supply]", "[War]"])
    assert names.nearest("[no fly zone means war]") == ["[No-fly zone means war]"]
    assert names.nearest("[Air suport]") == ["[Air support]", "[Air supply]"]
    assert names.nearest("[Quite different]") == []
    assert names.nearest("") == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("No fly zone means war", "No-fly zone means war"),
        ("Deterence", "Deterrence"),
        ("Deterrnece holds", "Deterrence holds"),
        ("Air powers", "Air power"),
        ("is it just", "Is it just?"),
        ("Zürich plan", "Zu\u0308rich Plan"),
    ],
)
def test_a_slip(written: str, meant: str) -> None:
    assert is_slip(written, meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Reason 1", "Reason 2"),
        ("Reason", "Reason 2"),
        ("Plan A", "Plan B"),
        ("Version 1.0", "Version 10"),
        ("A moral plan", "A immoral plan"),
        ("The war", "The way"),
        ("Likely", "Unlikely"),
        ("Zone", "War"),
        ("C", "C+"),
        ("?", "!"),
    ],
)
def test_no_slip(written: str, meant: str) -> None:
    assert not is_slip(written, meant)


def test_a_title_that_is_only_sketched_is_a_hint_and_a_slip_is_an_error() -> None:
    found = check(read("[Air power]: a\n  + [Air powr]\n  - <Quite different>\n"))
    assert [(d.code, d.message) for d in found] == [
        ("R001", "nothing is written under [Air powr]"),
        ("R009", "nothing is written under <Quite different>"),
    ]


def test_titles_alike_are_one_finding_with_all_their_places() -> None:
    (found,) = findings(
        "[No-fly zone]: a\n\n[no fly zone]: b\n  + [War]: c\n\n[No fly  zone]: d\n\n<No-fly zone!>: e\n"
    )
    assert found.code == "R010"
    assert [str(related.place) for related in found.related] == ["example.argdown:1:1", "example.argdown:3:1"]
    (found,) = findings("[A]: a\n  + [Air power]\n  - [air power]\n")
    assert found.code == "R010"


def test_a_title_in_the_wrong_brackets_is_told_once() -> None:
    (found,) = check(read("[Zone]: a\n  + <Cost>: b\n\n[War]: c\n  + [Cost]\n"))
    assert (found.code, "write <Cost> for [Cost]" in found.help) == ("R003", True)


NEAR = {
    "[A]: a\n\n   more of a\n": ("T017", "more of a"),
    "[A]: a\n  + b\n\n  more of a\n  + [A]\n": ("T017", "more of a"),
    "[A]: a\n\n  [B]: b\n": ("T017", "[B]"),
    "[A]: a\n  -Text\n": ("T018", "-"),
    "[A]: a\n  +>text and\n  more\n": ("T018", "+>"),
    "[A]: a\n  - (B b): c\n": ("T019", "(B b)"),
    "(Title): text\n": ("T019", "(Title)"),
    "1) one\n2) two\n": ("T020", "1)"),
    "(P1) one\n": ("T020", "(P1)"),
    "[A: a\n": ("T004", "["),
    "[B]: b\n  +<A\n": ("T004", "<"),
    "[A] : a\n": ("S006", "[A]"),
}


@pytest.mark.parametrize("text", NEAR, ids=repr)
def test_a_near_miss_is_an_error(text: str) -> None:
    (found,) = findings(text)
    assert found.place is not None
    assert (found.code, found.place.text.strip()) == NEAR[text]
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "  [A]: a\n\n  [B]: b\n",
        "[A]: a\n  + [B]\n\n  [B]: b\n",
        "# Heading\n\n  [A]: a\n",
        "[A]: a\n  -<B>: b\n  +[C]: c\n",
        "[A]: a\n  - -5 is less\n  + 5) is more\n",
        "[A]: a\n  - (so) it is: b\n",
        "[A]: a\n  - (at 12:30): b\n",
        "[A]: (Title): text\n",
        "(1) a\n----\n(2) b\n",
    ],
)
def test_what_is_no_near_miss(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("data", "code", "marked"),
    [
        ("n: 45.10", "T014", "45.10"),
        ("n: 007", "T014", "007"),
        ("n: 0x1F", "T014", "0x1F"),
        ("n: 1e3", "T014", "1e3"),
        ("n: +5", "T014", "+5"),
        ("n: .5", "T014", ".5"),
        ("n: 12345678901234567.5", "T014", "12345678901234567.5"),
        ("n: [😀, 1.10]", "T014", "1.10"),
        ("role: True", "T014", "True"),
        ("side: null", "T014", "null"),
        ("n: 2025-01-02", "T015", "2025-01-02"),
        ("\n  n: we are #1 now\n", "T016", "#1 now"),
        ("n: 5, m: -3.5, k: 0.0, j: 12.0", None, ""),
        ("n: yes, m: no, k: true, j: True, i: ~", None, ""),
        ('n: "45.10", m: "2025-01-02", k: "a #b"', None, ""),
        ("n: 1.2.3, m: v1.10", None, ""),
    ],
)
def test_values_that_yaml_reads_otherwise(data: str, code: str | None, marked: str) -> None:
    text = f"[A]: a {{{data}}}\n"
    found = findings(text)
    assert [(d.code, d.place and d.place.text) for d in found] == ([(code, marked)] if code else [])
    front = f"===\r\n{data.strip()}\r\n===\r\n\r\n[A]: a\r\n"
    if "," not in data and code != "T014":
        assert [(d.code, d.place and d.place.text) for d in findings(front)] == ([(code, marked)] if code else [])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("[A]: 5*3 and 4*\n", ["*3 and 4*"]),
        ("[A]: file_name and other_.\n", ["_name and other_"]),
        ("# a__b__\n\n[A]: a\n", ["__b__"]),
        ("[A]: ir*relevant* and _so_ *5*\n", []),
        ("[A]: 5\\*3 [l](a_b_) <!-- a_b_ -->\n", []),
    ],
)
def test_emphasis_in_words(text: str, marked: list[str]) -> None:
    assert [(d.code, d.place and d.place.text) for d in findings(text)] == [("T021", word) for word in marked]


def test_an_argument_must_lead_somewhere() -> None:
    text = "[A]: a\n  + <B>: b\n\n<C>: c\n\n<D>: d\n\n(1) p\n----\n(2) q\n\n<E>: e\n  +> [A]\n\n<F>: f\n  - <G>: g\n"
    assert [d.message for d in check(read(text))] == ["<C> concludes to nothing", "<F> concludes to nothing"]


# --- allowances -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[A]: J.A. x // clashmap: allow T001\n",
        "[A]: J.A. x <!-- clashmap: allow T001, T008 why --> #1\n",
        "// clashmap: allow T001 because\n\n// more\n[A]: J.A. x\n",
        "[B]: b\n  /* clashmap: allow T001,\tT021 */\n  - 5*3 J.A. 4*\n",
        "===\nn: 007 # clashmap: allow T014\n===\n\n[A]: a\n",
        "===\n# clashmap: allow T014\nn: 007\n===\n\n[A]: a\n",
        "[A]: a\n\n[A]: b // clashmap: allow R002\n",
    ],
)
def test_what_is_allowed_is_not_told(text: str) -> None:
    assert findings(text) == []
    assert findings(re.sub("clashmap:", "clashmop:", text))


@pytest.mark.parametrize(
    ("text", "message", "mended"),
    [
        ("[A]: a // clashmap: allow T001 so\n", "nothing that T001 is about is found on line 1", "[A]: a\n"),
        ("[A]: a /* clashmap: allow T001 */ b\n", "nothing that T001 is about is found on line 1", "[A]: a b\n"),
        ("[A]: J.A. x // clashmap: allow T008, T001\n", "nothing that T008", "[A]: J.A. x // clashmap: allow T001\n"),
        ("[A]: J.A. x // clashmap: allow T001, T008\n", "nothing that T008", "[A]: J.A. x // clashmap: allow T001\n"),
        ("// clashmap: allow T001\r\n[A]: a\r\n", "nothing that T001 is about is found on line 2", "[A]: a\r\n"),
        ("[A]: a\n// clashmap: allow T001\n", "nothing that T001 is about is found on any line below", "[A]: a\n"),
        ("[A]: a // clashmap: allow T1\n", "there is no rule T1", "[A]: a\n"),
        ("[A]: a // clashmap: alow T001\n", "this comment allows nothing", "[A]: a\n"),
        ("[A]: a // clashmap: allow all\n", "this comment allows nothing", "[A]: a\n"),
    ],
)
def test_an_allowance_without_effect_is_told_and_can_be_deleted(text: str, message: str, mended: str) -> None:
    (found,) = findings(text)
    assert (found.code, found.message.startswith(message)) == ("R011", True)
    assert found.fix
    assert apply(text, [found.fix]) == mended


def test_an_error_of_syntax_cannot_be_allowed() -> None:
    found = findings("[A]: a [B] c // clashmap: allow S007\n")
    assert {(d.code, d.message) for d in found} >= {("R011", "an error of syntax cannot be allowed")}
    assert "S007" in {d.code for d in found}
