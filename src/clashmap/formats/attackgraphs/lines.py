"""Lines of a file that is read with care: where each word stands, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

from clashmap.diagnostics import Severity
from clashmap.encoding import decode
from clashmap.formats.attackgraphs.instance import FormatError, Mistake
from clashmap.source import Place, Source, Span

_MANY = 1_000
"""Mistakes after which reading is given up."""
_LONG = 40
"""Letters of a word that a message shows."""
_MEANT = 3
"""Mistakes for which a like name is looked for, at the most: among many names that takes a while."""
_COMPARED = 10_000
"""Names among which a like one is looked for, at the most."""
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Lines:
    """The text of a file, and the *mistakes* that were found in it so far."""

    source: Source
    mistakes: list[Mistake] = field(default_factory=list)

    @classmethod
    def of(cls, text: str | bytes, path: str) -> Lines:
        """The lines of *text*. Raises FormatError when there is nothing in it, or it is not text."""
        if isinstance(text, str):
            source = Source(path, text.removeprefix("\ufeff"))
        else:
            decoded, found = decode(text, path)
            errors = [error for error in found if error.severity is Severity.ERROR]
            if decoded is None or errors:
                told = [Mistake(error.message, _phrase(error.help), error.place, error.path) for error in errors]
                raise FormatError(told)
            source = decoded
        if not source.text.strip():
            raise FormatError([Mistake("there is nothing in the file", "check that it is the one you mean", path=path)])
        return cls(source)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Every line that is not empty, and the offset at which it starts."""
        return ((match.start(), match[0]) for match in _LINE.finditer(self.source.text))

    def wrong(self, span: Span, message: str, help: str) -> None:
        """Note a mistake. Raises FormatError when it is one of very many."""
        self.mistakes.append(Mistake(message, help, Place(self.source, span)))
        if len(self.mistakes) == _MANY:
            self.settle()

    def word(self, start: int, line: str, number: int) -> Span:
        """Where the word of this *number*, from 0, stands in the *line* that starts at *start*."""
        *_, word = (match for match, _ in zip(_WORD.finditer(line), range(number + 1), strict=False))
        return Span(start + word.start(), start + word.end())

    def unknown(self, span: Span, name: str, known: Iterable[str], how: str) -> None:
        """Note that there is no argument with this *name* among those *known*, and *how* to add it."""
        near = get_close_matches(name, islice(known, _COMPARED), n=1) if len(self.mistakes) < _MEANT else []
        meant = f"did you mean “{shown(near[0])}”? If not, " if near else ""
        self.wrong(span, f"there is no argument “{shown(name)}”", f"{meant}{how}")

    def settle(self) -> None:
        """Raise FormatError if there are mistakes."""
        if self.mistakes:
            raise FormatError(self.mistakes)


def shown(word: str) -> str:
    """A word as a message may quote it: short and without control characters."""
    text = "".join(c if c.isprintable() else "·" for c in word[:_LONG])
    return text + "…" if len(word) > _LONG else text


def _phrase(help: str) -> str:
    """A sentence as a phrase behind a semicolon."""
    return help[:1].lower() + help[1:].rstrip(".")
