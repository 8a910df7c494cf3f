"""A sheet: a drawing on its page, with the heading over it and the legend under it, all in px of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clashmap.draw.card import Line
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.sheet.legend import Key, legend_of
from clashmap.draw.sheet.sources import Cited
from clashmap.draw.text import is_rtl, shorten, wrap
from clashmap.draw.text.isolate import is_ended, joined, parted
from clashmap.draw.theme import Paper, Theme
from clashmap.draw.view import Folded, View
from clashmap.draw.view.judged import tally
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, Reference, RelationKind

__all__ = ["Frame", "Key", "Sheet", "counts", "describe", "frame"]

_COUNTED = {
    RelationKind.SUPPORT: "support",
    RelationKind.ATTACK: "attack",
    RelationKind.UNDERCUT: "undercut",
    RelationKind.CONTRADICTION: "contradiction",
}
_FROM_RIGHT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
"""Languages that are written from right to left."""
_TITLE_LINES, _SUBTITLE_LINES, _FOOTER_LINES = 2, 2, 4
"""At the most."""
_LEADING = 1.24
"""Distance of two baselines of small text as a multiple of its size."""
_BACK = "The whole map"
"""The words that lead from a part of a map to the whole."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready to be written."""

    page: Paper
    drawing: Drawing
    heading: tuple[Line, ...]
    legend: tuple[Key, ...]
    footer: tuple[Line, ...]
    description: str
    warnings: tuple[str, ...] = ()
    """What the reader should know of how it was made: an engine that had to be replaced."""

    def svg(self) -> str:
        """The sheet as an SVG document."""
        from clashmap.draw import svg

        return svg.dumps(self)

    def html(self, map: ArgumentMap, *, embed_sources: bool = False) -> str:
        """The sheet, a drawing of *map*, as an HTML page that needs nothing else.

        With *embed_sources* it holds the cited passages of the sources whose texts were read with the map, as by
        ``load(…, texts=True)``, and says so: whoever hands it on may have to ask for leave.
        """
        from clashmap.draw import html

        return html.dumps(map, self, embed_sources=embed_sources)

    @property
    def smallest_text(self) -> float:
        """Size in points of the smallest text in a card when the page is printed."""
        return self.drawing.smallest_text


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the map on a page, and the room that is left for it."""

    heading: tuple[Line, ...]
    legend: tuple[Key, ...]
    footer: tuple[Line, ...]
    room: Rect


def frame(view: View, references: Mapping[str, Reference], theme: Theme, page: Paper, *, chips: bool) -> Frame:
    """Heading, legend and footer of *view* on *page*; *chips* says whether there may be reference chips to explain."""
    unit = min(page.width, page.height) / 40
    heading, y = _heading(view, theme, page, unit)
    size = unit * 0.42
    footer = tuple(_footer(Cited.of(view, references), view.verdicts.note, theme, page, size))
    above = max(len(footer) - 1, 0) * size * _LEADING
    legend, bottom = legend_of(view, theme, page, size, chips=chips, above=above)
    return Frame(heading, legend, footer, Rect(page.margin, y, page.width - 2 * page.margin, bottom - size * 0.6 - y))


def _heading(view: View, theme: Theme, page: Paper, unit: float) -> tuple[tuple[Line, ...], float]:
    """Title, subtitle and the way back to the whole map, and where they end: at the side where reading begins."""
    rtl = view.lang.partition("-")[0].lower() in _FROM_RIGHT or is_rtl(view.title)
    near, far = (page.width - page.margin, page.margin) if rtl else (page.margin, page.width - page.margin)
    width, y = page.width - 2 * page.margin, page.margin
    lines: list[Line] = []
    for text in _at_most(view.title, _TITLE_LINES, width, unit, bold=True):
        lines.append(Line(text, near, y + unit * 0.8, unit, theme.text, bold=True, right=rtl, rtl=rtl))
        y += unit * 1.15
    small = unit * 0.52
    back = Line(_BACK, far, y + small * 0.85, small, theme.quiet, right=not rtl, href=view.hrefs.get("", ""))
    free = width - (back.width + small if back.href else 0.0)
    about = joined(part for part in (view.subtitle, counts(view)) if part)
    under = list(parted(_at_most(about, _SUBTITLE_LINES, free, small)))
    for number, text in enumerate(under):
        down = back.y + number * small * _LEADING
        lines.append(Line(text, near, down, small, theme.quiet, right=rtl, rtl=rtl))
    lines += [back] if back.href else []
    return tuple(lines), y + small * 1.1 + max(len(under) - 1, 0) * small * _LEADING + unit * 0.55


def _footer(cited: Cited, note: str, theme: Theme, page: Paper, size: float) -> Iterator[Line]:
    """A *note*, then the sources in as many lines as they need, those that there is no room for counted."""
    width = page.width - 2 * page.margin
    lines = wrap(cited.sentence(), width, size)
    if len(lines) > _FOOTER_LINES:  # a source with a very long name is cut, that others may be named
        cited = replace(cited, names=tuple(shorten(name, 1.5 * width, size) for name in cited.names))
        lines = wrap(cited.sentence(0), width, size)
        for shown in range(1, len(cited.names) + 1):
            more = wrap(cited.sentence(shown), width, size)
            if len(more) > _FOOTER_LINES:
                break
            lines = more
    lines = (*(wrap(note, width, size) if note else ()), *lines)
    for number, text in enumerate(parted(lines), 1):
        y = page.height - page.margin - size * (0.2 + (len(lines) - number) * _LEADING)
        yield Line(text, page.margin, y, size, theme.quiet)


def _at_most(text: str, count: int, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """*text* in lines, the last of *count* cut where there are more."""
    lines = wrap(text, width, size, bold=bold)
    if len(lines) <= count:
        return lines
    return (*lines[: count - 1], shorten(" ".join(lines[count - 1 : count + 1]), width, size, bold=bold))


def counts(view: View) -> str:
    """How many claims, arguments, folded groups and links of each kind are drawn, in words."""
    nodes = Counter(type(node) for node in view.nodes.values())
    kinds = Counter(link.kind for link in view.links)
    amounts = [("claim", nodes[Claim]), ("argument", nodes[Argument]), ("folded group", nodes[Folded])]
    amounts += [(word, kinds[kind]) for kind, word in _COUNTED.items()]
    return ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for word, count in amounts if count)


def describe(view: View) -> str:
    """A few sentences on the map for those who cannot see it."""
    parts = [f"An argument map of {counts(view) or 'nothing'}."]
    if view.resolution:
        parts.append(_sentence(f"At the top: {view.nodes[view.resolution].label}"))
    if view.root.groups:
        parts.append(_sentence(f"Groups: {'; '.join(group.title for group in view.root.groups)}"))
    if view.verdicts.by_id:
        drawn = tally(verdict for id, verdict in view.verdicts.by_id.items() if id in view.nodes)
        parts.append(f"Of what is drawn, {drawn or 'nothing has a verdict'}. {view.verdicts.note}")
    return " ".join(parts)


def _sentence(text: str) -> str:
    return text if is_ended(text) else f"{text}."
