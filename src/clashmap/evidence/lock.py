"""Locks: fingerprints of the passages that a debate cites, so that who has the text can check that it is the same."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from clashmap.evidence.fingerprint import DIGITS, fingerprint
from clashmap.evidence.locator import Locator, LocatorError, parse_locator
from clashmap.model import nothing

FILE = "sources.lock"
"""What the file is called, in the folder of the debate."""
VERSION = 2
"""Of the format and the fingerprints; a lock of another one is not read."""
LARGEST = 10_000_000
"""Characters of a lock, at most; one of 10,000 passages has 3 million."""
_MOST_DOTS = 200
"""Dots in a line, at most: a key of many parts takes the square of their number to read."""

_HEAD = """\
# What the sources of this debate said when it was locked, as fingerprints: no text of them is in this file.
# Commit it with the debate. With the texts in “sources”, or under --sources DIR, it is
# checked by:       clashmap cite PATH --verify
# written anew by:  clashmap cite PATH --lock

"""
_AT = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)")
_CONFLICT = re.compile(r"^<{7} .*", re.MULTILINE)
_RESOLVE = (
    "Delete the lines <<<<<<<, ======= and >>>>>>>, and of what stands between them one version; then type clashmap "
    "cite PATH --lock, which adds what is missing."
)
_AGAIN = (
    "An older clashmap wrote it. Delete it where the texts of the sources are, and then type clashmap cite PATH "
    "--lock, which writes it anew."
)
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
_SHOWN = 40


class LockError(ValueError):
    """Text that is no lock; the message is a phrase that says why, *line* and *column* where, from 1, if known.

    *help* is what to do, where that is not what helps against all else.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None, help: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.help = help


@dataclass(frozen=True, slots=True)
class LockedPassage:
    """What is known of a passage without its text: a *fingerprint* of it, and a *trace*, one byte for each word.

    A byte stands for hundreds of words: a trace finds a passage that was changed a little, but cannot be read.
    """

    fingerprint: str
    trace: bytes


@dataclass(frozen=True, slots=True)
class LockedSource:
    """A source as it was locked: how many *paragraphs*, a *fingerprint* of all of it, and the *passages* cited.

    *apart* are passages that are cited at a place where another one stands now, by that place and who cites them, who
    is named by a fingerprint: what became of them is still to be settled.
    """

    paragraphs: int
    fingerprint: str
    passages: Mapping[Locator, LockedPassage] = field(default_factory=lambda: MappingProxyType({}))
    apart: Mapping[tuple[Locator, str], LockedPassage] = field(default_factory=lambda: MappingProxyType({}))

    def cited(self, locator: Locator, by: str) -> LockedPassage | None:
        """What is known of the passage that *by*, the id of a claim, argument or card, cites at *locator*."""
        own = self.apart.get((locator, fingerprint(by))) if self.apart else None
        return own or self.passages.get(locator)


@dataclass(frozen=True, slots=True)
class Lock:
    """The *sources* that were locked, by their ids."""

    sources: Mapping[str, LockedSource] = field(default_factory=nothing)


def dumps(lock: Lock) -> str:
    """*lock* as TOML: sources by their id, passages by their place, a few lines for each, the same for one lock."""
    import tomli_w

    sources = {id: _written(source) for id, source in sorted(lock.sources.items())}
    return _HEAD + tomli_w.dumps({"version": VERSION, "sources": sources})


def _written(source: LockedSource) -> dict[str, Any]:
    apart: dict[str, dict[str, dict[str, str]]] = {}
    for locator, by in sorted(source.apart):
        apart.setdefault(str(locator), {})[by] = _told(source.apart[locator, by])
    return {
        "paragraphs": source.paragraphs,
        "fingerprint": source.fingerprint,
        "passages": {str(locator): _told(source.passages[locator]) for locator in sorted(source.passages)},
        **({"apart": apart} if apart else {}),
    }


def _told(passage: LockedPassage) -> dict[str, str]:
    return {"fingerprint": passage.fingerprint, "trace": b64encode(passage.trace).decode("ascii")}


def loads(text: str) -> Lock:
    """The lock that *text* is. Raises LockError when it is none, or has anything in it that is not known."""
    import tomllib

    if len(text) > LARGEST:
        raise LockError(f"is larger than any lock: more than {LARGEST:,} characters")
    if number := next((n for n, line in enumerate(text.split("\n"), start=1) if line.count(".") > _MOST_DOTS), 0):
        raise LockError("has a line that no lock has", number, 1)
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise LockError("holds two versions of itself, which Git could not join", line, 1, _RESOLVE)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unread(str(error), text) from error
    except (ValueError, OverflowError, RecursionError) as error:
        raise LockError("holds a value that no lock has") from error
    if "version" not in data:
        raise LockError("does not say of which version it is")
    if data["version"] != VERSION or isinstance(data["version"], bool):
        is_old = isinstance(data["version"], int) and data["version"] < VERSION
        help = _AGAIN if is_old else "Install the clashmap that wrote it, which will be a newer one."
        message = f"is of version {_shown(data['version'])}, and this clashmap reads version {VERSION}"
        raise LockError(message, help=help)
    _only(data, {"version", "sources"}, "the lock")
    sources = _table(data.get("sources", {}), "“sources”")
    return Lock(MappingProxyType({id: _source(id, sources[id]) for id in sources}))


def _source(id: str, value: object) -> LockedSource:
    what = f"source “{_shown(id)}”"
    table = _table(value, what)
    _only(table, {"paragraphs", "fingerprint", "passages", "apart"}, what)
    count = table.get("paragraphs")
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 10**9:
        raise LockError(f"does not say how many paragraphs {what} has")
    passages = {
        locator: _passage(_table(passage, f"{locator} of {what}"), f"{locator} of {what}")
        for locator, passage in _places(table, "passages", what)
    }
    apart = {}
    for locator, passage_by in _places(table, "apart", what):
        named = f"{locator} of {what}"
        for by, passage in _table(passage_by, named).items():
            if not _FINGERPRINT.fullmatch(by):
                raise LockError(f"does not say who cites {named}")
            apart[locator, by] = _passage(_table(passage, named), named)
    return LockedSource(count, _fingerprint(table, what), MappingProxyType(passages), MappingProxyType(apart))


def _places(table: Mapping[str, Any], key: str, what: str) -> Iterator[tuple[Locator, Any]]:
    """What the table under *key* of *table* holds, by place."""
    seen = set()
    for written, value in _table(table.get(key, {}), f"“{key}” of {what}").items():
        try:
            locator = parse_locator(written)
        except LocatorError as error:
            raise LockError(f"“{_shown(written)}” of {what} {error}") from error
        if locator in seen:
            raise LockError(f"has {locator} of {what} twice")
        seen.add(locator)
        yield locator, value


def _passage(table: Mapping[str, Any], what: str) -> LockedPassage:
    _only(table, {"fingerprint", "trace"}, what)
    trace = table.get("trace")
    try:
        if not isinstance(trace, str):
            raise ValueError
        return LockedPassage(_fingerprint(table, what), b64decode(trace, validate=True))
    except (binascii.Error, ValueError) as error:
        if isinstance(error, LockError):
            raise
        raise LockError(f"has no trace of {what} that can be read") from error


def _fingerprint(table: Mapping[str, Any], what: str) -> str:
    value = table.get("fingerprint")
    if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
        raise LockError(f"has no fingerprint of {what} that can be read")
    return value


def _table(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise LockError(f"has no table for {what}")
    return value


def _only(table: Mapping[str, Any], known: set[str], what: str) -> None:
    """Raise LockError for a key that is not *known*: what is not understood must not be lost when it is written."""
    if unknown := sorted(set(table) - known):
        raise LockError(f"has “{_shown(unknown[0])}” in {what}, which this clashmap does not know")


def _shown(value: object) -> str:
    try:
        text = " ".join(str(value).split())
    except ValueError:  # an integer of thousands of digits, which TOML allows as hexadecimal
        return "…"
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _unread(message: str, text: str) -> LockError:
    """What the reader of TOML says, as a phrase with its place."""
    match = _AT.search(message)
    reason = _AT.sub("", message).rstrip(".")
    reason = _shown(reason[:1].lower() + reason[1:])
    if match is None:
        return LockError(f"is not TOML ({reason})")
    if match[1] is None:
        lines = text.split("\n")
        return LockError(f"is not TOML ({reason})", len(lines), len(lines[-1]) + 1)
    return LockError(f"is not TOML ({reason})", int(match[1]), int(match[2]))
