"""How far a premise–conclusion structure has been written, and lines that were meant to go on with it."""

from __future__ import annotations

import re

from clashmap.argdown.patterns import NEWLINE
from clashmap.argdown.tokens import Kind
from clashmap.source import Span

_DASHES = "–—―─"
RULE_SIGNS = frozenset(f"=~{_DASHES}")
"""What a line that looks like the hyphens of an inference can begin with, beside the signs of other lines."""
_RULE = re.compile(
    rf"[ \t]*+(?!--)(?P<mark>[{_DASHES}](?:[ \t]*+[{_DASHES}])*|(?P<sign>[-=_*~])(?:[ \t]*+(?P=sign))+)"
    rf"[ \t]*+{NEWLINE}(?=[ \t]*+\([0-9]+\))"
)
NUMBER = re.compile(r"[' \t]*+\([0-9]+\)")
"""The number of a statement at the start of a line."""
_NEXT_NUMBER = re.compile(r"[ \t]*+(?P<mark>\((?!1\))[0-9]+\))")
_GOES_ON = re.compile(r"[ \t]*+(?P<mark>\((?!1\))[0-9]+\)|(?:-{4,}|--(?!-)[^\r\n]*[^\r\n-]--)(?=[ \t]*+(?:[\r\n]|\Z)))")


class Structure:
    """What stands of the structure in a paragraph, and in the one above it: premises, an inference, or all of it."""

    __slots__ = ("_above", "_here", "gaps")

    def __init__(self) -> None:
        self._here = self._above = ""
        self.gaps: list[Span] = []
        """The numbers and inferences with an empty line above them that tears their structure apart."""

    def add(self, kind: Kind) -> None:
        """Note a number or the start of an inference."""
        if kind is Kind.INFERENCE_START:
            self._here = "-"
        else:
            self._here = "(" if self._here in ("", "(") else "."

    def blank(self) -> None:
        """Note an empty line."""
        self._above, self._here = self._here, ""

    def join(self, mark: Span) -> None:
        """Note that the empty line above *mark* tears the structure apart, and is to be read as none."""
        self._here = self._above
        self.gaps.append(mark)

    def rule(self, text: str, offset: int) -> Span | None:
        """A line like ``———`` at *offset* between two numbered statements."""
        return _mark(_RULE.match(text, offset)) if self._here else None

    def torn(self, text: str, offset: int) -> Span | None:
        """The number or inference at *offset*, below an empty line, if it goes on with what is not whole yet."""
        if self._above == "(":
            return _mark(_GOES_ON.match(text, offset))
        return _mark(_NEXT_NUMBER.match(text, offset)) if self._above == "-" else None


def _mark(match: re.Match[str] | None) -> Span | None:
    return Span(*match.span("mark")) if match else None
