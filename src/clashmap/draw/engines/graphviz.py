"""Graphviz's ``dot`` as a layout engine, wherever it runs: the text it is given and the text it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from clashmap.draw.engines import Cluster, Engine, EngineError, Placement, Problem
from clashmap.draw.geometry import Point, Rect

_INCH = 72.0
"""One px is given to Graphviz as one point, and it counts 72 of these to the inch."""
_RANKDIR = {"up": "BT", "left": "RL"}


def engine(run: Callable[[str], str]) -> Engine:
    """The engine over *run*, which takes DOT and gives the layout in Graphviz's ``plain`` format."""
    return partial(_place, run)


def _place(run: Callable[[str], str], problem: Problem) -> Placement:
    return read(run(write(problem)), problem)


def write(problem: Problem) -> str:
    """The problem as DOT: boxes named ``n0``, ``n1`` … of fixed size and no label."""
    lines = [
        "digraph {",
        f"graph [rankdir={_RANKDIR[problem.direction]}, nodesep={problem.box_gap / _INCH:.4f},"
        f" ranksep={problem.rank_gap / _INCH:.4f}, splines=true, pad=0, margin=0]",
        'node [shape=box, fixedsize=true, label="", margin=0]',
        "edge [arrowhead=none]",
    ]
    for index, (width, height) in enumerate(problem.sizes):
        lines.append(f"n{index} [width={width / _INCH:.4f}, height={height / _INCH:.4f}]")
    lines.extend(_clusters(problem.clusters))
    for index, (source, target) in enumerate(problem.arrows):
        lines.append(f"n{source} -> n{target}" + (" [minlen=2]" if index in problem.longer else ""))
    return "\n".join((*lines, "}", ""))


def _clusters(clusters: tuple[Cluster, ...]) -> Iterator[str]:
    """Subgraphs named in order; written with a stack, so that nesting has no limit."""
    stack: list[Cluster | None] = list(reversed(clusters))
    count = 0
    while stack:
        cluster = stack.pop()
        if cluster is None:
            yield "}"
            continue
        yield f"subgraph cluster{count} {{ graph [margin={cluster.padding:.1f}]"
        yield " ".join(f"n{index};" for index in cluster.boxes)
        count += 1
        stack.append(None)
        stack.extend(reversed(cluster.clusters))


def read(plain: str, problem: Problem) -> Placement:
    """The placement that a ``plain`` answer describes. Raises EngineError when it does not fit the problem.

    Format: https://graphviz.org/docs/outputs/plain/ (inches, y upwards, one record a line).
    """
    boxes: dict[int, Rect] = {}
    routes: dict[tuple[int, int], tuple[Point, ...]] = {}
    height = 0.0
    try:
        for line in plain.splitlines():
            kind, *fields = line.split()
            if kind == "graph":
                height = float(fields[2]) * _INCH
            elif kind == "node":
                index = int(fields[0][1:])
                x, y = float(fields[1]) * _INCH, height - float(fields[2]) * _INCH
                size = problem.sizes[index]
                boxes[index] = Rect(round(x - size[0] / 2, 2), round(y - size[1] / 2, 2), *size)
            elif kind == "edge":
                values = [float(value) * _INCH for value in fields[3 : 3 + 2 * int(fields[2])]]
                points = tuple(
                    Point(round(x, 2), round(height - y, 2)) for x, y in zip(values[::2], values[1::2], strict=True)
                )
                routes[int(fields[0][1:]), int(fields[1][1:])] = points
        placed = tuple(boxes[index] for index in range(len(problem.sizes)))
    except (ValueError, IndexError, KeyError) as error:
        raise EngineError(f"Graphviz gave an answer that cannot be read ({error})") from error
    return Placement(placed, tuple(routes.get(arrow, ()) for arrow in problem.arrows))
