"""A sheet: a drawing on its page, with the heading over it and the legend under it, all in px of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clashmap.draw.card import Line
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.text import measure, shorten
from clashmap.draw.theme import Paper, Theme
from clashmap.draw.view import View
from clashmap.model import Argument, Reference, RelationKind

_COUNTED = {
    RelationKind.SUPPORT: "support",
    RelationKind.ATTACK: "attack",
    RelationKind.UNDERCUT: "undercut",
    RelationKind.CONTRADICTION: "contradiction",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend.

    *symbol* is a kind of link, ``claim``, ``argument``, ``head``, ``chip``, or ``side:`` and the side's number.
    """

    symbol: str
    x: float
    y: float
    """Middle of the symbol's left edge."""
    size: float
    """Size of the text; the symbol is drawn in proportion."""
    line: Line


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


_ROWS = 4
"""Rows of the legend at the most."""
SYMBOL = 4.2
"""Width of a legend symbol as a multiple of its text size."""
_WIDTHS = {"claim": 2.8, "argument": 2.8, "head": 2.8, "side": 0.8}
"""The same for those that are narrower."""


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
    subtitle = shorten(" · ".join(part for part in (view.subtitle, counts(view)) if part), width, small)
    heading.append(Line(subtitle, page.margin, y + small * 0.85, small, theme.quiet))
    y += small * 1.1 + unit * 0.55
    size = unit * 0.42
    legend, bottom = _legend(view, theme, page, size, chips=chips)
    source = _source(view, references)
    footer: list[Line] = []
    if source:
        text = shorten(source, width, size)
        footer.append(Line(text, page.margin, page.height - page.margin - size * 0.2, size, theme.quiet))
    room = Rect(page.margin, y, width, bottom - size * 0.6 - y)
    return Frame(tuple(heading), legend, tuple(footer), room)


def counts(view: View) -> str:
    """How many claims, arguments and links of each kind are drawn, in words."""
    arguments = sum(isinstance(node, Argument) for node in view.nodes.values())
    kinds = Counter(link.kind for link in view.links)
    amounts = [("claim", len(view.nodes) - arguments), ("argument", arguments)]
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


def _legend(view: View, theme: Theme, page: Paper, size: float, *, chips: bool) -> tuple[tuple[Key, ...], float]:
    """The entries in rows at the foot of the page, above the footer; and where their upper edge is."""
    entries = list(_entries(view, theme, chips=chips))
    gap, between = size * 0.7, size * 1.6
    rows: list[list[tuple[str, str, float]]] = [[]]
    used = 0.0
    for symbol, full in entries:
        word = shorten(full, page.width / 4, size)
        wide = _WIDTHS.get(symbol.partition(":")[0], SYMBOL) * size
        advance = wide + gap + measure(word, size) + between
        if rows[-1] and used + advance - between > page.width - 2 * page.margin:
            if len(rows) == _ROWS:
                break
            rows.append([])
            used = 0.0
        rows[-1].append((symbol, word, used))
        used += advance
    foot = page.height - page.margin - size * 1.6
    top = foot - len(rows) * size * 2.0
    keys = []
    for row, found in enumerate(rows):
        y = top + (row + 0.5) * size * 2.0
        for symbol, word, x in found:
            wide = _WIDTHS.get(symbol.partition(":")[0], SYMBOL) * size
            line = Line(word, page.margin + x + wide + gap, y + size * 0.36, size, theme.body)
            keys.append(Key(symbol, page.margin + x, y, size, line))
    return tuple(keys), top


def _entries(view: View, theme: Theme, *, chips: bool) -> Iterator[tuple[str, str]]:
    used = {link.kind for link in view.links}
    for kind, stroke in theme.links.items():
        if kind in used:
            yield kind.value, stroke.word
    if any(not isinstance(node, Argument) for node in view.nodes.values()):
        yield "claim", "claim"
    if any(isinstance(node, Argument) for node in view.nodes.values()):
        yield "argument", "argument (a step)"
    if view.root.groups and view.heads:
        yield "head", "what its group turns on"
    for number, (side, name) in enumerate(view.sides.items()):
        if any(node.side == side for node in view.nodes.values()):
            yield f"side:{number}", f"{side.upper()} {name}" if name.casefold() != side.casefold() else name
    if chips:
        yield "chip", "link to another part"


def describe(view: View) -> str:
    """A few sentences on the map for those who cannot see it."""
    parts = [f"An argument map of {counts(view) or 'nothing'}."]
    if view.resolution:
        parts.append(f"At the top: {view.nodes[view.resolution].label}.")
    if view.root.groups:
        parts.append(f"Groups: {'; '.join(group.title for group in view.root.groups)}.")
    return " ".join(parts)
