"""A sheet: a drawing on its page, with the heading over it and the legend under it, all in px of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.draw.card import Line
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.legend import Key, legend_of
from clashmap.draw.text import shorten
from clashmap.draw.theme import Paper, Theme
from clashmap.draw.view import Folded, View
from clashmap.model import Argument, Claim, Reference, RelationKind

__all__ = ["Frame", "Key", "Sheet", "counts", "describe", "frame"]

_COUNTED = {
    RelationKind.SUPPORT: "support",
    RelationKind.ATTACK: "attack",
    RelationKind.UNDERCUT: "undercut",
    RelationKind.CONTRADICTION: "contradiction",
}
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
    width = page.width - 2 * page.margin
    y = page.margin
    heading: list[Line] = []
    if view.title:
        title = shorten(view.title, width, unit, bold=True)
        heading.append(Line(title, page.margin, y + unit * 0.8, unit, theme.text, bold=True))
        y += unit * 1.15
    small = unit * 0.52
    back = Line(_BACK, page.width - page.margin, y + small * 0.85, small, theme.quiet, right=True,
                href=view.hrefs.get("", ""))  # fmt: skip
    free = width - (back.width + small if back.href else 0.0)
    subtitle = shorten(" · ".join(part for part in (view.subtitle, counts(view)) if part), free, small)
    heading.append(Line(subtitle, page.margin, back.y, small, theme.quiet))
    heading += [back] if back.href else []
    y += small * 1.1 + unit * 0.55
    size = unit * 0.42
    legend, bottom = legend_of(view, theme, page, size, chips=chips)
    source = _source(view, references)
    footer: list[Line] = []
    if source:
        text = shorten(source, width, size)
        footer.append(Line(text, page.margin, page.height - page.margin - size * 0.2, size, theme.quiet))
    room = Rect(page.margin, y, width, bottom - size * 0.6 - y)
    return Frame(tuple(heading), legend, tuple(footer), room)


def counts(view: View) -> str:
    """How many claims, arguments, folded groups and links of each kind are drawn, in words."""
    nodes = Counter(type(node) for node in view.nodes.values())
    kinds = Counter(link.kind for link in view.links)
    amounts = [("claim", nodes[Claim]), ("argument", nodes[Argument]), ("folded group", nodes[Folded])]
    amounts += [(word, kinds[kind]) for kind, word in _COUNTED.items()]
    return ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for word, count in amounts if count)


def _source(view: View, references: Mapping[str, Reference]) -> str:
    """The line that names the sources cited on the sheet, and says what ¶ means."""
    cited = {citation.source for node in view.nodes.values() for citation in node.citations}
    named = [_cite(reference) for id, reference in references.items() if id in cited]
    several = len(cited) > 1
    words = f"{'Sources' if several else 'Source'}: {'; '.join(named)}. " if named else ""
    return f"{words}¶ = paragraph of the source." if cited else words.strip()


def _cite(reference: Reference) -> str:
    authors = reference.fields.get("author")
    names = []
    for author in authors if isinstance(authors, list) else [authors] if authors else []:
        name = author.get("family") or author.get("literal") or "" if isinstance(author, Mapping) else author
        names.append(str(name))
    parts = [", ".join(name for name in names if name), str(reference.fields.get("title") or reference.id)]
    parts += [str(reference.fields.get("container-title") or ""), _date(reference.fields.get("issued"))]
    return ", ".join(part for part in parts if part)


def _date(issued: object) -> str:
    """A CSL date: a year, a text, or a mapping with ``date-parts``, ``raw`` or ``literal``."""
    if not isinstance(issued, Mapping):
        return str(issued or "")
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in parts[0])
    return str(issued.get("raw") or issued.get("literal") or "")


def describe(view: View) -> str:
    """A few sentences on the map for those who cannot see it."""
    parts = [f"An argument map of {counts(view) or 'nothing'}."]
    if view.resolution:
        parts.append(f"At the top: {view.nodes[view.resolution].label}.")
    if view.root.groups:
        parts.append(f"Groups: {'; '.join(group.title for group in view.root.groups)}.")
    return " ".join(parts)
