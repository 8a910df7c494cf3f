"""Checks: the examples of every rule, and what the messages offer."""

from __future__ import annotations

import re

import pytest

from clashmap.argdown import parse
from clashmap.checks import check
from clashmap.checks.nearest import Names
from clashmap.diagnostics import RULES, Diagnostic, Rule, Severity
from clashmap.graph import ArgumentMap
from clashmap.resolve import resolve
from clashmap.source import Source

OWN = [rule for code, rule in RULES.items() if code[0] in "RELD"]


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
    return [*map.diagnostics, *check(map)]


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.code)
def test_the_bad_example_shows_the_rule_and_the_good_one_nothing(rule: Rule) -> None:
    assert [found.code for found in findings(rule.bad)] == [rule.code]
    assert findings(rule.good) == []


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.code)
def test_every_finding_says_where_and_what_to_type(rule: Rule) -> None:
    for found in findings(rule.bad):
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
    assert errors == {"R001", "R002", "R005", "R008", "E001", "E002"}


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
    assert [diagnostic.code for diagnostic in found] == ["R001", "R002", "L001"]


def test_nearest_names() -> None:
    names = Names(["[No-fly zone means war]", "[Air support]", "[Air supply]", "[War]"])
    assert names.nearest("[no fly zone means war]") == ["[No-fly zone means war]"]
    assert names.nearest("[Air suport]") == ["[Air support]", "[Air supply]"]
    assert names.nearest("[Quite different]") == []
    assert names.nearest("") == []
