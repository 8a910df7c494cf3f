"""Reports: what other programs read of findings is right to the column, and tells nothing of the machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.cli.reports import REPORTS, report
from clashmap.diagnostics import RULES, Diagnostic, Related, Severity, at, rule
from clashmap.library import loads
from clashmap.mend import apply
from clashmap.source import Place, Source, Span

HINT = rule("X900", "test-hint", Severity.HINT, "a rule of these tests", why="They need one.")
RULES.pop("X900")
FAULTY = (
    "[Thesis]: 👍 J.A. Smith\te\u0301 is #1. {side: aff\r\n\r[Cost: 🚆 too much.\n  + [Nowhere]\n\n[B]: b\n\n[B]: c\n"
)


def dumps(format: str, findings: tuple[Diagnostic, ...], path: str = "debate") -> str:
    return "\n".join(report(findings, format, path=path))


def sarif(findings: tuple[Diagnostic, ...], path: str = "debate") -> dict[str, Any]:
    (run,) = json.loads(dumps("sarif", findings, path))["runs"]
    return dict(run)


# --- columns ----------------------------------------------------------------------------------------------------------


def offset(text: str, line: int, utf16: int) -> int:
    """The offset of a place that counts as SARIF and JavaScript do, by other means than ``Source``."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)
    before = "".join(lines[: line - 1])
    units = lines[line - 1].encode("utf-16-le")[: 2 * (utf16 - 1)]
    return len(before) + len(units.decode("utf-16-le"))


def replaced(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@given(
    st.lists(st.sampled_from([*"aA1.#_[]{}<>\t \n\r👍é日-+", "J.A.", "a_b", "#1 ", "\n  + "]), max_size=30).map("".join)
)
def test_every_place_and_fix_can_be_found_again_by_counting_utf16(text: str) -> None:
    findings = loads(f"[T]: J.A. {text}").diagnostics
    results, records = sarif(findings)["results"], json.loads(dumps("json", findings))
    for found, result, record in zip(findings, results, records, strict=True):
        assert found.place is not None
        whole = found.place.source.text
        region = result["locations"][0]["physicalLocation"]["region"]
        assert offset(whole, region["startLine"], region["startColumn"]) == found.place.span.start
        assert offset(whole, region["endLine"], region["endColumn"]) == found.place.span.end
        assert (record["line"], record["utf16Column"]) == (region["startLine"], region["startColumn"])
        assert (record["endLine"], record["utf16EndColumn"]) == (region["endLine"], region["endColumn"])
        if found.fix is None:
            assert record["fix"] is None
            assert "fixes" not in result
            continue
        expected = apply(whole, [found.fix])
        (change,) = result["fixes"][0]["artifactChanges"]
        assert expected == replaced(whole, [
            (
                offset(whole, edit["deletedRegion"]["startLine"], edit["deletedRegion"]["startColumn"]),
                offset(whole, edit["deletedRegion"]["endLine"], edit["deletedRegion"]["endColumn"]),
                edit.get("insertedContent", {"text": ""})["text"],
            )
            for edit in change["replacements"]
        ])  # fmt: skip
        assert expected == replaced(whole, [
            (
                offset(whole, edit["line"], edit["utf16Column"]),
                offset(whole, edit["endLine"], edit["utf16EndColumn"]),
                edit["text"],
            )
            for edit in record["fix"]["edits"]
        ])  # fmt: skip


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_json_lines_are_the_list_line_by_line() -> None:
    findings = loads(FAULTY).diagnostics
    assert [json.loads(line) for line in report(findings, "json-lines", path="d")] == json.loads(
        dumps("json", findings)
    )
    assert list(report((), "json-lines", path="d")) == []


def test_columns_count_characters_and_utf16_units() -> None:
    (record,) = (json.loads(line) for line in report(loads("[A]: 👍 J.A. S\n").diagnostics, "json-lines", path="d"))
    assert (record["column"], record["utf16Column"], record["utf16EndColumn"]) == (9, 10, 13)


# --- GitHub -----------------------------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)")


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """What GitHub's runner makes of a workflow command."""
    match = COMMAND.fullmatch(line)
    assert match is not None
    word, listed, message = match.groups()
    assert not re.search("[\r\n]", line)

    def plain(text: str) -> str:
        return re.sub("%(25|0D|0A|3A|2C)", lambda found: chr(int(found[1], 16)), text)

    properties = dict(part.split("=", 1) for part in listed.split(","))
    return word, {key: plain(value) for key, value in properties.items()}, plain(message)


def test_a_workflow_command_says_all_whatever_is_in_it() -> None:
    source = Source("a,b:c%2C/d::e.argdown", "one\ntwo\n")
    found = at(HINT, "100 %: it,\rsays", source, Span(1, 3), help="Type::this.\nOr %0A.")
    assert parsed(dumps("github", (found,))) == (
        "notice",
        {
            "file": "a,b:c%2C/d::e.argdown",
            "line": "1",
            "col": "2",
            "endLine": "1",
            "endColumn": "4",
            "title": "X900 test-hint",
        },
        "100 %: it,\rsays\nType::this.\nOr %0A.",
    )


def test_a_workflow_command_has_columns_only_within_a_line() -> None:
    source = Source("a.argdown", "one\ntwo\n")
    _, properties, _ = parsed(dumps("github", (at(HINT, "m", source, Span(1, 6)),)))
    assert (properties["line"], properties["endLine"]) == ("1", "2")
    assert not {"col", "endColumn"} & set(properties)
    _, properties, _ = parsed(dumps("github", (Diagnostic(HINT, "m", None, path="a.argdown"),)))
    assert "line" not in properties


# --- SARIF ------------------------------------------------------------------------------------------------------------

# Of the objects of SARIF 2.1.0 that are used here: the properties that must be there, and the others that may.
SHAPES: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "columnKind", "newlineSequences"}),
    "tool": ({"driver"}, set()),
    "driver": ({"name"}, {"version", "rules"}),
    "rule": ({"id"}, {"name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}),
    "configuration": (set(), {"level"}),
    "text": ({"text"}, set()),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "relatedLocations", "fixes"}),
    "location": (set(), {"id", "physicalLocation", "message"}),
    "physical": ({"artifactLocation"}, {"region"}),
    "artifact": ({"uri"}, set()),
    "region": ({"startLine", "startColumn", "endLine", "endColumn"}, set()),
    "fix": ({"artifactChanges"}, {"description"}),
    "change": ({"artifactLocation", "replacements"}, set()),
    "replacement": ({"deletedRegion"}, {"insertedContent"}),
}
INSIDE = {
    "runs": "run",
    "tool": "tool",
    "driver": "driver",
    "rules": "rule",
    "shortDescription": "text",
    "fullDescription": "text",
    "help": "text",
    "message": "text",
    "description": "text",
    "insertedContent": "text",
    "defaultConfiguration": "configuration",
    "results": "result",
    "locations": "location",
    "relatedLocations": "location",
    "physicalLocation": "physical",
    "artifactLocation": "artifact",
    "region": "region",
    "deletedRegion": "region",
    "fixes": "fix",
    "artifactChanges": "change",
    "replacements": "replacement",
}


def objects(value: Any, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a log with what it is."""
    if isinstance(value, list):
        for item in value:
            yield from objects(item, kind)
    elif isinstance(value, dict):
        yield kind, value
        for key, inner in value.items():
            if key in INSIDE:
                yield from objects(inner, INSIDE[key])


def findings_of_all_kinds() -> tuple[Diagnostic, ...]:
    source = Source("my debate/a: b#1.argdown", "one\n")
    place = Place(source, Span(0, 3))
    return (
        *loads(FAULTY, path="my debate/ü.argdown").diagnostics,
        at(HINT, "m", source, Span(0, 3), related=(Related(place, "here"), Related(place, "there"))),
        Diagnostic(RULES["T012"], "the file is not text", None, path="x.argdown"),
    )


def test_sarif_has_the_shape_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clashmap.rules.ALL", (*RULES.values(), HINT))
    monkeypatch.setattr("clashmap.cli.reports.sarif.ALL", (*RULES.values(), HINT))
    log = json.loads(dumps("sarif", findings_of_all_kinds()))
    seen = set()
    for kind, value in objects(log, "log"):
        required, optional = SHAPES[kind]
        assert required <= set(value) <= required | optional, kind
        assert value.get("level", "note") in ("error", "warning", "note")
        if kind == "text":
            assert value["text"]
        if kind == "artifact":
            assert re.fullmatch(r"[\w.~%/-]+", value["uri"], re.ASCII), "a relative reference without a scheme"
        if kind == "region":
            assert 1 <= value["startLine"] <= value["endLine"]
            assert min(value["startColumn"], value["endColumn"]) >= 1
        seen.add(kind)
    assert seen == set(SHAPES)
    assert (log["version"], log["runs"][0]["columnKind"]) == ("2.1.0", "utf16CodeUnits")
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == len(RULES) + 1
    results = log["runs"][0]["results"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert [location["id"] for location in results[-2]["relatedLocations"]] == [0, 1]
    uris = {unquote(value["uri"]) for kind, value in objects(log, "log") if kind == "artifact"}
    assert uris == {"my debate/ü.argdown", "my debate/a: b#1.argdown", "x.argdown"}


def test_sarif_describes_all_rules_even_when_nothing_is_found() -> None:
    run = sarif(())
    assert run["results"] == []
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {"S001", "T012", "R001", "R020", "L003", "D005"}


@pytest.mark.parametrize("format", ["sarif", "github"])
def test_reports_that_travel_do_not_tell_where_files_are_on_the_machine(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    debate = tmp_path / "home" / "club" / "debate"
    debate.mkdir(parents=True)
    (debate / "a.argdown").write_text("[A]: a\n  + [B]\n", encoding="utf-8")

    def said(path: Path | str, here: Path) -> str:
        monkeypatch.chdir(here)
        return CliRunner().invoke(cli, ["check", str(path), "--format", format]).stdout

    from_inside = said(debate, debate.parent)
    assert "debate/a.argdown" in from_inside
    assert "home" not in from_inside
    (tmp_path / "elsewhere").mkdir()
    assert said(debate, tmp_path / "elsewhere") == said("debate", debate.parent) == from_inside


@pytest.mark.parametrize("format", REPORTS)
def test_data_stands_alone_and_the_exit_code_is_that_of_check(format: str, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.argdown", tmp_path / "good.argdown"
    bad.write_text(FAULTY, encoding="utf-8", newline="")
    good.write_text("[A]: a\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", str(bad), "--format", format])
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.count("T001") >= 1
    assert CliRunner().invoke(cli, ["check", str(good), "--format", format]).exit_code == 0
