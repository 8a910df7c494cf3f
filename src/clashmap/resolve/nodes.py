"""Nodes: a finished claim or argument out of everything that was written about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypedDict

from clashmap.model import Argument, Citation, Claim, Definition
from clashmap.resolve.citations import citations
from clashmap.resolve.drafts import Draft, Writing
from clashmap.resolve.values import as_text
from clashmap.source import Place


class _Shared(TypedDict):
    """The fields that claims and arguments share."""

    id: str
    title: str | None
    text: str
    tags: tuple[str, ...]
    data: Mapping[str, Any]
    section: str | None
    places: tuple[Place, ...]
    definition: Place | None
    sections: tuple[str, ...]
    side: str | None
    role: str | None
    citations: tuple[Citation, ...]
    definitions: tuple[Definition, ...]
    data_places: tuple[Place, ...]


def claim(draft: Draft) -> Claim:
    """The claim that *draft* has become."""
    return Claim(**_shared(draft))


def argument(draft: Draft) -> Argument:
    """The argument that *draft* has become."""
    return Argument(**_shared(draft), steps=tuple(draft.steps))


def _shared(draft: Draft) -> _Shared:
    defining = _defining(draft.writings)
    data = merge_data(writing.data.values for writing in draft.writings if writing.data)
    return _Shared(
        id=draft.id,
        title=draft.title,
        text=defining.text if defining else "",
        tags=tuple(dict.fromkeys(tag for writing in draft.writings for tag in writing.tags)),
        data=MappingProxyType(data),
        section=_section(draft),
        places=tuple(writing.place for writing in draft.writings),
        definition=defining.place if defining else None,
        sections=tuple(dict.fromkeys(writing.section for writing in draft.writings if writing.section is not None)),
        side=as_text(data.get("side")),
        role=as_text(data.get("role")),
        citations=_citations(draft.writings),
        definitions=tuple(
            Definition(writing.text, writing.place)
            for writing in draft.writings
            if writing.text and not writing.is_reference
        ),
        data_places=tuple(Place(writing.place.source, writing.data.span) for writing in draft.writings if writing.data),
    )


def _defining(writings: list[Writing]) -> Writing | None:
    """The writing whose text counts: the last that is marked ``isCanonical``, else the last that has text."""
    definitions = [writing for writing in writings if not writing.is_reference]
    marked = [writing for writing in definitions if writing.data and writing.data.values.get("isCanonical")]
    with_text = [writing for writing in definitions if writing.text]
    return next(iter((*reversed(marked), *reversed(with_text), *reversed(definitions))), None)


def _section(draft: Draft) -> str | None:
    """Where the node belongs: its structure, where ``isInGroup`` says so, its first definition, its first mention."""
    section = None
    for writing in draft.writings:
        wanted = writing.data.values.get("isInGroup") if writing.data else None
        if wanted is True or (wanted is None and not writing.is_reference and section is None):
            section = writing.section
    if draft.steps_section is not None:
        section = draft.steps_section
    return draft.writings[0].section if section is None else section


def merge_data(tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Data of several writings as one: a later value replaces an earlier one, tables are merged key by key."""
    merged: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            earlier = merged.get(key)
            both = isinstance(value, Mapping) and isinstance(earlier, Mapping)
            merged[key] = {**earlier, **value} if both else value  # type: ignore[dict-item]
    return merged


def _citations(writings: list[Writing]) -> tuple[Citation, ...]:
    """All citations; one that is repeated in another writing of the same node counts once."""
    found: dict[tuple[str, str], Citation] = {}
    for writing in writings:
        if writing.data:
            for citation in citations(writing.data, writing.place.source):
                found.setdefault((citation.source, citation.locator), citation)
    return tuple(found.values())
