"""The controls of the page: its bar, the buttons to zoom, and what to filter by. They show where its script runs."""

from __future__ import annotations

from collections import Counter

from clashmap.draw.svg.pen import escaped, quoted
from clashmap.draw.view import View

BAR = """<div class="bar" lang="en">
<div class="search" role="search"><input type="search" id="search" placeholder="Search ( / )"\
 aria-label="Search the claims" autocomplete="off" spellcheck="false">
<span class="count" aria-hidden="true"></span></div>
<button type="button" aria-expanded="false" aria-controls="filter">Filter</button>
<button type="button" aria-expanded="false" aria-controls="outline">Outline</button>
<button type="button" aria-expanded="false" aria-controls="legend">Legend</button>
<button type="button" class="folding">Fold all</button>
</div>"""
ZOOM = """<div class="zoom" role="group" aria-label="Zoom" lang="en">
<button type="button" title="Zoom in (+)" aria-label="Zoom in" data-zoom="1.4">+</button>
<button type="button" title="Zoom out (-)" aria-label="Zoom out" data-zoom="0.714">−</button>
<button type="button" title="Show the whole map (0)" aria-label="Show the whole map" data-zoom="0">Whole map</button>
</div>"""
CLAIM = '<aside class="panel evidence" aria-label="Claim" hidden lang="en"></aside>'
_MOST = 24
"""So many roles and tags can be filtered by, the commonest."""


def filters(view: View) -> str:
    """Checkboxes for each side, role and tag that occurs, each with the number of cards that have it."""
    nodes = view.nodes.values()
    sides = Counter(node.side for node in nodes if node.side in view.sides)
    roles = Counter(node.role for node in nodes if node.role).most_common(_MOST)
    tags = Counter(tag for node in nodes for tag in dict.fromkeys(node.tags)).most_common(_MOST)
    fields = (
        ("Side", [(key, name, sides[key]) for key, name in view.sides.items() if key in sides]),
        ("Role", [(role, role, count) for role, count in roles]),
        ("Tag", [(tag, f"#{tag}", count) for tag, count in tags]),
    )
    text = '<form id="filter" class="panel" aria-label="Filter" hidden lang="en">'
    for title, entries in fields:
        rows = "".join(
            f'<label><input type="checkbox" name="{title.lower()}" value={quoted(value)}>'
            f"<bdi>{escaped(words)}</bdi> <small>{count}</small></label>"
            for value, words, count in entries
        )
        text += f"<fieldset><legend>{title}</legend>{rows}</fieldset>" if rows else ""
    empty = "<p>This map has no sides, roles or tags.</p>"
    return text + ('<button type="reset">Show all</button>' if "<label>" in text else empty) + "</form>"
