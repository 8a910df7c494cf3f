"""The legend: what occurs on a map, each with the symbol that stands for it, in rows at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from clashmap.draw.card import Line
from clashmap.draw.card.stripe import told
from clashmap.draw.lines.joint import is_premise
from clashmap.draw.text import measure, shorten
from clashmap.draw.text.isolate import joined
from clashmap.draw.theme import Paper, Theme
from clashmap.draw.view import Folded, View
from clashmap.evidence.quotation import quotes_of
from clashmap.model import Argument, Claim
from clashmap.verdicts.judge import Verdict

SYMBOL = 4.2
"""Width of a symbol as a multiple of its text size."""
_WIDTHS = {
    **dict.fromkeys(("claim", "argument", "head", "folded", "step", *Verdict), 2.8),
    "card": 3.9,
    "quote": 1.4,
    "stripe": 0.8,
}
"""The same for those that are narrower."""
_ROWS = 4
"""Rows at the most."""
_STRIPES = 12
"""Stripes that are explained at the most: each has its word beside it on the map."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend.

    *symbol* is a kind of link, ``premise``, ``claim``, ``argument``, ``step``, ``head``, ``folded``, ``card``,
    ``quote``, ``chip``, a verdict, ``decides``, or ``stripe:`` and the stripe's number.
    """

    symbol: str
    x: float
    y: float
    """Middle of the symbol's left edge."""
    size: float
    """Size of the text; the symbol is drawn in proportion."""
    line: Line


def legend_of(
    view: View, theme: Theme, page: Paper, size: float, *, chips: bool, above: float = 0.0
) -> tuple[tuple[Key, ...], float]:
    """The entries in rows at the foot of a page, with text of *size* px; and where their upper edge is, in px.

    *chips* says whether there may be reference chips to explain; *above* how many px more than one line
    of text stand below the rows.
    """
    gap, between = size * 0.7, size * 1.6
    entries = [(key, shorten(word, page.width / 4, size)) for key, word in _entries(view, theme, chips=chips)]
    widths = [_wide(symbol, size) + gap + measure(word, size) for symbol, word in entries]
    rows = _rows(widths, page.width - 2 * page.margin, between)
    foot = page.height - page.margin - size * 1.6 - above
    top = foot - max(len(rows), 1) * size * 2.0
    keys = []
    for row, numbers in enumerate(rows):
        left, y = page.margin, top + (row + 0.5) * size * 2.0
        for number in numbers:
            symbol, word = entries[number]
            line = Line(word, left + _wide(symbol, size) + gap, y + size * 0.36, size, theme.body)
            keys.append(Key(symbol, left, y, size, line))
            left += widths[number] + between
    return tuple(keys), top


def _rows(widths: Sequence[float], room: float, between: float) -> list[list[int]]:
    """What is so wide, in order, in as few rows as there is *room* for, evened out: none is left with a lone entry."""

    def filled(room: float) -> list[list[int]]:
        rows: list[list[int]] = []
        used = 0.0
        for number, width in enumerate(widths):
            if not rows or used + width > room:
                rows.append([])
                used = 0.0
            rows[-1].append(number)
            used += width + between
        return rows

    rows = filled(room)
    if 1 < len(rows) <= _ROWS:
        low, high = room / len(rows), room
        while high - low > between:
            middle = (low + high) / 2
            low, high = (middle, high) if len(filled(middle)) > len(rows) else (low, middle)
        rows = filled(high)
    return rows[:_ROWS]


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
    if view.root.groups and view.heads and not view.verdicts.by_id:
        yield "head", "what its group turns on"
    if any(isinstance(node, Folded) for node in nodes):
        yield "folded", "group in one box"
    yield from _judged(view)
    for number, word in islice(told(view, theme.colour_by).items(), _STRIPES):
        name = list(view.sides.values())[number] if theme.colour_by == "side" else word
        yield f"stripe:{number}", name if name.casefold() == word.casefold() else joined((word, name), " ")
    if any(node.id in view.cards for node in nodes):
        yield "card", "card of evidence"
    if any(map(quotes_of, nodes)):
        yield "quote", "quotes its source"
    if chips:
        yield "chip", "link named instead of drawn"


def _judged(view: View) -> Iterator[tuple[str, str]]:
    """The verdicts that occur, and what they turn on."""
    verdicts = view.verdicts
    given = {verdicts.by_id[id] for id in view.nodes if id in verdicts.by_id}
    yield from ((verdict.value, verdict.value) for verdict in Verdict if verdict in given)
    if not verdicts.nodes.isdisjoint(view.nodes) or any(map(verdicts.decides, view.links)):
        yield "decides", f"decides “{verdicts.decided}”"
