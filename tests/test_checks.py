"""Checks: the examples of every rule, and what the messages offer."""

from __future__ import annotations

import json
import re

import pytest

from clashmap import library
from clashmap.argdown import changes, faults, parse
from clashmap.checks import allow, check
from clashmap.checks.links import NO_CONCLUSION
from clashmap.checks.names import UNWRITTEN
from clashmap.checks.nearest import Names, is_slip
from clashmap.cli.reports import report
from clashmap.cli.terminal import snippet
from clashmap.cli.texts import files_in, read_example
from clashmap.diagnostics import Diagnostic, Rule, Severity
from clashmap.graph import ArgumentMap
from clashmap.mend import apply
from clashmap.resolve import resolve
from clashmap.rules import ALL
from clashmap.source import Source

INCLUDED = {"R020", "R021", "R022"}
"""What only the library finds, which knows the other files."""
PARSED = {rule.code for rules in (faults, changes) for rule in vars(rules).values() if isinstance(rule, Rule)}
DECODED = {"T010", "T011", "T012", *(rule.code for rule in ALL if rule.code[0] == "E" and not rule.bad)}
"""What is wrong with a file and not with its text."""
OWN = [rule for rule in ALL if rule.code not in INCLUDED | PARSED | DECODED]


def read(text: str) -> ArgumentMap:
    files = files_in(text)
    if all(name.endswith(".argdown") for name in files):
        return resolve([parse(Source(name, content)) for name, content in files.items()])
    return read_example(text)  # there is more beside the map, which the library reads


def findings(text: str) -> list[Diagnostic]:
    map = read(text)
    found = {finding.sort_key: finding for finding in (*map.diagnostics, *check(map))}
    return [finding for finding in allow(map, found.values()) if finding.rule not in ADVICE]


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
    for found in allow(map, check(map)):
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
        ('"poll 3; bok 4; 5"', "E002", '{cite: ["poll 3", "bok 4", "bok 5"]}'),
        ('"poll 3; 4 and 5"', "E002", 'cite: "poll 3, 4, 5"'),
        ('"3 poll"', "E001", 'cite: "poll 3"'),
        ('""', "E001", 'cite: "poll 3"; or delete cite'),
        ('"poll 3-1"', "E002", 'cite: "poll 1-3"'),
        ('"poll 4.3-1"', "E002", 'cite: "poll 4.1-3"'),
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
    ("data", "code", "help", "mended"),
    [
        ("status: Conceded", "D010", "Did you mean conceded?", "status: conceded"),
        ('status: "kiked"', "D010", "Did you mean kicked?", "status: kicked"),
        ("status: dropped", "D010", "A status is conceded", None),
        ("status: [draft]", "D010", "A status is conceded", None),
        ("strength: 70%", "D011", "Type {strength: 0.7}.", "strength: 0.7"),
        ('strength: "0,75", side: aff', "D011", "Type {strength: 0.75}.", "strength: 0.75, side: aff"),
        ("strength: 7", "D011", "Type a number such as", None),
        ("strength: 120%", "D011", "Type a number such as", None),
        ("strength: high", "D011", "Type a number such as", None),
        ("strength: true", "D011", "Type a number such as", None),
        ("strength: 0,7", "D003", "Type a point for the comma: {strength: 0.7}.", None),
        ("strenght: 0.7", "D002", "Did you mean strength?", "strength: 0.7"),
        ("statu: kicked", "D002", "Did you mean status?", "status: kicked"),
    ],
)
def test_a_status_or_strength_that_changes_nothing_is_told(data: str, code: str, help: str, mended: str | None) -> None:
    text = f"{FRONT}[A]: a {{{data}}}\n"
    (found,) = findings(text)
    assert (found.code, found.help.startswith(help)) == (code, True)
    assert (apply(text, [found.fix]) if found.fix else None) == (mended and text.replace(data, mended))


@pytest.mark.parametrize("data", ["strength: 0.70", "strength: .7", "strength: 1", "strength: 0", "stats: 4"])
def test_a_strength_may_be_written_in_several_ways(data: str) -> None:
    assert findings(f"{FRONT}[A]: a {{{data}}}\n") == []


@pytest.mark.parametrize(
    ("burden", "marked", "code", "help"),
    [
        ("burden: preponderance", None, "", ""),
        ("burden: {standard: preponderance, presumption: aff}", None, "", ""),
        ("burden: Clear and convincing", "Clear and convincing", "D012", "Did you mean clear-and-convincing?"),
        ("burden: brd", "brd", "D012", "Type one of preponderance"),
        ("burden: [brd]", "burden", "D012", "Type one of preponderance"),
        ("burden: {presumption: Against}", "Against", "D012", "Did you mean neg?"),
        ("burden:\n  presumption: judge", "judge", "D012", "Type one of aff, neg."),
        ("burden: {standrd: preponderance}", "standrd", "D012", "Did you mean standard?"),
        ("burden: {side: pro}", "side", "D012", "Did you mean presumption? A burden can have standard, and"),
        ("burden: {Preponderance: aff}", "Preponderance", "D012", "Did you mean presumption?"),
        ("burden: {presumption: Preponderance}", "Preponderance", "D012", "Type one of aff, neg."),
        ("burden: Neg", "Neg", "D012", "If neg is presumed right until the burden is met, type burden: {presum"),
        ("burden: {standard: against}", "against", "D012", "If neg is presumed right"),
        ("burdens: preponderance", "burdens", "D002", "Type burden: for it."),
    ],
)
def test_a_burden_that_means_nothing_is_told(burden: str, marked: str | None, code: str, help: str) -> None:
    found = findings(f"===\nsides: {{aff: For, neg: Against}}\n{burden}\n===\n\n[A]: a\n")
    assert [(d.code, d.place and d.place.text) for d in found] == ([(code, marked)] if marked else [])
    assert all(d.help.startswith(help) for d in found)


@pytest.mark.parametrize(
    ("burden", "mended"),
    [
        ("burden: 'Clear and convincing'", "burden: 'clear-and-convincing'"),
        ("burden: {presumption: aff, standard: Preponderance}", "burden: {presumption: aff, standard: preponderance}"),
        ("burden: {side: aff, standard: preponderance}", None),
        ("burden: {presumption: Preponderance}", None),
        ("burden: {Preponderance: aff}", None),
    ],
)
def test_only_the_standard_of_a_burden_is_mended(burden: str, mended: str | None) -> None:
    text = f"===\nsides: {{aff: For, neg: Against}}\n{burden}\n===\n\n[A]: a\n"
    (found,) = findings(text)
    assert (apply(text, [found.fix]) if found.fix else None) == (mended and text.replace(burden, mended))


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
    for rule in ALL:
        assert not rule.summary.endswith(".")
        assert rule.summary[0].islower()


def test_severities() -> None:
    errors = {rule.code for rule in OWN if rule.severity is Severity.ERROR}
    assert errors == {"R001", "R002", "R005", "R008", "E001", "E002", "E012", "E040", "T017", "T018", "T019", "T020"}
    assert {rule.code for rule in OWN if rule.severity is Severity.HINT} == {"E013", "E036", "E051", "L004", "T015"}


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
    ("text", "help"),
    [
        ("[A]: a\n  + [B]: b\n    _ <C>: c\n", "If the step from [B] to [A] fails, write it as an argument, <B>;"),
        ("[A]: a\n  - [B]: b\n    <_ [C]: c\n", "If the step from [B] to [A] fails, write it as an argument, <B>;"),
        ("[B]: b\n  - <C>: c\n    _> [D]: d\n", "If [D] is itself wrong, type -> for _>;"),
        ("<A>\n\n(1) [B]: b\n    <_ <C>: c\n----\n(2) d\n", "If the step of <A> fails, write this below <A>;"),
        ("<A>\n\n(1) [B]: b\n----\n(2) [D]: d\n    <_ <C>: c\n", None),
        ("[A]: a\n  + <B>: b\n    _ [C]: c\n", None),
        ("[A]: a\n  - [B]: b\n    - [A]\n", None),
    ],
)
def test_an_undercut_of_a_claim_is_no_undercut(text: str, help: str | None) -> None:
    found = findings(text)
    assert [(d.code, d.help.startswith(help or "?")) for d in found] == ([("L005", True)] if help else [])


@pytest.mark.parametrize(
    ("role", "help"),
    [
        ("Motion", "Did you mean resolution?"),
        ("topic", "Did you mean resolution?"),
        ("resoluton", "Did you mean resolution?"),
        ("opton", "Did you mean option?"),
        ("thesis", None),
        ("opposition", None),
        ("Solution", None),
    ],
)
def test_a_role_that_is_meant_for_another_is_told(role: str, help: str | None) -> None:
    found = findings(f"[A]: a {{role: {role}}}\n")
    assert [(d.code, d.help.partition(" If")[0]) for d in found] == ([("D002", help)] if help else [])


def test_beside_a_resolution_a_motion_is_any_word() -> None:
    assert findings("[A]: a {role: resolution}\n\n[B]: b {role: motion}\n") == []


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


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("[A]: a {side: aff}\n\n[B]: b\n  + [A] {side: neg}\n", ["side"]),
        ("<A>: a {role: link, side: aff}\n\n<A> {side: neg, role: impact}\n", ["side", "role"]),
        ("[A]: a {side: aff}\n\n[A] {side: neg}\n\n[A] {side: con}\n", ["side"]),
        ("[A]: a {strength: 0.4}\n\n[A] {strength: 0.5, status: kicked}\n", ["strength"]),
        ("[A]: a {side: aff}\n\n[A] {role: link, side: aff}\n\n[A] {cite: x}\n", []),
        ("[A]: a {note: aff}\n\n[A] {note: neg}\n\n[B]: b {side: aff}\n", []),
    ],
)
def test_two_sides_or_roles_of_one_title_are_told(text: str, marked: list[str]) -> None:
    found = [d for d in findings(text) if d.code != "E001"]
    assert [(d.code, d.place and d.place.text) for d in found] == [("D006", key) for key in marked]
    for d in found:
        (first,) = d.related
        assert d.place
        assert first.place.text == d.place.text
        assert first.place.span.start < d.place.span.start


@pytest.mark.parametrize(
    ("data", "help"),
    [
        ("side = aff", "Type a colon for =: {side: aff}"),
        ("side:aff", "Put a blank behind the colon: {side: aff}"),
        ("side: ", "Type its value behind the colon, such as {side: aff}; or delete it."),
        ("a, b", "if the braces are text, type \\{ and \\}."),
    ],
)
def test_a_key_without_a_value_is_shown_with_one_once(data: str, help: str) -> None:
    (found,) = findings(f"[A]: The set {{{data}}}\n")
    assert found.code == "D003"
    assert found.help.endswith(help)


def test_each_slip_of_a_key_is_mended_by_itself() -> None:
    text = '[A]: a {roles: link, cites: "s 4", cit: s 4, sides: aff}\n'
    slips = [d for d in findings(text) if d.code == "D002"]
    assert [d.fix and d.fix.message for d in slips] == ["write role", None, None, "write side"]


def test_the_name_of_a_side_is_known() -> None:
    for side in ("For", "Aff"):
        (found,) = findings(f"{FRONT}[A]: a {{side: {side}}}\n")
        assert (found.code, found.help.startswith("Did you mean aff?")) == ("D001", True)


def test_a_second_structure_names_the_first() -> None:
    (found,) = findings("<A>\n\n(1) p\n----\n(2) c\n\n<A>\n\n(1) q\n----\n(2) c\n")
    assert [str(related.place) for related in found.related] == ["example.argdown:3:1"]


def test_a_list_with_numbers_may_have_been_meant_as_premises() -> None:
    found = findings("1. It helps.\n2. So do it.\n")
    assert {d.code for d in found} == {"D004"}
    assert all("type (1) for 1." in d.help for d in found)


@pytest.mark.parametrize(
    ("cite", "code", "help", "mended"),
    [
        ("45.10", "E001", 'Name the source before the place: cite: "poll 45.10".', None),
        ('"poll, 4"', "E001", 'cite: "poll 4".', None),
        ("poll, 4", "D003", 'cite: "poll 4".', None),
        ('"poll ¶6, ¶ 7"', "E002", "Paragraphs are plain numbers", '"poll 6, 7"'),
        ('"poll p. 6"', "E002", "Paragraphs are plain numbers", None),
        ('"poll ¶6, p. 7"', "E002", "Paragraphs are plain numbers", None),
    ],
)
def test_a_place_is_told_from_a_source(cite: str, code: str, help: str, mended: str | None) -> None:
    text = f"{FRONT}[A]: a {{cite: {cite}}}\n"
    found, *more = findings(text)
    assert (found.code, {d.code for d in more} <= {code}) == (code, True)
    assert help in found.help
    assert (apply(text, [found.fix]) if found.fix else None) == (text.replace(cite, mended) if mended else None)


SLIPS = {
    "title: “Phones”": ("D007", "“Phones”", None),
    "title: “Phones” in class": None,
    "sources: {a: {title: “Survey, 2025”, author: S}}": ("D007", "“Survey, 2025”", '"Survey, 2025"'),
    'sources: {a: {title: "He said: “yes”, no"}}': None,
    "sources: {a: {title:Z}}": ("D003", "title:Z", "title: Z"),
    "sources: {a: {title: Z, 4}}": ("D003", "4", None),
    "sources: {a: {titel: X}}": ("D002", "titel", None),
    "sources:\n  a: {title: X}\n  b: {auhtor: Y}": ("D002", "auhtor", None),
    "sources:\n  a: {title: X, auther: Y}": ("D002", "auther", None),
    "source: {a: {title: X}}": ("D002", "source", "sources"),
    "side: {aff: For}": ("D002", "side", "sides"),
    "source: Wikipedia": None,
    "sources: {a: {titles: X, title: Y}}": None,
}


@pytest.mark.parametrize("front", SLIPS, ids=repr)
def test_a_slip_in_front_matter_is_told(front: str) -> None:
    text = f"===\n{front}\n===\n\n[A]: a\n"
    found = findings(text)
    slip = SLIPS[front]
    assert [(d.code, d.place and d.place.text) for d in found] == ([slip[:2]] if slip else [])
    if slip:
        fixed = text.replace(slip[1], slip[2], 1) if slip[2] else None
        assert (apply(text, [found[0].fix]) if found[0].fix else None) == fixed


@pytest.mark.parametrize("data", ["side: “aff”", "role: ‘link’", "role: “a, b”"])
def test_curly_quotes_in_data_are_made_straight(data: str) -> None:
    found = [d for d in findings(f"{FRONT}[A]: a {{{data}}}\n") if d.code != "D003"]
    assert [d.code for d in found] == ["D007"]
    text = f"{FRONT}[A]: a {{{data}}}\n"
    assert found[0].fix
    assert findings(apply(text, [found[0].fix])) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("===\nsources: [a: b: c\n===\n\n[A]: a {cite: s 4}\n\n[B]: b {cite: s 5}\n", ["S003"]),
        ("[A]: a\n\n  + <B>: b\n", ["S011"]),
        ("[A]: a\n\n(1) b\n----\n(2) [A].\n", ["S006"]),
        ("[Claim A]: a\n\n<B>\n\n(1) b\n(2) c\n", ["S014"]),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(text: str, codes: list[str]) -> None:
    map = read(text)
    assert [d.code for d in (*map.diagnostics, *check(map))] == codes


def test_a_title_that_counts_on_is_no_slip_of_the_one_before() -> None:
    (found,) = check(read("[Claim A]: a\n  + [Claim E]\n"))
    assert found.help == "To define it, write [Claim E]: and its text."


@pytest.mark.parametrize(
    ("data", "marked", "help"),
    [
        ('side: aff, cite: "s 4”', '"', 'Type " for ”, which does not end it.'),
        ("side: aff, s: #a, q: @b, r: c", "#", 'Put the text in quotes: "…".'),
        ("side: aff; cite: s", ";", "Type a comma in its place."),
        ("note: He said: no", ":", 'Put the text in quotes: "He said: no". If a new'),
    ],
)
def test_data_that_cannot_be_read_is_told_at_its_cause(data: str, marked: str, help: str) -> None:
    (found,) = findings(f"[A]: a {{{data}}}\n")
    assert (found.code, found.place and found.place.text) == ("S003", marked)
    assert found.help.startswith(help)


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


def test_a_sketch_is_no_mistake() -> None:
    assert check(read("[A]\n  + [B]\n    - <C>\n")) == ()
    assert [d.message for d in check(read("[A]\n  + [B]: b\n  - <C>\n"))] == ["nothing is written under <C>"]
    assert check(read("<A>: a\n  - <B>: b\n")) == ()
    (found,) = check(read("<A>: a\n"))
    assert found.rule is NO_CONCLUSION


def test_a_title_in_the_wrong_brackets_is_told_once() -> None:
    (found,) = check(read("[Zone]: a\n  + <Cost>: b\n\n[War]: c\n  + [Cost]\n"))
    assert (found.code, "write <Cost> for [Cost]" in found.help) == ("R003", True)


NEAR = {
    "[A]: a\n\n   more of a\n": ("T017", "more of a"),
    "[A]: a\n  + b\n\n  more of a\n  + [A]\n": ("T017", "more of a"),
    "[A]: a\n\n  [B]: b\n": ("T017", "[B]"),
    "[A]: a\n  -Text\n": ("T018", "-"),
    "[A]: It fell by\n  -5 points. {side: aff}\n": ("T018", "-"),
    "[A]: a\n  -\n  - <B>: b\n": ("S005", "-"),
    "[A]:\n  - <B>: b\n": ("S005", "[A]"),
    "(1) p\n2) q\n----\n(3) r\n": ("T020", "2)"),
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
        ("[A]: a*b, **bold** and c.\n", ["*b, *"]),
        ("[A]: ir*relevant* and _so_ *5*\n", []),
        ("[A]: 5\\*3 [l](a_b_) <!-- a_b_ -->\n", []),
    ],
)
def test_emphasis_in_words(text: str, marked: list[str]) -> None:
    assert [(d.code, d.place and d.place.text) for d in findings(text)] == [("T021", word) for word in marked]


def test_numbers_of_a_structure_go_on_by_one() -> None:
    text = "(1) p\n(1) q\n----\n(2) r\n(3) s\n----\n(7) t\n\n(4) p\n----\n(5) q\n"
    found = [(d.code, d.message, d.help.partition(":")[0]) for d in findings(text)]
    assert found == [("T023", "“(1)” follows (1)", "Type (2)"), ("T023", "“(7)” follows (3)", "Type (4)")]


def test_an_argument_must_lead_somewhere() -> None:
    text = "[A]: a\n  + <B>: b\n\n<C>: c\n\n<D>: d\n\n(1) p\n----\n(2) q\n\n<E>: e\n  +> [A]\n\n<F>: f\n  - <G>: g\n"
    assert [d.message for d in check(read(text))] == ["<C> concludes to nothing", "<F> concludes to nothing"]


# --- one mistake, one finding -----------------------------------------------------------------------------------------

BEFORE = "[Before]: Earlier.\n  + [Reason]: Because.\n\n"
BEHIND = "\n\n[Behind]: Later.\n  - [Reply]: No, see @[Before].\n"
MISTAKES = {
    # titles
    "[M: it is so": ("T004", "["),
    "[M: it is so\n\n[N]: as @[M] says\n  + [M]": ("T004", "["),
    "[M: so {cite: [a, b]}\n\n[N]: n\n  + [M]": ("T004", "["),
    "[M: so says @[Before] too": ("T004", "["),
    "[M] so [N]: too": ("T004", "["),
    "[[M]]: it is so": ("T004", "["),
    "M]: it is so": ("T004", "M]"),
    "[M]: m\n  + N>: it is so": ("T004", "N>"),
    "(M): it is so": ("T019", "(M)"),
    "[M] It is so": ("S006", "[M]"),
    "[M] : It is so": ("S006", "[M]"),
    "[M] #tag text": ("S006", "[M]"),
    "[M]:": ("S005", "[M]:"),
    "**[M]**: it is so": ("S019", "**"),
    # signs in text
    "[M]: he said [sic] so": ("S007", "[sic]"),
    "[M]: see [page](https://x.org": ("S007", "[page]"),
    "[M]: see https://x.org/a and so": ("T002", "//x.org/a and so"),
    "[M]: J.A. Smith says": ("T001", ".A."),
    "[M]: we are #1 here": ("T008", "#1"),
    "[M]: snake_case": ("S008", "_"),
    "[M]: It is so\\": ("S009", "\\"),
    "[M]: It is so /* why": ("T003", "/*"),
    "[M]: as @[Bfore] says": ("R008", "@[Bfore]"),
    # data
    "[M]: It is {side: aff} so": ("S004", "so"),
    "[M]: It is so {side: aff": ("T007", "{"),
    "[M]: It is so {note: a: b}": ("S003", ":"),
    "[M]: It is so {aff}": ("D003", "aff"),
    # lines
    "[M]: m\n[N]: n": ("S010", "[N]:"),
    "[M]: m\n  [N]: n": ("S010", "[N]:"),
    "[M]: m\n  <N>": ("S010", "<N>"),
    "[M]: m\n  * [N]: n": ("S010", "*"),
    "[M]: m\n+ [N]: n": ("S012", "+"),
    "[M]: m\n\n  + [N]: n": ("S011", "+"),
    "[M]: m\n  ++ [N]: n\n\n[O]: o\n  + [N]": ("S019", "++"),
    "[M]: m\n  => [N]: n": ("S019", "=>"),
    "[M]: m\n  > [N]: n": ("S019", ">"),
    "[M]: m\n  – [N]: n": ("S019", "–"),
    "[M]: m\n  -n": ("T018", "-"),
    "[M]: m\n\n  more of m": ("T017", "more of m"),
    "#Heading": ("T009", "#"),
    "Heading\n=======": ("S002", "======="),
    "===\ntitle: x\n===": ("S002", "===\ntitle: x\n==="),
    # structures
    "(1) p\n(2) q": ("S014", "(1)"),
    "(1) p\n\n(2) q\n----\n(3) r": ("S014", "(2)"),
    "(1) p\n  - [M]: m\n\n----\n(2) q": ("S014", "----"),
    "(1) p\n----\n\n(2) q": ("S014", "(2)"),
    "(1) p\n----\nq": ("S014", "q"),
    "(1) p\n---\n(2) q": ("S015", "---"),
    "(1) p\n———\n(2) q": ("S015", "———"),
    "(1) p\n  - [M]: m\n===\n(2) q": ("S015", "==="),
    "(1) p\n______\n(2) q": ("S015", "______"),
    "(1) p\n* * *\n(2) q": ("S015", "* * *"),
    "(1) p\n-- Rule\n(2) q": ("S015", "--"),
    "[M]: p\n----\n(2) q": ("S015", "--"),
    "1) p\n2) q": ("T020", "1)"),
    # names
    "<Before>: It is so": ("R003", "<Before>: It is so"),
    "[M]: m\n  - [Befor]": ("R001", "[Befor]"),
}


UNENDED = {
    "[M]: It is so {side: aff": ("S003", "{"),
    "[M]: It is so {\n  side: aff\n  x: [1, 2]\n  - [N]: n {x: y}": ("S003", "{"),
    "[M]: see [page](https://x.org": ("T022", "[page]("),
    "Heading\n=======\n\n[M]: x === y": ("S002", "======="),
}
"""Mistakes before braces, brackets and equals signs, in which what has no end could go on to theirs."""


def links(map: ArgumentMap) -> set[tuple[str, str]]:
    return {(relation.source, relation.target) for relation in map.relations}


@pytest.mark.parametrize("mistake", MISTAKES, ids=repr)
def test_a_mistake_is_told_once_and_hides_nothing_else(mistake: str) -> None:
    text = BEFORE + mistake + BEHIND
    map = read(text)
    (found,) = [*map.diagnostics, *check(map)]
    assert found.place is not None
    assert (found.code, found.place.text) == MISTAKES[mistake]
    assert text[: found.place.span.start].count("\n") >= BEFORE.count("\n")
    assert links(map) >= {("[Reason]", "[Before]"), ("[Reply]", "[Behind]")}
    assert map.claims["[Reply]"].definition


@pytest.mark.parametrize("mistake", UNENDED, ids=repr)
def test_what_does_not_end_hides_little(mistake: str) -> None:
    map = read(f"{BEFORE}{mistake}\n\n[N]: (n) {{x: y}}\n\n[O]: o === p{BEHIND}\n\n[P]: === {{x: y}}\n")
    (found, *more) = [*map.diagnostics, *check(map)]
    assert found.place is not None
    assert (found.code, found.place.text) == UNENDED[mistake]
    assert {other.code for other in more} <= {"S002", "R002"}
    assert links(map) >= {("[Reason]", "[Before]"), ("[Reply]", "[Behind]")}


def test_all_mistakes_in_one_file_are_told() -> None:
    # What has no end would go on to the next one's end; each title is used once.
    apart = [mistake for mistake in MISTAKES if not any(sign in mistake for sign in ("==\n", "/*", "]("))]
    pieces = [re.sub(r"\b[MNO]\b", rf"\g<0>{number}", mistake) for number, mistake in enumerate(apart)]
    between = "\n\n[Between {}]: b\n  + [Reason {}]: r\n\n"
    text = "".join(piece + between.replace("{}", str(number)) for number, piece in enumerate(pieces))
    map = read(BEFORE + text)
    found = [diagnostic.code for diagnostic in sorted([*map.diagnostics, *check(map)], key=lambda d: d.sort_key)]
    # A brace that is never closed is text where no other brace is, and otherwise data that cannot be read.
    assert found == [MISTAKES[mistake][0].replace("T007", "S003") for mistake in apart]
    assert links(map) >= {(f"[Reason {number}]", f"[Between {number}]") for number in range(len(apart))}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("before", "cells"),
    [
        ("ab", 2),
        ("\tb", 4),
        ("\U0001f600", 2),
        ("e\u0301", 1),
        ("\u4e2d\u6587", 4),
        ("\u200bx", 1),
        ("\U0001f468\u200d", 2),
    ],
)
def test_columns_are_right_behind_any_character(before: str, cells: int, newline: str) -> None:
    text = f"\ufeff[A]: a{newline}{newline}[B]: {before} he said [sic] so{newline}  + [C]: c{newline}"
    map = library.loads(text)
    (found,) = map.diagnostics
    assert found.place is not None
    assert found.place.text == "[sic]"
    start = len(f"[B]: {before} he said ")
    wide = sum(ord(character) > 0xFFFF for character in before)
    assert found.place.position == (3, start + 1, start + 1 + wide)
    data = json.loads("\n".join(report(map.diagnostics, "json", path="-")))
    (record,) = data if isinstance(data, list) else data["findings"]
    assert (record["line"], record["column"]) == (3, start + 1)
    line, caret = snippet(found.place, width=80)
    assert caret == " " * (start - len(before) + cells) + "^^^^^"
    assert "[sic]" in line


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
    ],
)
def test_an_allowance_without_effect_is_told_and_can_be_deleted(text: str, message: str, mended: str) -> None:
    (found,) = findings(text)
    assert (found.code, found.message.startswith(message)) == ("R011", True)
    assert found.fix
    assert apply(text, [found.fix]) == mended


@pytest.mark.parametrize(
    ("comment", "help"),
    [
        ("// clashmap: allow T1", "Type the code as clashmap check shows it, such as T001."),
        ("// clashmap: alow T001", "Type clashmap: allow T001."),
        ("// clashmap allow T001", "Type clashmap: allow T001."),
        ("// Clashmap: Allow T001, T008", "Type clashmap: allow T001, T008."),
        ("/* clashmap: allow t001 */", "Type clashmap: allow T001."),
        ("// clashmap: allow shortcode-in-word", "Type clashmap: allow T001."),
        ("// clashmap: allow T", "Type each code whole, such as clashmap: allow T0"),
        ("// clashmap: allow all", "Type clashmap: allow and the code of a rule"),
    ],
)
def test_an_allowance_that_is_all_but_right_is_shown_right_and_left(comment: str, help: str) -> None:
    wrong, found = sorted(findings(f"[A]: J.A. x {comment}\n"), key=lambda d: d.code)
    assert (wrong.code, found.code) == ("R011", "T001")
    assert wrong.help.startswith(help)
    assert wrong.fix is None


@pytest.mark.parametrize(
    ("codes", "help"),
    [
        ("T001 T008", "Type clashmap: allow T001, T008."),
        ("T001, t008", "Type clashmap: allow T001, T008."),
        ("T001 t008 is about this", ""),
        ("T001, as he is called so", ""),
    ],
)
def test_a_code_without_its_comma_is_told(codes: str, help: str) -> None:
    found = [d for d in findings(f"[A]: J.A. x #1 // clashmap: allow {codes}\n") if d.code != "T008"]
    assert [(d.code, d.help, d.fix) for d in found] == ([("R011", help, None)] if help else [])


def test_clashmap_may_be_written_about_in_comments() -> None:
    assert findings("// clashmap is a tool; clashmap allows this\n\n[A]: a // see clashmap: it allows\n") == []


def test_an_error_of_syntax_cannot_be_allowed() -> None:
    found = findings("[A]: a [B] c // clashmap: allow S007\n")
    assert {(d.code, d.message) for d in found} >= {("R011", "an error of syntax cannot be allowed")}
    assert "S007" in {d.code for d in found}


def test_a_citation_is_where_it_is_written_and_not_where_another_value_looks_like_it() -> None:
    found = findings(f"{FRONT}[K]: b {{page: 45.10, cite: 45.10}}\n")
    assert [(d.code, d.place.position.column) for d in found if d.place] == [("T014", 15), ("E001", 28)]
