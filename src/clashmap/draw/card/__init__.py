"""A node as a card: its words wrapped and placed, and the size of the box round them. px, relative to the box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Literal, TypeAlias

from clashmap.draw.card.stripe import Stripe, stripe
from clashmap.draw.geometry import Rect
from clashmap.draw.text import is_rtl, measure, shorten, wrap
from clashmap.draw.text.isolate import joined
from clashmap.draw.theme import Theme
from clashmap.draw.view import Folded, Node, View
from clashmap.draw.view.exhibits import marked
from clashmap.model import Argument, RelationKind
from clashmap.verdicts.judge import Verdict

Rank: TypeAlias = Literal["resolution", "option", "head", "plain"]
"""How much a card stands out: the claim of the whole map, a way to meet it, what leads its group, any other."""

_PAD = 8.0
_STRIPE = 11.0
"""Room for the stripe, left of the words."""
_ABOVE_CHIPS = 4.0
_CHIP = 16.5
"""Height of one reference chip with its gap."""
_MOST_CHIPS = 9
"""Reference chips that a card shows at the most."""
CHIP_SIGN = 13.0
"""Width of the sign in front of a chip's words."""
STACK = 6.0
"""How far the edges behind a folded group stick out, to the right and below."""
MARK = 4.5
"""Radius of the mark of a verdict."""
_AFTER_MARK = 3.5
"""Space between the mark of a verdict and its word."""
_MEASURE = 33.2
"""Width of the longest line of a text, as a multiple of its size: some 75 characters."""
_ORPHAN = 1.2
"""A text that is longer by no more than this stays on one line all the same."""
_COLUMN = 19.5
"""Width of the narrowest of several columns of text, as a multiple of its size: some 45 characters."""
_BETWEEN = 20.0
"""Space between two columns of text."""
_LEAST = 3
"""Lines that a column of text has at the least."""


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
    href: str = ""
    """Where it leads when it is clicked."""
    rtl: bool = False
    """Whether it is part of a text that is read from right to left."""

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
    decides: bool = False
    """Whether it is part of what decides the verdict at the top."""


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip with its line of text, and the upper edge and width of its pill."""

    chip: Chip
    line: Line
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The line between premises and conclusion: its left and right end, and its height in the card."""

    x: float
    right: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict: the middle of its disc, in the upper right corner, and its word left of it.

    The disc stands at the same place whatever the verdict is, and there is room for the word of any.
    """

    verdict: Verdict
    x: float
    y: float
    word: Line


@dataclass(frozen=True, slots=True)
class Card:
    """A box and all that stands in it."""

    node: Node
    rank: Rank
    width: float
    height: float
    lines: tuple[Line, ...]
    chips: tuple[PlacedChip, ...]
    more: int
    """How many chips there was no room for."""
    stripe: Stripe | None
    bars: tuple[Bar, ...] = ()
    mark: Mark | None = None
    decides: bool = False
    """Whether it is part of what decides the verdict at the top."""
    frame: Rect | None = None
    """What is drawn round its citations where a card of evidence is among them."""


@dataclass(slots=True)
class _Setting:
    """Words that are being set: between *left* and *right*, from *y* down."""

    theme: Theme
    left: float
    right: float
    y: float
    lines: list[Line] = field(default_factory=list)
    frame: Rect | None = None

    @property
    def room(self) -> float:
        return self.right - self.left

    def set(
        self, texts: Sequence[str], size: float, colour: str, *, bold: bool = False, href: str = "", rtl: bool = False
    ) -> None:
        """Lines below what is there, at the side where their reading begins."""
        x = self.right if rtl else self.left
        for text in texts:
            line = Line(text, x, self.y + size, size, colour, bold=bold, right=rtl, href=href, rtl=rtl)
            self.lines.append(line)
            self.y += size * self.theme.leading


def card(
    node: Node,
    view: View,
    theme: Theme,
    *,
    width: float,
    rank: Rank = "plain",
    chips: Sequence[Chip] = (),
) -> Card:
    """The card of *node*, *width* px wide and as high as its words need, whatever the verdict on it is."""
    side = stripe(node, view, theme)
    stack = STACK if isinstance(node, Folded) else 0.0
    setting = _Setting(theme, _PAD + (_STRIPE if side else 0.0), width - stack - _PAD, _PAD - 1.5)
    title_size = {"resolution": theme.resolution_size, "option": theme.option_size, "head": theme.head_size,
                  "plain": theme.title_size}[rank]  # fmt: skip
    mark = _head(setting, node, view, side, title_size)
    href = view.hrefs.get(node.id, "")
    title = wrap(node.title or "", setting.room, title_size, bold=True, balance=True)
    setting.set(title, title_size, theme.text, bold=True, href=href, rtl=is_rtl(node.title or ""))
    setting.y += 1.0
    size = theme.body_size + (2.0 if rank == "resolution" else 0.0)
    _body(setting, node.text, size, href="" if title else href)
    bars = tuple(_steps(setting, node, view)) if isinstance(node, Argument) and view.spelled_out else ()
    placed = _chips(setting, chips)
    return Card(
        node=node,
        rank=rank,
        width=width,
        height=round(setting.y + _PAD - 2.0 + stack, 1),
        lines=tuple(line for line in setting.lines if line.text),
        chips=placed,
        more=len(chips) - len(placed),
        stripe=side,
        bars=bars,
        mark=mark,
        decides=node.id in view.verdicts.nodes,
        frame=setting.frame,
    )


def _head(setting: _Setting, node: Node, view: View, side: Stripe | None, title_size: float) -> Mark | None:
    """The line of small words at the top: what the stripe stands for, then what else is to say, then the verdict.

    What there is no room for beside the verdict stands in a line of its own, so that a wider card is never higher. A
    verdict that is alone in this line goes beside the title instead, where that leaves room for it.
    """
    theme, size = setting.theme, setting.theme.meta_size
    meta = _meta(node, view, side.word if side else "")
    verdict = view.verdicts.by_id.get(node.id)
    if not (meta or side or verdict):
        return None
    taken = 2 * MARK + _AFTER_MARK + _widest(size) + 6.0 if verdict else 0.0
    room = setting.room - taken
    beside = node.title if not (meta or side) else None
    if verdict and beside and not is_rtl(beside) and measure(beside, title_size, bold=True) <= room:
        return _mark(setting, verdict, setting.y + title_size)
    setting.y += size
    mark = _mark(setting, verdict, setting.y) if verdict else None
    name = shorten(side.word, room / 2, size, bold=True) if side else ""
    if side:
        setting.lines.append(Line(name, setting.left, setting.y, size, side.colour, bold=True))
    used = measure(name, size, bold=True) + 8.0
    if mark and measure(joined(meta), size) > room - used:
        setting.y += size * theme.leading
        room, used, taken = setting.room, 0.0, 0.0
    text = next((text for text in _shorter(meta) if measure(text, size) <= room - used), None)
    text = text or (shorten(meta[-1], room - used, size) if meta and room - used > 2 * size else "")
    line = Line(text, setting.right - taken, setting.y, size, theme.quiet, right=True)
    setting.lines.append(line)
    if text and view.cards.get(node.id):
        # Citations end the line, as it is read.
        wide = min(measure(meta[-1], size), line.width)
        setting.frame = framed(line.x - (line.width if is_rtl(text) else wide), line.y, wide, size)
    setting.y += size * (theme.leading - 1.0)
    return mark


def framed(x: float, y: float, width: float, size: float) -> Rect:
    """The frame round words so wide and of that size, which begin at *x* and stand on *y*."""
    return Rect(x - 2.0, y - 0.92 * size, width + 4.0, 1.24 * size)


def _mark(setting: _Setting, verdict: Verdict, y: float) -> Mark:
    """The mark of a verdict at the right end of the line at *y*."""
    size = setting.theme.meta_size
    left = setting.right - 2 * MARK - _AFTER_MARK
    word = Line(verdict, left, y, size, setting.theme.text, bold=True, right=True)
    return Mark(verdict, setting.right - MARK, y - size * 0.36, word)


@cache
def _widest(size: float) -> float:
    """Width of the widest word for a verdict."""
    return max(measure(verdict, size, bold=True) for verdict in Verdict)


def _body(setting: _Setting, text: str, size: float, *, href: str) -> None:
    """A text in lines of a readable length: where there is room for more, in columns of about the same height."""
    look = partial(setting.set, size=size, colour=setting.theme.body, href=href, rtl=(rtl := is_rtl(text)))
    room, longest = setting.room, _MEASURE * size
    if room <= longest or measure(text, size) <= min(room, longest * _ORPHAN):
        look(wrap(text, room, size))
        return
    lines = wrap(text, longest, size)
    count = min(int((room + _BETWEEN) / (_COLUMN * size + _BETWEEN)), len(lines) // _LEAST)
    if count < 2:
        look(lines)
        return
    wide = min((room + _BETWEEN) / count - _BETWEEN, longest)
    lines = wrap(text, wide, size)
    each = -(-len(lines) // count)
    left, right, top = setting.left, setting.right, setting.y
    for number in range(count):
        out = number * (wide + _BETWEEN)
        setting.left, setting.right = (left, right - out) if rtl else (left + out, right)
        setting.y = top
        look(lines[number * each : (number + 1) * each])
    setting.left, setting.right, setting.y = left, right, top + each * size * setting.theme.leading


def _steps(setting: _Setting, argument: Argument, view: View) -> Iterator[Bar]:
    """The steps of an argument spelled out: numbered premises, a bar with the rule's name, and the conclusion.

    What has a title stands there by its title, for its words are in its own card.
    """
    theme, size = setting.theme, setting.theme.body_size
    numbers: dict[str, int] = {}
    hang = measure("(00) ", size)

    def state(id: str) -> None:
        claim = view.spelled_out[id]
        numbers[id] = len(numbers) + 1
        number = Line(f"({numbers[id]})", setting.left, setting.y + size, size, theme.quiet)
        setting.lines.append(number)
        setting.left += hang
        bold, wide = claim.title is not None, min(setting.room, _MEASURE * size)
        words = wrap(claim.label, wide, size, bold=bold)
        setting.set(words, size, theme.body, bold=bold, rtl=is_rtl(claim.label))
        setting.left -= hang

    setting.y += 3.0
    for step in argument.steps:
        first = not numbers
        for id in step.premises:
            if id not in numbers:
                state(id)
        drawn = "" if first else f"from {', '.join(f'({numbers[id]})' for id in step.premises)}"
        words = " · ".join(part for part in (", ".join(step.rules), drawn) if part)
        words = shorten(words, setting.room * 0.8, theme.meta_size)
        setting.y += theme.meta_size + 1.0
        name = Line(words, setting.right, setting.y, theme.meta_size, theme.quiet, right=True)
        setting.lines.append(name)
        yield Bar(setting.left, setting.right - (name.width + 5.0 if words else 0.0), setting.y - 3.5)
        setting.y += 4.0
        if step.conclusion in numbers:
            setting.set((f"({numbers[step.conclusion]})",), size, theme.quiet)
        else:
            state(step.conclusion)


def _chips(setting: _Setting, chips: Sequence[Chip]) -> tuple[PlacedChip, ...]:
    """The chips, one below the other, and how many more there are than have room."""
    theme, size = setting.theme, setting.theme.meta_size
    placed = []
    setting.y += _ABOVE_CHIPS if chips else 0.0
    shown = chips if len(chips) <= _MOST_CHIPS else chips[: _MOST_CHIPS - 1]
    left = setting.left + CHIP_SIGN
    for chip in shown:
        words = shorten(joined((_arrow(chip), chip.words), " "), setting.room - CHIP_SIGN - 8.0, size)
        line = Line(words, left, setting.y + size * 0.86, size, theme.quiet)
        placed.append(PlacedChip(chip, line, setting.y - 1.0, CHIP_SIGN + line.width + 8.0))
        setting.y += _CHIP
    if len(shown) < len(chips):
        setting.lines.append(
            Line(f"and {len(chips) - len(shown)} more", left, setting.y + size * 0.86, size, theme.quiet)
        )
        setting.y += _CHIP
    return tuple(placed)


def _arrow(chip: Chip) -> str:
    if chip.kind is RelationKind.CONTRADICTION:
        return "↔"
    return "→" if chip.outgoing else "←"


def _meta(node: Node, view: View, told: str) -> list[str]:
    """The small words at the upper right, the most telling last, without what is *told* at the left already."""
    words = []
    if node.side in view.sides:
        words.append((node.side or "").upper())
    if node.role and node.role != "resolution":
        words.append(node.role)
    if status := view.status(node.id):
        words.append(status)
    if isinstance(node, Argument) and node.steps and not view.spelled_out:
        premises = sum(len(step.premises) for step in node.steps)
        words.append(f"{premises} premise{'s' if premises != 1 else ''}")
    cited = marked(node, view)
    if cited:
        words.append(cited)
    elif "analytic" in node.tags and told != "#analytic":
        words.append("analytic")
    return [word for word in words if word != told]


def _shorter(words: list[str]) -> Iterator[str]:
    """The small words in one line, then fewer and fewer of them."""
    for start in range(len(words)):
        yield joined(words[start:])
