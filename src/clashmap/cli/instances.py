"""Instances: the attack graph that a file writes or a debate makes, and how its arguments are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from clashmap.cli.debate import Refusal, open_sound, refuse
from clashmap.cli.terminal import clean

if TYPE_CHECKING:
    from clashmap.verdicts.attackgraph import AttackGraph

_COMPARED = 10_000
"""Names among which a like one is looked for, at the most."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An attack graph and the *names* of its arguments, in its order; one without a name is not shown."""

    graph: AttackGraph
    names: Sequence[str]
    others: Mapping[str, int] = field(default_factory=dict)
    """What else an argument may be called."""

    def number(self, name: str) -> int:
        """The argument that is called *name*. Refuses one that there is not."""
        number = self.others.get(name)
        if number is None and name and name in self.names:
            number = self.names.index(name)
        if number is None:
            from difflib import get_close_matches

            called = dict(zip(self.names[:_COMPARED], range(_COMPARED), strict=False))
            titles = {number: title for title, number in reversed((called | dict(self.others)).items())}
            near = get_close_matches(name, [title for title in titles.values() if title])
            meant = " or ".join(f"“{title}”" for title in near)
            help = f"did you mean {meant}?" if near else "type it as the file writes it"
            refuse(f"there is no argument “{name}”; {help}")
        return number

    def line(self, numbers: Iterable[int]) -> str:
        """These arguments as the competition writes an extension: ``w`` and their names."""
        line = " ".join(("w", *filter(None, map(self.names.__getitem__, numbers))))
        return line if line.isprintable() else clean(line)


def open_instance(file: str, format: str | None) -> Opened:
    """The attack graph in *file*, in a *format* of the competition or that of our debates; None leaves it to the file.

    Ends the command with exit code 1 when there are mistakes in the text.
    """
    from clashmap.library import SUFFIXES, LoadError
    from clashmap.library.finding import find_files, read_bytes

    if format == "argdown" or (format is None and (os.path.isdir(file) or file.casefold().endswith(SUFFIXES))):
        return _debate(file)
    if os.path.isdir(file):
        refuse(f"{Path(file).as_posix()} is a folder; type the name of a file, or -fo argdown for a debate")
    from clashmap.formats.attackgraphs import FORMATS, FormatError, format_of, loads

    try:
        data = sys.stdin.buffer.read() if file == "-" else read_bytes(*find_files(file))
    except LoadError as error:
        raise Refusal(str(error)) from error
    shown = "<stdin>" if file == "-" else Path(file).as_posix()
    format = format or format_of(file, data)
    if format is None:
        refuse(f"neither name nor text tells how {shown} is written; add -fo and one of {', '.join(FORMATS)}, argdown")
    try:
        instance = loads(data, format, path=shown)
    except FormatError as error:
        for line in str(error).splitlines():
            Refusal(line).show()
        sys.exit(1)
    return Opened(instance.graph, instance.names)


def _debate(path: str) -> Opened:
    """The attack graph of the debate at *path*; claims and arguments are called by id, title, or what they say."""
    from clashmap.verdicts.framework import Part, frame

    map = open_sound(path, keep_going=False)
    framework = frame(map)
    names = [member.id if member.part is Part.NODE else "" for member in framework.members]
    others = {node.label: framework.index[node.id] for node in reversed(map.nodes)}
    return Opened(framework.graph, names, others | dict(framework.index))
