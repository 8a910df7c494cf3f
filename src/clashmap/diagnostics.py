"""Diagnostics: what is wrong, where, and what to type; and the registry of the rules that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clashmap.source import Place, Source, Span


class Severity(StrEnum):
    """How bad it is: an error stops a rendering, a warning does not, a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its stable *code*, a one-line *summary*, *why* it matters, and two examples."""

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: str = ""
    good: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding is about, with a few words on its part in it."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the user's text. *place* is None for what concerns no single place in a file."""

    rule: Rule
    message: str
    place: Place | None
    help: str = ""
    related: tuple[Related, ...] = ()
    path: str = ""
    """The file meant when there is no place in its text (it cannot be decoded, it is empty …)."""

    @property
    def code(self) -> str:
        """The stable code of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Orders findings by file, offset, code and message."""
        path = self.place.source.path if self.place else self.path
        return (path, self.place.span.start if self.place else -1, self.code, self.message)


RULES: dict[str, Rule] = {}
"""Every rule by its code; a rule enters when the module that owns it is imported."""


def rule(code: str, name: str, severity: Severity, summary: str, *, why: str, bad: str = "", good: str = "") -> Rule:
    """Register a rule and return it. Raises ValueError when the code is taken."""
    if code in RULES:
        raise ValueError(f"rule code {code} is taken by {RULES[code].name}")
    RULES[code] = made = Rule(code, name, severity, summary, why, bad, good)
    return made


def at(
    rule: Rule, message: str, source: Source, span: Span, *, help: str = "", related: tuple[Related, ...] = ()
) -> Diagnostic:
    """A diagnostic of *rule* at *span* of *source*."""
    return Diagnostic(rule, message, Place(source, span), help, related)
