"""Attack graphs: arguments that are nothing but a number, and who attacks whom (Dung 1995)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property


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
