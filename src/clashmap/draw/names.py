"""What a drawing calls its nodes: stable element ids, and names that say what a node is and what it answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import blake2b

from clashmap.draw.card import cites
from clashmap.draw.view import Link, View
from clashmap.model import Argument, Claim, RelationKind

_SUFFERS = {
    RelationKind.SUPPORT: "supported by",
    RelationKind.ATTACK: "attacked by",
    RelationKind.UNDERCUT: "undercut by",
    RelationKind.CONTRADICTION: "contradicted by",
}


def element_ids(view: View) -> dict[str, str]:
    """An XML id for each node, made of its kind and title; of those that come out alike all but the first get a mark.

    The mark is made of the title too, so that it does not change with what is written elsewhere.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for node in view.nodes.values():
        id = f"{'argument' if isinstance(node, Argument) else 'claim'}-{slug(node.label)}"
        if id in taken:
            id = f"{id}--{blake2b(node.id.encode('utf-8', 'replace'), digest_size=5).hexdigest()}"
        taken.add(id)
        ids[node.id] = id
    return ids


def slug(text: str) -> str:
    """*text* as lower-case words joined by hyphens, without accents: for use in ids."""
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
        if link.is_loop:
            done[f"{link.kind.verb} itself"] = []
            continue
        out = link.source == node.id
        verb = link.kind.verb if out or link.kind is RelationKind.CONTRADICTION else _SUFFERS[link.kind]
        done.setdefault(verb, []).append(view.nodes[link.target if out else link.source].label)
    for verb in (*(kind.verb for kind in _SUFFERS), *_SUFFERS.values()):
        if f"{verb} itself" in done:
            parts.append(f"{verb.capitalize()} itself.")
        if verb in done:
            parts.append(f"{verb.capitalize()}: {'; '.join(done[verb])}.")
    cited = cites(node.citations, named=view.sources > 1)
    if cited:
        parts.append(f"Source: {cited.replace('¶', 'paragraph ')}.")
    return " ".join(parts)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."
