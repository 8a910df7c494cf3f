"""Includes: ``@include(path)`` gives way to the text of the file that it names, as in Argdown's own tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from clashmap.argdown.directives import directives
from clashmap.diagnostics import Diagnostic, Related, Rule, Severity, rule
from clashmap.source import Part, Place, Source, Span

_ZONE = "// debate.argdown\n[Zone]: There should be one.\n\n"
_WAR = "// war.argdown\n[War]: It means war.\n"

UNREADABLE = rule(
    "R020",
    "include-unreadable",
    Severity.ERROR,
    "an @include names a file that cannot be read",
    why="What is in that file would silently be missing from the map.",
    bad=f"{_ZONE}@include(wars.argdown)\n\n{_WAR}",
    good=f"{_ZONE}@include(war.argdown)\n\n{_WAR}",
)
OUTSIDE = rule(
    "R021",
    "include-outside",
    Severity.ERROR,
    "an @include names a file outside the folder of the debate",
    why="A debate that is handed on as a folder must be whole, and must not pull in anything else from a computer.",
    bad=f"{_ZONE}@include(../war.argdown)\n",
    good=f"{_ZONE}@include(war.argdown)\n\n{_WAR}",
)
CIRCLE = rule(
    "R022",
    "include-circle",
    Severity.WARNING,
    "files include each other in a circle",
    why="Each file is read once, so that an @include of a file which is being read adds nothing.",
    bad=f"{_ZONE}@include(war.argdown)\n\n{_WAR}\n@include(debate.argdown)\n",
    good=f"{_ZONE}@include(war.argdown)\n\n{_WAR}",
)

DEEPEST = 50
"""Files that include one another, at most."""
MOST = 1_000
"""Directives in one debate, at most."""
LARGEST = 50_000_000
"""Characters of all files included in one debate, at most."""
_LONGEST = 4_000
"""Characters of a path, at most: no system has longer ones, and to follow one takes the square of its length."""

_FOLDER = "Give clashmap the whole folder: its files are one debate without any @include."
_LETTER = re.compile(r"[^\r\n]")


class RefusedError(Exception):
    """A file cannot be included: which rule says so, why, and what to type."""

    def __init__(self, rule: Rule, message: str, help: str, related: tuple[Related, ...] = ()) -> None:
        super().__init__(message)
        self.rule, self.message, self.help, self.related = rule, message, help, related


class Files(Protocol):
    """Where included files are found. Both methods raise RefusedError."""

    def find(self, written: str, beside: str) -> str:
        """The one name of the file that *written* means in the file *beside*."""

    def take(self, name: str) -> Source:
        """The text of a file that was found."""


@dataclass(slots=True)
class Includer:
    """Reads included files, each once. *read* holds the names of all files read, *found* what was wrong with them."""

    files: Files
    read: set[str] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)
    _open: dict[str, Place | None] = field(default_factory=dict)
    """The files that are being read, the outermost first, and where each is included."""
    _count: int = 0
    _size: int = 0

    def expand(self, source: Source, name: str, place: Place | None = None) -> Source:
        """*source*, the file *name* that is included at *place*, with what it includes in it; its parts say from where.

        What cannot be included, or has been before, leaves a comment of the same length: it joins no paragraphs.
        """
        self.read.add(name)
        self._open[name] = place
        pieces: list[Place] = []
        done = 0
        for span, written in directives(source.text):
            place = Place(source, span)
            inner = self._include(written, name, place) or _comment(place)
            pieces += (Place(source, Span(done, span.start)), Place(inner, Span(0, len(inner.text))))
            done = span.end
        del self._open[name]
        return _joined(source.path, [*pieces, Place(source, Span(done, len(source.text)))]) if pieces else source

    def _include(self, written: str, beside: str, place: Place) -> Source | None:
        """The file that *place* includes in the file *beside*; None when there is nothing to add."""
        self._count += 1
        if self._count > MOST + 1:
            return None
        try:
            if self._count > MOST:
                raise RefusedError(UNREADABLE, f"there are more than {MOST:,} @include in this debate", _FOLDER)
            return self._read(written, beside, place)
        except RefusedError as refused:
            self.found.append(Diagnostic(refused.rule, refused.message, place, refused.help, refused.related))
            return None

    def _read(self, written: str, beside: str, place: Place) -> Source | None:
        """The text of the file; None when it has been read before."""
        name = _find(written, beside, self.files)
        if name in self._open:
            raise self._circle(name, written)
        if name in self.read:
            return None
        if len(self._open) > DEEPEST:
            raise RefusedError(UNREADABLE, f"more than {DEEPEST} files include one another", _FOLDER)
        source = self.files.take(name)
        self._size += len(source.text)
        if self._size > LARGEST:
            raise RefusedError(UNREADABLE, f"the included files have more than {LARGEST:,} characters", _FOLDER)
        return self.expand(source, name, place)

    def _circle(self, name: str, written: str) -> RefusedError:
        names = [*self._open]
        inner = names[names.index(name) + 1 :]
        if not inner:
            return RefusedError(CIRCLE, "this file includes itself", "Delete this @include.")
        first = self._open[inner[0]]
        related = (Related(first, "it leads here from this @include"),) if first else ()
        return RefusedError(
            CIRCLE, f"“{written}” includes this file itself", "Delete one of the two @include.", related
        )


def expand_all(sources: Mapping[str, Source], files: Files) -> tuple[list[Source], list[Diagnostic]]:
    """The *sources* of a debate by their names, each with what it includes, and what was wrong with that.

    A source that another one includes is not read a second time.
    """
    includer = Includer(files)
    included = {inner for name, source in sources.items() for inner in _found(source, name, files)}
    made = {}
    for name in (*(name for name in sources if name not in included), *sources):  # none but included ones in a circle
        if name not in includer.read:
            made[name] = includer.expand(sources[name], name)
    return [made[name] for name in sources if name in made], includer.found


def _found(source: Source, name: str, files: Files) -> Iterator[str]:
    """The names of other files that *source* includes."""
    for written in list(dict.fromkeys(written for _, written in directives(source.text)))[:MOST]:
        with suppress(RefusedError):
            inner = _find(written, name, files)
            if inner != name:
                yield inner


def _find(written: str, beside: str, files: Files) -> str:
    """The file that *written* means in the file *beside*; raises RefusedError, as ``Files`` does."""
    if len(written) > _LONGEST:
        raise RefusedError(UNREADABLE, "no file has a path as long as this", "Check the spelling.")
    return files.find(written, beside)


def _comment(place: Place) -> Source:
    """A comment as long as what stands at *place*."""
    blank = _LETTER.sub(" ", place.text[4:-3])
    return Source(
        place.source.path, f"<!--{blank}-->", (Part(Span(0, len(place.text)), place.source, place.span.start),)
    )


def _joined(path: str, pieces: list[Place]) -> Source:
    """One text from *pieces*; a piece is either of a file as it was opened, or all of a text put together before."""
    parts: list[Part] = []
    length = 0
    for source, (start, end) in ((piece.source, piece.span) for piece in pieces):
        for part in source.parts or (Part(Span(start, end), source, start),):
            moved = Span(part.span.start - start + length, part.span.end - start + length)
            parts.append(part._replace(span=moved))
        length += end - start
    text = "".join(piece.text for piece in pieces)
    return Source(path, text, tuple(part for part in parts if part.span.end > part.span.start))


def at_origin(diagnostic: Diagnostic) -> Diagnostic:
    """*diagnostic* with its places in the files that they were read from."""
    place = diagnostic.place
    if not any(given.source.parts for given in (place, *(related.place for related in diagnostic.related)) if given):
        return diagnostic
    related = tuple(replace(related, place=related.place.origin) for related in diagnostic.related)
    return replace(diagnostic, place=place.origin if place else None, related=related)
