"""Exchange formats: one module each, found by name, loaded when asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

FORMATS = {
    "argdown": "clashmap.formats.argdown",
    "argdown-json": "clashmap.formats.argdown_json",
    "dot": "clashmap.formats.dot",
}
"""The module of every format by its name; each offers ``dumps`` or ``loads`` or both."""


def find_format(name: str) -> ModuleType:
    """The module of the format called *name*. Raises KeyError when there is none."""
    return import_module(FORMATS[name])
