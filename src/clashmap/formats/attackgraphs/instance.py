"""Instance: an attack graph with the names of its arguments, and what can be wrong with one in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clashmap.source import Place
from clashmap.verdicts.attackgraph import AttackGraph

_SHOWN = 20
"""Mistakes that are told at once, at the most."""


@dataclass(frozen=True, slots=True)
class Instance:
    """An attack graph as a file has it."""

    graph: AttackGraph
    names: Sequence[str]
    """What the file calls each argument of the graph, in its order; no two are alike."""

    def number(self, name: str) -> int:
        """The argument of the graph that is called *name*. Raises KeyError when there is none."""
        try:
            return self.names.index(name)
        except ValueError:
            raise KeyError(name) from None


def numbered(size: int) -> tuple[str, ...]:
    """The names of *size* arguments that have none: their numbers from 1."""
    return tuple(map(str, range(1, size + 1)))


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a file that cannot be read. Prints as ``path:line:column: what is wrong; what to type``."""

    message: str
    help: str
    place: Place | None = None
    path: str = ""
    """The file meant when there is no place in its text."""

    def __str__(self) -> str:
        return f"{self.place or self.path}: {self.message}; {self.help}"


class FormatError(ValueError):
    """A text that is no attack graph in its format: the message has a line for each mistake, with its place."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        mistakes = sorted(mistakes, key=lambda mistake: mistake.place.span.start if mistake.place else -1)
        more = len(mistakes) - _SHOWN
        rest = [f"and {more:,} more"] if more > 0 else []
        super().__init__("\n".join((*map(str, mistakes[:_SHOWN]), *rest)))
        self.mistakes = tuple(mistakes)
