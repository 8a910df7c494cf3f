"""Argdown: a whole map as one file, such as a person would write it, which reads back as the same map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clashmap.argdown.tree import Data, Document
from clashmap.argdown.write import unparse
from clashmap.formats.argdown.layout import lay_out
from clashmap.formats.argdown.plan import plan
from clashmap.formats.argdown.wording import NOWHERE, words
from clashmap.graph import ArgumentMap
from clashmap.source import Source


def dumps(map: ArgumentMap) -> str:
    """The Argdown text of *map*, from its nodes, relations, sections and settings; its documents are not needed.

    Nodes stand under their heading, in their order, each with its relations below it, every relation once. What
    Argdown cannot hold stands under ``exact`` in the data. Markup, comments, all but the last of several definitions
    and everything about places is not in a map, and not in the text. An argument that has steps relates to others
    by its conclusion, and a contradiction needs a claim: between arguments it is written as an attack.
    """
    planned = plan(map)
    blocks = lay_out(planned, words(map, planned.named))
    settings = front_matter(map)
    top = Data(NOWHERE, settings) if settings else None
    return unparse(Document(Source("", ""), top, tuple(blocks)))


def front_matter(map: ArgumentMap) -> Mapping[str, Any]:
    """The settings of *map*, with the title, sides and sources that it has been given without them.

    What is listed beside it goes in, too: the text stands alone.
    """
    settings = dict(map.front_matter)
    if isinstance(declared := settings.get("sources"), Mapping) and map.shelf.listed:
        settings["sources"] = {**declared, **{id: map.references[id].fields for id in map.shelf.listed}}
    given = {
        "title": map.title,
        "subTitle": map.subtitle if not settings.get("subtitle") else "",
        "sides": map.sides,
        "sources": {id: reference.fields for id, reference in map.references.items()},
    }
    settings.update((key, value) for key, value in given.items() if value and settings.get(key) is None)
    return settings
