"""The strongly connected components of a graph, each after those that it leads to (Tarjan 1972)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

_Node = TypeVar("_Node", bound=Hashable)


def components(nodes: Iterable[_Node], after: Callable[[_Node], Iterable[_Node]]) -> Iterator[list[_Node]]:
    """The components of the graph of *nodes*, in which each leads to those *after* it.

    In linear time, in an order that only that of *nodes* and *after* decides, and without recursion.
    """
    number: dict[_Node, int] = {}
    low: dict[_Node, int] = {}
    """Of those reached and not told yet: the smallest number that they lead back to."""
    reached: list[_Node] = []
    for start in nodes:
        if start in number:
            continue
        path: list[tuple[_Node, Iterator[_Node]]] = [(start, iter(after(start)))]
        number[start] = low[start] = len(number)
        reached.append(start)
        while path:
            node, rest = path[-1]
            for target in rest:
                if target not in number:
                    number[target] = low[target] = len(number)
                    reached.append(target)
                    path.append((target, iter(after(target))))
                    break
                if target in low and number[target] < low[node]:
                    low[node] = number[target]
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == number[node]:
                    found: list[_Node] = []
                    while not found or found[-1] != node:
                        found.append(reached.pop())
                        del low[found[-1]]
                    yield found
