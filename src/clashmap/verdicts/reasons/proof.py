"""A proof of a decided verdict, put together choice by choice so that each can be taken back."""

from __future__ import annotations

from clashmap.verdicts.reasons.needs import Needs


class Proof:
    """What a verdict rests on so far: the members that are in, what was chosen, and the choices that are pending."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self.members: dict[int, None] = {}
        self.units: dict[int, int] = {}
        """How many members are told as each unit; the size of the proof is their number."""
        self.chosen: dict[int, int] = {}
        self.choices: list[int] = []
        """The members in the proof that need one of several, in the order in which they came."""
        self.touched = 0
        """A count of all that was done, to end a search by."""
        self._enter(needs.root)

    @property
    def pending(self) -> list[int]:
        """The choices that are still to be made."""
        self.touched += len(self.choices)
        return [member for member in self.choices if member not in self.chosen]

    def choose(self, member: int, needed: int) -> bool:
        """Let *member* rest on *needed*; answers whether this is well-founded, and is to be undone if it is not."""
        self.chosen[member] = needed
        self._enter(needed)
        component = self.needs.component
        return component[member] != component[needed] or not self._leads(needed, member)

    def undo(self, members: int, choices: int, chosen: int) -> None:
        """Go back to when there were so many members, choices and chosen ones."""
        while len(self.chosen) > chosen:
            self.chosen.popitem()
        del self.choices[choices:]
        while len(self.members) > members:
            member, _ = self.members.popitem()
            if member in self.needs.units:
                unit = self.needs.units[member]
                self.units[unit] -= 1
                if not self.units[unit]:
                    del self.units[unit]

    def settle(self) -> None:
        """Make the choices that cost nothing and can do no harm: what is in already and cannot lead back."""
        component = self.needs.component
        for member in self.pending:
            for needed in self.needs.of[member]:
                self.touched += 1
                if needed in self.members and component[needed] != component[member]:
                    self.chosen[member] = needed
                    break

    def _enter(self, member: int) -> None:
        """Take in a member, and all that it needs without a choice."""
        ahead = [member]
        while ahead:
            member = ahead.pop()
            if member in self.members:
                continue
            self.touched += 1
            self.members[member] = None
            if member in self.needs.units:
                unit = self.needs.units[member]
                self.units[unit] = self.units.get(unit, 0) + 1
            if member in self.needs.choices:
                self.choices.append(member)
            else:
                ahead += reversed(self.needs.of[member])

    def _leads(self, start: int, goal: int) -> bool:
        """Whether *start* rests on *goal*, by what is chosen so far."""
        component, inside = self.needs.component, self.needs.component[goal]
        seen, ahead = {start}, [start]
        while ahead:
            member = ahead.pop()
            self.touched += 1
            if member == goal:
                return True
            if member in self.needs.choices:
                after = [self.chosen[member]] if member in self.chosen else []
            else:
                after = list(self.needs.of[member])
            for needed in after:
                if needed not in seen and component[needed] == inside:
                    seen.add(needed)
                    ahead.append(needed)
        return False
