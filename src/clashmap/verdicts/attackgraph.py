"""Attack graphs: arguments that are nothing but a number, and who attacks whom (Dung 1995)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise
from operator import le


@dataclass(frozen=True)
class Rows(Sequence[Sequence[int]]):
    """Numbers in *size* rows, each with the key of its row, put in order when a row is first looked at.

    A million of them in two arrays are quicker made and walked through than as many lists.
    """

    size: int
    keys: Sequence[int]
    numbers: Sequence[int]
    first: int = 0
    """What keys and numbers are counted from here, 0 or 1; the rows count from 0."""

    @cached_property
    def placed(self) -> tuple[array[int], array[int]]:
        """Where each row starts, with where the last one ends; and the numbers, row by row, in the order given."""
        first, keys = self.first, self.keys
        starts = array("i", accumulate(counts(self.size + first, keys)[first:], initial=0))
        if all(map(le, keys, islice(keys, 1, None))):
            return starts, array("i", [number - first for number in self.numbers])
        placed = array("i", bytes(starts.itemsize * len(keys)))
        # Through views, numbers are put into arrays in three quarters of the time.
        room, free = memoryview(placed), memoryview(array("i", [0] * first) + starts)
        for key, number in zip(keys, self.numbers, strict=True):
            place = free[key]
            room[place] = number - first
            free[key] = place + 1
        return starts, placed

    @property
    def counted(self) -> list[int]:
        """How often each number is in the rows."""
        return counts(self.size + self.first, self.numbers)[self.first :]

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, row: int) -> array[int]:  # type: ignore[override]
        if not 0 <= row < self.size:
            raise IndexError(row)
        starts, placed = self.placed
        return placed[starts[row] : starts[row + 1]]

    def __iter__(self) -> Iterator[array[int]]:
        starts, placed = self.placed
        return (placed[start:end] for start, end in pairwise(starts))


def counts(size: int, numbers: Iterable[int]) -> list[int]:
    """How often each number below *size* is among the *numbers*."""
    counted = [0] * size
    for number in numbers:
        counted[number] += 1
    return counted


@dataclass(frozen=True)
class AttackGraph:
    """An abstract argumentation framework over the arguments 0 … n - 1."""

    targets: Sequence[Sequence[int]]
    """For every argument those that it attacks; one that is named twice counts as attacked twice, to no effect."""

    @classmethod
    def of(cls, size: int, attacks: Iterable[tuple[int, int]]) -> AttackGraph:
        """The graph of *size* arguments with these *attacks*, each once, as pairs of attacker and target."""
        targets: list[list[int]] = [[] for _ in range(size)]
        for attacker, target in dict.fromkeys(attacks):
            targets[attacker].append(target)
        return cls(targets)

    def __len__(self) -> int:
        return len(self.targets)

    @property
    def row(self) -> Callable[[int], Sequence[int]]:
        """What gives the targets of an argument, in the quickest way."""
        if not isinstance(self.targets, Rows):
            return self.targets.__getitem__
        starts, items = self.targets.placed
        return lambda argument: items[starts[argument] : starts[argument + 1]]

    @cached_property
    def attacked(self) -> Sequence[int]:
        """How often each argument is attacked."""
        if isinstance(self.targets, Rows):
            return self.targets.counted
        return counts(len(self), chain.from_iterable(self.targets))

    @cached_property
    def attackers(self) -> Sequence[Sequence[int]]:
        """For every argument those that attack it, in ascending order."""
        attackers: list[list[int]] = [[] for _ in self.targets]
        for attacker, targets in enumerate(self.targets):
            for target in targets:
                attackers[target].append(attacker)
        return attackers

    def suppose(self, *, granted: Iterable[int] = (), beaten: Iterable[int] = ()) -> AttackGraph:
        """Let nothing attack what is *granted*, and add an argument that beats what is *beaten*."""
        free, lost = set(granted), sorted(set(beaten))
        targets = [[target for target in targets if target not in free] for targets in self.targets]
        return AttackGraph([*targets, lost] if lost else targets)
