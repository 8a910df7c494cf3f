"""Diagnostics: what is wrong, where, and what to type; and the registry of the rules that say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from clashmap.source import Place, Source, Span


class Severity(StrEnum):
    """How bad it is: an error stops a rendering, a warning does not, a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the text: what stands at *place* gives way to *text*; an empty place is an insertion."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits, all in one file and none over another, that mend a finding without changing anything else that is read."""

    message: str
    """What it does, such as ``put a backslash before the dot``."""
    edits: tuple[Edit, ...]


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
    mend: Callable[[Place], Fix | None] | None = None
    """The safe fix of a finding at a place; None where only the writer can know what was meant."""


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
    own: Fix | None = None
    """The safe fix of this very finding, where its place alone does not say what to write."""

    @property
    def code(self) -> str:
        """The stable code of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    @property
    def fix(self) -> Fix | None:
        """The safe fix, where there is one."""
        if self.own is not None:
            return self.own
        return self.rule.mend(self.place) if self.rule.mend is not None and self.place is not None else None

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Orders findings by file, offset, code and message."""
        path = self.place.source.path if self.place else self.path
        return (path, self.place.span.start if self.place else -1, self.code, self.message)


RULES: dict[str, Rule] = {}
"""Every rule by its code; a rule enters when the module that owns it is imported."""


def rule(
    code: str,
    name: str,
    severity: Severity,
    summary: str,
    *,
    why: str,
    bad: str = "",
    good: str = "",
    mend: Callable[[Place], Fix | None] | None = None,
) -> Rule:
    """Register a rule and return it. Raises ValueError when the code is taken."""
    if code in RULES:
        raise ValueError(f"rule code {code} is taken by {RULES[code].name}")
    RULES[code] = made = Rule(code, name, severity, summary, why, bad, good, mend)
    return made


def at(
    rule: Rule, message: str, source: Source, span: Span, *, help: str = "", related: tuple[Related, ...] = ()
) -> Diagnostic:
    """A diagnostic of *rule* at *span* of *source*."""
    return Diagnostic(rule, message, Place(source, span), help, related)
