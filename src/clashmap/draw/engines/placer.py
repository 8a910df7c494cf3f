"""Placing with what is there: an engine by name that remembers what it placed, and what it had to be replaced for."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from clashmap.draw.engines import Engine, EngineError, Placement, Problem, command, embedded, graphviz, tidy

EngineName: TypeAlias = Literal["auto", "graphviz", "dot", "tidy"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)


class Placer:
    """The engine *name*. One that is asked for by name raises EngineError when it is missing, fails or takes too long;
    with ``auto`` the tidy tree takes over, with a warning.
    """

    def __init__(self, name: EngineName) -> None:
        self.warnings: list[str] = []
        self._replaceable = name == "auto"
        self._known: dict[Problem, Placement] = {}
        self._engine: Engine
        match name:
            case "auto" | "graphviz":
                self._engine = graphviz.engine(embedded.Tank().run)
            case "dot":
                self._engine = graphviz.engine(command.run)
            case "tidy":
                self._engine = tidy.place
        if not self._replaceable:  # say at once that it is missing, even of a map that would not have needed it
            self.place(Problem(sizes=((1.0, 1.0),), arrows=()))

    def place(self, problem: Problem) -> Placement:
        """Place with the engine; one that fails where any would do is not asked again."""
        if problem not in self._known:
            try:
                self._known[problem] = self._engine(problem)
            except EngineError as error:
                if not self._replaceable:
                    raise
                self.warnings.append(f"{error}; the built-in tidy tree was used instead")
                self._engine = tidy.place
                self._known[problem] = tidy.place(problem)
        return self._known[problem]
