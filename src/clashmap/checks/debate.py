"""Rules about the debate: sides, and who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from clashmap.checks.marking import marked, word
from clashmap.checks.nearest import Names, did_you_mean
from clashmap.checks.walk import data
from clashmap.diagnostics import Diagnostic, Fix, Related, Severity, rule
from clashmap.graph import ArgumentMap
from clashmap.mend import put, swap
from clashmap.model import Argument, Claim, Section
from clashmap.resolve.values import as_text
from clashmap.resolve.views import KEYS
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

_KNOWN = ("side", "role", "cite", "quote", "card", "status", "strength")
"""The keys that clashmap reads; all others are kept and left alone."""
_ROLES = ("resolution", "option")
"""Roles that decide how the map is drawn."""
_CALLED = dict.fromkeys(("motion", "topic", "proposition"), "resolution")
"""What debaters call the resolution."""
_WORDS = ("stat", "stats", "strengths", "position", "opposition", "solution", "car", "care", "cart", "hard", "quota")
"""What is all but a key or a role, and yet a word of its own in another table or debate."""
_MISTYPED = {
    slip: meant
    for meant in (*_KNOWN, *_ROLES)
    for slip in (
        f"{meant}s",
        *(meant[:at] + meant[at + 1 :] for at in range(1, len(meant))),
        *(meant[:at] + meant[at + 1] + meant[at] + meant[at + 2 :] for at in range(len(meant) - 1)),
    )
    if slip not in _WORDS
}
"""What can be no other word: a letter left out, two letters swapped, or an s behind it."""
_KEY = re.compile(r"[{,\r\n][ \t]*[\"']?([\w-]+)[\"']?[ \t]*:")
MISTYPED_TABLES = {
    "source": "sources",
    "side": "sides",
    "view": "views",
    "burdens": "burden",
    "burden-of-proof": "burden",
}
_FENCE = re.compile(r"^===", re.MULTILINE)
_JOINED = re.compile(r"[A-Za-z_][\w-]*:\w[^\r\n]*")


def _spell(place: Place) -> Fix | None:
    """``rol`` to ``role``, unless there is a ``role``, or another slip of it, as well."""
    written, text = place.text, place.source.text
    meant = _MISTYPED.get(written.casefold(), written.casefold())
    if meant_here := MISTYPED_TABLES.get(written) if _is_top(place) else None:
        return Fix(f"write {meant_here}", (swap(place, *place.span, meant_here),))
    if _is_in_front(place) and meant not in KEYS:  # of a view, which has no role; its sides are called side
        return None
    start, end = text.rfind("{", 0, place.span.start), text.find("}", place.span.end)
    keys = [key.casefold() for key in _KEY.findall(text[start:end])]
    if meant not in (*_KNOWN, *_ROLES) or (meant in _KNOWN and [_MISTYPED.get(k, k) for k in keys].count(meant) > 1):
        return None
    return Fix(f"write {meant}", (swap(place, *place.span, meant),))


def _is_top(place: Place) -> bool:
    """Whether *place* begins a line of front matter."""
    start = place.span.start
    return place.source.line_at(start).start == start and _is_in_front(place)


def _is_in_front(place: Place) -> bool:
    """Whether *place* is in the front matter."""
    text = place.source.text
    return text.startswith("===") and not _FENCE.search(text, 3, place.span.start)


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
    "a side, role, citation, quotation or card is a table or a list of tables",
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
OVERWRITTEN = rule(
    "D006",
    "data-overwritten",
    Severity.WARNING,
    "one title is given two different sides or roles",
    why="All statements with one title are one claim, which has one side and one role, and one status and strength as "
    "well. Where it is given two, the last counts, and the first is lost.",
    bad="[Jets]: Jets are few. {side: aff}\n\n[War]: War follows.\n  + [Jets] {side: neg}\n",
    good="[Jets]: Jets are few. {side: neg}\n\n[War]: War follows.\n  + [Jets]\n",
)
UNKNOWN_SPEECH = rule(
    "D008",
    "unknown-speech",
    Severity.WARNING,
    "a speech is not among the speeches of the debate",
    why="`--layout speeches` draws the columns in the order of `speeches`. What that does not list comes last, in a "
    "column of its own.",
    bad="===\nspeeches: [1AC, 1NC, 2AC]\n===\n\n[Jets]: Jets are few. {speech: 2A}\n",
    good="===\nspeeches: [1AC, 1NC, 2AC]\n===\n\n[Jets]: Jets are few. {speech: 2AC}\n",
)
_LISTED_KEYS = ("cite", "quote", "card")
"""The keys that may have a list."""
_ONCE = ("side", "role", "quote", "card", "status", "strength")
"""The keys of which the last value counts; citations of several places are put together."""
_NUMBERED = re.compile(r"[ \t]*\([0-9]+\)[ \t]*")
_LISTED = re.compile(r"[ \t]*[0-9]+\.[ \t]*")
_ASSIGNED = re.compile(r"([^:=]*)([:=]?)(.*)", re.DOTALL)
_SIDE = re.compile(r"[{,\s](side[\"']?\s*:[^,}\n]*)")
_SPEECH = re.compile(r"[{,\s](speech[\"']?\s*:[^,}\n]*)")
_SHOWN = ("side", "role", "cite", "quote", "card")
"""The keys whose values a card shows."""
_EXAMPLES = {
    "side": "{side: aff}",
    "role": "{role: link}",
    "cite": '{cite: "poll 45"}',
    "quote": '{quote: "It costs too much."}',
    "card": "{card: smith-25}",
    "status": "{status: conceded}",
    "strength": "{strength: 0.7}",
}


def unknown_side(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D001: a side that ``sides`` does not list; a debate without ``sides`` may name them as it likes."""
    if not map.sides:
        return
    names = Names(map.sides)
    listed = ", ".join(map.sides)
    for node in map.nodes:
        # Of curly quotes a rule of its own says so.
        if node.side is None or node.side in map.sides or node.side[0] in "“„‟‘‚«":
            continue
        yield Diagnostic(
            UNKNOWN_SIDE,
            f"there is no side “{node.side}”",
            marked(node, _SIDE),
            help=did_you_mean(
                sides_called(node.side, map.sides) or names.nearest(node.side),
                otherwise=f"The sides at the top of the file are: {listed}.",
            ),
        )


def sides_called(written: str, sides: Mapping[str, str]) -> list[str]:
    """The keys of those of *sides* whose key or name is *written*, in any letters."""
    bare = written.casefold()
    return [side for side, name in sides.items() if bare in (side.casefold(), name.casefold())]


def unknown_speech(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D008: a speech that ``speeches`` does not list; a debate without ``speeches`` may name them as it likes."""
    listed = map.front_matter.get("speeches")
    if not isinstance(listed, list):
        return
    speeches = [text for each in listed if (text := as_text(each))]
    known = {speech.casefold() for speech in speeches}
    names = Names(speeches)
    for holder in (*map.nodes, *map.sections.values()):
        speech = as_text(holder.data.get("speech"))
        if speech and speech.strip().casefold() not in known:
            otherwise = f"The speeches at the top of the file are: {', '.join(speeches)}."
            help = did_you_mean(names.nearest(speech), otherwise=otherwise)
            place = holder.place if isinstance(holder, Section) else marked(holder, _SPEECH)
            yield Diagnostic(UNKNOWN_SPEECH, f"there is no speech “{speech}”", place, help=help)


def mistyped_key(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D002: a key or a role that is one of those that mean something but for a slip, or what debaters call it.

    Beside a resolution, ``motion`` or ``topic`` is a word like any other.
    """
    called = {} if any(node.role == "resolution" for node in map.nodes) else _CALLED
    for node in map.nodes:
        slips = [(str(key), meant) for key in node.data if (meant := _slip(str(key), _KNOWN))]
        if node.role and (meant := called.get(node.role.casefold()) or _slip(node.role, _ROLES)):
            slips.append((node.role, meant))
        for written, meant in slips:
            help = f"Did you mean {meant}? If not, leave it: other words are kept."
            yield Diagnostic(
                MISTYPED_KEY, f"“{written.strip('“”„')}” is not used", marked(node, word(written)), help=help
            )


def key_without_value(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D003: a key without a value: a blank is missing behind the colon, or quotes round a value with a comma."""
    for node in map.nodes:
        empty = [str(key) for key, value in node.data.items() if value is None and not _is_nothing(node, str(key))]
        if len(empty) == len(node.data) > 1 and not any(":" in key for key in empty):
            # A set in running text, and not so many slips.
            empty = empty[:1]
        for key in empty:
            help = _valued(node, key, map)
            yield Diagnostic(NO_VALUE, f"“{key}” has no value", marked(node, word(key)), help=help)


def _valued(node: Claim | Argument, key: str, map: ArgumentMap) -> str:
    """What to type for a *key* without a value."""
    name, sign, rest = (part.strip() for part in _ASSIGNED.match(key).groups())  # type: ignore[union-attr]
    if sign and rest:
        return f"{'Put a blank behind the colon' if sign == ':' else f'Type a colon for {sign}'}: {{{name}: {rest}}}"
    if name in _KNOWN:
        return f"Type its value behind the colon, such as {_EXAMPLES[name]}; or delete it."
    if key == str(next(iter(node.data))):
        named = "side" if name in map.sides else "role"
        return (
            f"Type a name, a colon and a blank before it, such as {{{named}: {name}}}; "
            "if the braces are text, type \\{ and \\}."
        )
    keys = [str(each) for each in node.data]
    if keys[keys.index(key) - 1] == "strength" and key.isdecimal():
        return f"Type a point for the comma: {{strength: {node.data['strength']}.{key}}}."
    before = node.data.get("cite")
    if keys[keys.index(key) - 1] == "cite" and isinstance(before, str) and " " not in before and key[:1].isdigit():
        return f'Delete the comma and put quotes round the whole: cite: "{before} {key}".'
    return 'If it belongs to the value before it, put quotes round the whole: cite: "paper 3, 4".'


def _is_nothing(node: Claim | Argument, key: str) -> bool:
    """Whether nothing is what was written: ``null`` or ``~``."""
    written = re.compile(rf"{re.escape(key)}[\"']?\s*:\s+(?:~|[Nn]ull|NULL)(?![^\s,}}])")
    return any(written.search(place.text) for place in node.data_places)


def value_is_no_text(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D005: a table where a side, a role, a citation, a quotation or a card should be."""
    for node in map.nodes:
        for key in _SHOWN:
            value = node.data.get(key)
            is_list = isinstance(value, list) and (
                key not in _LISTED_KEYS or any(isinstance(x, dict | list) for x in value)
            )
            if isinstance(value, dict) or is_list:
                message = f"`{key}` must be a text, such as {_EXAMPLES[key]}"
                yield Diagnostic(NO_TEXT, message, marked(node, word(key)), help=f"Write {_EXAMPLES[key]}.")


def data_overwritten(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D006: a value that is another one in an earlier writing; once for each, at the first that differs."""
    several = [node for node in map.nodes if len(node.data_places) > 1 and any(key in node.data for key in _ONCE)]
    if not several:
        return
    wanted = {(place.source.path, place.span) for node in several for place in node.data_places}
    said = {
        at: piece.values
        for document in map.documents
        for piece in data(document)
        if (at := (document.source.path, piece.span)) in wanted
    }
    for node in several:
        for key in _ONCE:
            values = [
                (value, _key_in(place, key))
                for place in node.data_places
                if (value := as_text(said.get((place.source.path, place.span), {}).get(key)))
            ]
            other = next((pair for pair in values if pair[0] != values[0][0]), None)
            if other:
                (first, there), (value, here) = values[0], other
                kept = f"Keep one {key};" if key != "quote" else 'Write both in one place, quote: ["…", "…"];'
                yield Diagnostic(
                    OVERWRITTEN,
                    f"{node.id} has the {key} “{first}” already, and now “{value}”",
                    here,
                    help=f"{kept} while there are two, the last one counts.",
                    related=(Related(there, f"here it is “{first}”"),),
                )


def _key_in(place: Place, key: str) -> Place:
    """Where *key* stands in the data at *place*."""
    match = word(key).search(place.text)
    start, end = match.span(1) if match else (0, len(place.text))
    return Place(place.source, Span(place.span.start + start, place.span.start + end))


def text_without_title(map: ArgumentMap) -> Iterator[Diagnostic]:
    """D004: a claim without title that is no part of a structure and has no relation."""
    for claim in map.claims.values():
        place = claim.places[0]
        is_alone = claim.title is None and not map.outgoing[claim.id] and not map.incoming[claim.id]
        # A number that is left over from a structure which cannot be read has been reported already.
        if is_alone and not _is_numbered(place):
            line = place.source.line_at(place.span.start)
            if _LISTED.fullmatch(place.source.text, line.start, place.span.start):
                help = (
                    "If this is a premise, type (1) for 1. and so on, with a line ---- above the conclusion; "
                    "if not, write [Title]: before it, or // to make it a comment."
                )
            else:
                help = "Write [Title]: before it, or // to make it a comment."
            yield Diagnostic(UNTITLED, "this text has no title and is not drawn", place, help=help)


def _is_numbered(place: Place) -> bool:
    line = place.source.line_at(place.span.start)
    return _NUMBERED.fullmatch(place.source.text, line.start, place.span.start) is not None


def _slip(written: str, meant: tuple[str, ...]) -> str | None:
    """Which of *meant* was written all but right; None for what is right or quite another word."""
    if written in meant or written.casefold() in (*_WORDS, *_CALLED):
        return None
    near = get_close_matches(written.casefold(), meant, n=1, cutoff=0.75)
    return near[0] if near else None
