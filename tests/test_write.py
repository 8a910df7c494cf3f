"""Writing: trees and maps become Argdown text that reads back as what they were."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clashmap.argdown import parse
from clashmap.argdown.tree import Document
from clashmap.argdown.write import escape, unparse
from clashmap.formats.argdown import dumps
from clashmap.formats.argdown_json import dumps as dumps_json
from clashmap.graph import ArgumentMap
from clashmap.library import load, loads
from clashmap.model import Argument, Citation, Claim, Reference, Relation, RelationKind, Section, Step
from clashmap.resolve import resolve
from clashmap.source import Source
from handmade import DOCUMENT, LINE, PLACE, bare, maps, said

SHARED = Path(__file__).parents[2] / "shared" / "conformance" / "argdown"

needs_cases = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no reference cases at {SHARED}")


def read(text: str) -> ArgumentMap:
    return resolve([parse(Source("text", text))])


def accepted() -> Iterator[tuple[str, str]]:
    """Name and text of every case that the reference accepts."""
    for path in sorted((SHARED / "expected").glob("*.json")):
        if json.loads(path.read_text(encoding="utf-8"))["accepted"]:
            yield path.stem, (SHARED / "inputs" / f"{path.stem}.argdown").read_bytes().decode("utf-8-sig")


# --- trees ------------------------------------------------------------------------------------------------------------


@needs_cases
def test_every_accepted_case_is_written_as_the_same_tree() -> None:
    count = 0
    for name, text in accepted():
        document = parse(Source("text", text))
        written = unparse(document)
        again = parse(Source("text", written))
        assert bare(again) == bare(document), name
        assert {found.code for found in again.diagnostics} <= {found.code for found in document.diagnostics}, name
        assert unparse(again) == written, name
        count += 1
    assert count > 250


SLOW = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(DOCUMENT)
def test_a_written_tree_reads_as_the_same_tree(document: Document) -> None:
    written = unparse(document)
    again = parse(Source("text", written))
    assert bare(again) == bare(document)
    assert [found for found in again.diagnostics if found.severity == "error"] == []
    assert unparse(again) == written


def test_what_a_person_would_write() -> None:
    text = """\
===
title: Should the canteen go vegetarian?
sides: {aff: Affirmative, neg: Negative}
sources:
  survey: {type: report, title: Canteen survey, issued: 2025}
===

# Meat #lunch {isGroup: true}

[Meat]: Only *meals without __meat__*, and [more](https://x.org). #analytic #(two words) {side: aff, cite: "poll 4"}
  + <Climate>: Most of the carbon.
    <_ [Lunch]
  >< [Lunch]: J\\.A. Smith says e.g. @[Meat] is \\[sic]. {cite: [poll, "poll 4-5"], "no": .5, at: "12:30"}

<Climate>

(1) One.
(2) [Two]
-- modus ponens, p\\.^.q {uses: [1, 2]} --
(3) [Meat]

* one
* [Two] #t
"""
    document = parse(Source("text", text))
    assert document.diagnostics == ()
    assert unparse(document) == text.replace("<_", "_").replace(".5", "0.5")


# --- maps -------------------------------------------------------------------------------------------------------------


def assert_comes_back(map: ArgumentMap) -> str:
    written = dumps(map)
    again = read(written)
    expected, found = said(map), said(again)
    assert found.pop("occurrences") >= expected.pop("occurrences"), written
    for part in expected:
        assert found[part] == expected[part], written
    codes = {found.code for found in again.diagnostics if found.severity == "error"}
    assert codes <= {found.code for found in map.diagnostics} | {"S001"}, written
    return written


def ids(map: ArgumentMap) -> tuple[list[str], list[str]]:
    return list(map.claims), list(map.arguments)


@needs_cases
def test_every_accepted_case_comes_back_as_the_same_map() -> None:
    in_order = 0
    for _, text in accepted():
        map = read(text)
        in_order += ids(read(assert_comes_back(map))) == ids(map)
    assert in_order >= 254


def test_the_article_is_one_file_with_everything_in_its_order(article: ArgumentMap) -> None:
    written = assert_comes_back(article)
    assert ids(read(written)) == ids(article)
    assert list(read(written).sections) == list(article.sections)
    assert dumps(read(written)) == written
    assert read(written).diagnostics == ()


@settings(SLOW, max_examples=400)
@given(maps())
def test_any_map_comes_back(map: ArgumentMap) -> None:
    assert_comes_back(map)


def graph(made: dict[str, Any]) -> list[Any]:
    """What Argdown's JSON says of a map: not its places, its members or the numbers of what is untitled."""

    def name(type: str, title: Any) -> Any:
        return (type, "" if str(title).startswith("Untitled ") else title)

    def relation(r: dict[str, Any]) -> Any:
        ends = [(*name(r[f"{end}Type"], r.get(end)), r.get("conclusionIndex")) for end in ("from", "to")]
        return (r["relationType"], *(sorted(ends, key=repr) if r["relationType"].startswith("contra") else ends))

    def row(member: dict[str, Any]) -> Any:
        inference = member.get("inference", {})
        return (member["role"], name("", member["title"]), inference.get("inferenceRules"), inference.get("data") or {})

    def tree(sections: list[Any]) -> list[Any]:
        return [(s["level"], s.get("tags"), s.get("data"), tree(s["children"])) for s in sections]

    nodes = [
        [
            name(node["type"], title),
            sorted(node.get("tags", ())),
            node.get("data", {}),
            [*map(row, node.get("pcs", ()))],
        ]
        for node in [*made["statements"].values(), *made["arguments"].values()]
        for title in [node["title"]]
    ]
    relations = sorted(map(relation, made["relations"]), key=repr)
    return [sorted(nodes, key=repr), relations, tree(made["sections"]), sorted(made["tags"])]


@needs_cases
def test_every_accepted_case_has_the_same_json_when_it_is_written() -> None:
    for name, text in accepted():
        map = read(text)
        before, after = (graph(json.loads(dumps_json(m))) for m in (map, read(dumps(map))))
        assert after == before, name


# --- words that Argdown cannot hold -----------------------------------------------------------------------------------

NODE = shutil.which("node")
CLI = os.environ.get("ARGDOWN_CLI") or shutil.which("argdown") or ""
ARGDOWN = Path(CLI).resolve().parents[min(2, len(Path(CLI).resolve().parents) - 1)] / "node" / "dist" / "argdown.js"
needs_reference = pytest.mark.skipif(
    NODE is None or not CLI or not ARGDOWN.exists(),
    reason="needs node and the reference: set ARGDOWN_CLI to its cli.js, or put argdown on PATH",
)
SCRIPT = """
const { argdown } = require(process.argv[1]);
const steps = ["parse-input", "build-model", "build-map", "colorize", "export-json"];
const read = (input) => {
  try {
    const made = argdown.run({ input, process: steps, throwExceptions: true, logLevel: "silent" });
    const errors = [...(made.lexerErrors || []), ...(made.parserErrors || [])];
    return errors.length ? String(errors[0].message) : JSON.parse(made.json);
  } catch (error) { return String(error.message); }
};
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
require("fs").writeSync(1, "\\n" + JSON.stringify(texts.map(read)));
"""


def made_by_reference(texts: list[str]) -> list[Any]:
    """What the reference makes of each text: its JSON, or the first error. Its whole numbers are JavaScript's."""
    assert NODE
    command = [NODE, "-e", SCRIPT, str(ARGDOWN)]
    done = subprocess.run(command, input=json.dumps(texts).encode(), capture_output=True, check=True)
    found: list[Any] = json.loads(done.stdout.decode("utf-8").split("\n")[-1], parse_int=float)
    return found


def assert_reads_alike(texts: list[str]) -> None:
    """The reference reads all *texts* as we do."""
    for text, found in zip(texts, made_by_reference(texts), strict=True):
        assert isinstance(found, dict), f"{found}: {text}"
        made = json.loads(dumps_json(read(text)), parse_int=float)
        for key in ("arguments", "statements", "relations", "sections", "tags"):
            assert made[key] == found[key], text


def generated(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    found: list[Any] = []
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]

    @settings(max_examples=count, database=None, suppress_health_check=quiet, phases=[Phase.generate])
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


@pytest.mark.slow
@needs_reference
def test_the_reference_reads_written_maps_and_trees_as_we_do() -> None:
    assert_reads_alike([dumps(map) for map in generated(maps(), 300)])
    assert_reads_alike([unparse(document) for document in generated(DOCUMENT, 300)])


@pytest.mark.slow
@needs_reference
def test_the_reference_reads_every_escaped_text_as_it_was() -> None:
    texts = [text for text in generated(LINE, 2000) if text.strip(" ")]
    document = "\n\n".join(f"[T{number}]: {escape(text)}" for number, text in enumerate(texts)) + "\n"
    (found,) = made_by_reference([document])
    for number, text in enumerate(texts):
        assert found["statements"][f"T{number}"]["members"][0]["text"] == text


@pytest.mark.slow
@needs_reference
@needs_cases
def test_the_reference_reads_the_cases_rewritten_as_we_do(article: ArgumentMap) -> None:
    maps = [article, *(read(text) for _, text in accepted())]
    assert_reads_alike([dumps(map) for map in maps])


# --- maps made by hand ------------------------------------------------------------------------------------------------


def test_a_map_made_by_hand_is_written_as_a_person_would() -> None:
    thesis, meat = "[Go vegetarian]", "<Meat costs the climate>"
    most, more = '"Most of the carbon is in meat."', '"What costs most should go."'
    map = ArgumentMap(
        title="The canteen: yes or no?",
        sides={"aff": "For", "neg": "Against"},
        references={"poll": Reference("poll", {"title": "Poll"}, PLACE)},
        claims={
            thesis: Claim(id=thesis, title="Go vegetarian", text="No meat.", side="aff", tags=("thesis",)),
            most: Claim(id=most, title=None, text=most[1:-1], citations=(Citation("poll", "4", PLACE),)),
            more: Claim(id=more, title=None, text=more[1:-1]),
        },
        arguments={
            meat: Argument(
                id=meat, title="Meat costs the climate", steps=(Step((most, more), thesis, ("ought",), PLACE),)
            )
        },
    )
    written = """\
===
title: "The canteen: yes or no?"
sides: {aff: For, neg: Against}
sources:
  poll: {title: Poll}
===

[Go vegetarian]: No meat. #thesis {side: aff}

<Meat costs the climate>

(1) Most of the carbon is in meat. {cite: "poll 4"}
(2) What costs most should go.
-- ought --
(3) [Go vegetarian]
"""
    assert dumps(map) == written


def test_one_file_holds_what_is_listed_beside_the_debate(tmp_path: Path) -> None:
    (tmp_path / "d.argdown").write_text(
        "===\nsources: {own: {title: Own}, listed: {note: mine}}\n===\n\n[A]: a\n", encoding="utf-8"
    )
    (tmp_path / "list.bib").write_text("@book{listed, title={Air}}\n@book{other, title={Sea}}\n", encoding="utf-8")
    map = load(tmp_path)
    assert list(map.references) == ["listed", "other", "own"]
    again = loads(dumps(map))
    assert {id: one.fields for id, one in again.references.items()} == {
        id: one.fields for id, one in map.references.items()
    }


def test_relations_between_sections_need_not_say_where_they_are_stated() -> None:
    section = {title: Section(title, title, 1, PLACE) for title in ("Costs", "Gains")}
    claims = [Claim(id=f"[{t}]", title=t, text=t, section=home) for t, home in (("C", "Costs"), ("G", "Gains"))]
    pair = tuple(Relation(RelationKind.ATTACK, *ends) for ends in (("[C]", "[G]"), ("[G]", "[C]")))
    map = ArgumentMap(claims={claim.id: claim for claim in claims}, relations=pair, sections=section)
    assert dumps(map) == "# Costs\n\n[C]: C\n\n# Gains\n\n[G]: G\n  - [C]\n  -> [C]\n"


@pytest.mark.parametrize(
    ("claim", "written"),
    [
        (Claim(id="[a]b]", title="a]b", text="x"), '[a)b]: x {exact: {title: "a]b"}}\n'),
        (Claim(id="[-5]", title="-5", text="a\nb"), '[ -5]: a b {exact: {title: "-5", text: "a\\nb"}}\n'),
        (Claim(id="[]", title="", text=""), '[No title] {exact: {title: ""}}\n'),
        (Claim(id="[T]", title="T", tags=("a)", "")), '[T] #(a]) #(no name) {exact: {tags: [a), ""]}}\n'),
        (
            Claim(id="[T]", title="T", data={"exact": 1, "a": "}"}),
            '[T] {a: "\\x7d", exact: {data: {exact: 1, a: "\\x7d"}}}\n',
        ),
        (Claim(id="[T]", title="T", text="\ud800\0"), '[T]: \ufffd\ufffd {exact: {text: "\\ud800\\x00"}}\n'),
        (Claim(id="[T]", title="T", text="See @include(x) // no"), "[T]: See @\\include(x) \\// no\n"),
    ],
)
def test_what_argdown_cannot_hold_is_kept_beside_what_comes_nearest(claim: Claim, written: str) -> None:
    map = ArgumentMap(claims={claim.id: claim})
    assert dumps(map) == written
    assert said(read(written)) == said(map)


@pytest.mark.parametrize("value", ["5", "{a: b}", "{}", "{title: 5}", "{text: a, more: b}", "[title]"])
def test_exact_is_data_like_any_other_when_it_holds_no_words(value: str) -> None:
    map = read(f"[T]: x {{exact: {value}}}\n")
    assert list(map.claims["[T]"].data) == ["exact"]
    assert_comes_back(map)


def test_an_exact_title_is_the_title_wherever_the_claim_is_named() -> None:
    map = read('[Two]\n  - [a(b)]\n\n[a(b)]: x {exact: {title: "a[b]"}}\n\n@[a(b)] is here.\n')
    assert list(map.claims) == ["[Two]", "[a[b]]", '"a(b) is here."']
    assert (map.relations[0].source, map.mentions[0].target) == ("[a[b]]", "[a[b]]")


def test_a_nameless_conclusion_may_undercut_its_own_step() -> None:
    conclusion = Claim(id='"c"', title=None, text="c")
    premise = Claim(id="[P]", title="P", text="p")
    argument = Argument(id="<A>", title="A", text="a", steps=(Step(("[P]",), '"c"', (), PLACE),))
    relations = (
        Relation(RelationKind.PREMISE, "[P]", "<A>"),
        Relation(RelationKind.CONCLUSION, "<A>", '"c"'),
        Relation(RelationKind.UNDERCUT, '"c"', "<A>", step=0),
    )
    claims = {claim.id: claim for claim in (conclusion, premise)}
    assert_comes_back(ArgumentMap(claims=claims, arguments={"<A>": argument}, relations=relations))
