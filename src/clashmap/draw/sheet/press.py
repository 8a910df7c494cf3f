"""The press: what draws views of one map, all in the same manner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, get_args

from clashmap.draw import sheet as sheets
from clashmap.draw import theme as themes
from clashmap.draw.engines.placer import ENGINES, EngineName, Placer
from clashmap.draw.layout import flow as flowing
from clashmap.draw.layout.arrange import Means, Wanted
from clashmap.draw.layout.contest import lay_out, score
from clashmap.draw.layout.parts import WHOLE
from clashmap.draw.layout.plan import Job, scale_packed
from clashmap.draw.layout.speeches import Speeches
from clashmap.draw.sheet import Sheet
from clashmap.draw.sheet.notes import Rows, noted
from clashmap.draw.theme import PAPERS, POINT, Paper, Theme
from clashmap.draw.view import View
from clashmap.graph import ArgumentMap

Orientation: TypeAlias = Literal["auto", "landscape", "portrait"]
Layout: TypeAlias = Literal["auto", "speeches"]
LEGIBLE = 6.0
"""Points: the smallest text that a page chosen by ``auto`` may come out with, that of a timetable."""
_CLUSTERED = 250
"""Cards up to which one picture of the whole is tried: the engine's time grows with the square of their number."""
_LARGER = 1.02
"""By how much a page has to make the text larger to be preferred to one turned the other way, whatever else it does."""
_TURNED = 60
"""Cards up to which a map is laid out on a page both ways; for more there is no time."""


def papers(page: str) -> tuple[Paper, ...]:
    """The pages to try for the name *page*: that one, or for ``auto`` the A series, smallest first.

    Raises ValueError when there is no such page.
    """
    _known("page", page.lower(), ("auto", *PAPERS))
    return (
        (PAPERS[page.lower()],)
        if page.lower() != "auto"
        else tuple(PAPERS[f"a{number}"] for number in range(4, -1, -1))
    )


def _known(what: str, name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise ValueError(f"there is no {what} “{name}”; say {', '.join(names)}")


def _upright(paper: Paper) -> Paper:
    return replace(paper, width=paper.height, height=paper.width)


@dataclass(frozen=True, slots=True)
class Press:
    """What draws views of one map, all in the same manner."""

    map: ArgumentMap
    orientation: Orientation
    direction: Wanted
    engine: EngineName
    theme: Theme
    placer: Placer
    speeches: Speeches | None
    """Those of the whole, where it is drawn as a flow."""
    _last: list[tuple[View, dict[Paper, sheets.Frame]]] = field(default_factory=list, compare=False, repr=False)
    """The view that was framed last, on each page: one view is tried on many."""

    @classmethod
    def of(
        cls,
        map: ArgumentMap,
        view: View,
        *,
        orientation: Orientation,
        direction: Wanted,
        layout: Layout,
        engine: EngineName,
        theme: Theme | str,
    ) -> Press:
        """A press for *view* of *map*, or parts of it. Raises what ``render`` raises."""
        _known("orientation", orientation, get_args(Orientation))
        _known("direction", direction, get_args(Wanted))
        _known("layout", layout, get_args(Layout))
        _known("engine", engine, ENGINES)
        if layout == "speeches" and direction != "auto":
            raise ValueError("a flow is read from left to right; leave out the direction, or draw it in another layout")
        drawn_in = themes.theme(theme) if isinstance(theme, str) else theme
        speeches = Speeches.of(map, view) if layout == "speeches" else None
        return cls(map, orientation, direction, engine, drawn_in, Placer(engine), speeches)

    def job(self, view: View) -> Job:
        """The job to draw *view*."""
        clusters = self.engine != "tidy" and len(view.nodes) <= _CLUSTERED
        means = Means(
            self.placer.place, columns=self.engine in ("auto", "tidy"), clusters=clusters, direction=self.direction
        )
        return Job(view, self.theme, means)

    def fitted(self, view: View, fitting: Sequence[Paper]) -> Sheet:
        """*view* on the first of these pages on which it is legible; where none is, on the last, enlarged until it is.

        A page that is the only one is taken as it is.
        """
        job = self.job(view)
        for paper in fitting:
            page = self.turned(job, paper)
            if paper == fitting[-1] or self.text(job, page) >= LEGIBLE:  # references can still make it smaller
                sheet = self.better(job, page)
                if sheet.smallest_text >= LEGIBLE or len(fitting) == 1:
                    return sheet
        return self.enlarged(sheet, LEGIBLE / sheet.smallest_text)

    def lying(self, paper: Paper) -> Paper:
        """The page as it is asked for, whatever is on it: several sheets of one map are turned alike."""
        return _upright(paper) if self.orientation == "portrait" else paper

    def better(self, job: Job, page: Paper) -> Sheet:
        """The view of *job* on this page, or on it turned, where that is free and what comes out is better."""
        sheet = self.sheet(job, page)
        if self.orientation != "auto" or page.name == "16:9" or len(job.view.nodes) > _TURNED:
            return sheet
        other = self.sheet(job, _upright(page))
        larger = other.smallest_text / sheet.smallest_text
        if 1 / _LARGER <= larger <= _LARGER:
            one, two = (score(here.drawing, self.frame(job.view, here.page).room).key for here in (sheet, other))
            return other if two > one else sheet
        return other if larger > 1 else sheet

    def turned(self, job: Job, paper: Paper) -> Paper:
        """The page as it is asked for, or upright where that promises larger text; a screen as it is."""
        if self.orientation != "auto" or paper.name == "16:9":
            return self.lying(paper)
        upright = _upright(paper)
        return upright if self.text(job, upright) > self.text(job, paper) * _LARGER else paper

    def text(self, job: Job, page: Paper, rows: Rows = ()) -> float:
        """The smallest text in points that the map comes out with on *page*, before any link is led."""
        room = self.frame(job.view, page, rows).room
        scale = flowing.scale(self.speeches, job, room) if self.speeches else scale_packed(job, room)
        return job.theme.meta_size * scale / POINT

    def sheet(self, job: Job, page: Paper, rows: Rows = ()) -> Sheet:
        """The view of *job* on this page, with *rows* of notes under the heading."""
        frame = self.frame(job.view, page, rows)
        drawing = flowing.lay_out(self.speeches, job, frame.room) if self.speeches else lay_out(job, frame.room)
        return self.framed(Sheet(page, drawing, (), (), (), "", tuple(self.placer.warnings)), rows)

    def framed(self, sheet: Sheet, rows: Rows = ()) -> Sheet:
        """*sheet* with heading, legend, footer and description as its drawing and its page want them."""
        drawing = sheet.drawing
        frame = self.frame(drawing.view, sheet.page, rows)
        explained = bool(drawing.chips or drawing.view.away)
        legend = tuple(key for key in frame.legend if key.symbol != "chip" or explained)
        heading = (*frame.heading, *(flowing.titles(self.speeches, drawing) if self.speeches else ()))
        description = sheets.describe(drawing.view)
        return replace(sheet, heading=heading, legend=legend, footer=frame.footer, description=description)

    def enlarged(self, sheet: Sheet, by: float, rows: Rows = ()) -> Sheet:
        """*sheet* on a page *by* times as large: all that stands on a page grows with it."""
        old, drawing = sheet.page, sheet.drawing
        page = Paper("poster", round(old.width * by, 1), round(old.height * by, 1), old.margin * by)
        grown = replace(drawing, scale=drawing.scale * by, x=drawing.x * by, y=drawing.y * by)
        return self.framed(replace(sheet, page=page, drawing=grown), rows)

    def frame(self, view: View, page: Paper, rows: Rows = ()) -> sheets.Frame:
        """What stands round *view* on *page*, and the room that is left for it."""
        if not self._last or self._last[0][0] is not view:
            self._last[:] = [(view, {})]
        known = self._last[0][1]
        if page not in known:
            chips = bool(view.root.groups or view.away) or len(view.nodes) > WHOLE
            known[page] = sheets.frame(view, self.map.references, self.theme, page, chips=chips)
        return noted(known[page], self.theme, page, rows)
