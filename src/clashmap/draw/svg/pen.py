"""The pen: shapes and lines of text as SVG, given in px of a drawing and written in px of its page."""

from __future__ import annotations

from math import hypot

from clashmap.draw.card import Line
from clashmap.draw.geometry import Point, Rect
from clashmap.draw.lines.curve import Curve
from clashmap.draw.text import has_rtl, is_rtl

_CONTROL = dict.fromkeys(
    [
        *(set(range(32)) - {9, 10, 13}),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ]
)
"""Characters that XML does not allow, not even escaped; control characters that it discourages; and those that turn the
direction of all that follows, with which a title could show itself, or the words behind it, as something else. What
right-to-left text needs, its marks and isolates, is kept."""


class Pen:
    """Writes shapes given in px of the drawing in px of the page."""

    def __init__(self, scale: float, x: float, y: float) -> None:
        self.scale, self.dx, self.dy = scale, x, y
        self._sizes: dict[float, str] = {}

    def x(self, value: float) -> str:
        """*x* on the page."""
        return number(value * self.scale + self.dx)

    def y(self, value: float) -> str:
        """*y* on the page."""
        return number(value * self.scale + self.dy)

    def size(self, value: float) -> str:
        """A length on the page; most are wanted again and again."""
        text = self._sizes.get(value)
        if text is None:
            text = self._sizes[value] = number(value * self.scale)
        return text

    def dash(self, pattern: str) -> str:
        """The attribute for a dash *pattern*, or nothing."""
        return f' stroke-dasharray="{" ".join(self.size(float(part)) for part in pattern.split())}"' if pattern else ""

    def rect(
        self, rect: Rect, *, radius: float = 0.0, fill: str, stroke: str = "", width: float = 1.0, dash: str = ""
    ) -> str:
        """A rectangle with a border if it has a *stroke*."""
        corner = f' rx="{self.size(radius)}"' if radius else ""
        border = f' stroke="{stroke}" stroke-width="{self.size(width)}"' if stroke else ""
        return (
            f'<rect x="{self.x(rect.x)}" y="{self.y(rect.y)}" width="{self.size(rect.width)}"'
            f' height="{self.size(rect.height)}"{corner} fill="{fill}"{border}{self.dash(dash)}/>'
        )

    def path(self, curve: Curve, stroke: str, *, width: float, dash: str = "") -> str:
        """A line along *curve*."""
        return (
            f'<path d="{self._data(curve)}" fill="none" stroke="{stroke}" stroke-width="{self.size(width)}"'
            f"{self.dash(dash)}/>"
        )

    def shape(self, points: tuple[Point, ...], *, fill: str, stroke: str = "", width: float = 1.0) -> str:
        """A filled shape with straight edges."""
        data = " ".join(f"{'L' if index else 'M'}{self.x(p.x)} {self.y(p.y)}" for index, p in enumerate(points))
        border = f' stroke="{stroke}" stroke-width="{self.size(width)}"' if stroke else ""
        return f'<path d="{data} Z" fill="{fill}"{border}/>'

    def _data(self, curve: Curve) -> str:
        parts = [f"M{self.x(curve[0].x)} {self.y(curve[0].y)}"]
        for index in range(1, len(curve), 3):
            a, (b, c, d) = curve[index - 1], curve[index : index + 3]
            if _straight(a, b, c, d):
                parts.append(f"L{self.x(d.x)} {self.y(d.y)}")
            else:
                parts.append("C" + " ".join(f"{self.x(p.x)} {self.y(p.y)}" for p in (b, c, d)))
        return " ".join(parts)

    def line(self, line: Line, *, x: float = 0.0, y: float = 0.0) -> str:
        """A line of text, set to the width that it was measured to have.

        Words from right to left keep their own width: Inkscape and LibreOffice tear them apart to fill another.
        """
        bold = ' font-weight="bold"' if line.bold else ""
        width, text = line.width, escaped(line.text)
        at, anchor = line.x, ' text-anchor="end"' if line.right else ""
        if line.rtl or is_rtl(line.text):
            # Where such a line starts, and which way its full stop falls, is not the same for all renderers; its
            # middle is, and so is an isolate round it.
            at += -width / 2 if line.right else width / 2
            anchor, text = ' text-anchor="middle" direction="rtl"', f"\u2067{text}\u2069"
        length = "" if has_rtl(text) else f' textLength="{self.size(width)}" lengthAdjust="spacingAndGlyphs"'
        return (
            f'<text x="{self.x(x + at)}" y="{self.y(y + line.y)}" font-size="{self.size(line.size)}"'
            f' fill="{line.colour}"{bold}{anchor}{length}>{text}</text>'
        )


def _straight(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether a Bézier curve is a straight line, to a twentieth of a px."""
    distance = hypot(d.x - a.x, d.y - a.y)
    if distance == 0:
        return True
    off = (abs((d.x - a.x) * (p.y - a.y) - (d.y - a.y) * (p.x - a.x)) / distance for p in (b, c))
    return max(off) < 0.05


def number(value: float) -> str:
    """A number as short as two decimals allow."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escaped(text: str) -> str:
    """*text* as XML between tags."""
    if not text.isprintable():
        text = text.translate(_CONTROL)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """*text* as an XML attribute's value, with its quotes."""
    inside = escaped(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in inside:
        return f'"{inside}"'
    if "'" not in inside:
        return f"'{inside}'"
    return '"' + inside.replace('"', "&quot;") + '"'
