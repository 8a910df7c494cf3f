"""Flips: the fewest claims and arguments that would have to fall for another verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clashmap.resolve.worth import CONCEDED
from clashmap.verdicts.changes.cone import Cone
from clashmap.verdicts.changes.order import reading_order
from clashmap.verdicts.judge import Judgement, Verdict

_EFFORT = 1_000_000
"""The search ends after so many attacks have been looked at: some seconds at most."""


@dataclass(frozen=True, slots=True)
class Flips:
    """The smallest sets of claims and arguments (ids, in reading order) whose fall would change a verdict."""

    sets: tuple[tuple[tuple[str, ...], Verdict], ...]
    """All of the smallest size, in reading order, each with the verdict that there would be; empty: nothing would."""
    is_all: bool = True
    """Whether there are no more of this size than are told."""
    searched: int | None = None
    """When the search ended before it was certain: no set of so many or fewer changes the verdict."""


def flips(judgement: Judgement, id: str, *, most: int = 20) -> Flips:
    """What single claims, else what smallest sets, would change the verdict on *id* if they fell.

    Of more than *most* sets those are told that are found first, nearest to *id*. What is conceded is offered only
    where nothing changes the verdict without it, what is supposed already never, and of claims that are equal only the
    first. Raises KeyError when there is no *id*.

    Every set that changes the verdict has to hold something of each of its certificates, so the search branches on
    the smallest, for one size of the set after another (Reiter 1987 has such a tree, for diagnoses). Certificates
    without common members need as many members of the set, which tells early that a branch leads nowhere. What one
    branch has tried the later ones leave out, so that each set is met once.
    """
    found = _smallest(judgement, id, most, with_conceded=False)
    if found.sets or found.searched is not None or CONCEDED not in judgement.framework.settled.values():
        return found
    return _smallest(judgement, id, most, with_conceded=True)


def _smallest(judgement: Judgement, id: str, most: int, *, with_conceded: bool) -> Flips:
    search = _Search(judgement, id, most, with_conceded=with_conceded)
    size = max(1, len(search.needed))
    while (is_done := search.run(size)) and not search.found and search.is_cut:
        size += 1
    if not is_done and not search.found:
        return Flips((), is_all=False, searched=size - 1)
    place = reading_order(judgement.map)
    sets = [(tuple(sorted(members, key=place)), verdict) for members, verdict in search.found[:most]]
    sets.sort(key=lambda found: [place(member) for member in found[0]])
    return Flips(tuple(sets), is_all=is_done and len(search.found) <= most)


@dataclass(slots=True)
class _Branching:
    """One node of the tree: what may be supposed next, what has been tried of it, and the certificates still whole."""

    untried: Iterator[str]
    needed: list[list[str]]
    tried: list[str]


class _Search:
    """A search for sets of one size after another."""

    def __init__(self, judgement: Judgement, id: str, most: int, *, with_conceded: bool) -> None:
        self.cone = Cone(judgement, id, with_conceded=with_conceded)
        self.most = most
        self.verdict = self.cone.verdict
        self.found: list[tuple[tuple[str, ...], Verdict]] = []
        self.tried: set[str] = set()
        self.is_cut = False
        """Whether larger sets remain."""
        self.needed = self._needed([], None)

    @property
    def is_spent(self) -> bool:
        """Whether the search has to end."""
        return self.cone.effort > _EFFORT

    def run(self, size: int) -> bool:
        """Find the sets of *size* when there are no smaller ones; false when the search ended before all were met."""
        self.is_cut = False
        held: list[str] = []
        branches = [self._branch(size, self.needed)]
        while branches:
            here = branches[-1]
            member = next(here.untried, None)
            if member is None:
                self.tried.difference_update(here.tried)
                branches.pop()
                if held:
                    self.cone.take_back()
                    branches[-1].tried.append(held[-1])
                    self.tried.add(held.pop())
                continue
            if len(self.found) > self.most or self.is_spent:
                return False
            self.cone.suppose(beaten=[member])
            held.append(member)
            if self.cone.verdict is not self.verdict:
                self.found.append((tuple(held), self.cone.verdict))
                branches.append(_Branching(iter(()), [], []))
            else:
                needed = [members for members in here.needed if member not in members]
                branches.append(self._branch(size - len(held), needed))
        return True

    def _branch(self, left: int, needed: list[list[str]]) -> _Branching:
        """What to suppose next, where *left* more may be supposed and something of each of *needed* has to be."""
        needed = self._needed(needed, left)
        members = min(needed, key=len)
        if members and len(needed) > left:
            self.is_cut = True
            members = []
        return _Branching(iter(members), needed, [])

    def _needed(self, known: list[list[str]], left: int | None) -> list[list[str]]:
        """Certificates without common members, the *known* ones first, until they are more than are *left*.

        One of them is empty where nothing can change the verdict without what has been tried.
        """
        needed = list(known)  # of which nothing has been tried, as what has been is of certificates no longer whole
        asides = 0
        while all(needed) and (left is None or len(needed) <= left) and not (needed and self.is_spent):
            if needed and self.verdict is Verdict.CONTESTED:
                break  # what is set aside is contested, so that this could not tell two certificates apart
            self.cone.set_aside(id for members in needed[-1 if asides else 0 :] for id in members)
            asides += 1
            if self.cone.verdict is not self.verdict:
                break
            needed.append([id for id in self.cone.certificate().falling if id not in self.tried])
        for _ in range(asides):
            self.cone.take_back()
        return needed
