"""A node as a card: its words wrapped and placed, and the size of the box round them. px, relative to the box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from clashmap.draw.text import measure, shorten, wrap
from clashmap.draw.theme import Theme
from clashmap.draw.view import View
from clashmap.model import Argument, Citation, Claim, RelationKind

Rank = Literal["resolution", "option", "head", "plain"]
"""How much a card stands out: the claim of the whole map, a way to meet it, what leads its group, any other."""

_PAD = 8.0
_STRIPE = 11.0
"""Room for the stripe of a side, left of the words."""
_ABOVE_CHIPS = 4.0
_CHIP = 15.0
"""Height of one reference chip with its gap."""
_MOST_CHIPS = 9
"""Reference chips that a card shows at the most."""
CHIP_SIGN = 13.0
"""Width of the sign in front of a chip's words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: *x* is its left or right end, *y* its baseline."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False
    right: bool = False

    @property
    def width(self) -> float:
        """Width of the text."""
        return measure(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Chip:
    """A link that is not drawn as a line: named in the card at either end. *outgoing* at its source."""

    kind: RelationKind
    outgoing: bool
    words: str
    """What is at the other end."""


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip with its line of text, and the upper edge and width of its pill."""

    chip: Chip
    line: Line
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Card:
    """A box and all that stands in it."""

    node: Claim | Argument
    rank: Rank
    width: float
    height: float
    lines: tuple[Line, ...]
    chips: tuple[PlacedChip, ...]
    more: int
    """How many chips there was no room for."""
    stripe: str | None
    """Colour of the stripe of its side."""
    solid: bool
    """Whether the stripe is one piece (the first side) or broken (the others), for readers without colour."""


def card(
    node: Claim | Argument, view: View, theme: Theme, *, width: float, rank: Rank = "plain", chips: Sequence[Chip] = ()
) -> Card:
    """The card of *node*, *width* px wide and as high as its words need."""
    sides = list(view.sides)
    side = sides.index(node.side) if node.side in sides else None
    left = _PAD + (_STRIPE if side is not None else 0.0)
    room = width - left - _PAD
    title_size = {"resolution": theme.resolution_size, "option": theme.option_size, "head": theme.head_size,
                  "plain": theme.title_size}[rank]  # fmt: skip
    body_size = theme.body_size + (2.0 if rank == "resolution" else 0.0)
    stripe = theme.sides[side % len(theme.sides)] if side is not None else None
    lines: list[Line] = []
    y = _PAD - 1.5
    meta = _meta(node, view)
    if meta or side is not None:
        y += theme.meta_size
        name = shorten((node.side or "").upper(), room / 2, theme.meta_size, bold=True) if side is not None else ""
        if stripe is not None:
            lines.append(Line(name, left, y, theme.meta_size, stripe, bold=True))
        free = room - measure(name, theme.meta_size, bold=True) - 8.0
        text = next((text for text in _shorter(meta) if measure(text, theme.meta_size) <= free), None)
        lines.append(Line(text or shorten(meta[-1] if meta else "", free, theme.meta_size), width - _PAD, y,
                          theme.meta_size, theme.quiet, right=True))  # fmt: skip
        y += theme.meta_size * (theme.leading - 1.0)
    for text in wrap(node.title or "", room, title_size, bold=True, balance=True):
        lines.append(Line(text, left, y + title_size, title_size, theme.text, bold=True))
        y += title_size * theme.leading
    y += 1.0
    for text in wrap(node.text, room, body_size):
        lines.append(Line(text, left, y + body_size, body_size, theme.body))
        y += body_size * theme.leading
    placed: list[PlacedChip] = []
    y += _ABOVE_CHIPS if chips else 0.0
    shown = chips if len(chips) <= _MOST_CHIPS else chips[: _MOST_CHIPS - 1]
    for chip in shown:
        words = shorten(f"{_arrow(chip)} {chip.words}", room - CHIP_SIGN - 8.0, theme.meta_size)
        line = Line(words, left + CHIP_SIGN, y + theme.meta_size * 0.86, theme.meta_size, theme.quiet)
        placed.append(PlacedChip(chip, line, y - 1.0, CHIP_SIGN + line.width + 8.0))
        y += _CHIP
    if len(shown) < len(chips):
        text = f"and {len(chips) - len(shown)} more"
        lines.append(Line(text, left + CHIP_SIGN, y + theme.meta_size * 0.86, theme.meta_size, theme.quiet))
        y += _CHIP
    height = round(y + _PAD - 2.0, 1)
    return Card(
        node=node,
        rank=rank,
        width=width,
        height=height,
        lines=tuple(line for line in lines if line.text),
        chips=tuple(placed),
        more=len(chips) - len(shown),
        stripe=stripe,
        solid=side == 0,
    )


def _arrow(chip: Chip) -> str:
    if chip.kind is RelationKind.CONTRADICTION:
        return "↔"
    return "→" if chip.outgoing else "←"


def _meta(node: Claim | Argument, view: View) -> list[str]:
    """The small words at the upper right, the most telling last: role, number of premises, citation."""
    words = []
    if node.role and node.role != "resolution":
        words.append(node.role)
    if isinstance(node, Argument) and node.steps:
        premises = sum(len(step.premises) for step in node.steps)
        words.append(f"{premises} premise{'s' if premises != 1 else ''}")
    cited = cites(node.citations, named=view.sources > 1)
    if cited:
        words.append(cited)
    elif "analytic" in node.tags:
        words.append("analytic")
    return words


def _shorter(words: list[str]) -> Iterator[str]:
    """The small words in one line, then fewer and fewer of them."""
    for start in range(len(words)):
        yield " · ".join(words[start:])


def cites(citations: Sequence[Citation], *, named: bool) -> str:
    """Citations as a card shows them: ``¶31, 37``, with the source before them if it has to be *named*."""
    sources = list(dict.fromkeys(citation.source for citation in citations))
    parts = []
    for source in sources:
        locators = ", ".join(dict.fromkeys(c.locator for c in citations if c.source == source and c.locator))
        marked = f"¶{locators}" if locators else ""
        parts.append(f"{source} {marked}".strip() if named or not marked else marked)
    return "; ".join(parts)
