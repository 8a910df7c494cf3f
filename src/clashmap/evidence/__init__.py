"""Evidence: which place in a source a citation means, and how it is told in a few letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from clashmap.model import Citation

_BY_ID: Mapping[str, str] = MappingProxyType({})


def cites(citations: Sequence[Citation], *, named: bool, names: Mapping[str, str] = _BY_ID) -> str:
    """Citations as a card shows them: ``¶31, 37``, with the source before them if it has to be *named*.

    That is by its own of the *names*, by id; else by the id.
    """
    sources = list(dict.fromkeys(citation.source for citation in citations))
    parts = []
    for source in sources:
        locators = ", ".join(dict.fromkeys(c.locator for c in citations if c.source == source and c.locator))
        marked = f"¶{locators}" if locators else ""
        name = names.get(source, source)
        parts.append(f"{name} {marked}".strip() if named or not marked else marked)
    return "; ".join(parts)
