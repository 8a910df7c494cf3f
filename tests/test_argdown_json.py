"""Argdown's JSON: compared with what the reference made of some hundred files, and with a few written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from clashmap.argdown import parse
from clashmap.cli import cli
from clashmap.formats import FORMATS, find_format
from clashmap.formats.argdown_json import dumps, dumps_documents
from clashmap.formats.argdown_json.held import Held, between, from_source, to_target
from clashmap.formats.argdown_json.notation import as_text
from clashmap.formats.argdown_json.records import NodeRecord, RelationRecord
from clashmap.resolve import resolve
from clashmap.source import Source

SHARED = Path(__file__).parents[2] / "shared" / "conformance" / "argdown"
KEYS = ("statements", "arguments", "relations", "sections", "tags", "map")
DIFFERENT = {
    "file-013-c8a3ba9584": "data that cannot be read ends the reference's reading, not ours",
    "pit-011-bom": "a byte order mark is no part of the text",
}


def made_of(text: str, name: str = "a.argdown") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(dumps(resolve([parse(Source(name, text))]), with_map=True))
    return made


def export(path: str, *more: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["export", path, "--to", "argdown-json", *more], input=text)


def cases() -> list[str]:
    return sorted(path.stem for path in (SHARED / "expected").glob("*.json"))


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no reference cases at {SHARED}")
def test_every_accepted_case_is_what_the_reference_makes_of_it() -> None:
    accepted, differing = 0, {}
    for name in cases():
        expected = json.loads((SHARED / "expected" / f"{name}.json").read_text(encoding="utf-8"))
        if not expected["accepted"]:
            continue
        accepted += 1
        text = (SHARED / "inputs" / f"{name}.argdown").read_bytes().decode("utf-8-sig")
        made = made_of(text, name)
        differs = [key for key in KEYS if made[key] != expected["json"][key]]
        if differs:
            differing[name] = differs
    assert accepted > 250
    assert set(differing) <= set(DIFFERENT), differing


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no reference cases at {SHARED}")
def test_the_command_refuses_what_the_reference_refuses() -> None:
    differing = []
    for name in cases():
        expected = json.loads((SHARED / "expected" / f"{name}.json").read_text(encoding="utf-8"))
        if export(str(SHARED / "inputs" / f"{name}.argdown")).exit_code != (0 if expected["accepted"] else 1):
            differing.append(name)
    assert differing == ["file-013-c8a3ba9584"], "data that cannot be read ends the reference's reading halfway"


def test_the_command_stops_at_errors_of_syntax_alone() -> None:
    unknown = export("-", text="[A]: a\n  + [Unknown]\n")
    assert (unknown.exit_code, unknown.stderr) == (0, "")
    assert json.loads(unknown.stdout)["relations"][0]["from"] == "Unknown"
    twice = "<A>\n\n(1) p\n----\n(2) q\n\n"
    for text, code in ((twice * 2, "R005"), ("[C] text\n", "S006")):
        refused = export("-", text=text)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert f"error[{code}]" in refused.stderr
        assert "nothing was written" in refused.stderr
        kept = export("-", "--keep-going", text=text)
        assert kept.exit_code == 1
        assert json.loads(kept.stdout)["statements"]
    assert export("-", text=twice).exit_code == 0


def test_the_command_includes_files(tmp_path: Path) -> None:
    (tmp_path / "a.argdown").write_text("@include(b.argdown)\n\n[A]: a\n", encoding="utf-8")
    (tmp_path / "b.argdown").write_text("[B]: b\n", encoding="utf-8")
    assert list(json.loads(export(str(tmp_path / "a.argdown")).stdout)["statements"]) == ["B", "A"]


def test_a_structure_and_its_places() -> None:
    made = made_of("<A>\n\n(1) p\n----\n    <_ <B>\n(2) q\n")
    premise, conclusion = made["arguments"]["A"]["pcs"]
    assert (premise["role"], premise["title"], premise["argumentTitle"]) == ("premise", "Untitled 1", "A")
    assert conclusion["role"] == "main-conclusion"
    assert conclusion["inference"]["conclusionIndex"] == 1
    assert (premise["startLine"], premise["startColumn"], premise["endColumn"]) == (3, 5, 6)
    assert made["relations"] == [
        {
            "type": "relation",
            "relationType": "undercut",
            "from": "B",
            "fromType": "argument",
            "to": "A",
            "toType": "inference",
            "conclusionIndex": 1,
        }
    ]


def test_columns_count_utf16_units() -> None:
    (member,) = made_of("[A]: 😀 *b* #t")["statements"]["A"]["members"]
    assert member["endColumn"] == 14
    assert member["text"] == "😀 b #t"
    assert [(mark["start"], mark["stop"]) for mark in member["ranges"]] == [(3, 3), (5, 6)]


def test_the_map_is_there_on_request() -> None:
    map = resolve([parse(Source("a", "# G\n\n[A]: a\n  - [B]: b\n"))])
    assert "map" not in json.loads(dumps(map))
    (group,) = json.loads(dumps(map, with_map=True))["map"]["nodes"]
    assert (group["type"], [node["title"] for node in group["children"]]) == ("group-map-node", ["A", "B"])


def test_several_files_are_one_export() -> None:
    documents = [parse(Source("a", "[A]: a\n")), parse(Source("b", "one more\n\n[A]\n  + text\n"))]
    made = json.loads(dumps_documents(documents))
    assert made == json.loads(dumps(resolve(documents)))
    assert list(made["statements"]) == ["A", "Untitled 1", "Untitled 2"]
    assert len(made["statements"]["A"]["members"]) == 2


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    text = "[A]: a\n" + "".join("  " * (level + 1) + f"+ [C{level}]: c\n" for level in range(1500))
    assert len(made_of(text)["relations"]) == 1500


def test_formats_are_found_by_name() -> None:
    assert find_format("argdown-json").dumps is dumps
    for name in FORMATS:
        assert find_format(name).__doc__
    with pytest.raises(KeyError):
        find_format("unheard-of")


def test_headings_nested_beyond_all_measure_are_written() -> None:
    made = made_of("".join("#" * level + f" H{level}\n\n" for level in range(1, 1_001)) + "[A]: a\n")
    depth, sections = 0, made["sections"]
    while sections:
        depth, sections = depth + 1, sections[0]["children"]
    assert depth == 50


def test_relations_are_held_in_order_and_removed_as_javascript_does() -> None:
    one, two = NodeRecord("One", False), NodeRecord("Two", False)
    first, second = RelationRecord("support", one, two), RelationRecord("attack", one, two)
    loop, stranger = RelationRecord("attack", one, one), RelationRecord("attack", two, two)
    held = Held([first, loop, second, loop])
    assert held.has(to_target("attack", one))
    assert held.has(between("support", one, two))
    held.remove(loop)
    assert list(held) == [first, second, loop]
    held.remove(stranger)
    assert list(held) == [first, second]
    held.remove(first)
    assert list(held) == [second]
    assert not held.has(from_source("support", one))
    assert not held.has(to_target("attack", one))
    held.remove(second)
    held.remove(second)
    assert list(held) == []


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_values_survive_as_json(value: Any) -> None:
    assert json.loads(as_text(value)) == value


def test_what_json_cannot_hold_is_written_all_the_same() -> None:
    assert as_text([float("nan"), float("inf"), {"b", "a"}, 1j]) == '[null, null, {"a": null, "b": null}, "1j"]'


def test_each_element_has_a_line_of_its_own() -> None:
    written = dumps(resolve([parse(Source("a", "# G #t\n\n[A]: a\n  - [B]: b\n"))]), with_map=True).splitlines()
    for key, lines in {"statements": 2, "relations": 1, "sections": 1, "tags": 1, "nodes": 1, "edges": 1}.items():
        opening = next(number for number, line in enumerate(written) if line.strip().startswith(f'"{key}": '))
        indent = len(written[opening]) - len(written[opening].lstrip())
        closing = next(number for number in range(opening, len(written)) if written[number][indent] in "]}")
        assert closing - opening - 1 == lines, key
    assert '  "arguments": {},' in written
