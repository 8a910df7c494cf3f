"""What a drawing calls its nodes: stable element ids, and names that say what a node is and what it answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from clashmap.draw.card import cites
from clashmap.draw.view import Link, View
from clashmap.model import Argument, Claim, RelationKind

_OUT = {
    RelationKind.SUPPORT: "supports",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts",
    RelationKind.CONTRADICTION: "contradicts",
}
_IN = {
    RelationKind.SUPPORT: "supported by",
    RelationKind.ATTACK: "attacked by",
    RelationKind.UNDERCUT: "undercut by",
    RelationKind.CONTRADICTION: "contradicted by",
}


def element_ids(view: View) -> dict[str, str]:
    """An XML id for each node, made of its kind and title; two that come out alike are numbered in reading order."""
    taken: dict[str, int] = {}
    ids = {}
    for node in view.nodes.values():
        slug = f"{'argument' if isinstance(node, Argument) else 'claim'}-{_slug(node.label)}"
        taken[slug] = taken.get(slug, 0) + 1
        ids[node.id] = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
    return ids


def _slug(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:60].rstrip("-") or "x"


def spoken(node: Claim | Argument, view: View, links: Mapping[str, list[Link]]) -> str:
    """What a screen reader says of a node: kind, side, role, title, text, citation, and what it does to what."""
    what = ["Argument" if isinstance(node, Argument) else "Claim"]
    if node.side:
        what.append(view.sides.get(node.side, node.side))
    if node.role:
        what.append(node.role)
    parts = [f"{', '.join(what)}: {_sentence(node.label)}"]
    if node.title is not None and node.text:
        parts.append(_sentence(node.text))
    done: dict[str, list[str]] = {}
    for link in links.get(node.id, ()):
        out = link.source == node.id
        verb = _OUT[link.kind] if out or link.kind is RelationKind.CONTRADICTION else _IN[link.kind]
        done.setdefault(verb, []).append(view.nodes[link.target if out else link.source].label)
    for verb in (*_OUT.values(), *_IN.values()):
        if verb in done:
            parts.append(f"{verb.capitalize()}: {'; '.join(done[verb])}.")
    cited = cites(node.citations, named=view.sources > 1)
    if cited:
        parts.append(f"Source: {cited.replace('¶', 'paragraph ')}.")
    return " ".join(parts)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."
