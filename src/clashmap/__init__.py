"""Argument maps from plain text: claims and counterclaims of a debate, checked and drawn.

    map = clashmap.load("arguments/air-support-guarantee")
    for finding in map.diagnostics:
        print(finding.place, finding.message)
    sheet = clashmap.render(map, page="a2")
    print(map.graph, sheet.smallest_text)

Every public name is in ``__all__``; each is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clashmap.diagnostics import Diagnostic, Related, Rule, Severity
    from clashmap.draw.engines import EngineError
    from clashmap.draw.render import render
    from clashmap.draw.sheet import Sheet
    from clashmap.draw.view.scope import Scope
    from clashmap.evidence.cards import Card
    from clashmap.evidence.shelf import Shelf
    from clashmap.evidence.text import SourceText
    from clashmap.evidence.verify import Standing, Verified, verify
    from clashmap.graph import ArgumentMap
    from clashmap.library import LoadError, MissingError, SaveError, load, loads, save
    from clashmap.model import (
        Argument,
        Citation,
        Claim,
        Definition,
        Mention,
        Reference,
        Relation,
        RelationKind,
        Section,
        Step,
    )
    from clashmap.source import Place, Position, Source, Span
    from clashmap.verdicts.judge import Judgement, Verdict, judge

    __version__: str

__all__ = [
    "Argument",
    "ArgumentMap",
    "Card",
    "Citation",
    "Claim",
    "Definition",
    "Diagnostic",
    "EngineError",
    "Judgement",
    "LoadError",
    "Mention",
    "MissingError",
    "Place",
    "Position",
    "Reference",
    "Related",
    "Relation",
    "RelationKind",
    "Rule",
    "SaveError",
    "Scope",
    "Section",
    "Severity",
    "Sheet",
    "Shelf",
    "Source",
    "SourceText",
    "Span",
    "Standing",
    "Step",
    "Verdict",
    "Verified",
    "__version__",
    "judge",
    "load",
    "loads",
    "render",
    "save",
    "verify",
]

_HOMES = {
    "clashmap.diagnostics": ("Diagnostic", "Related", "Rule", "Severity"),
    "clashmap.draw.engines": ("EngineError",),
    "clashmap.draw.render": ("render",),
    "clashmap.draw.sheet": ("Sheet",),
    "clashmap.draw.view.scope": ("Scope",),
    "clashmap.evidence.cards": ("Card",),
    "clashmap.evidence.shelf": ("Shelf",),
    "clashmap.evidence.text": ("SourceText",),
    "clashmap.evidence.verify": ("Standing", "Verified", "verify"),
    "clashmap.graph": ("ArgumentMap",),
    "clashmap.library": ("LoadError", "MissingError", "SaveError", "load", "loads", "save"),
    "clashmap.model": (
        "Argument",
        "Citation",
        "Claim",
        "Definition",
        "Mention",
        "Reference",
        "Relation",
        "RelationKind",
        "Section",
        "Step",
    ),
    "clashmap.source": ("Place", "Position", "Source", "Span"),
    "clashmap.verdicts.judge": ("Judgement", "Verdict", "judge"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name == "__version__":
        value: Any = _version()
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module 'clashmap' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("clashmap")
    except PackageNotFoundError:  # run from a folder of sources that is not installed
        return "0+unknown"
