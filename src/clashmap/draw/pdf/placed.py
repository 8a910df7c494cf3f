"""Placed text: where on its page each line of text in one of our SVGs is, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from clashmap.draw.geometry import Rect
from clashmap.draw.text import measure

_TEXT = re.compile(r'<text x="([\d.-]+)" y="([\d.-]+)" font-size="([\d.]+)"([^>]*)>([^<]*)</text>')
_LENGTH = re.compile(r'\btextLength="([\d.]+)"')
_LINK = re.compile(r"""<a href=(["'])(.+?)\1.*?</a>""", re.DOTALL)
_FILE = re.compile(r"[^:/#?]*(?:[/#?]|\Z)")
"""How the address of a file beside the page begins."""


def within(svg: str, window: Rect) -> str:
    """*svg* without the lines of text that are outside *window*, which would be found there though nobody sees them."""
    return _TEXT.sub(lambda found: found[0] if _shared(_rect(found), window) else "", svg)


def links(svg: str, window: Rect) -> Iterator[tuple[str, Rect]]:
    """The addresses that text in *window* leads to, each with what of the text is in it.

    Those of files beside the page say so: some readers of PDFs take what has two full stops for a place on the web.
    """
    for link in _LINK.finditer(svg):
        href = unescape(link[2])
        if href[0] not in "./#?" and _FILE.match(href):
            href = f"./{href}"
        for text in _TEXT.finditer(link[0]):
            if seen := _shared(_rect(text), window):
                yield href, seen


def _rect(found: re.Match[str]) -> Rect:
    """The box round a line of text; one that is not set to a width is as wide as it is measured to be."""
    x, y, size = (float(value) for value in found.groups()[:3])
    length = _LENGTH.search(found[4])
    width = float(length[1]) if length else measure(unescape(found[5]), size, bold=True)
    left = x - width if 'text-anchor="end"' in found[4] else x - width / 2 if "middle" in found[4] else x
    return Rect(left, y - size, width, size * 1.3)


def _shared(rect: Rect, window: Rect) -> Rect | None:
    """What of *rect* is in *window*."""
    left, top = max(rect.x, window.x), max(rect.y, window.y)
    width, height = min(rect.right, window.right) - left, min(rect.bottom, window.bottom) - top
    return Rect(left, top, width, height) if width > 0 and height > 0 else None
