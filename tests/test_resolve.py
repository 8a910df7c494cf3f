"""Resolving: what many files say together as one map."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.argdown import parse
from clashmap.checks import check
from clashmap.formats.argdown_json import dumps
from clashmap.graph import ArgumentMap
from clashmap.model import RelationKind
from clashmap.resolve import resolve
from clashmap.source import Source


def read(*texts: str) -> ArgumentMap:
    """The map of files a.argdown, b.argdown, … with these texts."""
    return resolve([parse(Source(f"{name}.argdown", text)) for name, text in zip("abcdefgh", texts, strict=False)])


def shown(map: ArgumentMap) -> list[str]:
    """Every relation on a line."""
    return [f"{r.source} {r.kind.value}{'' if r.step is None else f':{r.step}'} {r.target}" for r in map.relations]


def test_one_title_in_two_files_is_one_claim() -> None:
    map = read("[War]: War follows.\n  - [Peace]\n", "[Peace]: Nobody shoots.\n  + [War]\n")
    assert list(map.claims) == ["[War]", "[Peace]"]
    peace = map.claims["[Peace]"]
    assert peace.text == "Nobody shoots."
    assert [str(place) for place in peace.places] == ["a.argdown:2:5", "b.argdown:1:1"]
    assert str(peace.definition) == "b.argdown:1:1"
    assert shown(map) == ["[Peace] attack [War]", "[War] support [Peace]"]


def test_text_tags_and_data_of_all_writings_are_joined() -> None:
    map = read("[A]: One #x, two. {side: aff, more: {k: 1}}\n\n[A] #y {role: link, more: {m: 2}}\n")
    claim = map.claims["[A]"]
    assert claim.text == "One, two."
    assert claim.tags == ("x", "y")
    assert (claim.side, claim.role) == ("aff", "link")
    assert claim.data["more"] == {"k": 1, "m": 2}
    assert [definition.text for definition in claim.definitions] == ["One, two."]


def test_the_last_text_counts_unless_another_is_canonical() -> None:
    assert read("[A]: one\n\n[A]: two\n").claims["[A]"].text == "two"
    assert read("[A]: one {isCanonical: true}\n\n[A]: two\n").claims["[A]"].text == "one"


def test_statements_without_title_are_told_apart_by_their_text() -> None:
    map = read("A claim.\n\nThe same.\n", "The same.\n")
    assert list(map.claims) == ['"A claim."', '"The same."', '"The same." (2)']
    assert map.claims['"The same."'].label == "The same."


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("[A]: a\n  + [B]: b\n", "[B] support [A]"),
        ("[A]: a\n  <+ [B]: b\n", "[B] support [A]"),
        ("[A]: a\n  +> [B]: b\n", "[A] support [B]"),
        ("[A]: a\n  - <B>: b\n", "<B> attack [A]"),
        ("[A]: a\n  -> <B>: b\n", "[A] attack <B>"),
        ("[A]: a\n  >< [B]: b\n", "[A] contradiction [B]"),
        ("<A>: a\n  <_ <B>: b\n", "<B> undercut <A>"),
        ("<A>: a\n  _> <B>: b\n", "<A> undercut <B>"),
        ("[A]: a\n  <_ <B>: b\n", "<B> undercut [A]"),
    ],
)
def test_every_sign(text: str, relation: str) -> None:
    assert shown(read(text)) == [relation]


@pytest.mark.parametrize(
    ("sign", "kind"),
    [
        ("+", RelationKind.ENTAILMENT),
        ("-", RelationKind.CONTRARY),
        ("><", RelationKind.CONTRADICTION),
    ],
)
def test_strict_mode_reads_signs_between_claims_as_logic(sign: str, kind: RelationKind) -> None:
    map = read(f"===\nmodel: {{mode: strict}}\n===\n\n[A]: a\n  {sign} [B]: b\n\n<C>: c\n  + [A]\n")
    assert [relation.kind for relation in map.relations] == [kind, RelationKind.SUPPORT]


def test_a_relation_written_twice_is_one_with_two_places() -> None:
    map = read("[A]: a\n  - [B]: b\n", "[B]\n  -> [A]\n")
    assert shown(map) == ["[B] attack [A]"]
    assert [place.text for place in map.relations[0].places] == ["- [B]: b", "-> [A]"]


def test_a_contradiction_has_no_direction() -> None:
    map = read("[A]: a\n  >< [B]: b\n\n[B]\n  >< [A]\n")
    assert shown(map) == ["[A] contradiction [B]"]
    strict = read("===\nmodel: {mode: strict}\n===\n\n[A]: a\n  - [B]: b\n\n[B]\n  - [A]\n")
    assert shown(strict) == ["[B] contrary [A]"]


STRUCTURE = """\
<War>: Why war follows.

(1) Jets meet.
(2) [Fire]: Somebody fires.
-- Experience, Induction {uses: [1, 2]} --
  <_ <Doubt>: Not always.
(3) Shots are exchanged.
(4) Shots escalate.
----
(5) [War]: War follows.
"""


def test_a_structure_belongs_to_the_argument_above_it() -> None:
    map = read(STRUCTURE)
    first, second = map.arguments["<War>"].steps
    assert first.premises == ('"Jets meet."', "[Fire]")
    assert (first.conclusion, first.rules) == ('"Shots are exchanged."', ("Experience", "Induction"))
    assert first.place.text == "-- Experience, Induction {uses: [1, 2]} --"
    assert second.premises == ('"Shots are exchanged."', '"Shots escalate."')
    assert shown(map) == [
        '"Jets meet." premise <War>',
        "[Fire] premise <War>",
        "<Doubt> undercut:0 <War>",
        '<War> conclusion "Shots are exchanged."',
        '"Shots escalate." premise <War>',
        "<War> conclusion [War]",
    ]


def test_what_a_reconstructed_argument_does_its_conclusion_does() -> None:
    map = read(STRUCTURE + "\n<War>\n  -> [Peace]: Peace holds.\n  <_ <Late>: Too late.\n\n[War]\n  + <War>\n")
    assert shown(map)[-3:] == ["<War> conclusion [War]", "[War] attack [Peace]", "<Late> undercut:1 <War>"]
    concluded = next(relation for relation in map.relations if relation.target == "[War]")
    assert [place.text for place in concluded.places] == ["[War]: War follows.", "+ <War>"]


def test_a_structure_without_argument_has_an_id_of_its_own() -> None:
    map = read("(1) p\n----\n(2) [C]: c\n\n[X]: x\n\n(1) q\n----\n(2) [C]\n")
    assert list(map.arguments) == ["<> [C]", "<> [C] (2)"]
    assert map.arguments["<> [C]"].title is None
    assert map.arguments["<> [C]"].label == "C"


def test_an_undercut_of_a_conclusion_strikes_its_step() -> None:
    map = read("<A>\n\n(1) p\n----\n(2) [C]: c\n  <_ <U>: u\n")
    assert "<U> undercut:0 <A>" in shown(map)


def test_an_attack_on_an_argument_and_its_premise_is_one() -> None:
    map = read("<A>\n\n(1) [P]: p\n  - [Q]: q\n----\n(2) c\n\n<A>\n  - [Q]\n")
    assert [line for line in shown(map) if "attack" in line] == ["[Q] attack [P]"]


def test_support_by_a_premise_is_what_a_premise_does() -> None:
    map = read("<A>\n\n(1) [P]: p\n----\n(2) c\n\n[P]\n  +> <A>\n")
    assert shown(map) == ["[P] premise <A>", '<A> conclusion "c"']
    assert [place.text for place in map.relations[0].places] == ["[P]: p", "+> <A>"]


def test_citations_hold_a_source_and_its_locators() -> None:
    map = read('===\nsources: {air: {title: Air}}\n===\n\n[A]: a {cite: ["air 45.1-2, 47", other]}\n')
    found = map.claims["[A]"].citations
    assert [(c.source, c.locator, c.first, c.last) for c in found] == [
        ("air", "45.1-2", (45, 1), (45, 2)),
        ("air", "47", (47, 0), (47, 0)),
        ("other", "", None, None),
    ]
    assert found[0].place.text == "air 45.1-2, 47"
    assert found[0].paragraphs == range(45, 46)
    assert map.references["air"].fields == {"title": "Air"}
    assert map.references["air"].place.text == "air"


@pytest.mark.parametrize("blank", ["\t", "\u00a0", "  "])
def test_a_place_is_parted_from_its_source_by_any_blank(blank: str) -> None:
    (found,) = read(f'[A]: a {{cite: "air{blank}45.1"}}\n').claims["[A]"].citations
    assert (found.source, found.first) == ("air", (45, 1))
    assert found.spot is not None
    assert found.spot.text == "45.1"


def test_a_setting_that_nothing_stands_behind_takes_no_other_away() -> None:
    declared = "===\nsources: {air: {title: Air}}\n===\n\n[B]: b\n"
    for texts in (("===\nsources:\n===\n\n[A]: a\n", declared), (declared, "===\nsources:\n===\n\n[A]: a\n")):
        map = read(*texts)
        assert list(map.references) == ["air"]
        assert map.diagnostics == ()


def test_a_heading_in_two_files_is_one_section() -> None:
    map = read("# Case #aff\n\n## Harms\n\n[A]: a\n", "# Case {k: 1}\n\n[A]\n\n[B]: b\n\n# Harms\n\n[C]: c\n")
    assert list(map.sections) == ["Case", "Case / Harms", "Harms"]
    assert map.sections["Case / Harms"].parent == "Case"
    assert (map.sections["Case"].tags, dict(map.sections["Case"].data)) == (("aff",), {"k": 1})
    assert map.claims["[A]"].section == "Case / Harms"
    assert map.claims["[A]"].sections == ("Case / Harms", "Case")


def test_front_matter_is_merged_and_the_first_file_wins() -> None:
    map = read(
        "===\ntitle: One\nsources: {a: {title: A}}\n===\n\n[A]: a\n",
        "===\ntitle: Two\nsubTitle: More\nsources: {b: {title: B}}\nsides: [pro, con]\n===\n\n[B]: b\n",
    )
    assert (map.title, map.subtitle) == ("One", "More")
    assert list(map.references) == ["a", "b"]
    assert dict(map.sides) == {"pro": "pro", "con": "con"}
    (conflict,) = map.diagnostics
    assert (conflict.code, str(conflict.place), str(conflict.related[0].place)) == (
        "R004",
        "b.argdown:2:1",
        "a.argdown:2:1",
    )


def test_the_graph_and_the_look_ups_hold_every_relation() -> None:
    map = read(STRUCTURE)
    assert set(map.graph.nodes) == {*map.claims, *map.arguments}
    assert map.graph.number_of_edges() == len(map.relations)
    assert map.graph.nodes["[War]"]["node"] is map.node("[War]")
    assert [relation.source for relation in map.incoming["<War>"] if relation.kind is RelationKind.UNDERCUT] == [
        "<Doubt>"
    ]
    assert sum(len(relations) for relations in map.outgoing.values()) == len(map.relations)
    assert not map.outgoing["[War]"]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    depth = 2000
    text = "[A]: a\n" + "".join("  " * (level + 1) + f"+ [C{level}]: c\n" for level in range(depth))
    assert len(read(text).relations) == depth


titles = st.sampled_from(["A", "B", "C", "D"])
signs = st.sampled_from(["+", "-", "+>", "->"])
lines = st.lists(st.tuples(signs, titles), max_size=4)
blocks = st.tuples(titles, st.booleans(), lines).map(
    lambda block: (
        f"[{block[0]}]{': same text' if block[1] else ''}\n"
        + "".join(f"  {sign} [{title}]\n" for sign, title in block[2])
    )
)
files = st.lists(st.lists(blocks, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=4)


@given(files, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_change_what_the_map_holds(texts: list[str], random: Random) -> None:
    shuffled = list(texts)
    random.shuffle(shuffled)
    one, other = read(*texts), read(*shuffled)
    assert set(one.claims) == set(other.claims)
    assert set(shown(one)) == set(shown(other))
    assert {id: claim.text for id, claim in one.claims.items()} == {id: c.text for id, c in other.claims.items()}


@given(files, blocks)
def test_ids_are_stable_when_something_is_added(texts: list[str], more: str) -> None:
    before, after = read(*texts), read(*texts, more)
    assert list(after.claims)[: len(before.claims)] == list(before.claims)
    assert shown(after)[: len(before.relations)] == shown(before)


WORDS = r"""[A]|[A]: |<B>|<B>: |text |@[A] |#t |{side: aff}|{cite: "x 0"}|  |- |+ |----|  <_ |>< |_> |# |## |* |1. |*
|-- R {uses: [1, 9]} --|\\|//|😀|(1) |(2) """
SETTINGS = "===\nsources: {x: 1}\nsides: 2\ncolor: {tagColors: [1]}\n===\n\n"
pieces = st.sampled_from([*WORDS.split("|"), "\n", "\n\n", SETTINGS])


@given(st.lists(pieces, max_size=30).map("".join))
def test_any_text_goes_through_every_room(text: str) -> None:
    map = read(text)
    for diagnostic in check(map):
        assert diagnostic.place is not None
    for relation in map.relations:
        assert relation.source in map.graph
        assert relation.places
        assert relation.step is None or relation.step < len(map.arguments[relation.target].steps)
    assert json.loads(dumps(map, with_map=True))["relations"] is not None


def test_sections_with_the_same_path_in_letters_are_two() -> None:
    map = read("# A\n\n## B\n\n[X]: x\n\n# A / B\n\n[Y]: y\n\n# A\n\n## B\n\n[Z]: z\n")
    assert list(map.sections) == ["A", "A / B", "A / B (2)"]
    assert [claim.section for claim in map.claims.values()] == ["A / B", "A / B (2)", "A / B"]
    assert map.sections["A / B (2)"].title == "A / B"
