"""Matching: where all of a quotation stands in the tokens of a source, word for word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from clashmap.evidence.quotation.elements import Changed, Element, Insertion, Omission, Run
from clashmap.evidence.quotation.index import OTHER, Index
from clashmap.source import Span

_WORK = 200_000
"""Steps of a search in which every way is followed; behind them only the first one is."""
_NEGATIONS = frozenset({"not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "cannot", "without"})
"""What an insertion cannot take the place of: brackets that hide a “not” hide what the source says."""

_Way = tuple["_Way | None", Span, int, int]
"""What was taken for the mark at a span, from one token to before another, and so on to the first mark."""


class Match(NamedTuple):
    """From token *start* to before token *end*; *taken* are the tokens that each mark stands for."""

    start: int
    end: int
    taken: Mapping[Span, tuple[int, int]]


class _State(NamedTuple):
    """Where a way through the source began, -1 if it has not, and which marks it has passed."""

    start: int
    way: _Way | None


@dataclass
class _Search:
    """A search in the tokens of *index* from *low* to before *high*: the states by where they have come to.

    While it *is_open*, the next word may stand anywhere behind them.
    """

    index: Index
    low: int
    high: int
    is_open: bool = True
    work: int = _WORK
    states: dict[int, _State] = field(default_factory=dict)

    def reach(self, end: int, state: _State, into: dict[int, _State]) -> None:
        """Add a state, unless one that began later is there: of two places the shorter one is meant."""
        if end <= self.high and (end not in into or into[end].start < state.start):
            into[end] = state

    def step(self, element: Element) -> None:
        """Go on by one element of the quotation."""
        self.work -= len(self.states)
        if self.work <= 0 and self.states:
            first = min(self.states)
            self.states = {first: self.states[first]}
        match element:
            case Omission():
                self.states = {at: state for at, state in self.states.items() if not self._tears(at, state)}
                self.is_open = True
                self.states = {at: self._pass(state, [element.span], at, -1) for at, state in self.states.items()}
            case Run():
                self._run(element.line)
            case Insertion():
                self._insert(element)
            case Changed():
                self._change(element)

    def _tears(self, at: int, state: _State) -> bool:
        return state.start >= 0 and self.index.is_torn(at)

    def _pass(self, state: _State, spans: Sequence[Span], start: int, end: int) -> _State:
        """*state* behind the marks at *spans*, which stand for the tokens from *start* to before *end*."""
        way = state.way
        for span in spans:
            way = (way, span, start, end)
        return _State(state.start, way)

    def _run(self, line: str) -> None:
        found: dict[int, _State] = {}
        for at, state in self._places(self._occurrences(line) if self.is_open else ()):
            if self.is_open or self.index.line.startswith(line, at):
                self.reach(at + len(line), state, found)
        self.states, self.is_open = found, False

    def _occurrences(self, line: str) -> Iterable[int]:
        at = min(self.states, default=self.high)
        if OTHER in line:
            return
        while (at := self.index.line.find(line, at, self.high)) >= 0:
            if not self.index.is_torn(at):
                yield at
                if self.work <= 0:
                    return
            at += 1

    def _places(self, occurrences: Iterable[int]) -> Iterable[tuple[int, _State]]:
        """Where the next word may stand, each with the state that it goes on from."""
        if not self.is_open:
            yield from self.states.items()
            return
        ends = sorted(self.states)
        best: list[_State] = []
        for end in ends:
            state = self.states[end]
            best.append(state if not best or state.start >= best[-1].start else best[-1])
        for at in occurrences:
            self.work -= 1
            state = best[bisect_right(ends, at) - 1]
            way = state.way
            if way is not None and way[3] < 0:  # the omission ends here
                way = (way[0], way[1], way[2], at)
            yield at, _State(at if state.start < 0 else state.start, way)

    def _insert(self, element: Insertion) -> None:
        if self.is_open:
            return
        found: dict[int, _State] = {}
        line, norms = self.index.line, self.index.norms
        for at, state in self.states.items():
            if element.itself and line.startswith(element.itself, at):
                end = at + len(element.itself)
                self.reach(end, self._pass(state, [element.span], at, end), found)
                continue
            self.reach(at, state, found)
            if self._tears(at, state):
                continue
            for end in range(at + 1, min(at + element.most, self.high) + 1):
                self.work -= 1
                norm = norms[ord(line[end - 1])] if line[end - 1] != OTHER else ""
                if norm.casefold() in _NEGATIONS or norm.endswith("n't"):
                    break
                if not self.index.is_torn(end):
                    self.reach(end, state, found)
        self.states = found

    def _change(self, element: Changed) -> None:
        line, norms = self.index.line, self.index.norms
        found: dict[int, _State] = {}
        if not self.is_open:
            for at, state in self._places(()):
                if element.itself and line.startswith(element.itself, at):
                    end = at + len(element.itself)
                    self.reach(end, self._pass(state, element.spans, at, end), found)
                elif at < self.high and line[at] != OTHER and element.word.fullmatch(norms[ord(line[at])]):
                    self.reach(at + 1, state, found)
        elif self.work > 0:
            self.work -= len(norms) // 10
            fitting = [chr(code) for code, norm in enumerate(norms) if element.word.fullmatch(norm)]
            ways = [
                *((at, 1, False) for code in fitting for at in self._occurrences(code)),
                *((at, len(element.itself), True) for at in self._occurrences(element.itself or OTHER)),
            ]
            taken = {at: (length, is_itself) for at, length, is_itself in sorted(ways)}
            for at, state in self._places(sorted(taken)):
                length, is_itself = taken[at]
                spans = element.spans if is_itself else ()
                self.reach(at + length, self._pass(state, spans, at, at + length), found)
        self.states, self.is_open = found, False


def match(elements: list[Element], index: Index, low: int, high: int) -> Match | None:
    """The shortest place in the tokens from *low* to before *high* where all *elements* stand in order."""
    kept = [at for at, element in enumerate(elements) if isinstance(element, Run | Changed)]
    if not kept or any(isinstance(element, Run) and OTHER in element.line for element in elements):
        return None
    core = elements[kept[0] : kept[-1] + 1]
    search = _Search(index, low, high, work=_WORK if len(core) > 1 else 0, states={low: _State(-1, None)})
    for element in core:
        search.step(element)
        if not search.states:
            return None
    ends = [(end - state.start, state.start) for end, state in search.states.items() if not index.is_torn(end)]
    if not ends:
        return None
    length, start = min(ends)
    taken, way = {}, search.states[start + length].way
    while way is not None:
        way, span, first, last = way
        taken[span] = (first, last)
    return Match(start, start + length, taken)
