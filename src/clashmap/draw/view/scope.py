"""The scope: what of a map is drawn, as a reader asks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a map is drawn; what is asked for together has all to hold."""

    section: str | None = None
    """Only what occurs under this heading (its title or id)."""
    focus: str | None = None
    """Only this claim or argument (its title or id) and what bears on it."""
    depth: int | None = None
    """How many links away from the *focus* something may be; None for any number."""
    sides: tuple[str, ...] = ()
    """Only what these sides say, and what has no side; empty for all."""
    tags: tuple[str, ...] = ()
    """Only what has one of these tags; empty for all."""
    only_clash: bool = False
    """Only what attacks, is attacked, undercuts, is undercut, or is contradicted."""
    collapse: tuple[str, ...] = ()
    """Headings (titles or ids) each of which is drawn as one box."""
    explode: bool = False
    """Whether arguments show their premises and their step."""


EVERYTHING = Scope()
