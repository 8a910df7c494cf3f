"""What is quoted, and where it stands: the two values that pass through this room."""

from __future__ import annotations

from dataclasses import dataclass

from clashmap.evidence.locator import Locator
from clashmap.source import Span


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
