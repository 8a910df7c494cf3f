"""Cones: all that bears on one claim or argument, and the verdict on it as others are supposed to fall or to stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clashmap.resolve.worth import CONCEDED
from clashmap.verdicts.framework import Part
from clashmap.verdicts.grounded import IN, OUT, UNDECIDED
from clashmap.verdicts.judge import VERDICTS, Judgement, Verdict

_OPEN = (Part.NODE, Part.STEP)
"""What of the attack graph can be supposed to fall or to stand; the helpers follow from it."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Why the verdict is what it is: it stays so unless one of these is supposed to be otherwise (ids, near first)."""

    falling: tuple[str, ...]
    """What has to fall for another verdict: as long as none of these does, nothing that falls changes it."""
    standing: tuple[str, ...]
    """What has to stand for another verdict: as long as none of these does, nothing that stands changes it."""


class Cone:
    """The labels of all that bears on *id*, which change as suppositions are made and taken back, last first.

    A supposition can change only labels of what it bears on, so only those are worked out anew, by the rules of the
    grounded labelling: *effort* counts the attacks that are looked at. Certificates name what is conceded only if they
    are made *with_conceded*.
    """

    def __init__(self, judgement: Judgement, id: str, *, with_conceded: bool = False) -> None:
        self._framework = framework = judgement.framework
        self.targets, self.attackers = framework.graph.targets, framework.graph.attackers
        self.root = framework.index[id]
        self.effort = 0
        self._labels = bytearray(len(framework.graph))
        self._ranks = [0] * len(framework.graph)
        """When each argument that is IN became so: after all that it became so by."""
        self._clock = 0
        self._fixed = dict(judgement.supposed)
        self._trail: list[tuple[list[tuple[int, int, int]], list[int]]] = []
        self._inside = bytearray(len(framework.graph))
        conceded = {place for place, said in framework.settled.items() if said == CONCEDED and not with_conceded}
        self._settled = conceded | {*judgement.supposed, self.root}
        members = [self.root]
        self._inside[self.root] = 1
        for member in members:  # which grows on the way
            whole = framework.index[framework.members[member].id]  # which none of its steps rests on
            for other in (whole, *self.attackers[member]):
                if not self._inside[other]:
                    self._inside[other] = 1
                    members.append(other)
        for part, fixed in self._fixed.items():
            self._labels[part] = fixed
        self._label([member for member in members if member not in self._fixed])

    @property
    def verdict(self) -> Verdict:
        """The verdict under all that is supposed."""
        return VERDICTS[self._labels[self.root]]

    def verdict_on(self, id: str) -> Verdict:
        """The verdict under all that is supposed on what bears on the root."""
        return VERDICTS[self._labels[self._framework.index[id]]]

    def suppose(self, *, beaten: Iterable[str] = (), granted: Iterable[str] = ()) -> None:
        """Let these fall and those stand, whatever bears on them."""
        parts = self._framework.parts
        falling = {part: OUT for id in beaten for part in parts[id]}
        self._fix(falling | {part: IN for id in granted for part in parts[id]})

    def set_aside(self, ids: Iterable[str]) -> None:
        """Let these neither stand nor fall."""
        self._fix({part: UNDECIDED for id in ids for part in self._framework.parts[id]})

    def take_back(self) -> None:
        """Undo what was supposed last."""
        before, fixed = self._trail.pop()
        for place, label, rank in before:
            self._labels[place], self._ranks[place] = label, rank
        for part in fixed:
            del self._fixed[part]

    def certificate(self) -> Certificate:
        """Why the verdict is what it is under all that is supposed.

        What stands does so while all its attackers are kept from standing, each by one that stands and did so before;
        what is kept from standing, or from falling, is so in the same way. Where that is undecided it may hang on
        itself: the grounded labelling is the least one.
        """
        kept: dict[int, None] = {}
        """What must not fall."""
        checked: dict[int, None] = {}
        """What must not stand."""
        if self._labels[self.root] != OUT:
            kept[self.root] = None
        if self._labels[self.root] != IN:
            checked[self.root] = None
            if self.root not in self._fixed:
                kept.setdefault(self._against(self.root, kept))
        queue = list(kept)
        for place in queue:  # which grows on the way
            attackers = () if place in self._fixed else self.attackers[place]
            self.effort += len(attackers)
            for attacker in attackers:
                if attacker in checked:
                    continue
                checked[attacker] = None
                if attacker not in self._fixed:
                    keeper = self._against(attacker, kept)
                    if keeper not in kept:
                        kept[keeper] = None
                        queue.append(keeper)
        return Certificate(self._named(kept), self._named(checked))

    def _against(self, place: int, kept: Mapping[int, None]) -> int:
        """What keeps *place* from standing: what stood first, else what is contested, if can be what is kept anyway."""
        self.effort += len(self.attackers[place])
        if self._labels[place] == OUT:
            standing = (attacker for attacker in self.attackers[place] if self._labels[attacker] == IN)
            return min(standing, key=self._ranks.__getitem__)
        contested = [attacker for attacker in self.attackers[place] if self._labels[attacker] == UNDECIDED]
        return next((attacker for attacker in contested if attacker in kept), contested[0])

    def _named(self, places: Iterable[int]) -> tuple[str, ...]:
        """The claims and arguments that *places* are, but those that nobody can suppose anything about."""
        members, index = self._framework.members, self._framework.index
        ids = dict.fromkeys(members[place].id for place in places if members[place].part in _OPEN)
        return tuple(id for id in ids if index[id] not in self._settled and index[id] not in self._fixed)

    def _fix(self, wanted: Mapping[int, int]) -> None:
        fresh = {part: label for part, label in wanted.items() if self._inside[part] and part not in self._fixed}
        self._fixed |= fresh
        struck = [part for part, label in fresh.items() if self._labels[part] != label]
        region = self._region(struck)
        before = [(place, self._labels[place], self._ranks[place]) for place in (*struck, *region)]
        for part in struck:
            self._labels[part] = fresh[part]
        self._trail.append((before, list(fresh)))
        self._label(region)

    def _region(self, struck: list[int]) -> list[int]:
        """All in the cone that these bear on and that is not fixed."""
        seen, queue = set(struck), list(struck)
        region: list[int] = []
        for place in queue:  # which grows on the way
            for target in self.targets[place]:
                if self._inside[target] and target not in seen and target not in self._fixed:
                    seen.add(target)
                    queue.append(target)
                    region.append(target)
        return region

    def _label(self, region: list[int]) -> None:
        """The grounded labels of *region*, which nothing outside rests on, given those of all else."""
        labels = self._labels
        for place in region:
            labels[place] = UNDECIDED
        standing: dict[int, int] = {}
        decided: list[tuple[int, int]] = []
        for place in region:
            around = [labels[attacker] for attacker in self.attackers[place]]
            self.effort += len(around)
            standing[place] = len(around) - around.count(OUT)
            if IN in around or not standing[place]:
                decided.append((place, OUT if IN in around else IN))
        for place, label in decided:
            self._set(place, label)
        queue = [place for place, _ in decided]
        for place in queue:  # which grows on the way
            for target in self.targets[place]:
                if target not in standing or labels[target]:
                    continue
                if labels[place] == IN:
                    self._set(target, OUT)
                    queue.append(target)
                else:
                    standing[target] -= 1
                    if not standing[target]:
                        self._set(target, IN)
                        queue.append(target)

    def _set(self, place: int, label: int) -> None:
        self._labels[place] = label
        self._clock += 1
        self._ranks[place] = self._clock
