"""Citations: what the data key ``cite`` says, split into a source and locators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clashmap.argdown.tree import Data
from clashmap.evidence.locator import LocatorError, parse_locator
from clashmap.model import Citation
from clashmap.resolve.values import as_text
from clashmap.source import Place, Source, Span

_KEY = re.compile(r"(?<![\w-])cite[\"']?\s*:")


def citations(data: Data, source: Source) -> Iterator[Citation]:
    """The citations in the ``cite`` key of *data*: ``"air-support 45, 47"`` are two, so is a list of two strings."""
    value = data.values.get("cite")
    if value is None:
        return
    key = _KEY.search(source.text, *data.span)
    offset = key.end() if key else data.span.start
    for entry in value if isinstance(value, list) else (value,):
        text = as_text(entry)
        if text is None:
            continue  # a rule of its own says so
        place = _find(text, source, Span(offset, data.span.end)) or Place(source, data.span)
        if place.span != data.span:
            offset = place.span.end
        yield from _split(text, entry, place)


def _split(text: str, entry: Any, place: Place) -> Iterator[Citation]:
    """One citation per locator in *text*; only a string has a locator."""
    if not isinstance(entry, str):
        yield Citation(text, "", place)
        return
    id = text.split(maxsplit=1)[0] if text.strip() else ""
    offset = text.index(id) + len(id) + 1
    locators = text[offset:]
    if not locators.strip():
        yield Citation(id, "", place)
        return
    for written in locators.split(","):
        locator = written.strip()
        spot = _part(place, offset + written.find(locator), len(locator)) if place.text == text else None
        offset += len(written) + 1
        try:
            first, last = parse_locator(locator)
        except LocatorError:
            yield Citation(id, locator, place, spot=spot)
        else:
            yield Citation(id, locator, place, first, last, spot)


def _part(place: Place, offset: int, length: int) -> Place:
    """The stretch of *length* that begins *offset* behind the start of *place*."""
    start = place.span.start + offset
    return Place(place.source, Span(start, start + length))


def _find(text: str, source: Source, within: Span) -> Place | None:
    """Where *text* stands inside *within*; None when YAML spelled it otherwise."""
    start = source.text.find(text, within.start, within.end) if text else -1
    return None if start < 0 else Place(source, Span(start, start + len(text)))
