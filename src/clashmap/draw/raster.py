"""PNG: an SVG as pixels, for beamers, slides and messages, by resvg, which needs fonts of this machine."""

from __future__ import annotations

import re

from clashmap.draw import fonts
from clashmap.draw.fonts import Made

SCALE = 2.0
"""Pixels for a px of the page where nothing is asked for: a 16:9 page then fills a 4K beamer, A4 has 192 dpi."""
MOST_PIXELS = 60_000_000
"""An A0 sheet at SCALE, which takes half a gigabyte of memory; few programs open a larger picture."""
LEAST_WIDTH = 16
_DPI = 96
"""Of the lengths in an SVG, by its standard."""
_SIZE = re.compile(r"""<svg\b[^>]*?\swidth=["']([\d.]+)["'][^>]*?\sheight=["']([\d.]+)["']""")


class RasterError(Exception):
    """No PNG can be made; the message says why and what to type."""


def png(svg: str, *, scale: float | None = None, width: int | None = None) -> Made:
    """*svg*, one of ours, as a PNG: *scale* pixels for a px, or *width* pixels wide; SCALE when neither is given.

    Its warnings say which letters no font here has. Raises RasterError for a size that is absurd, or when there is no
    font at all.
    """
    import resvg_py

    wide, high = _size(svg)
    factor = width / wide if width else scale or SCALE
    _check(wide, high, factor, by_width=bool(width))
    (shown,), lacking = fonts.fitted([svg], _drawn)
    if "A" in lacking:
        raise RasterError(
            "no font is installed that a PNG could be written with; install Liberation Sans or DejaVu Sans "
            "(on Debian and Ubuntu: sudo apt install fonts-dejavu-core), or write an .svg"
        )
    if width:
        data = resvg_py.svg_to_bytes(svg_string=shown, dpi=_DPI, width=width)
    else:
        data = resvg_py.svg_to_bytes(svg_string=shown, dpi=_DPI, zoom=factor)
    return Made(data, fonts.advice(lacking))


def _drawn(svg: str) -> bytes:
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=svg, dpi=_DPI)


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    if not found:
        raise ValueError("the root of the SVG has no width and height in px")
    return float(found[1]), float(found[2])


def _check(width: float, height: float, factor: float, *, by_width: bool) -> None:
    """Refuse a picture with next to no pixels, or too many."""
    size = f"{width * factor:,.0f} × {height * factor:,.0f} pixels"
    if width * factor < LEAST_WIDTH or height * factor < 1:
        raise RasterError(f"a PNG of {size} shows nothing; type {'--width 1920' if by_width else '--scale 2'} or so")
    if not width * height * factor**2 <= MOST_PIXELS:  # what is no number at all is too large as well
        largest = (MOST_PIXELS / (width * height)) ** 0.5
        most = f"--width {int(width * largest)}" if by_width else f"--scale {int(largest * 10) / 10:g}"
        raise RasterError(f"a PNG of {size} is too large to make and to open; type {most} or less")
