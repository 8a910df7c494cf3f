"""Resolving: the documents of a debate become one map; names are joined across files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from clashmap.resolve.front_matter import merge_front_matter, references, sides, text_of
from clashmap.resolve.structures import second_structures

if TYPE_CHECKING:
    from clashmap.argdown.tree import Document
    from clashmap.graph import ArgumentMap


def resolve(documents: Sequence[Document]) -> ArgumentMap:
    """The map that *documents* describe together, in their order; the caller sorts files by name."""
    # What needs the front matter alone, or the rules, does not pay for the rest.
    from clashmap.graph import ArgumentMap
    from clashmap.resolve.gather import gather
    from clashmap.resolve.nodes import argument, claim
    from clashmap.resolve.relations import relate

    settings = merge_front_matter(documents)
    known, teams = references(settings), sides(settings)
    title, subtitles = text_of(settings, "title"), [text_of(settings, key) for key in ("subTitle", "subtitle")]
    gathered = gather(documents)
    drafts = gathered.drafts.values()
    found = [diagnostic for document in documents for diagnostic in document.diagnostics]
    found += [*settings.diagnostics, *gathered.diagnostics, *second_structures(documents)]
    return ArgumentMap(
        title=title,
        subtitle=subtitles[0] or subtitles[1],
        claims=MappingProxyType({draft.id: claim(draft) for draft in drafts if not draft.is_argument}),
        arguments=MappingProxyType({draft.id: argument(draft) for draft in drafts if draft.is_argument}),
        relations=relate(gathered, strict=_is_strict(settings.values)),
        sections=MappingProxyType(gathered.sections),
        references=MappingProxyType(known),
        sides=MappingProxyType(teams),
        front_matter=MappingProxyType(settings.values),
        mentions=tuple(gathered.mentions),
        diagnostics=tuple(found),
        documents=tuple(documents),
    )


def _is_strict(settings: Mapping[str, Any]) -> bool:
    model = settings.get("model")
    return isinstance(model, Mapping) and model.get("mode") == "strict"
