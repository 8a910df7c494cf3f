"""Faults: the rules on files of evidence of any kind that are not opened, or cannot be read here."""

from __future__ import annotations

from clashmap.diagnostics import Diagnostic, Rule, Severity, rule
from clashmap.evidence.extra import MissingLibraryError, install

MISSING_LIBRARY = rule(
    "E025",
    "library-missing",
    Severity.WARNING,
    "what reads a kind of file is not installed",
    why="Web pages, word processor documents, PDFs and bibliographies are read by libraries that not everybody needs.",
)
UNOPENED = rule(
    "E028",
    "evidence-unopened",
    Severity.WARNING,
    "a file beside the debate is not opened",
    why="A debate that was handed to you must not be able to read other files of your computer, by an id with “..” in "
    "it or by a link, nor to bring it to a stop. So only plain files are opened, in the folder of the debate or the "
    "one that you give with --sources: texts of sources up to 100 MB, cards and bibliographies up to 10 MB.",
)
CARD_STRAY = rule(
    "E064",
    "card-stray",
    Severity.WARNING,
    "a file looks like a card, and is not read as one",
    why="A card is a file in the folder “cards” beside the debate whose name ends in .md. Any other is read by nobody, "
    "so that no claim can show it, and nothing is held against its source.",
)


def fault(rule: Rule, path: str, message: str, help: str) -> Diagnostic:
    """Say *message* of the whole file at *path*, by *rule*, and how to *help* it."""
    return Diagnostic(rule, message, None, help, path=path)


def missing(path: str, library: MissingLibraryError) -> Diagnostic:
    """Say that the *library* that reads the file at *path* is not installed."""
    return fault(MISSING_LIBRARY, path, f"this file is read by {library}, which is not installed", f"Type: {install()}")
