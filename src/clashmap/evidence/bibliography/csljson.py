"""CSL-JSON: the items of a ``.json`` file that is a list of sources, as Zotero and pandoc write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from clashmap.evidence.bibliography.listing import Listed, Listing, Problem, past, too_many
from clashmap.evidence.csl.line import line
from clashmap.source import Span

_LIST = re.compile(r"\s*(?:\{(?:[^\[\]{}]*,)?\s*\"items\"\s*:\s*)?\[")
_ONE = re.compile(r"\s*(?=\{)")
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r"^[ \t]*\{|\}\s*,\s*\{", re.MULTILINE)
_MOST = 50_000
_MOST_BROKEN = 100
_NOTED = re.compile(r"^citation key: *(\S+)", re.IGNORECASE | re.MULTILINE)
_OLD_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}


def read_json(text: str) -> Listing:
    """The items of *text*: a list, ``{"items": […]}`` or one item; no entries when it is no list of sources.

    An item that cannot be read is a problem, and the others are read all the same. The id of an item is its
    ``citation-key`` if it has one, or the one among its notes, then its ``id``, but for an address that nobody can
    type; in a list of sources at least one has an id.
    """
    opening = _LIST.match(text) or _ONE.match(text)
    at = opening.end() if opening else len(text)
    is_list = text[at - 1 : at] == "["
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    entries: list[Listed] = []
    problems: list[Problem] = []
    has_ids = is_lost = False
    """Whether an item was broken, and what is read now may be a part of it."""
    while (at := past(_BETWEEN, text, at)) < len(text):
        if is_lost and text[at] != "{":
            following = _NEXT.search(text, at)
            at = following.end() - 1 if following else len(text)
            continue
        if text[at] == "]":
            break
        span = Span(at, at + 1)
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            problems.append(_broken(error, text, at))
            if len(problems) >= _MOST_BROKEN:
                break
            at, is_lost = at + 1, True
            continue
        if isinstance(item, Mapping) and (item.get("type") or item.get("title")):
            id = _id(item)
            if not is_lost or id:
                has_ids = has_ids or bool(id)
                entries.append(Listed("" if "://" in id else id, _fields(item), span))
                is_lost = False
        elif not is_lost:
            problems.append(Problem("this is no source", span, 'Write {"id": "haun", "title": "Air power"}.'))
        if len(entries) > _MOST:
            return too_many(_MOST)
        if len(problems) >= _MOST_BROKEN or not is_list:
            break
    return Listing(tuple(entries) if has_ids else (), tuple(problems))


def _broken(error: Exception, text: str, at: int) -> Problem:
    """What is wrong with the item that begins at *at*."""
    place = min(getattr(error, "pos", at), max(len(text) - 1, 0))
    what = "it is nested too deeply" if isinstance(error, RecursionError) else "its JSON is broken here"
    help = "Check the commas and quotes, or export it again from your reference manager."
    return Problem(f"this item cannot be read: {what}", Span(place, place + 1), help)


def _id(item: Mapping[str, Any]) -> str:
    """What an item is called: by its writer, in a field or among the notes, else by the program."""
    note = item.get("note")
    noted = _NOTED.search(note) if isinstance(note, str) else None
    return line(item.get("citation-key")) or (noted[1] if noted else "") or line(item.get("id"))


def _fields(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an item without its id, by their names today."""
    fields = {key: value for key, value in item.items() if key not in ("id", "citation-key")}
    for old, new in _OLD_NAMES.items():
        if old in fields:
            fields.setdefault(new, fields.pop(old))
    return fields
