"""Framed: a map's attack graph as an instance, every argument of it named by what it is in the map."""

from __future__ import annotations

from clashmap.formats.attackgraphs.instance import Instance
from clashmap.verdicts.framework import Framework, Member, Part

_NAMES = {
    Part.NODE: "{}",
    Part.STEP: "{}",
    Part.UNBACKED: "no reason for {}",
    Part.DENIED: "not {}",
    Part.KICKED: "kicked {}",
}


def framed(framework: Framework) -> Instance:
    """The attack graph of *framework* and names: the ids of claims and arguments, words for what stands between."""
    return Instance(framework.graph, tuple(map(_name, framework.members)))


def _name(member: Member) -> str:
    step = "" if member.step is None else f" step {member.step + 1}"
    return _NAMES[member.part].format(member.id) + step
