"""Where a key or a value stands in the data of a claim or an argument."""

from __future__ import annotations

import re

from clashmap.model import Argument, Claim
from clashmap.source import Place, Span


def word(word: str) -> re.Pattern[str]:
    """Finds *word* as a key or a value of data."""
    return re.compile(rf"[{{\[,:\s\"']({re.escape(word)})(?=[\s\"',:}}\]])")


def entry(key: str) -> re.Pattern[str]:
    """Finds *key* of data with its value, as far as the next comma or bracket."""
    return re.compile(rf"[{{,\s\"']({re.escape(key)}[\"']?\s*:(?:\s*\"[^\"\n]*\"|\s*'[^'\n]*'|[^,}}\n]*))")


def marked(node: Claim | Argument, what: re.Pattern[str]) -> Place:
    """Where *what* stands in the data of *node*, the last time; where *node* is first written when it is not found."""
    for place in reversed(node.data_places):
        for match in reversed(list(what.finditer(place.text))):
            start = place.span.start
            return Place(place.source, Span(start + match.start(1), start + match.end(1)))
    return node.places[0]
