"""Quoted: the words that a claim quotes, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from clashmap.evidence.locator import Locator
from clashmap.source import Span


class _Written(Protocol):
    """What is written with data in braces: a claim, an argument, or what a drawing has in the place of several."""

    @property
    def data(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: the *parts* that must stand in the source, in this order, and what the quoter did to them.

    All spans are in *text*. *omissions* are dots that stand for words left out, *insertions* words in brackets that are
    not the author's; the brackets belong to their spans.
    """

    text: str
    parts: tuple[Span, ...]
    omissions: tuple[Span, ...] = ()
    insertions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands, or the place that is most like it.

    *likeness* is from 0 to 1; 1 says that it stands there, up to white space, quotation marks and dashes. *passage* are
    the words of the source from the first to the last of them that are meant.
    """

    locator: Locator
    likeness: float
    passage: str
    omissions: tuple[Span, ...] = ()
    """Those of the quotation where words are left out indeed; dots that stand in the source itself are none."""
    insertions: tuple[Span, ...] = ()
    """Those of the quotation that do not stand in the source itself."""

    @property
    def stands(self) -> bool:
        """Whether the quotation stands there, and is not only like what does."""
        return self.likeness == 1


def quotes_of(node: _Written) -> tuple[str, ...]:
    """The texts that *node* quotes, ``{quote: "…"}`` or a list of them, each once."""
    return named(node, "quote")


def named(node: _Written, key: str) -> tuple[str, ...]:
    """The texts under *key* of *node*, which are one or a list, each once; what says nothing is left out."""
    value = node.data.get(key)
    entries = value if isinstance(value, list) else [value]
    texts = (str(entry).strip() for entry in entries if isinstance(entry, str | int | float))
    return tuple(dict.fromkeys(text for text in texts if text))
