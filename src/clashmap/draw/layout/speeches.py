"""Speeches: which speech each claim of a map belongs to, in which order they are held, and what answers what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.draw.view import Group, Link, View, members
from clashmap.graph import ArgumentMap
from clashmap.model import RelationKind

KEY = "speech"
"""The data key that names the speech of a claim, an argument, or all that stands under a heading."""
ORDER = "speeches"
"""The key of the front matter that lists the speeches in order."""
NONE = "No speech"
"""Heads the last column: answers that name no speech, and what bears on nothing that is in one."""
RESOLUTION = "Resolution"
"""Heads the first column, of the claim at the top where it is in no speech."""
_USUAL = (
    ("1AC", "1NC", "2AC", "2NC", "1NR", "1AR", "2NR", "2AR"),
    ("AC", "NC", "1AR", "NR", "2AR"),
    ("Constructive", "Rebuttal", "Summary", "Final Focus"),
    ("Pro Constructive", "Con Constructive", "Pro Rebuttal", "Con Rebuttal",
     "Pro Summary", "Con Summary", "Pro Final Focus", "Con Final Focus"),
    ("PM", "LO", "DPM", "DLO", "MG", "MO", "GW", "OW"),
    ("PMC", "LOC", "MG", "MO", "LOR", "PMR"),
)  # fmt: skip
"""Orders of speech: policy debate, Lincoln–Douglas, public forum with and without sides, British and American
parliamentary debate.
"""


@dataclass(frozen=True, slots=True)
class Speeches:
    """The speeches of a map in order, first and last what is in none; and which (from 0) each node belongs to."""

    names: tuple[str, ...]
    number: Mapping[str, int]

    @classmethod
    def of(cls, map: ArgumentMap, view: View) -> Speeches:
        """The speeches of *view*, a part of *map*.

        What names no speech is in that of what it supports. An answer that names none is in none: nobody can tell when
        it was given. Raises ValueError when nothing names a speech.
        """
        said = _said(map, view)
        if not said:
            raise ValueError(
                f"nothing here says in which speech it is; add data such as {{{KEY}: 1AC}} to claims, arguments or "
                "headings, or draw it in another layout"
            )
        names = _ordered(map, dict.fromkeys(said.values()))
        number = {id: names.index(name) for id, name in said.items()}
        _follow(view, number, len(names))
        rest = [id for id in view.nodes if id not in number]
        number |= {id: -1 if id == view.resolution else len(names) for id in rest}
        return cls((RESOLUTION, *names, NONE), {id: place + 1 for id, place in number.items()})


@dataclass(frozen=True, slots=True)
class Flow:
    """A view as debaters take it down: *names* of its columns, the column of each node, and what is below what."""

    names: tuple[str, ...]
    column: Mapping[str, int]
    below: Mapping[str, tuple[str, ...]]
    """What answers each node, then what bears it out in the same speech: each node is below one other at the most."""
    tops: tuple[str, ...]
    """What is below nothing, in reading order."""
    group: Mapping[str, Group | None]
    """The outermost group that each node is in."""


def flow(speeches: Speeches, view: View) -> Flow:
    """The flow of *view*, with a column for each of the *speeches* that it has something of."""
    used = sorted({speeches.number[id] for id in view.nodes})
    column = {id: used.index(speeches.number[id]) for id in view.nodes}
    group = dict.fromkeys(view.nodes, None) | {id: group for group in view.root.groups for id in members(group)}
    above = _above(view, column, group)
    below: dict[str, list[str]] = {id: [] for id in view.nodes}
    for id, top in above.items():
        below[top].append(id)
    for top, ids in below.items():  # answers stand beside it first, and then reasons under it
        ids.sort(key=lambda id: column[id] == column[top])
    return Flow(
        names=tuple(speeches.names[number] for number in used),
        column=column,
        below={id: tuple(ids) for id, ids in below.items()},
        tops=tuple(id for id in view.nodes if id not in above),
        group=group,
    )


def _said(map: ArgumentMap, view: View) -> dict[str, str]:
    """The speech of each node that has one: its own, else that of the nearest heading above it."""
    found: dict[str, str] = {}
    for id, node in view.nodes.items():
        here, name = node.section, node.data.get(KEY)
        while name is None and here is not None:
            name, here = map.sections[here].data.get(KEY), map.sections[here].parent
        if isinstance(name, (str, int)) and str(name).strip():
            found[id] = str(name).strip()
    return found


def _ordered(map: ArgumentMap, names: Mapping[str, object]) -> tuple[str, ...]:
    """*names* as the front matter orders them, else as the kind of debate does that has most of them, else as they
    come. What an order does not know comes last.
    """
    listed = map.front_matter.get(ORDER)
    orders = [[str(name) for name in listed]] if isinstance(listed, list) else _USUAL

    def places(order: tuple[str, ...] | list[str]) -> dict[str, int]:
        folded = [name.casefold() for name in order]
        return {name: folded.index(name.casefold()) for name in names if name.casefold() in folded}

    best = max((places(order) for order in orders), key=len)
    return tuple(sorted(names, key=lambda name: best.get(name, len(names) + 99)))


def _follow(view: View, column: dict[str, int], none: int) -> None:
    """Give a column to every node without a speech of its own that bears, in however many steps, on one that has one:
    its column to what supports it, and *none* to what answers it.

    What stands one step away takes the first thing that it bears on; what is further away has to wait for it.
    """
    bearing: dict[str, list[Link]] = {}
    borne: dict[str, list[str]] = {}
    for link in view.links:
        if link.source not in column:
            bearing.setdefault(link.source, []).append(link)
            borne.setdefault(link.target, []).append(link.source)
    near = list(column)
    while near:
        waiting = dict.fromkeys(id for here in near for id in borne.get(here, ()) if id not in column)
        found: dict[str, int] = {}
        for id in waiting:
            link = next(link for link in bearing[id] if link.target in column)
            found[id] = column[link.target] if link.kind is RelationKind.SUPPORT else none
        column.update(found)
        near = list(found)


def _above(view: View, column: Mapping[str, int], group: Mapping[str, Group | None]) -> dict[str, str]:
    """What each node is below: of what it bears on, what is in its own group, what was said last before its own speech,
    else in it. Of other groups it can only be below what it answers, and never below the claim at the top.
    """

    def parts(link: Link) -> bool:
        """Whether the link holds nothing together: whose ends stand in different trays."""
        return group[link.source] is not group[link.target] and (
            link.target == view.resolution or column[link.source] == column[link.target]
        )

    order = {id: number for number, id in enumerate(view.nodes)}
    bearing: dict[str, list[Link]] = {}
    for link in view.links:
        if not link.is_loop and column[link.target] <= column[link.source]:
            bearing.setdefault(link.source, []).append(link)
        elif link.kind is RelationKind.CONTRADICTION:
            bearing.setdefault(link.target, []).append(Link(link.kind, link.target, link.source))
    above: dict[str, str] = {}
    higher: dict[str, str] = {}  # something above each, ever further up, so that long ways are gone only once

    def top(id: str) -> str:
        while id in higher:
            higher[id] = higher.get(higher[id], higher[id])
            id = higher[id]
        return id

    for id in view.nodes:
        own = column[id]
        for link in sorted(
            (link for link in bearing.get(id, ()) if not parts(link)),
            key=lambda link: (
                group[link.target] is not group[id],
                column[link.target] == own,
                -column[link.target],
                order[link.target],
            ),
        ):
            if top(link.target) != id:  # nothing may come to answer itself in a round about way
                above[id] = higher[id] = link.target
                break
    return above
