"""Speeches: which speech each claim of a map belongs to, in which order they are held, and what answers what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.draw.view import Link, View
from clashmap.graph import ArgumentMap
from clashmap.model import RelationKind

KEY = "speech"
"""The data key that names the speech of a claim, an argument, or all that stands under a heading."""
ORDER = "speeches"
"""The key of the front matter that lists the speeches in order."""
NONE = "–"
"""Heads the column of what is in no speech and bears on none."""
RESOLUTION = "Resolution"
"""Heads it where that is only the claim at the top."""
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
    """The speeches of a map in order, and which of them (from 0) each node is in or belongs to."""

    names: tuple[str, ...]
    number: Mapping[str, int]

    @classmethod
    def of(cls, map: ArgumentMap, view: View) -> Speeches:
        """The speeches of *view*, a part of *map*.

        What names no speech is taken for a reason in the speech of what it supports, or for an answer in the one after
        that of what it attacks. Raises ValueError when nothing names a speech.
        """
        said = _said(map, view)
        if not said:
            raise ValueError(
                f"nothing here says in which speech it is; add data such as {{{KEY}: 1AC}} to claims, arguments or "
                "headings, or draw it in another layout"
            )
        names = _ordered(map, dict.fromkeys(said.values()))
        number = {id: names.index(name) for id, name in said.items()}
        rest = [id for id in view.nodes if id not in number]
        before = len(rest) + 1
        while rest and len(rest) < before:  # what answers an answer has to wait for it
            before = len(rest)
            found = {id: _after(id, view, number, len(names) - 1) for id in rest}
            number.update((id, place) for id, place in found.items() if place is not None)
            rest = [id for id in rest if id not in number]
        if rest:
            names = (RESOLUTION if rest == [view.resolution] else NONE, *names)
            number = {id: place + 1 for id, place in number.items()} | dict.fromkeys(rest, 0)
        return cls(names, number)


@dataclass(frozen=True, slots=True)
class Flow:
    """A view as debaters take it down: *names* of its columns, the column of each node, and what is below what."""

    names: tuple[str, ...]
    column: Mapping[str, int]
    below: Mapping[str, tuple[str, ...]]
    """What answers each node, then what bears it out in the same speech: each node is below one other at the most."""
    tops: tuple[str, ...]
    """What is below nothing, in reading order."""


def flow(speeches: Speeches, view: View) -> Flow:
    """The flow of *view*, with a column for each of the *speeches* that it has something of."""
    used = sorted({speeches.number[id] for id in view.nodes})
    column = {id: used.index(speeches.number[id]) for id in view.nodes}
    above = _above(view, column)
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


def _after(id: str, view: View, column: Mapping[str, int], last: int) -> int | None:
    """The column of a node without a speech of its own, from the first thing that it bears on."""
    for link in view.links:
        if link.source == id and link.target in column:
            return min(column[link.target] + (link.kind is not RelationKind.SUPPORT), last)
    return None


def _above(view: View, column: Mapping[str, int]) -> dict[str, str]:
    """What each node is below: of what it bears on, what was said last before its own speech, else in it."""
    order = {id: number for number, id in enumerate(view.nodes)}
    bearing: dict[str, list[Link]] = {}
    for link in view.links:
        if not link.is_loop and column[link.target] <= column[link.source]:
            bearing.setdefault(link.source, []).append(link)
        elif link.kind is RelationKind.CONTRADICTION:
            bearing.setdefault(link.target, []).append(Link(link.kind, link.target, link.source))
    above: dict[str, str] = {}
    for id in view.nodes:
        own = column[id]
        for link in sorted(
            bearing.get(id, ()),
            key=lambda link: (column[link.target] == own, -column[link.target], order[link.target]),
        ):
            here: str | None = link.target
            while here is not None and here != id:
                here = above.get(here)
            if here is None:  # nothing may come to answer itself in a round about way
                above[id] = link.target
                break
    return above
