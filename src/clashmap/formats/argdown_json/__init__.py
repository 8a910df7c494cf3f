"""Argdown's JSON: the arguments, statements, relations, sections and tags that its own tools exchange."""

from __future__ import annotations

import json

from clashmap.formats.argdown_json.colour import colour
from clashmap.formats.argdown_json.drawn import drawn, settle_groups
from clashmap.formats.argdown_json.explode import explode
from clashmap.formats.argdown_json.read import read
from clashmap.formats.argdown_json.regroup import regroup
from clashmap.formats.argdown_json.transform import transform
from clashmap.formats.argdown_json.write import tables
from clashmap.graph import ArgumentMap


def dumps(map: ArgumentMap, *, with_map: bool = False) -> str:
    """The JSON of *map*, from its documents; *with_map* adds the nodes and edges that Argdown's tools would draw."""
    model = read(map.documents, map.front_matter)
    transform(model)
    explode(model)
    regroup(model)
    settle_groups(model)
    colour(model)
    made = tables(model)
    if with_map:
        made["map"] = drawn(model)
    return json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False)
