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
