"""Evidence: which place in a source a citation means, and how it is told in a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from clashmap.model import Citation


def cites(citations: Sequence[Citation], *, named: bool) -> str:
    """Citations as a card shows them: ``¶31, 37``, with the source before them if it has to be *named*."""
    sources = list(dict.fromkeys(citation.source for citation in citations))
    parts = []
    for source in sources:
        locators = ", ".join(dict.fromkeys(c.locator for c in citations if c.source == source and c.locator))
        marked = f"¶{locators}" if locators else ""
        parts.append(f"{source} {marked}".strip() if named or not marked else marked)
    return "; ".join(parts)
