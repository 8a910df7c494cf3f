"""The competition's format: ``p af`` and how many arguments there are, then two of their numbers for every attack."""

from __future__ import annotations

from collections.abc import Sequence

from clashmap.formats.attackgraphs.instance import Instance, numbered
from clashmap.formats.attackgraphs.lines import Lines, shown
from clashmap.source import Span
from clashmap.verdicts.attackgraph import AttackGraph

MOST = 2_000_000
"""Arguments of a graph, at the most."""
_HEADER = "write p af and how many arguments there are above the attacks, such as p af 3"


def read(lines: Lines) -> Instance:
    """The graph that *lines* write. Raises FormatError for mistakes in them."""
    size = None
    pairs: list[tuple[int, int]] = []
    for start, line in lines:
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if size is None:
            size = _size(lines, start, line, words)
        elif len(words) == 2:
            attacker, target = (_number(lines, start, line, place, word, size) for place, word in enumerate(words))
            pairs.append((attacker, target))
        else:
            here = "is one word" if len(words) == 1 else f"are {len(words)} words"
            message = f"an attack is written with two numbers, and here {here}"
            lines.wrong(Span(start, start + len(line)), message, "write each attack on a line of its own, such as 1 2")
    if size is None:
        lines.wrong(Span(0, 0), "there are comments only", _HEADER)
    lines.settle()
    return Instance(AttackGraph.of(size or 0, pairs), numbered(size or 0))


def _size(lines: Lines, start: int, line: str, words: Sequence[str]) -> int:
    """The number of arguments that the first line tells; one that does not ends the reading."""
    if words[:2] != ["p", "af"] or len(words) != 3 or not _is_number(words[2]):
        message = f"“{shown(line.strip())}” does not say how many arguments there are"
        lines.wrong(Span(start, start + len(line)), message, _HEADER)
        lines.settle()
    size = _value(words[2], MOST)
    if size is None:
        lines.wrong(lines.word(start, line, 2), "there are more arguments than can be read", f"{MOST:,} are the most")
        lines.settle()
    return size or 0


def _number(lines: Lines, start: int, line: str, place: int, word: str, size: int) -> int:
    """The argument of the graph that the *word* at this *place* of the line means, or 0 for a mistake."""
    if not _is_number(word):
        message, help = (
            f"“{shown(word)}” is not the number of an argument",
            "write numbers from 1, and comments behind #",
        )
    elif number := _value(word, size):
        return number - 1
    else:
        message = f"there is no argument {shown(word)}"
        help = f"the first line says that there are 1 to {size}" if size else "the first line says that there are none"
    lines.wrong(lines.word(start, line, place), message, help)
    return 0


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _value(digits: str, most: int) -> int | None:
    """The number that *digits* write; None when it is more than *most*. They may be very many."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= len(str(most)) and int(digits) <= most else None


def write(instance: Instance) -> str:
    """The text of *instance*; names other than the numbers from 1 are told in comments."""
    lines = [f"p af {len(instance.graph)}"]
    named = enumerate(instance.names, 1)
    lines += (f"# {number}: {' '.join(name.split())}" for number, name in named if name != str(number))
    for attacker, targets in enumerate(instance.graph.targets, 1):
        lines += (f"{attacker} {target + 1}" for target in targets)
    return "\n".join(lines) + "\n"
