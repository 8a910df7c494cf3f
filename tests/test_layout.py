"""The engines, the packing and the routes, without any text."""

from __future__ import annotations

import os
import shutil
from itertools import combinations, pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.draw.engines import Direction, EngineError, Problem, command, embedded, graphviz, place, tidy
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.layout.packing import pack, spread
from clashmap.draw.lines.curve import crosses, samples
from clashmap.draw.lines.grid import Grid
from clashmap.draw.lines.gutter import Lanes, lead
from clashmap.draw.lines.straight import straightened

ENGINES = {"embedded": graphviz.engine(embedded.run), "tidy": tidy.place}


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    count = draw(st.integers(1, 14))
    sizes = draw(st.lists(st.tuples(st.integers(30, 260), st.integers(20, 150)), min_size=count, max_size=count))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
    arrows = draw(st.lists(ends, unique=True, max_size=2 * count))
    return Problem(tuple(sizes), tuple(arrows), draw(st.sampled_from(("up", "down", "left", "right"))))


@pytest.mark.parametrize("name", ENGINES)
@given(problem=problems())
@settings(max_examples=60, deadline=None)
def test_boxes_keep_their_size_and_their_distance(name: str, problem: Problem) -> None:
    placement = place(ENGINES[name], problem)
    assert [(box.width, box.height) for box in placement.boxes] == [tuple(map(float, size)) for size in problem.sizes]
    for a, b in combinations(placement.boxes, 2):
        assert not a.overlaps(b, problem.box_gap - 1.0)


@pytest.mark.parametrize("name", ENGINES)
def test_a_target_lies_where_the_direction_says(name: str) -> None:
    sizes = ((100.0, 40.0), (80.0, 60.0), (60.0, 30.0))
    boxes = {
        direction: place(ENGINES[name], Problem(sizes, ((1, 0), (2, 0)), direction)).boxes
        for direction in get_args(Direction)
    }
    up, down, left, right = boxes["up"], boxes["down"], boxes["left"], boxes["right"]
    assert up[0].bottom < min(up[1].y, up[2].y)
    assert down[0].y > max(down[1].bottom, down[2].bottom)
    assert left[0].right < min(left[1].x, left[2].x)
    assert right[0].x > max(right[1].right, right[2].right)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("direction", ["left", "right"])
def test_what_bears_on_one_box_is_read_from_the_top_down(name: str, direction: Direction) -> None:
    problem = Problem(((100.0, 40.0),) * 7, ((1, 0), (2, 0), (5, 2), (6, 2), (3, 0), (4, 0)), direction)
    placement = place(ENGINES[name], problem)
    for group in ((1, 2, 3, 4), (5, 6)):
        tops = [placement.boxes[index].y for index in group]
        assert tops == sorted(tops)
    for (source, target), route in zip(problem.arrows, placement.routes, strict=True):
        assert not route or placement.boxes[source].grown(1.0).holds(route[0])
        assert not route or placement.boxes[target].grown(1.0).holds(route[-1])


def test_mirrored_routes_end_where_the_mirrored_boxes_are() -> None:
    problem = Problem(((100.0, 40.0), (80.0, 60.0), (60.0, 30.0)), ((1, 0), (2, 0)), "down")
    placement = place(ENGINES["embedded"], problem)
    for (source, target), route in zip(problem.arrows, placement.routes, strict=True):
        assert placement.boxes[source].grown(1.0).holds(route[0])
        assert placement.boxes[target].grown(1.0).holds(route[-1])


def test_the_tidy_tree_stands_a_parent_over_the_middle_of_its_children() -> None:
    boxes = tidy.place(Problem(((50.0, 20.0),) * 4, ((1, 0), (2, 0), (3, 0)))).boxes
    assert boxes[0].centre.x == pytest.approx((boxes[1].centre.x + boxes[3].centre.x) / 2)


def test_the_tidy_tree_takes_a_chain_of_any_length() -> None:
    count = 2500
    placement = tidy.place(Problem(((50.0, 20.0),) * count, tuple((n + 1, n) for n in range(count - 1))))
    assert placement.boxes[-1].bottom == pytest.approx(count * 20 + (count - 1) * 48, rel=0.1)


def test_the_engine_is_given_no_text_and_nothing_to_interpret() -> None:
    written = graphviz.write(Problem(((72.0, 36.0), (72.0, 36.0)), ((0, 1),)))
    assert written.count('label=""') == 1
    assert "n0 -> n1" in written


def test_a_layout_that_costs_too_much_is_given_up() -> None:
    with pytest.raises(EngineError, match="too long"):
        embedded.run("digraph { a -> b }", fuel=10_000)


def test_what_graphviz_cannot_read_is_an_error_and_not_a_crash() -> None:
    with pytest.raises(EngineError):
        embedded.run("digraph {")


def test_an_answer_that_does_not_fit_is_refused() -> None:
    with pytest.raises(EngineError, match="cannot be read"):
        graphviz.read("graph 1 1 1\nnode n0 x y", Problem(((10.0, 10.0),), ()))


def test_a_missing_dot_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match=r"no `dot` on PATH.*install Graphviz"):
        command.run("digraph {}")


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for dot")
@pytest.mark.parametrize(
    ("script", "seconds", "message"),
    [("exec sleep 600", 0.3, "longer than"), ("echo no >&2; exit 3", 300, "failed .no.")],
)
def test_a_dot_that_hangs_or_fails_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, seconds: float, message: str
) -> None:
    stand_in = tmp_path / "dot"
    stand_in.write_text(f"#!/bin/sh\n{script}\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(EngineError, match=message):
        command.run("digraph {}", seconds=seconds)


@pytest.mark.dot
@pytest.mark.skipif(shutil.which("dot") is None, reason="there is no dot on PATH")
def test_a_dot_on_path_keeps_the_same_rules() -> None:
    problem = Problem(((100.0, 40.0),) * 5, ((1, 0), (2, 0), (3, 1), (4, 1)), "up")
    boxes = graphviz.engine(command.run)(problem).boxes
    assert not any(a.overlaps(b, 15.0) for a, b in combinations(boxes, 2))


sizes = st.tuples(st.integers(20, 300), st.integers(20, 300))


@given(st.lists(st.lists(sizes, min_size=1, max_size=4), min_size=1, max_size=9))
@settings(max_examples=80, deadline=None)
def test_packed_blocks_fit_in_their_shares_and_keep_the_gutter(blocks: list[list[tuple[int, int]]]) -> None:
    for packing in pack(blocks, gap=40.0):
        placed = list(spread(packing, Rect(0.0, 0.0, packing.width * 1.1, packing.height * 1.2)))
        assert sorted(leaf.block for leaf, _ in placed) == list(range(len(blocks)))
        for leaf, rect in placed:
            width, height = blocks[leaf.block][leaf.shape]
            assert (leaf.width, leaf.height) == (width, height)
            assert rect.width >= width - 0.01
            assert rect.height >= height - 0.01
        for (_, a), (_, b) in combinations(placed, 2):
            assert not a.overlaps(b, 39.9)


def test_packing_finds_the_square_that_four_squares_make() -> None:
    best = min(pack([[(100.0, 100.0)]] * 4, gap=10.0), key=lambda packing: max(packing.width, packing.height))
    assert (best.width, best.height) == (210.0, 210.0)


def test_a_line_is_led_round_what_stands_in_its_way() -> None:
    source, wall, target = Rect(0, 0, 60, 60), Rect(140, -200, 40, 460), Rect(300, 0, 60, 60)
    bounds = Rect(-100, -300, 600, 700)
    way = lead(source, target, [source, wall, target], Lanes(), bounds=bounds, most_crossings=0, most_corners=6)
    assert way is not None
    points = samples(way[0])
    assert not any(crosses(a, b, wall) for a, b in pairwise(points))


def test_a_line_is_not_led_through_a_wall_that_nothing_passes() -> None:
    source, wall, target = Rect(0, 0, 60, 60), Rect(140, -200, 40, 460), Rect(300, 0, 60, 60)
    bounds = Rect(-100, -150, 600, 350)
    assert (
        lead(source, target, [source, wall, target], Lanes(), bounds=bounds, most_crossings=0, most_corners=6) is None
    )


def test_two_lines_do_not_share_a_lane() -> None:
    boxes = [Rect(0, 0, 60, 60), Rect(300, 0, 60, 60), Rect(0, 90, 60, 60), Rect(300, 90, 60, 60)]
    lanes, taken = Lanes(), []
    for a, b in ((0, 3), (2, 1)):
        way = lead(boxes[a], boxes[b], boxes, lanes, bounds=Rect(-50, -50, 500, 300), most_crossings=1, most_corners=6)
        assert way is not None
        lanes.take(way[1])
        taken.append(way[1])
    uprights = [{p.x for p, q in pairwise(way) if p.x == q.x} for way in taken]
    assert all(abs(x - y) >= 6 for x in uprights[0] for y in uprights[1])


def test_a_short_step_aside_is_taken_out_where_a_lane_is_free_for_all_of_the_line() -> None:
    wall = Rect(90, 280, 60, 40)
    line = [Point(0, 0), Point(100, 0), Point(100, 200), Point(108, 200), Point(108, 400), Point(300, 400)]
    xs, ys = [0.0, 84.0, 100.0, 108.0, 160.0, 300.0], [0.0, 200.0, 400.0]
    assert straightened(line, Grid(xs, ys, [])) == [Point(0, 0), Point(100, 0), Point(100, 400), Point(300, 400)]
    assert straightened(line, Grid(xs, ys, [wall])) == [Point(0, 0), Point(84, 0), Point(84, 400), Point(300, 400)]
    assert straightened(line, Grid(xs[2:4], ys, [wall])) == line
