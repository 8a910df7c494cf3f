"""Rules about the debate: sides, and who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Severity, rule
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim
from clashmap.source import Place, Span

UNKNOWN_SIDE = rule(
    "D001",
    "unknown-side",
    Severity.WARNING,
    "a side is not among the sides of the debate",
    why="The drawing marks every claim with its side. A side that `sides` does not list gets no name and no mark.",
    bad="===\nsides: {aff: Affirmative, neg: Negative}\n===\n\n[Jets]: Jets are few. {side: con}\n",
    good="===\nsides: {aff: Affirmative, neg: Negative}\n===\n\n[Jets]: Jets are few. {side: neg}\n",
)


_KNOWN = ("side", "role", "cite")
"""The keys that clashmap reads; all others are kept and left alone."""
_ROLES = ("resolution", "option")
"""Roles that decide how the map is drawn."""
MISTYPED_KEY = rule(
    "D002",
    "mistyped-key",
    Severity.WARNING,
    "a key is all but one that means something",
    why="Keys that clashmap does not know are kept but not used, so that a mistyped `side` or `cite` does nothing.",
    bad="[Jets]: Jets are few. {sides: neg}\n",
    good="[Jets]: Jets are few. {side: neg}\n",
)
NO_VALUE = rule(
    "D003",
    "key-without-value",
    Severity.WARNING,
    "a key has no value",
    why="`{side:neg}` is one long name without a value: YAML wants a blank behind the colon. In `{cite: paper 3, 4}` "
    "the comma begins the next key, so that `cite` gets only the first number.",
    bad="[Jets]: Jets are few. {side:neg}\n",
    good="[Jets]: Jets are few. {side: neg}\n",
)
_SIDE = re.compile(r"[{,\s](side[\"']?\s*:[^,}\n]*)")


def unknown_side(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D001: a side that ``sides`` does not list; a debate without ``sides`` may name them as it likes."""
    if not map.sides:
        return
    names = Names(map.sides)
    listed = ", ".join(map.sides)
    nodes: tuple[Claim | Argument, ...] = (*map.claims.values(), *map.arguments.values())
    for node in nodes:
        if node.side is None or node.side in map.sides:
            continue
        yield Diagnostic(
            UNKNOWN_SIDE,
            f"there is no side “{node.side}”",
            _place_of(node),
            help=did_you_mean(names.nearest(node.side), otherwise=f"The sides at the top of the file are: {listed}."),
        )


def mistyped_key(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D002: a key or a role that is one of those that mean something but for a slip."""
    nodes: tuple[Claim | Argument, ...] = (*map.claims.values(), *map.arguments.values())
    for node in nodes:
        slips = [(str(key), meant) for key in node.data if (meant := _slip(str(key), _KNOWN))]
        if node.role and (meant := _slip(node.role, _ROLES)):
            slips.append((node.role, meant))
        for written, meant in slips:
            help = f"Did you mean {meant}? If not, leave it: other words are kept."
            yield Diagnostic(MISTYPED_KEY, f"“{written}” is not used", _written(node, written), help=help)


def key_without_value(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D003: a key without a value: a blank is missing behind the colon, or quotes round a value with a comma."""
    nodes: tuple[Claim | Argument, ...] = (*map.claims.values(), *map.arguments.values())
    for node in nodes:
        for key, value in node.data.items():
            if value is not None:
                continue
            name, colon, rest = str(key).partition(":")
            help = (
                f"Put a blank behind the colon: {name}: {rest}"
                if colon and rest
                else 'If it belongs to the value before it, put quotes round the whole: cite: "paper 3, 4".'
            )
            yield Diagnostic(NO_VALUE, f"“{key}” has no value", _written(node, str(key)), help=help)


def _slip(written: str, meant: tuple[str, ...]) -> str | None:
    """Which of *meant* was written all but right; None for what is right or quite another word."""
    if written in meant:
        return None
    near = get_close_matches(written.casefold(), meant, n=1, cutoff=0.75)
    return near[0] if near else None


def _written(node: Claim | Argument, word: str) -> Place:
    """Where *word* stands in what is written of *node*, the last time."""
    for place in reversed(node.places):
        found = place.text.rfind(word)
        if found >= 0:
            return Place(place.source, Span(place.span.start + found, place.span.start + found + len(word)))
    return node.places[0]


def _place_of(node: Claim | Argument) -> Place:
    """Where the side of *node* is set: in the last of its places that sets one."""
    for place in reversed(node.places):
        match = _SIDE.search(place.text)
        if match:
            return Place(place.source, Span(place.span.start + match.start(1), place.span.start + match.end(1)))
    return node.places[0]
