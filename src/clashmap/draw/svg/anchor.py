"""Lines of text that lead somewhere when they are clicked, underlined so that it is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from clashmap.draw.card import Line
from clashmap.draw.geometry import Point
from clashmap.draw.svg.pen import Pen, quoted

_SAFE = re.compile(r"(?i)(?:https?://[^/]|mailto:[^/]|(?!//)(?:[^:/]*/|[^:]*\Z))")
"""How an address may begin: none is written that does not, whoever made it."""


def written(pen: Pen, lines: Iterable[Line], *, x: float = 0.0, y: float = 0.0) -> Iterator[str]:
    """Lines of text, those with an address as links. Addresses that a browser might run are left out."""
    for href, group in groupby(lines, lambda line: line.href):
        if not is_safe(href):
            yield from (pen.line(line, x=x, y=y) for line in group)
            continue
        # The older name is for programs that know no other; with the namespace here, maps without links need none.
        address = quoted(href)
        yield f'<a href={address} xlink:href={address} xmlns:xlink="http://www.w3.org/1999/xlink">'
        for line in group:
            yield pen.line(line, x=x, y=y)
            left, below = x + line.x - (line.width if line.right else 0.0), y + line.y + line.size * 0.14
            ends = (Point(left, below), Point(left + line.width, below))
            yield pen.path((ends[0], *ends, ends[1]), line.colour, width=line.size / 15)
        yield "</a>"


def is_safe(href: str) -> bool:
    """Whether an address leads to the web, to a mailbox, or to a place beside the drawing, and is written plainly."""
    return bool(href) and href.isprintable() and not set(href) & {" ", "\\"} and _SAFE.match(href) is not None
