"""A place in the tokens of a text, and the diagnostics found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from clashmap.argdown.patterns import BLANKS
from clashmap.argdown.tokens import Kind, Token
from clashmap.diagnostics import Diagnostic, Rule, at
from clashmap.source import Source, Span

_NEAR = 500
"""How many characters before a place are looked at to see how its line begins."""


@dataclass(slots=True)
class Cursor:
    """Walks over *tokens*, whose last is END, and never beyond it."""

    source: Source
    tokens: list[Token]
    index: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    is_too_deep: bool = False
    """Whether too deep nesting has been reported; once in a file is enough."""
    token: Token = field(init=False)
    """The token to be read next."""
    kind: Kind = field(init=False)
    """The kind of the token to be read next."""
    _titles: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.go(self.index)

    def go(self, index: int) -> None:
        """Read on from the token with this *index*."""
        self.index = index
        self.token = self.tokens[index]
        self.kind = self.token.kind

    def comes(self, kind: Kind, then: Kind | None = None) -> bool:
        """Whether a token of this kind comes next, and behind it one of the kind *then*."""
        return self.kind is kind and (then is None or self.following is then)

    @property
    def titles(self) -> frozenset[str]:
        """The titles of all claims and arguments that have a text."""
        if self._titles is None:
            kinds = (Kind.CLAIM_DEFINITION, Kind.ARGUMENT_DEFINITION)
            self._titles = frozenset(token.value for token in self.tokens if token.kind in kinds)
        return self._titles

    @property
    def following(self) -> Kind:
        """The kind of the token behind the next one."""
        return self.tokens[min(self.index + 1, len(self.tokens) - 1)].kind

    @property
    def before(self) -> Token | None:
        """The token read last."""
        return self.tokens[self.index - 1] if self.index else None

    def line_before(self, offset: int) -> str:
        """What stands before *offset* on its line; of a very long line only the last part of it."""
        start = self.source.line_at(offset).start
        return self.source.text[max(start, offset - _NEAR) : offset]

    def take(self) -> Token:
        """Read a token."""
        token = self.token
        if self.kind is not Kind.END:
            self.go(self.index + 1)
        return token

    def skip(self, kind: Kind) -> bool:
        """Read all tokens of *kind* that come next, and say whether there were any."""
        start = self.index
        while self.kind is kind and kind is not Kind.END:
            self.go(self.index + 1)
        return self.index > start

    def report(self, rule: Rule, message: str, span: Span, help: str) -> None:
        """Note an error."""
        self.diagnostics.append(at(rule, message, self.source, span, help=help))

    def report_token(self, rule: Rule, message: str, token: Token, help: str) -> None:
        """Note an error at *token*, or at the end of what is before it if it has no text."""
        start, end = token.start, token.end
        if start == end:
            text = self.source.text
            start = len(text[:start].rstrip()) if token.kind is Kind.END else start
            end = min(start + 1, len(text))
            start = max(0, end - 1) if start == end else start
        written = self.source.text[start:end]
        self.report(rule, message, Span(start, start + (len(written.rstrip(BLANKS)) or len(written))), help)
