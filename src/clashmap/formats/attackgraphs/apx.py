"""Aspartix: ``arg(a).`` for every argument, ``att(a,b).`` for every attack, blanks and ``%`` comments anywhere."""

from __future__ import annotations

import re

from clashmap.formats.attackgraphs.instance import Instance, numbered
from clashmap.formats.attackgraphs.lines import Lines, shown
from clashmap.source import Span
from clashmap.verdicts.attackgraph import AttackGraph

_NAME = r'("[^"\r\n]*"|[^\s(),"%]+)'
_PIECE = re.compile(
    rf"(?:arg\s*\(\s*{_NAME}|att\s*\(\s*{_NAME}\s*,\s*{_NAME})\s*\)\s*\.?\s*|%[^\r\n]*|\s+|(?P<other>(?s:.))"
)
"""A fact, behind which many files leave out the dot, what may stand between facts, or a sign that is neither."""
_NEXT = re.compile(r"[\r\n%]|\b(?:arg|att)\s*\(")
"""Where reading goes on behind something that is neither."""
_PLAIN = re.compile(r"\w+", re.ASCII)


def read(lines: Lines) -> Instance:
    """The graph that *lines* write. Raises FormatError for mistakes in them."""
    text = lines.source.text
    numbers: dict[str, int] = {}
    attacks: list[tuple[str, str, int]] = []
    at = 0
    while at < len(text):
        for piece in _PIECE.finditer(text, at):
            if piece["other"]:
                break
            at = piece.end()
            name, attacker, target, _ = piece.groups()
            if attacker:
                attacks.append((attacker, target, piece.start()))
            elif name in numbers:
                message = f"there is an argument “{shown(name)}” already"
                lines.wrong(Span(*piece.span(1)), message, "leave this one out, or call it otherwise")
            elif name:
                numbers[name] = len(numbers)
        if at < len(text):
            at = _skip(lines, at)
    pairs = []
    for attacker, target, start in attacks:
        if attacker in numbers and target in numbers:
            pairs.append((numbers[attacker], numbers[target]))
            continue
        for name, mark in ((attacker, "("), (target, ",")):
            if name not in numbers:
                place = text.index(name, text.index(mark, start))
                lines.unknown(Span(place, place + len(name)), name, numbers, f"add arg({shown(name)}).")
    lines.settle()
    return Instance(AttackGraph.of(len(numbers), pairs), tuple(numbers))


def _skip(lines: Lines, at: int) -> int:
    """Note that what stands *at* this offset is no fact, and tell where it ends."""
    text = lines.source.text
    found = _NEXT.search(text, at + 1)
    end = found.start() if found else len(text)
    written = text[at:end].rstrip()
    message = f"“{shown(written)}” is neither an argument nor an attack"
    lines.wrong(Span(at, at + len(written)), message, "write arg(a). or att(a,b). or a comment behind %")
    return end


def write(instance: Instance) -> str:
    """The text of *instance*; if some names cannot be written, arguments are numbered and comments tell the names."""
    names = instance.names
    lines = [] if names else ["% no arguments"]
    if not all(map(_PLAIN.fullmatch, names)):
        names = numbered(len(names))
        lines += (f"% {number}: {' '.join(name.split())}" for number, name in zip(names, instance.names, strict=True))
    lines += (f"arg({name})." for name in names)
    for attacker, targets in zip(names, instance.graph.targets, strict=True):
        lines += (f"att({attacker},{names[target]})." for target in targets)
    return "\n".join(lines) + "\n"
