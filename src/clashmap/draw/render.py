"""Rendering: from an argument map to a finished sheet, with the engine that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from clashmap.draw import sheet as sheets
from clashmap.draw.arrange import Means
from clashmap.draw.contest import lay_out
from clashmap.draw.layout import Engine, EngineError, Placement, Problem, command, embedded, graphviz, tidy
from clashmap.draw.parts import WHOLE
from clashmap.draw.plan import Job, scale_packed
from clashmap.draw.scope import EVERYTHING, Scope
from clashmap.draw.sheet import Sheet
from clashmap.draw.theme import LIGHT, PAPERS, POINT, Paper, Theme
from clashmap.draw.view import select
from clashmap.graph import ArgumentMap

EngineName: TypeAlias = Literal["auto", "graphviz", "dot", "tidy"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)
LEGIBLE = 6.0
"""Points: the smallest text that a page chosen by ``auto`` may come out with, that of a timetable."""
_CLUSTERED = 250
"""Cards up to which one picture of the whole is tried: the engine's time grows with the square of their number."""


def render(
    map: ArgumentMap,
    *,
    page: str = "auto",
    scope: Scope = EVERYTHING,
    engine: EngineName = "auto",
    theme: Theme = LIGHT,
) -> Sheet:
    """Draw what *scope* asks for of *map* on a page (a name in PAPERS, or ``auto`` for the smallest that is legible).

    Engine ``auto`` hangs cards in columns, and asks the embedded Graphviz about what is no tree; ``tidy`` does without;
    ``graphviz`` (embedded) and ``dot`` (on PATH) place every card.

    Raises LookupError for an unknown name in *scope*, ValueError for an unknown page or engine, and EngineError when
    an engine asked for by name is missing, fails or takes too long; with ``auto`` the tidy tree takes over, with a
    warning.
    """
    if page != "auto" and page.lower() not in PAPERS:
        raise ValueError(f"there is no page “{page}”; say auto, {', '.join(PAPERS)}")
    if engine not in ENGINES:
        raise ValueError(f"there is no engine “{engine}”; say {', '.join(ENGINES)}")
    view = select(map, scope)
    placer = _Placer(engine)
    clusters = engine != "tidy" and len(view.nodes) <= _CLUSTERED
    job = Job(view, theme, Means(placer.place, columns=engine in ("auto", "tidy"), clusters=clusters))
    for paper in _fitting(job, map) if page == "auto" else (PAPERS[page.lower()],):
        sheet = _sheet(job, map, _turned(job, map, paper), placer)
        if sheet.smallest_text >= LEGIBLE:
            break
    return sheet


def _sheet(job: Job, map: ArgumentMap, paper: Paper, placer: _Placer) -> Sheet:
    frame = _frame(job, map, paper)
    drawing = lay_out(job, frame.room)
    legend = tuple(key for key in frame.legend if key.symbol != "chip" or drawing.chips or job.view.away)
    description = sheets.describe(job.view)
    return Sheet(paper, drawing, frame.heading, legend, frame.footer, description, tuple(placer.warnings))


def _fitting(job: Job, map: ArgumentMap) -> Iterator[Paper]:
    """The A series from the first page on which the text may be legible: references can still make it smaller."""
    for name in ("a4", "a3", "a2", "a1"):
        page = _turned(job, map, PAPERS[name])
        if job.theme.meta_size * _scale(job, map, page) / POINT >= LEGIBLE:
            yield PAPERS[name]
    yield PAPERS["a0"]


def _turned(job: Job, map: ArgumentMap, paper: Paper) -> Paper:
    """The page lying, or upright where that makes the text a tenth larger; a screen is taken as it is."""
    if paper.name == "16:9":
        return paper
    upright = replace(paper, width=paper.height, height=paper.width)
    lying, standing = (_scale(job, map, page) for page in (paper, upright))
    return upright if standing > lying * 1.1 else paper


def _scale(job: Job, map: ArgumentMap, page: Paper) -> float:
    """The scale that the map comes out with on *page*, before any link is led."""
    return scale_packed(job, _frame(job, map, page).room)


def _frame(job: Job, map: ArgumentMap, paper: Paper) -> sheets.Frame:
    return sheets.frame(
        job.view,
        map.references,
        job.theme,
        paper,
        chips=bool(job.view.root.groups or job.view.away) or len(job.view.nodes) > WHOLE,
    )


class _Placer:
    """An engine by name that remembers what it placed, and what it had to be replaced for."""

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
