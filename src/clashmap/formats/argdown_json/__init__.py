"""Argdown's JSON: the arguments, statements, relations, sections and tags that its own tools exchange."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clashmap.formats.argdown_json.colour import colour
from clashmap.formats.argdown_json.explode import explode
from clashmap.formats.argdown_json.groups import settle_groups
from clashmap.formats.argdown_json.read import read
from clashmap.formats.argdown_json.regroup import regroup
from clashmap.formats.argdown_json.transform import transform
from clashmap.formats.argdown_json.write import write
from clashmap.resolve.front_matter import merge_front_matter

if TYPE_CHECKING:
    from clashmap.argdown.tree import Document
    from clashmap.graph import ArgumentMap


def dumps(map: ArgumentMap, *, with_map: bool = False) -> str:
    """The JSON of *map*, from its documents; *with_map* adds the nodes and edges that Argdown's tools would draw."""
    return dumps_documents(map.documents, with_map=with_map)


def dumps_documents(documents: Sequence[Document], *, with_map: bool = False) -> str:
    """The same from *documents* as they are written, which need not be resolved."""
    model = read(documents, merge_front_matter(documents).values)
    transform(model)
    explode(model)
    regroup(model)
    settle_groups(model)
    colour(model)
    if not with_map:
        return write(model)
    from clashmap.formats.argdown_json.drawn import drawn

    return write(model, map=drawn(model))
