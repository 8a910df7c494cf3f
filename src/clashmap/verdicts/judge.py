"""Judging a map: which claims and arguments stand, which fall, and which are contested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from clashmap.graph import ArgumentMap
from clashmap.verdicts.framework import Framework, frame
from clashmap.verdicts.grounded import IN, OUT, UNDECIDED, label


class Verdict(StrEnum):
    """Where a claim or an argument is left by all that is on the map."""

    STANDS = "stands"
    FALLS = "falls"
    CONTESTED = "contested"


VERDICTS = {IN: Verdict.STANDS, OUT: Verdict.FALLS, UNDECIDED: Verdict.CONTESTED}
"""The verdict that a label means."""


@dataclass(frozen=True)
class Judgement:
    """The verdicts on a map under one reading: its grounded labelling."""

    framework: Framework
    labels: bytes
    """A label for each argument of the framework's graph."""
    granted: tuple[str, ...] = ()
    beaten: tuple[str, ...] = ()
    """Ids of what is supposed to stand and to fall, whatever the map says."""

    @property
    def map(self) -> ArgumentMap:
        """The map that is judged."""
        return self.framework.map

    @cached_property
    def supposed(self) -> Mapping[int, int]:
        """The label of each argument of the graph that is supposed to have it; what is granted counts first."""
        parts = self.framework.parts
        falling = {part: OUT for id in self.beaten for part in parts[id]}
        return falling | {part: IN for id in self.granted for part in parts[id]}

    def verdict(self, id: str) -> Verdict:
        """The verdict on the claim or argument with this id. Raises KeyError when there is none."""
        return VERDICTS[self.labels[self.framework.index[id]]]


def judge(
    map: ArgumentMap, *, reading: str = "warrant", granted: Iterable[str] = (), beaten: Iterable[str] = ()
) -> Judgement:
    """Judge *map* in time linear in what it holds, as if the claims *granted* and *beaten* (ids) were so.

    Raises ValueError when there is no such *reading*, KeyError when the map has no such claim or argument.
    """
    return rejudge(frame(map, reading=reading), granted=granted, beaten=beaten)


def rejudge(framework: Framework, *, granted: Iterable[str] = (), beaten: Iterable[str] = ()) -> Judgement:
    """Judge the map of *framework*, as ``judge`` does."""
    granted, beaten = tuple(granted), tuple(beaten)
    labels = label(
        framework.graph,
        granted=[part for id in granted for part in framework.parts[id]],
        beaten=[part for id in beaten for part in framework.parts[id]],
    )
    return Judgement(framework, bytes(labels), granted, beaten)
