"""Scopes: the part of a map that is asked for, folded groups, split maps, named views, and where titles lead."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from itertools import chain
from shutil import which
from xml.etree import ElementTree

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.cli.scope import scope_of, scope_options
from clashmap.draw.view import Folded, View, members, select
from clashmap.draw.view.hrefs import file_href, href
from clashmap.draw.view.named import NamedView, named_view, view_names
from clashmap.draw.view.scope import Scope
from clashmap.draw.view.split import file_names, split
from clashmap.formats import dot
from clashmap.graph import ArgumentMap
from clashmap.library import loads

DEBATE = """\
===
title: Zone
sides: {aff: Affirmative, neg: Negative}
===

# Zone

[Zone]: There should be a zone. {side: aff}
  + <Skies>: It clears the skies. #air {side: aff}
    - [Few jets]: There are few jets. {side: neg}
      - [More come]: More are coming. {side: aff}
    _ [Drones]: Drones stay below it. {side: neg}
  - <War>: It means war. {side: neg}
    >< [Peace]: It keeps the peace. #air {side: aff}

# Costs

[Costs]: It costs too much. #money {side: neg}
  -> [Zone]
  - [Cheap]: It is cheap. #money
  - [Few jets]

## Fuel

[Fuel]: Fuel is dear.
  +> [Costs]
  +> [Zone]
"""


def view(text: str = DEBATE, **scope: object) -> View:
    return select(loads(text), Scope(**scope))  # type: ignore[arg-type]


def nodes(text: str = DEBATE, **scope: object) -> str:
    return " ".join(view(text, **scope).nodes)


def links(view: View) -> set[str]:
    return {f"{link.source} {link.kind.value} {link.target} {link.count}" for link in view.links}


def away(view: View) -> set[str]:
    return {f"{cut.node} {'→' if cut.outgoing else '←'} {cut.kind.value} {cut.words}" for cut in view.away}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"focus": "War"}, "<War> [Peace]"),
        ({"focus": "[Peace]"}, "<War> [Peace]"),
        ({"focus": "skies"}, "<Skies> [Few jets] [More come] [Drones]"),
        ({"focus": "<Skies>", "depth": 1}, "<Skies> [Few jets] [Drones]"),
        ({"focus": "Skies", "depth": 0}, "<Skies>"),
        ({"focus": "Zone", "tags": ("air",)}, "[Zone] <Skies> [Peace]"),
        ({"focus": "Zone", "section": "Costs"}, "[Zone] [Few jets] [Costs] [Cheap] [Fuel]"),
        ({"sides": ("neg",)}, "[Few jets] [Drones] <War> [Costs] [Cheap] [Fuel]"),
        ({"sides": ("Affirmative", "NEG"), "tags": ("air", "#money")}, "<Skies> [Peace] [Costs] [Cheap]"),
        ({"only_clash": True, "section": "Fuel"}, "[Zone] [Costs]"),
        ({"only_clash": True, "tags": ("air",)}, "<Skies> [Peace]"),
    ],
)
def test_a_scope_keeps_what_it_asks_for(scope: dict[str, object], expected: str) -> None:
    assert nodes(**scope) == expected


def test_what_has_the_focus_is_at_the_top_and_says_what_it_answers() -> None:
    focused = view(focus="Skies")
    assert (focused.resolution, focused.title) == ("<Skies>", "Skies")
    assert focused.subtitle == "What bears on it · Zone"
    assert away(focused) == {
        "<Skies> → support Zone",
    }


def test_cards_at_the_depth_say_what_is_cut_off() -> None:
    assert away(view(focus="Zone", depth=1)) == {
        "<Skies> ← attack Few jets",
        "<Skies> ← undercut Drones",
        "<War> ← contradiction Peace",
        "[Costs] ← attack 2 more attacks",
    }
    assert not view(focus="Zone").away


def test_what_a_filter_leaves_alone_says_what_it_answers() -> None:
    assert away(view(sides=("neg",))) == {
        "[Drones] → undercut Skies",
        "<War> → attack Zone",
        "<War> → contradiction Peace",
    }
    assert away(view(tags=("air",), section="Zone")) == {"<Skies> → support Zone", "[Peace] → contradiction War"}
    assert not [cut for cut in view(sides=("neg",), collapse=("Costs",)).away if cut.node.startswith("#")]


def test_nothing_that_a_filter_leaves_out_is_said_to_be_cut_off() -> None:
    assert away(view(focus="Costs", depth=0, sides=("neg",))) == {
        "[Costs] → attack Zone",
        "[Costs] ← attack 2 more attacks",
        "[Costs] ← support Fuel",
    }
    assert "Cheap" not in str(away(view(focus="Costs", depth=0, tags=("air",))))


def test_a_filtered_map_keeps_its_groups_and_says_that_it_is_a_part() -> None:
    found = view(sides=("neg",), only_clash=True)
    assert [group.title for group in found.root.groups] == ["Zone", "Costs"]
    assert found.subtitle == "Only what is said by Negative and part of a clash"
    assert found.resolution is None  # the claim of the whole debate is not on it, and no other takes its place


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ({"focus": "Skys"}, "there is no claim or argument “Skys”; did you mean “Skies”?"),
        ({"focus": "<Zone>"}, "there is no claim or argument “<Zone>”; did you mean “Zone” or “Drones”?"),
        ({"focus": "It is dear."}, "“It is dear.” is not drawn on this map"),
        ({"sides": ("con",)}, "there is no side “con”; did you mean “aff” or “neg”?"),
        ({"tags": ("mony",)}, "there is no tag “mony”; did you mean “money”?"),
        ({"collapse": ("Cost",)}, "there is no section “Cost”; did you mean “Costs”?"),
        (
            {"section": "Fuel", "tags": ("air",), "only_clash": True},
            "nothing under “Fuel” is tagged #air and part of a clash; its sides are “aff”, “neg”; its tags are “money”",
        ),
    ],
)
def test_a_name_that_is_not_there_is_answered_by_those_that_are(scope: dict[str, object], said: str) -> None:
    text = f"{DEBATE}\n<Dear>\n\n(1) It is dear.\n----\n(2) [Costs]\n"
    with pytest.raises(LookupError) as raised:
        view(text, **scope)
    assert raised.value.args[0] == said


def test_of_many_names_only_some_are_listed() -> None:
    tags = " ".join(f"#t{number}" for number in range(12))
    with pytest.raises(LookupError) as raised:
        view(f"[A]: a {tags}\n", only_clash=True)
    listed = ", ".join(f"“t{number}”" for number in range(8))
    assert raised.value.args[0].endswith(f"; its tags are {listed} and 4 more")


def test_a_title_that_a_claim_shares_with_an_argument_has_to_be_told_apart() -> None:
    text = "[War]: w\n\n<War>: a\n  - [x]\n"
    with pytest.raises(LookupError, match=r"there are 2 points “war”; say which: \[War\] or <War>"):
        view(text, focus="war")
    assert nodes(text, focus="<war>") == "<War> [x]"


def test_a_folded_group_is_one_box_with_the_links_of_all_that_is_in_it() -> None:
    folded = view(collapse=("Costs",))
    assert list(folded.nodes)[-1] == "# Costs"
    assert links(folded) >= {"# Costs attack [Zone] 1", "# Costs support [Zone] 1", "[Few jets] attack # Costs 1"}
    assert not any(link.is_loop for link in folded.links)
    box = folded.nodes["# Costs"]
    assert isinstance(box, Folded)
    assert (box.label, box.text) == (
        "Costs",
        "3 claims. It turns on “Costs”.",
    )
    assert "# Costs" in folded.root.nodes
    assert "[Fuel]" in view(collapse=("Zone",)).nodes
    assert list(view(collapse=("Fuel", "Costs", "Zone")).nodes) == ["# Zone", "# Costs"]  # the outermost counts


def test_links_of_one_kind_between_boxes_are_counted() -> None:
    text = "# One\n\n[A]: a\n\n[B]: b\n\n# Two\n\n[C]: c\n  -> [A]\n  -> [B]\n  +> [A]\n  >< [B]\n\n[A]\n  >< [C]\n"
    folded = view(text, collapse=("One", "Two"))
    assert links(folded) == {
        "# Two attack # One 2",
        "# Two support # One 1",
        "# Two contradiction # One 2",
    }
    assert links(view(text, collapse=("One",))) == {
        "[C] attack # One 2",
        "[C] support # One 1",
        "[C] contradiction # One 2",
    }


def test_a_box_is_at_the_top_and_names_what_is_cut_off_where_it_holds_the_focus() -> None:
    folded = view(focus="Costs", depth=1, collapse=("Costs",))
    assert list(folded.nodes) == ["[Few jets]", "# Costs"]
    assert folded.resolution == "# Costs"
    assert away(folded) == {"# Costs → attack Zone", "[Few jets] ← attack More come"}


def test_arguments_that_show_their_steps_bring_the_words_of_unnamed_premises() -> None:
    text = "[Zone]: z\n\n<Skies>\n\n(1) Jets fly.\n(2) Flying helps.\n----\n(3) [Zone]\n"
    assert not view(text).spelled_out
    assert [claim.label for claim in view(text, explode=True).spelled_out.values()] == [
        "Jets fly.",
        "Flying helps.",
        "Zone",
    ]
    assert not view(f"# One\n\n{text}", explode=True, collapse=("One",)).spelled_out


# --- properties -------------------------------------------------------------------------------------------------------


@st.composite
def debates(draw: st.DrawFn) -> ArgumentMap:
    """Small debates under headings, with sides, tags and every kind of link."""
    count = draw(st.integers(2, 9))
    lines = ["===", "sides: {aff: A, neg: N}", "===", ""]
    for number in range(count):
        if draw(st.booleans()):
            lines += [f"{'#' * draw(st.integers(1, 2))} Part {number}", ""]
        tag, side = (
            draw(st.sampled_from(["", " #t", " #u"])),
            draw(st.sampled_from(["", " {side: aff}", " {side: neg}"])),
        )
        lines.append(f"[C{number}]: text{tag}{side}")
        for sign in draw(st.lists(st.sampled_from(["+>", "->", "+", "-", "><"]), max_size=3)):
            lines.append(f"  {sign} [C{draw(st.integers(0, count - 1))}]")
        lines.append("")
    return loads("\n".join(lines))


@st.composite
def scoped(draw: st.DrawFn) -> tuple[ArgumentMap, Scope]:
    map = draw(debates())
    titles = [section.id for section in map.sections.values()]
    claims = list(map.claims)
    scope = Scope(
        section=draw(st.none() | st.sampled_from(titles)) if titles else None,
        focus=draw(st.none() | st.sampled_from(claims)),
        depth=draw(st.none() | st.integers(0, 3)),
        sides=draw(st.sampled_from([(), ("aff",), ("neg", "aff")])),
        only_clash=draw(st.booleans()),
        collapse=tuple(draw(st.lists(st.sampled_from(titles), max_size=3))) if titles else (),
    )
    return map, scope


def selected(map: ArgumentMap, scope: Scope) -> View | None:
    try:
        return select(map, scope)
    except LookupError:
        return None


@given(scoped())
def test_a_view_holds_both_ends_of_its_links_and_groups_each_node_once(made: tuple[ArgumentMap, Scope]) -> None:
    map, scope = made
    view = selected(map, scope)
    if view is None:
        assert scope.only_clash or scope.sides
        return
    ends = {id for link in view.links for id in (link.source, link.target)} | {cut.node for cut in view.away}
    assert ends <= set(view.nodes)
    assert Counter(members(view.root)) == Counter(list(view.nodes))
    assert view.resolution is None or view.resolution in view.nodes
    assert set(view.heads) <= set(view.nodes)


@given(scoped())
def test_folding_keeps_every_node_that_is_in_no_box_and_every_link_between_two(made: tuple[ArgumentMap, Scope]) -> None:
    map, scope = made
    folded, whole = selected(map, scope), selected(map, replace(scope, collapse=()))
    assert (folded is None) == (whole is None)
    if folded is None or whole is None:
        return
    boxes = [node for node in folded.nodes.values() if isinstance(node, Folded)]
    assert len(folded.nodes) - len(boxes) + sum(box.claims + box.arguments for box in boxes) == len(whole.nodes)
    assert [id for id in whole.nodes if id in folded.nodes] == [id for id in folded.nodes if id in whole.nodes]
    free = {link for link in whole.links if link.source in folded.nodes and link.target in folded.nodes}
    assert free == {link for link in folded.links if link.source in whole.nodes and link.target in whole.nodes}


@given(scoped())
def test_what_is_asked_for_together_is_what_each_keeps_for_itself(made: tuple[ArgumentMap, Scope]) -> None:
    map, scope = made
    parts = [
        Scope(section=scope.section),
        Scope(focus=scope.focus, depth=scope.depth),
        Scope(sides=scope.sides),
        Scope(only_clash=scope.only_clash),
    ]
    each = [set(view.nodes) if (view := selected(map, part)) else set() for part in parts]
    together = selected(map, replace(scope, collapse=()))
    kept = set.intersection(*each) | ({scope.focus} if scope.focus else set())
    assert (set(together.nodes) if together else set()) == kept
    assert selected(map, replace(scope, sides=scope.sides[::-1], collapse=scope.collapse[::-1])) == selected(map, scope)


# --- split ------------------------------------------------------------------------------------------------------------


def test_a_split_map_is_an_index_and_a_map_for_each_group_that_name_each_other() -> None:
    files = dict(split(loads(DEBATE), stem="zone", suffix=".svg"))
    assert list(files) == ["zone.svg", "zone-zone.svg", "zone-costs.svg"]
    index, zone, costs = files.values()
    assert list(index.nodes) == ["# Zone", "# Costs"]
    assert index.hrefs == {"# Zone": "zone-zone.svg", "# Costs": "zone-costs.svg"}
    assert (zone.title, zone.subtitle, zone.resolution) == ("Zone", "Zone", "[Zone]")
    assert costs.hrefs == {"": "zone.svg"}
    assert [group.title for group in costs.root.groups] == ["Fuel"]
    assert away(costs) == {
        "[Costs] → attack Zone · Zone",
        "[Costs] ← attack Few jets · Zone",
        "[Fuel] → support Zone · Zone",
    }
    assert away(zone) == {
        "[Zone] ← attack Costs · Costs",
        "[Zone] ← support Fuel · Costs",
        "[Few jets] → attack Costs · Costs",
    }


def test_what_is_under_no_heading_stays_in_the_index() -> None:
    files = dict(split(loads("[R]: r\n\n# One\n\n[A]: a\n  -> [R]\n"), stem="d", suffix=".html"))
    assert list(files["d.html"].nodes) == ["[R]", "# One"]
    assert away(files["d-one.html"]) == {"[A] → attack R"}


@pytest.mark.parametrize("text", ["[A]: a\n", "# One\n\n[A]: a\n"])
def test_a_map_without_groups_is_not_split(text: str) -> None:
    with pytest.raises(LookupError, match="there are no groups"):
        split(loads(text), stem="d", suffix=".svg")


@given(debates())
def test_a_split_draws_every_node_and_every_link_once_or_names_it_at_both_ends(map: ArgumentMap) -> None:
    whole = select(map)
    if not whole.root.groups:
        return
    (_, index), *parts = split(map, stem="d", suffix=".svg")
    loose = [id for id in index.nodes if id in whole.nodes]
    assert Counter(chain(loose, *(part.nodes for _, part in parts))) == Counter(list(whole.nodes))
    inside = [link for _, part in parts for link in part.links]
    assert len(inside) == len(set(inside))
    loose_links = [link for link in whole.links if link.source in loose and link.target in loose]
    leaving = len(whole.links) - len(inside) - len(loose_links)
    ends = sum((link.source in loose) != (link.target in loose) for link in whole.links)
    assert sum(len(part.away) for _, part in parts) == 2 * leaving - ends


def test_names_of_files_are_unlike_and_stay_as_they_are_when_others_come() -> None:
    titles = {"a": "No-fly zone!", "b": "No fly zone", "c": "../../etc", "d": "…"}
    names = file_names(titles, stem="d", suffix=".svg")
    assert names["a"] == "d-no-fly-zone.svg"
    assert names["c"] == "d-etc.svg"
    assert len(set(names.values())) == len(titles)
    assert file_names({"a": titles["a"], "x": "X", "b": titles["b"]}, stem="d", suffix=".svg")["b"] == names["b"]


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "HTTP://example.org",
        "mailto:a@example.org",
        "notes.pdf",
        "../cards/45.html",
        "/cards/45.html",
        "#claim-war",
        "?a=1",
        "cards/a:b",
    ],
)
def test_an_address_that_is_safe_to_click_is_kept(address: str) -> None:
    assert href(address) == address
    assert view(f"[A]: a {{url: '{address}'}}\n\n[B]: b\n").hrefs == {"[A]": address}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "\u202ejavascript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)//:",
        "java%73cript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "//example.org/x",
        " //example.org/x",
        "/\\example.org",
        "\\\\example.org\\x",
        "https:/example.org",
        "http:example.org",
        "https:///",
        "mailto:",
        "",
        "  ",
        "a\ud800",
        3,
        None,
        ["https://example.org"],
        {"https": 1},
    ],
)
def test_an_address_that_is_not_is_left_out(address: object) -> None:
    assert href(address) is None


def test_signs_that_no_address_has_are_written_as_numbers() -> None:
    assert href("my notes.pdf") == "my%20notes.pdf"
    assert href("https://example.org/\"><script>'") == "https://example.org/%22%3E%3Cscript%3E%27"


@given(st.text(alphabet=st.sampled_from("javscriptdthp:/\\ \t\n#?.&;%\u200b\u00ad:")) | st.text())
def test_no_address_has_another_scheme_for_a_browser(text: str) -> None:
    address = href(text)
    if address is not None:
        read = "".join(sign for sign in address if ord(sign) > 32).casefold()  # a browser drops tabs, breaks and more
        assert read.startswith(("http://", "https://", "mailto:")) or ":" not in read.partition("/")[0]
        assert not read.startswith(("//", "\\"))
        assert address.isprintable() or not address.isascii()


def test_the_address_of_a_file_beside_the_drawing_is_safe_whatever_its_name() -> None:
    assert file_href("a b:c#ö.svg") == "a%20b%3Ac%23%C3%B6.svg"


# --- named views ------------------------------------------------------------------------------------------------------

VIEWS = """\
===
views:
  clash: {section: Zone, only-clash: true, page: a4, theme: print}
  Flow: {focus: Zone, depth: 2, side: aff, tag: [air, money], collapse: Costs, explode: true, layout: speeches}
  bad: {sectoin: Zone}
  worse: {only-clash: 3}
  worst: text
  deep: {depth: 2}
  wide: {page: A3, orientation: Landscape, theme: Club.toml}
  off: {page: a9, direction: sideways, theme: drak}
===

# Zone

[A]: a #air {side: aff}
"""


def test_the_front_matter_keeps_views() -> None:
    map = loads(VIEWS)
    assert view_names(map) == ("clash", "Flow", "bad", "worse", "worst", "deep", "wide", "off")
    assert named_view(map, "clash") == NamedView(
        "clash", Scope(section="Zone", only_clash=True), page="a4", theme="print"
    )
    scope = Scope(focus="Zone", depth=2, sides=("aff",), tags=("air", "money"), collapse=("Costs",), explode=True)
    assert named_view(map, "flow") == NamedView("Flow", scope, layout="speeches")
    wide = NamedView("wide", Scope(), page="a3", orientation="landscape", theme="Club.toml")
    assert named_view(map, "wide") == wide


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("clsh", "there is no view “clsh”; did you mean “clash”?"),
        ("bad", "`sectoin` of the view “bad” is not known; did you mean section or direction?"),
        ("worse", "`only-clash` of the view “worse” must be true or false"),
        ("worst", "the view “worst” is no table; write, for instance, worst: {only-clash: true}"),
        ("deep", "`depth` of the view “deep” needs a `focus`, the claim to count from"),
        (
            "off",
            "`page` of the view “off” is “a9”, and must be one of auto, a4, a3, a2, a1, a0, letter, 16:9; "
            "did you mean a4 or a3 or a2?",
        ),
    ],
)
def test_a_view_that_cannot_be_drawn_says_why(name: str, said: str) -> None:
    with pytest.raises((LookupError, ValueError)) as raised:
        named_view(loads(VIEWS), name)
    assert raised.value.args[0] == said


def test_the_check_finds_what_is_wrong_in_views() -> None:
    found = [
        (found.code, found.message.partition(" one of ")[0], found.place.text if found.place else "", found.help)
        for found in loads(VIEWS).diagnostics
        if "view" in found.message
    ]
    assert [each[:3] for each in found] == [
        ("D009", "there is no claim or argument “Zone” for the view `Flow`", "Zone"),
        ("D009", "there is no tag “money” for the view `Flow`", "money"),
        ("D009", "there is no heading “Costs” for the view `Flow`", "Costs"),
        ("D002", "“sectoin” is not used in a view", "sectoin"),
        ("R007", "`only-clash` of the view `worse` must be true or false", "only-clash"),
        ("R007", "the view `worst` is not a table", "worst"),
        ("R007", "`depth` of the view `deep` needs a `focus`, the claim to count from", "depth"),
        ("R007", "`page` of the view `off` must be", "a9"),
        ("R007", "`direction` of the view `off` must be", "sideways"),
        ("R007", "`theme` of the view `off` must be", "drak"),
    ]
    assert found[-1][3] == "Did you mean dark? Type one of these."
    assert found[0][3] == "Type a claim or argument of the map, such as A."


@pytest.mark.parametrize(
    ("view", "help"),
    [
        ("{section: Cost}", "Did you mean Costs?"),
        ("{section: zone / costs, collapse: COSTS, focus: '[zone]', side: [Negative, aff], tag: '#Air'}", ""),
        ("{focus: Few jet}", "Did you mean Few jets?"),
        ("{side: opp}", "Type a side of the map, such as aff."),
        ("{tag: [air, mony]}", "Did you mean money?"),
    ],
)
def test_the_check_finds_names_in_views_as_a_drawing_does(view: str, help: str) -> None:
    text = DEBATE.replace("sides:", f"views: {{v: {view}}}\nsides:").replace("# Costs", "## Costs")
    map = loads(text)
    found = [found.help for found in map.diagnostics if found.code == "D009"]
    assert [each.startswith(help) for each in found] == ([True] if help else [])
    if help:
        with pytest.raises(LookupError):
            select(map, named_view(map, "v").scope)
    else:
        assert select(map, named_view(map, "v").scope)


def test_a_speech_that_is_not_listed_is_found() -> None:
    front = "===\nspeeches: [1AC, 1NC]\n===\n\n"
    text = "# One {speech: 1NR}\n\n[A]: a {speech: 2AC}\n  - [B]: b {speech: 1nc}\n"
    found = [(found.code, found.place.text) for found in loads(front + text).diagnostics if found.place]
    assert [code for code, _ in found] == ["D008", "D008"]
    assert found[1] == ("D008", "speech: 2AC")
    assert not loads(text).diagnostics


def test_a_table_of_views_under_another_name_is_found() -> None:
    found = loads("===\nview: {a: {page: a4}}\n===\n\n[A]: a\n").diagnostics
    assert [(found.code, found.help) for found in found] == [("D002", "Type views: for it.")]
    found = loads("===\nviews: [a, b]\n===\n\n[A]: a\n").diagnostics
    assert [(found.code, found.message) for found in found] == [
        ("R007", "`views` is not a table of views by their names")
    ]


def test_a_slip_in_a_view_is_mended_only_into_what_a_view_has() -> None:
    slips = loads("===\nviews: {a: {sides: x, rol: y}}\n===\n\n[A]: a\n").diagnostics
    assert {found.place.text: found.fix and found.fix.message for found in slips if found.place} == {
        "sides": "write side",
        "rol": None,
    }


# --- elsewhere --------------------------------------------------------------------------------------------------------


def test_the_outline_takes_a_scope_and_tells_what_is_cut_off() -> None:
    runner = CliRunner()
    done = runner.invoke(cli, ["show", "-", "--focus", "Zone", "--depth", "1"], input=DEBATE)
    assert done.exit_code == 0
    assert (
        "  - attacks this: [Costs] (Negative): It costs too much.\n    - attacks this: 2 more attacks (not shown)\n"
        in done.output
    )
    refused = runner.invoke(cli, ["show", "-", "--depth", "1"], input=DEBATE)
    assert refused.exit_code == 2
    assert "say which: --focus TITLE" in refused.output


def test_options_on_the_command_line_go_before_those_of_a_view() -> None:
    made: list[Scope] = []

    @click.command()
    @scope_options
    def command(view: str | None, *, all_views: bool, split: bool, **asked: object) -> None:
        assert (view, all_views, split) == ("clash", False, True)
        made.append(scope_of(**asked, base=Scope(section="Zone", focus="War", only_clash=True)))  # type: ignore[arg-type]

    asked = ["--view", "clash", "--split", "--section", "Costs", "--depth", "2", "--side", "aff", "--side", "neg"]
    asked += ["--tag", "air", "--collapse", "Fuel", "--explode"]
    CliRunner().invoke(command, asked, catch_exceptions=False)
    scope = Scope("Costs", "War", 2, ("aff", "neg"), ("air",), only_clash=True, collapse=("Fuel",), explode=True)
    assert made == [scope]


def test_dot_text_has_folders_and_names_what_is_cut_off() -> None:
    text = dot.dumps(loads(DEBATE), Scope(focus="Zone", depth=1, collapse=("Costs",)))
    assert "shape=folder" in text
    assert "− ← Few jets" in text
    assert "2 more attacks" in text


@pytest.mark.dot
@pytest.mark.skipif(which("dot") is None, reason="Graphviz's dot is not on PATH")
def test_dot_takes_addresses_as_they_are() -> None:
    text = dot.dumps(loads("[A]: a {url: 'https://example.org/<b>?x=1&y=2&amp;z'}\n"))
    done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, check=True, encoding="utf-8")
    anchors = ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/2000/svg}a")
    assert [anchor.get("{http://www.w3.org/1999/xlink}href") for anchor in anchors] == [
        "https://example.org/%3Cb%3E?x=1&y=2&amp;z"
    ]
