"""A flow: columns by speech, answers beside what they answer, and nothing lost or laid on anything else."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clashmap.draw.geometry import Rect
from clashmap.draw.render import render, render_sheets
from clashmap.draw.sheet import Sheet
from clashmap.draw.view import members, select
from clashmap.library import loads
from geometry import offences, outside

DEBATE = """\
===
title: No-fly zone over Ukraine
subtitle: Policy debate, quarter-final
sides: {aff: Affirmative, neg: Negative}
speeches: [1AC, 1NC, 2AC, 2NC, 1AR]
===

[Resolution]: The United States should enforce a no-fly zone over Ukraine. {role: resolution}

# Advantage: protecting civilians {speech: 1AC}

[Strikes kill]: Missile and drone strikes kill civilians every week. {side: aff, role: uniqueness}
  +> [Resolution]

[Zone stops strikes]: Armed patrols would bring down most missiles before they reach a city. {side: aff, role: solvency}
  +> [Resolution]

[Others follow]: Allies would add jets and tankers once the United States begins. {side: aff}
  +> [Resolution]

[Ground fire]: Most shells are fired from the ground; no patrol stops artillery. {side: neg, speech: 1NC}
  -> [Strikes kill]

[Shells are short]: Shells reach thirty kilometres; cities further back are hit from the air. {side: aff, speech: 2AC}
  -> [Ground fire]

[Cities near the front]: Half of those killed live within that range. {side: neg, speech: 2NC}
  -> [Shells are short]

[Too few tankers]: There are not enough tankers in Europe to keep patrols up all day. {side: neg, speech: 1NC}
  -> [Zone stops strikes]

[Tankers can move]: Tankers can be moved from the Pacific within a week. {side: aff, speech: 2AC}
  -> [Too few tankers]

[They moved before]: They were in 2011, for Libya. {side: aff, speech: 2AC}
  +> [Tankers can move]

[Radar cover]: Russian radars see every patrol before it can act. {side: neg, speech: 1NC}
  -> [Zone stops strikes]

# Disadvantage: escalation {speech: 1NC}

[War with Russia]: Shooting down a Russian jet puts NATO in combat with Russia. {side: neg, role: link}
  -> [Resolution]

[Nuclear use]: A losing Moscow may use a nuclear weapon. {side: neg, role: impact}
  +> [War with Russia]

[Korea]: Soviet pilots fought American ones over Korea, and no world war followed. {side: aff, speech: 2AC}
  -> [War with Russia]

[Not a losing Moscow]: A zone over Ukraine’s west takes nothing that Moscow holds. {side: aff, speech: 2AC}
  -> [Nuclear use]

[Korea was secret]: Both sides hid it then; with cameras everywhere nobody can now. {side: neg, speech: 2NC}
  -> [Korea]

[Hidden today]: Turkey shot one down in 2015, and it was let pass. {side: aff, speech: 1AR}
  -> [Korea was secret]
  -> [War with Russia]
"""


def _flow(text: str, page: str = "a3") -> Sheet:
    return render(loads(text), layout="speeches", page=page, engine="tidy")


def _columns(sheet: Sheet) -> dict[str, list[str]]:
    """The titles of the cards under each column's name, from the top down."""
    names = {round((line.x - sheet.drawing.x) / sheet.drawing.scale): line.text for line in sheet.heading if line.bold}
    found: dict[str, list[tuple[float, str]]] = {}
    for card, rect in sheet.drawing.cards.values():
        found.setdefault(names[round(rect.x)], []).append((rect.y, card.node.label))
    return {name: [label for _, label in sorted(cards)] for name, cards in found.items()}


def test_every_speech_has_a_column_in_the_order_of_the_front_matter() -> None:
    columns = _columns(_flow(DEBATE))
    assert sorted(columns) == ["1AC", "1AR", "1NC", "2AC", "2NC", "Resolution"]
    sheet = _flow(DEBATE)
    assert [line.text for line in sheet.heading if line.bold][1:] == ["Resolution", "1AC", "1NC", "2AC", "2NC", "1AR"]
    assert columns["1NC"] == ["Ground fire", "Too few tankers", "Radar cover", "War with Russia", "Nuclear use"]


def test_answers_stand_in_the_row_of_what_they_answer() -> None:
    drawing = _flow(DEBATE).drawing
    top = {id: rect.y for id, (_, rect) in drawing.cards.items()}
    for thread in (
        ("[Strikes kill]", "[Ground fire]", "[Shells are short]", "[Cities near the front]"),
        ("[Zone stops strikes]", "[Too few tankers]", "[Tankers can move]"),
        ("[War with Russia]", "[Korea]", "[Korea was secret]", "[Hidden today]"),
        ("[Nuclear use]", "[Not a losing Moscow]"),
    ):
        assert len({top[id] for id in thread}) == 1
    assert top["[Radar cover]"] > top["[Too few tankers]"]


def test_a_dropped_argument_leaves_the_cell_beside_it_empty() -> None:
    drawing = _flow(DEBATE).drawing
    row = drawing.cards["[Others follow]"][1].y
    assert [id for id, (_, rect) in drawing.cards.items() if rect.y == row] == ["[Others follow]"]


def test_groups_are_trays_across_all_speeches() -> None:
    drawing = _flow(DEBATE).drawing
    assert [group.title for group, _ in drawing.frames] == [
        "Advantage: protecting civilians",
        "Disadvantage: escalation",
    ]
    first, second = (rect for _, rect in drawing.frames)
    assert first.bottom < second.y


@pytest.mark.parametrize(
    ("said", "order"),
    [
        (("2AR", "1AC", "2NC", "1NR"), ["1AC", "2NC", "1NR", "2AR"]),
        (("2AR", "NR", "AC", "NC"), ["AC", "NC", "NR", "2AR"]),
        (("Summary", "rebuttal", "Constructive"), ["Constructive", "rebuttal", "Summary"]),
        (("Second", "First"), ["Second", "First"]),
    ],
)
def test_speeches_stand_in_their_usual_order_else_as_they_come(said: tuple[str, ...], order: list[str]) -> None:
    text = "".join(f"[C{number}]: x {{speech: {name}}}\n\n" for number, name in enumerate(said))
    assert [line.text for line in _flow(f"===\ntitle: T\n===\n\n{text}").heading if line.bold][1:] == order


def test_what_names_no_speech_stands_with_what_it_bears_on() -> None:
    columns = _columns(_flow(
        "[A]: a {speech: 1AC}\n  + <Why>: reason\n  - <No>: answer\n    + <Since>: because\n\n"
        "[N]: n {speech: 1NC}\n\n[X]: alone\n\n[Y]: alone too\n"
    ))  # fmt: skip
    assert {name: set(cards) for name, cards in columns.items()} == {
        "1AC": {"A", "Why"}, "1NC": {"N"}, "No speech": {"No", "Since", "X", "Y"},
    }  # fmt: skip


THREE_HEADINGS = """\
# Question

[Ban phones]: Phones stay in a locker. {role: resolution, speech: 1AC}

[Lockers]: Every pupil gets one. {speech: 1AC}
  +> [Ban phones]

# Learning

<Distracting>: Who has one looks at it. {speech: 1AC}
  +> [Ban phones]
  - <Windows too>: Something else to look at. {speech: 1NC}

# Safety

<Calls>: Parents must reach children. {speech: 1NC}
  -> [Ban phones]
  - <Office>: It has a phone. {speech: 2AC}

<Bullying>: Pictures go round. {speech: 1AC}
  +> [Ban phones]
  +> <Distracting>

<Silence>: Nobody calls in a lesson. {speech: 1NC}
  -> <Distracting>
"""


def _inside(sheet: Sheet) -> dict[str, set[str]]:
    """The titles of the cards in each frame."""
    return {
        group.title: {card.node.label for card, rect in sheet.drawing.cards.values() if rect.overlaps(frame)}
        for group, frame in sheet.drawing.frames
    }


def test_what_bears_on_the_claim_at_the_top_stays_under_its_own_heading() -> None:
    text = THREE_HEADINGS[: THREE_HEADINGS.index("<Silence>")]
    assert _inside(_flow(text)) == {
        "Question": {"Ban phones", "Lockers"},
        "Learning": {"Distracting", "Windows too"},
        "Safety": {"Calls", "Office", "Bullying"},
    }


def test_an_answer_from_another_heading_keeps_its_row_and_no_frame_is_drawn_round_both() -> None:
    sheet = _flow(THREE_HEADINGS)
    assert _inside(sheet) == {"Question": {"Ban phones", "Lockers"}, "Safety": {"Calls", "Office", "Bullying"}}
    top = {card.node.label: rect.y for card, rect in sheet.drawing.cards.values()}
    assert top["Distracting"] == top["Windows too"] < top["Silence"] < top["Calls"]


def test_a_flow_runs_in_no_other_direction() -> None:
    with pytest.raises(ValueError, match="a flow is read from left to right"):
        render(loads(DEBATE), layout="speeches", direction="up")


def test_a_map_without_speeches_is_told_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"add data such as \{speech: 1AC\}"):
        _flow("[A]: a\n  - [B]: b\n")


@given(cards=st.integers(1, 30), seed=st.integers(0, 999))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_cards_are_apart_and_lines_pass_clear_of_them(cards: int, seed: int) -> None:
    pick = random.Random(seed)
    lines = ["===", "title: T", "===", ""]
    for number in range(cards):
        if pick.random() < 0.2:
            lines += [f"# Group {number}", ""]
        said = pick.choice(("{speech: 1AC}", "{speech: 1NC}", "{speech: 2AC}", "{speech: 1AR}", ""))
        lines += [f"[C{number}]: {'why it is so ' * pick.randint(0, 9)}x. {said}", ""]
        for _ in range(pick.randint(0, 2)):
            lines += [f"[C{number}]", f"  {pick.choice(('+>', '->', '><'))} [C{pick.randrange(cards)}]", ""]
    map = loads("\n".join([*lines, "[Last]: x {speech: 1NC}"]))
    sheet = render(map, layout="speeches", page="a3", engine="tidy")
    assert offences(sheet.drawing) == []
    assert outside(sheet.drawing, Rect(0, 0, sheet.page.width, sheet.page.height)) == []
    assert list(sheet.drawing.cards) == list(select(map).nodes)
    for group, frame in sheet.drawing.frames:
        assert {id for id, (_, rect) in sheet.drawing.cards.items() if rect.overlaps(frame)} <= set(members(group))


def test_a_flow_on_several_sheets_has_its_columns_on_each() -> None:
    map = loads(DEBATE)
    sheets = render_sheets(map, select(map), sheets=2, layout="speeches", page="a4", engine="tidy")
    names = [[line.text for line in sheet.heading if line.bold][1:] for sheet in sheets]
    assert names == [["Resolution", "1AC", "1NC", "2AC", "2NC"], ["1AC", "1NC", "2AC", "2NC", "1AR"]]
    assert [offence for sheet in sheets for offence in offences(sheet.drawing)] == []
