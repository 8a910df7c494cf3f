"""The legend: what occurs on a map, each with the symbol that stands for it, in rows at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from clashmap.draw.card import Line
from clashmap.draw.joint import is_premise
from clashmap.draw.stripe import told
from clashmap.draw.text import measure, shorten
from clashmap.draw.theme import Paper, Theme
from clashmap.draw.view import Folded, View
from clashmap.model import Argument, Claim

SYMBOL = 4.2
"""Width of a symbol as a multiple of its text size."""
_WIDTHS = {"claim": 2.8, "argument": 2.8, "head": 2.8, "folded": 2.8, "step": 2.8, "stripe": 0.8}
"""The same for those that are narrower."""
_ROWS = 4
"""Rows at the most."""
_STRIPES = 12
"""Stripes that are explained at the most: each has its word beside it on the map."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend.

    *symbol* is a kind of link, ``premise``, ``claim``, ``argument``, ``step``, ``head``, ``folded``, ``chip``, or
    ``stripe:`` and the stripe's number.
    """

    symbol: str
    x: float
    y: float
    """Middle of the symbol's left edge."""
    size: float
    """Size of the text; the symbol is drawn in proportion."""
    line: Line


def legend_of(view: View, theme: Theme, page: Paper, size: float, *, chips: bool) -> tuple[tuple[Key, ...], float]:
    """The entries in rows above the footer of a page, with text of *size* px; and where their upper edge is, in px.

    *chips* says whether there may be reference chips to explain.
    """
    gap, between = size * 0.7, size * 1.6
    rows: list[list[tuple[str, str, float]]] = [[]]
    used = 0.0
    for symbol, full in _entries(view, theme, chips=chips):
        word = shorten(full, page.width / 4, size)
        advance = _wide(symbol, size) + gap + measure(word, size) + between
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
            left = page.margin + x
            line = Line(word, left + _wide(symbol, size) + gap, y + size * 0.36, size, theme.body)
            keys.append(Key(symbol, left, y, size, line))
    return tuple(keys), top


def _wide(symbol: str, size: float) -> float:
    return _WIDTHS.get(symbol.partition(":")[0], SYMBOL) * size


def _entries(view: View, theme: Theme, *, chips: bool) -> Iterator[tuple[str, str]]:
    """What occurs: symbols and their words."""
    nodes = view.nodes.values()
    premises = {link for link in view.links if is_premise(link, view.nodes)}
    used = {link.kind for link in view.links if link not in premises} | {away.kind for away in view.away}
    for kind, stroke in theme.links.items():
        if kind in used:
            yield kind.value, stroke.word
    if premises:
        yield "premise", "premise"
    if any(isinstance(node, Claim) for node in nodes):
        yield "claim", "claim"
    if any(isinstance(node, Argument) for node in nodes):
        yield "argument", "argument (a step)"
    if view.spelled_out:
        yield "step", "conclusion below its premises"
    if view.root.groups and view.heads:
        yield "head", "what its group turns on"
    if any(isinstance(node, Folded) for node in nodes):
        yield "folded", "group in one box"
    for number, word in islice(told(view, theme.colour_by).items(), _STRIPES):
        name = list(view.sides.values())[number] if theme.colour_by == "side" else word
        yield f"stripe:{number}", name if name.casefold() == word.casefold() else f"{word} {name}"
    if chips:
        yield "chip", "link to another part"
