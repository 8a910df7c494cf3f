"""Trivial graph format: the name of an argument on each line, a line with ``#``, then an attack on each line."""

from __future__ import annotations

import re

from clashmap.formats.attackgraphs.instance import Instance, numbered
from clashmap.formats.attackgraphs.lines import Lines, shown
from clashmap.source import Span
from clashmap.verdicts.attackgraph import AttackGraph

_PLAIN = re.compile(r"[^\s#]\S*")


def read(lines: Lines) -> Instance:
    """The graph that *lines* write; what stands behind a name, or behind an attack, is a label. Raises FormatError."""
    numbers: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    is_below = False
    for start, line in lines:
        words = line.split()
        if not words:
            continue
        if words[0] == "#" and not is_below:
            is_below = True
        elif not is_below:
            if words[0] in numbers:
                message = f"there is an argument “{shown(words[0])}” already"
                lines.wrong(lines.word(start, line, 0), message, "leave this one out, or call it otherwise")
            numbers.setdefault(words[0], len(numbers))
        elif len(words) == 1:
            message = f"an attack is written with two names, and here is only “{shown(words[0])}”"
            lines.wrong(lines.word(start, line, 0), message, "write attacker and target, such as a b")
        elif words[0] in numbers and words[1] in numbers:
            pairs.append((numbers[words[0]], numbers[words[1]]))
        else:
            for number, name in enumerate(words[:2]):
                if name not in numbers:
                    lines.unknown(
                        lines.word(start, line, number), name, numbers, f"add {shown(name)} on a line above #"
                    )
    if not is_below:
        end = len(lines.source.text.rstrip())
        message = "there is no line with # between arguments and attacks"
        lines.wrong(Span(end, end), message, "write the names, a line with # only, then the attacks")
    lines.settle()
    return Instance(AttackGraph.of(len(numbers), pairs), tuple(numbers))


def write(instance: Instance) -> str:
    """The text of *instance*; if some names cannot be written, arguments are numbered and the names are labels."""
    names = instance.names
    lines = list(names)
    if not all(map(_PLAIN.fullmatch, names)):
        names = numbered(len(names))
        lines = [f"{number} {' '.join(name.split())}" for number, name in zip(names, instance.names, strict=True)]
    lines.append("#")
    for attacker, targets in zip(names, instance.graph.targets, strict=True):
        lines += (f"{attacker} {names[target]}" for target in targets)
    return "\n".join(lines) + "\n"
