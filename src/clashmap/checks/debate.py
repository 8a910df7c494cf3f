"""Rules about the debate: sides, and who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Fix, Severity, rule
from clashmap.graph import ArgumentMap
from clashmap.mend import put, swap
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
_MISTYPED = {
    slip: meant
    for meant in (*_KNOWN, *_ROLES)
    for slip in (
        f"{meant}s",
        *(meant[:at] + meant[at + 1 :] for at in range(1, len(meant))),
        *(meant[:at] + meant[at + 1] + meant[at] + meant[at + 2 :] for at in range(len(meant) - 1)),
    )
}
"""What can be no other word: a letter left out, two letters swapped, or an s behind it."""
_JOINED = re.compile(r"[A-Za-z_][\w-]*:\w[^\r\n]*")


def _spell(place: Place) -> Fix | None:
    """``rol`` to ``role``, unless there is a ``role`` as well."""
    written, text = place.text, place.source.text
    meant = _MISTYPED.get(written.casefold(), written.casefold())
    start, end = text.rfind("{", 0, place.span.start), text.find("}", place.span.end)
    if meant not in (*_KNOWN, *_ROLES) or re.search(rf"\b{meant}[\"']?\s*:", text[start:end]):
        return None
    return Fix(f"write {meant}", (swap(place, *place.span, meant),))


def _part(place: Place) -> Fix | None:
    """``side:neg`` to ``side: neg``."""
    match = _JOINED.fullmatch(place.text)
    return (
        Fix("put a blank behind the colon", (put(place, place.span.start + place.text.index(":") + 1, " "),))
        if match
        else None
    )


MISTYPED_KEY = rule(
    "D002",
    "mistyped-key",
    Severity.WARNING,
    "a key is all but one that means something",
    why="Keys that clashmap does not know are kept but not used, so that a mistyped `side` or `cite` does nothing.",
    bad="[Jets]: Jets are few. {sides: neg}\n",
    good="[Jets]: Jets are few. {side: neg}\n",
    mend=_spell,
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
    mend=_part,
)
NO_TEXT = rule(
    "D005",
    "value-is-no-text",
    Severity.WARNING,
    "a side, role or citation is a table or a list of tables",
    why="What is written there is shown on the card, and a table within the data cannot be; it is left out.",
    bad="[Jets]: Jets are few. {role: {kind: link}}\n",
    good="[Jets]: Jets are few. {role: link}\n",
)
UNTITLED = rule(
    "D004",
    "text-without-title",
    Severity.WARNING,
    "a paragraph has no title and nothing relates to it",
    why="A card has a title, or a place under another one. Text that has neither is in no drawing.",
    bad="Some notes for the round.\n\n[Jets]: Jets are few.\n",
    good="// Some notes for the round.\n\n[Jets]: Jets are few.\n",
)
_SIDE = re.compile(r"[{,\s](side[\"']?\s*:[^,}\n]*)")
_EXAMPLES = {"side": "{side: aff}", "role": "{role: link}", "cite": '{cite: "poll 45"}'}


def unknown_side(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D001: a side that ``sides`` does not list; a debate without ``sides`` may name them as it likes."""
    if not map.sides:
        return
    names = Names(map.sides)
    listed = ", ".join(map.sides)
    for node in map.nodes:
        if node.side is None or node.side in map.sides:
            continue
        yield Diagnostic(
            UNKNOWN_SIDE,
            f"there is no side “{node.side}”",
            _written(node, _SIDE),
            help=did_you_mean(names.nearest(node.side), otherwise=f"The sides at the top of the file are: {listed}."),
        )


def mistyped_key(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D002: a key or a role that is one of those that mean something but for a slip."""
    for node in map.nodes:
        slips = [(str(key), meant) for key in node.data if (meant := _slip(str(key), _KNOWN))]
        if node.role and (meant := _slip(node.role, _ROLES)):
            slips.append((node.role, meant))
        for written, meant in slips:
            help = f"Did you mean {meant}? If not, leave it: other words are kept."
            yield Diagnostic(MISTYPED_KEY, f"“{written}” is not used", _written(node, _word(written)), help=help)


def key_without_value(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D003: a key without a value: a blank is missing behind the colon, or quotes round a value with a comma."""
    for node in map.nodes:
        for key, value in node.data.items():
            if value is not None or _is_nothing(node, str(key)):
                continue
            name, colon, rest = str(key).partition(":")
            help = (
                f"Put a blank behind the colon: {{{name}: {rest}}}"
                if colon and rest
                else 'If it belongs to the value before it, put quotes round the whole: cite: "paper 3, 4".'
            )
            yield Diagnostic(NO_VALUE, f"“{key}” has no value", _written(node, _word(str(key))), help=help)


def _is_nothing(node: Claim | Argument, key: str) -> bool:
    """Whether nothing is what was written: ``null`` or ``~``."""
    written = re.compile(rf"{re.escape(key)}[\"']?\s*:\s+(?:~|[Nn]ull|NULL)(?![^\s,}}])")
    return any(written.search(place.text) for place in node.data_places)


def value_is_no_text(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D005: a table where a side, a role or a citation should be; only citations may be a list."""
    for node in map.nodes:
        for key in _KNOWN:
            value = node.data.get(key)
            is_list = isinstance(value, list) and (key != "cite" or any(isinstance(x, dict | list) for x in value))
            if isinstance(value, dict) or is_list:
                message = f"`{key}` must be a text, such as {_EXAMPLES[key]}"
                yield Diagnostic(NO_TEXT, message, _written(node, _word(key)), help=f"Write {_EXAMPLES[key]}.")


def text_without_title(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D004: a claim without title that is no part of a structure and has no relation."""
    explained = {(found.place.source.path, found.place.span.start) for found in map.diagnostics if found.place}
    for claim in map.claims.values():
        place = claim.places[0]
        is_alone = claim.title is None and not map.outgoing[claim.id] and not map.incoming[claim.id]
        # A title or front matter that is not closed has been reported already.
        if is_alone and (place.source.path, place.span.start) not in explained:
            help = "Write [Title]: before it, or // to make it a comment."
            yield Diagnostic(UNTITLED, "this text has no title and is not drawn", place, help=help)


def _slip(written: str, meant: tuple[str, ...]) -> str | None:
    """Which of *meant* was written all but right; None for what is right or quite another word."""
    if written in meant:
        return None
    near = get_close_matches(written.casefold(), meant, n=1, cutoff=0.75)
    return near[0] if near else None


def _word(word: str) -> re.Pattern[str]:
    """Finds *word* as a key or a value of data."""
    return re.compile(rf"[{{\[,:\s\"']({re.escape(word)})(?=[\s\"',:}}\]])")


def _written(node: Claim | Argument, what: re.Pattern[str]) -> Place:
    """Where *what* stands in the data of *node*, the last time; where *node* is first written when it is not found."""
    for place in reversed(node.data_places):
        for match in reversed(list(what.finditer(place.text))):
            start = place.span.start
            return Place(place.source, Span(start + match.start(1), start + match.end(1)))
    return node.places[0]
