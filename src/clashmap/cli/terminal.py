"""A finding as text for a terminal: what, where, the line with a caret under it, and what to type."""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections.abc import Iterator

import click

from clashmap.diagnostics import Diagnostic, Rule, Severity
from clashmap.source import Place

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_TAB = 4
_BEFORE_CARET = 0.4
"""Share of a cut line that is kept for what stands before the caret."""
_WINDOW = 4
"""How many widths of a cut line are looked at on either side of the caret."""
_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of text, and so could make a message read as what it is not."""


def full(diagnostic: Diagnostic, *, width: int = 100) -> str:
    """The finding with its line of text, in colour (which ``click.echo`` leaves out where there is no terminal)."""
    lines = [f"{head(diagnostic)}: {click.style(clean(diagnostic.message), bold=True)}"]
    place = diagnostic.place
    gutter = len(str(place.position.line)) if place else 1
    bar = click.style(f"{' ' * gutter} |", fg="blue")
    where = str(place) if place else diagnostic.path
    if where:
        lines.append(f"{' ' * gutter}{click.style('-->', fg='blue')} {clean(where)}")
    if place is not None:
        text, caret = snippet(place, width=max(width - gutter - 4, 40))
        number = click.style(f"{place.position.line} |", fg="blue")
        marked = click.style(caret, fg=_COLOURS[diagnostic.severity], bold=True)
        lines += [bar, f"{number} {text}".rstrip(), f"{bar} {marked}"]
    equals = click.style(f"{' ' * gutter} =", fg="blue")
    for related in diagnostic.related:
        lines.append(f"{equals} {clean(f'{related.place}: {related.message}')}")
    if diagnostic.help:
        first, *rest = clean(diagnostic.help, newlines=True).split("\n")
        lines.append(f"{equals} {click.style('help', bold=True)}: {first}")
        lines.extend(f"{' ' * gutter}   {line}" for line in rest)
    if fix := diagnostic.fix:
        lines.append(f"{equals} {click.style('fix', bold=True)}: {clean(fix.message)}")
    return "\n".join(lines)


def concise(diagnostic: Diagnostic) -> str:
    """The finding in one line, as editors and ``grep`` read it."""
    where = str(diagnostic.place) if diagnostic.place else diagnostic.path or "-"
    help = f" ({' '.join(diagnostic.help.split())})" if diagnostic.help else ""
    return clean(f"{where}: {diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}{help}")


def head(found: Diagnostic | Rule) -> str:
    """What a finding, or a page on its rule, begins with: severity and code."""
    return click.style(f"{found.severity}[{found.code}]", fg=_COLOURS[found.severity], bold=True)


def snippet(place: Place, *, width: int) -> tuple[str, str]:
    """The line where *place* starts, cut to *width* columns round it, and the caret line that underlines the place."""
    position = place.position
    whole = place.source.line(position.line)
    at = min(position.column - 1, len(whole))
    # Of a very long line only what may be shown is measured.
    near = slice(max(0, at - _WINDOW * width), at + _WINDOW * width)
    line, start = whole[near], at - near.start
    end = min(start + place.span.end - place.span.start, len(line))
    cells = list(_cells(line))
    edges = [0]
    for cell in cells:
        edges.append(edges[-1] + columns(cell))
    first, last = 0, len(cells)
    if edges[-1] > width:
        while edges[start] - edges[first] > width * _BEFORE_CARET and edges[-1] - edges[first] > width - 2:
            first += 1
        while edges[last] - edges[first] > width - 2:
            last -= 1
    last = max(last, first)
    is_cut_before, is_cut_behind = near.start + first > 0, near.start + last < len(whole)
    text = ("…" if is_cut_before else "") + "".join(cells[first:last]) + ("…" if is_cut_behind else "")
    end = max(min(end, last), start)
    indent = edges[start] - edges[first] + (1 if is_cut_before else 0)
    return text, " " * indent + "^" * max(edges[end] - edges[start], 1)


def _cells(line: str) -> Iterator[str]:
    """What is printed for each character of *line*; a tab reaches to the next tab stop."""
    column = 0
    for character in line:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else clean(character)
        column += columns(cell)
        yield cell


def columns(text: str) -> int:
    """How many columns of a terminal *text* takes: two for wide characters, none for those set upon another."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clean(text: str, *, newlines: bool = False) -> str:
    """*text* without characters that would steer the terminal, each replaced by “�”."""
    return "".join(
        "�" if _steers(character) and not (newlines and character == "\n") else character for character in text
    )


def _steers(character: str) -> bool:
    return character in _STEERING or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def quoted(path: str) -> str:
    """*path* as it can be typed behind a command: in quotes when there is more in it than letters."""
    if path.startswith("-") and path != "-":
        path = f"./{path}"
    if re.fullmatch(r"[\w./\\:~+,@-]+", path):
        return path
    return shlex.quote(path) if os.name != "nt" else f'"{path}"'
