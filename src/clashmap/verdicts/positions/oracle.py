"""The SAT solver: clauses in, a model out, within a budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from clashmap.verdicts.positions.budget import Budget

SOLVER = "cadical195"
SLICE = 500
"""Conflicts between two looks at the clock: always the same number, so that a budget changes no answer."""
LOAD = 20_000
"""Clauses between two looks at the clock."""


class Oracle:
    """Clauses over the variables 1 … *variables*, as lists of literals, and one model of them at a time."""

    def __init__(
        self, clauses: Iterable[list[int]], *, variables: int, budget: Budget, hopes: Sequence[int] = ()
    ) -> None:
        """*hopes* are what ``hope`` is told. Raises BudgetError."""
        from pysat.solvers import Solver

        self._solver: Any = Solver(name=SOLVER)
        self._budget = budget
        self._variables = variables
        self.model: list[int] = []
        """What the last call found: variable v is true where ``model[v - 1]`` is positive."""
        rest = iter(clauses)
        while some := list(islice(rest, LOAD)):
            budget.check()
            self._solver.append_formula(some)
        self.hope(hopes)

    def solve(self, *assumed: int) -> bool:
        """Whether the clauses have a model with the literals *assumed*. Raises BudgetError."""
        solver = self._solver
        found = None
        while found is None:
            self._budget.check()
            solver.conf_budget(SLICE)
            found = solver.solve_limited(assumed)
        if found:
            self.model = solver.get_model()
        return bool(found)

    def add(self, clause: Sequence[int]) -> None:
        """Hold to *clause* from now on."""
        self._solver.add_clause(clause)

    def hope(self, literals: Sequence[int]) -> None:
        """Try these *literals* first wherever the clauses leave a choice, from now on."""
        if literals:
            self._solver.set_phases(literals)

    def variable(self) -> int:
        """A new one."""
        self._variables += 1
        return self._variables

    def true(self, variables: Iterable[int]) -> list[int]:
        """Those of *variables* that are true in the model."""
        model = self.model
        return [variable for variable in variables if model[variable - 1] > 0]

    def false(self, variables: Iterable[int]) -> list[int]:
        """Those of *variables* that are false in the model."""
        model = self.model
        return [variable for variable in variables if model[variable - 1] < 0]
