"""Reports: findings in a format for programs; one module per format, imported when it is asked for.

The formats for people, ``full`` and ``concise``, are in ``terminal``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clashmap.diagnostics import Diagnostic

REPORTS = {
    "json": "clashmap.cli.reports.records",
    "json-lines": "clashmap.cli.reports.lines",
    "github": "clashmap.cli.reports.github",
    "sarif": "clashmap.cli.reports.sarif",
}
"""The module of each format by its name; its ``report(findings, name=…)`` gives the lines to print."""

Name = Callable[[str], str]
"""What a report calls the file at a path."""


_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def dumps(value: Any, *, indent: int | None = None) -> str:
    """*value* as JSON, in which what steers a terminal or turns the direction of text is escaped; letters are not."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def report(findings: Sequence[Diagnostic], format: str, *, path: str) -> Iterator[str]:
    """The lines of a report in one of REPORTS on the debate at *path*."""
    lines: Iterator[str] = import_module(REPORTS[format]).report(findings, name=names_from(path))
    return lines


def names_from(path: str) -> Name:
    """How a report that leaves this machine names the files of the debate at *path*: not by where they are on it.

    What is in the folder that the user is in is named from there, anything else from the folder that holds *path*.
    """
    folders = (Path.cwd(), Path(path).absolute().parent)

    def name(file: str) -> str:
        full = Path(file)
        if not full.is_absolute():
            return full.as_posix()
        inside = (full.relative_to(folder) for folder in folders if full.is_relative_to(folder))
        return next(inside, Path(full.name)).as_posix()

    return name
