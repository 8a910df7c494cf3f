"""What a drawing calls its nodes: stable element ids, and names that say what a node is and what it answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from clashmap.draw.card import Card
from clashmap.draw.lines.joint import is_premise
from clashmap.draw.text.isolate import is_ended
from clashmap.draw.view import Folded, Link, Node, View
from clashmap.draw.view.exhibits import called
from clashmap.evidence import cites
from clashmap.evidence.quotation import quotes_of
from clashmap.model import Argument, RelationKind

_SUFFERS = {
    RelationKind.PREMISE: "built on",
    RelationKind.SUPPORT: "supported by",
    RelationKind.ATTACK: "attacked by",
    RelationKind.UNDERCUT: "undercut by",
    RelationKind.CONTRADICTION: "contradicted by",
}
_MOST = 12
"""So many titles are listened to in one breath; of those behind them only the number is said."""
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# What turns the direction of all that follows: one title must not do so to the others that a name is made of.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def element_ids(view: View) -> dict[str, str]:
    """An XML id for each node, made of its kind and title, and told apart."""
    return distinct({node.id: f"{_kind(node).lower()}-{slug(node.label)}" for node in view.nodes.values()})


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """*names* by their keys; of those that are alike all but the first get a mark.

    The mark is made of the key, so that it does not change with what is written elsewhere.
    """
    told: dict[str, str] = {}
    taken: set[str] = set()
    for key, name in names.items():
        mark = f"--{blake2b(key.encode('utf-8', 'replace'), digest_size=5).hexdigest()}" if name in taken else ""
        told[key] = name + mark
        taken.add(told[key])
    return told


def slug(text: str) -> str:
    """*text* as lower-case words joined by hyphens, without accents: for use in ids."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:60].rstrip("-") or "x"


def language(declared: object) -> str:
    """What is *declared*, if it is written as a language: ``de``, ``pt-BR``, ``zh-Hant``; else empty."""
    return declared if isinstance(declared, str) and _LANG.fullmatch(declared) else ""


def spoken(card: Card, view: View, links: Mapping[str, list[Link]]) -> str:
    """What a screen reader says of a card: kind, side, role, verdict, title, text, what it does to what, citation.

    *links* are those of the view by the ids at their ends.
    """
    node = card.node
    what = [_kind(node)]
    if node.side:
        what.append(view.sides.get(node.side, node.side))
    if node.role:
        what.append(node.role)
    if status := view.status(node.id):
        what.append(status)
    if card.mark:
        what.append(card.mark.verdict)
    if card.decides:
        what.append("decisive")
    parts = [f"{', '.join(what)}: {_sentence(node.label)}"]
    if node.title is not None and node.text:
        parts.append(_sentence(node.text))
    if isinstance(node, Argument) and view.spelled_out:
        parts += _steps(node, view)
    parts += _relations(node.id, view, links.get(node.id, ()))
    cited = cites(node.citations, named=view.sources > 1, names=view.names)
    if cited:
        parts.append(f"Source: {cited.replace('¶', 'paragraph ')}.")
    if held := view.cards.get(node.id):
        parts.append(f"Card: {_listed([*dict.fromkeys(called(one, view) for one in held)])}.")
    if quotes_of(node):
        parts.append("With a quotation.")
    return _DIRECTIONS.sub("", " ".join(parts))


def _kind(node: Node) -> str:
    if isinstance(node, Folded):
        return "Group"
    return "Argument" if isinstance(node, Argument) else "Claim"


def _steps(argument: Argument, view: View) -> Iterator[str]:
    for step in argument.steps:
        premises = [view.spelled_out[id].label for id in step.premises if id in view.spelled_out]
        if premises:
            yield _sentence(f"From: {_listed(premises)}")
        if step.conclusion in view.spelled_out:
            yield f"Follows: {_sentence(view.spelled_out[step.conclusion].label)}"


def _relations(id: str, view: View, links: Iterable[Link]) -> Iterator[str]:
    """First what the node does, then what is done to it."""
    done: dict[str, list[str]] = {}
    for link in links:
        if link.is_loop:
            done[f"{link.kind.verb} itself"] = []
            continue
        out = link.source == id
        kind = RelationKind.PREMISE if is_premise(link, view.nodes) else link.kind
        done.setdefault(_verb(kind, out=out), []).append(view.nodes[link.target if out else link.source].label)
    for away in view.away:
        if away.node == id:
            done.setdefault(_verb(away.kind, out=away.outgoing), []).append(away.words)
    for verb in (*(kind.verb for kind in _SUFFERS), *_SUFFERS.values()):
        if f"{verb} itself" in done:
            yield f"{verb.capitalize()} itself."
        if verb in done:
            yield _sentence(f"{verb.capitalize()}: {_listed(done[verb])}")


def _verb(kind: RelationKind, *, out: bool) -> str:
    return kind.verb if out or kind is RelationKind.CONTRADICTION else _SUFFERS[kind]


def _listed(labels: list[str]) -> str:
    """Titles in a row, without the full stops at their ends; of many, the first ones."""
    shown = labels if len(labels) <= _MOST else labels[: _MOST - 2]
    listed = "; ".join(label.rstrip(".") for label in shown)
    return listed if len(shown) == len(labels) else f"{listed}; and {len(labels) - len(shown)} more"


def _sentence(text: str) -> str:
    return text if is_ended(text) else f"{text}."
