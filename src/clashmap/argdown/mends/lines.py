"""Fixes of whole lines: empty lines that are missing or too many, indentation, and the signs of relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from clashmap.argdown.patterns import ZERO_WIDTH
from clashmap.diagnostics import Edit, Fix
from clashmap.mend import newline_of, put, swap
from clashmap.source import Place

_SIGN = re.compile(r"[ \t]*(?:\+>|->|<?\+|<?-(?!-)|><|_>|<_|_(?=\s))")
_HEAD = re.compile(r"(?![0-9]+\.\s)[\[<\w“\"‘]")
_BLOCK = re.compile(r"(?:\[[^\[\]\r\n]+\]|<[^<>\r\n]+>)(?::\s|[ \t]*(?:[#{]|\Z))|#+ |\([0-9]+\)|[0-9]+\.\s|\*\s")
_MEMBER = re.compile(r"(?:\[[^\[\]]+\]|<[^<>]+>)(?::\s|[ \t]*(?:[#{]|\Z))")
_FRONT_MATTER = re.compile(r"\s*---(?P<lines>\s[^=]*?\n)---(?=\s)")
_OWN_LINE = re.compile(r"\s*(?://.*|/\*(?:(?!\*/).)*\*/|<!--(?:(?!-->).)*-->)\s*")
"""A comment that is all there is on its line."""
_NO_PROSE = re.compile(r"[ \t]*(?:--|\(|\*\s|#|[0-9]+\.\s|===)")
_NUMBER = re.compile(r"[ \t]*\([0-9]+\)")
_MARK = re.compile(r"\((?!1\))[0-9]+\)|-.*-")
_COMMENT = re.compile(r"//|/\*|<!--|-->|\*/")
_CLOSED = re.compile(r"[ \t]*(?:-{4,}|--.*[^-]--)[ \t]*")
_RULE_SIGNS = "-–—―─=_*~ \t"
_DASHES = frozenset("–—−‐‑‒―")
_WIDE = re.compile(rf"[\s{ZERO_WIDTH}]*")
_STRAY_BLANK = re.compile(rf"(?P<zero>[{ZERO_WIDTH}])|[^\S \t\r\n]")
_FARTHEST = 300
"""How many lines above or below a finding are looked at, so that many findings in one block stay cheap."""


class _Line(NamedTuple):
    """A line: where it starts and ends, without its line break, and its text."""

    start: int
    end: int
    text: str

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()

    @property
    def width(self) -> int:
        """How far it is indented, as Argdown counts: a tab is one."""
        return len(self.text) - len(self.text.lstrip(" \t"))


def _line(place: Place, offset: int) -> _Line:
    start, end = place.source.line_at(offset)
    return _Line(start, end, place.source.text[start:end])


def _above(place: Place, line: _Line) -> Iterator[_Line]:
    """The lines above *line*, the nearest first."""
    text = place.source.text
    for _ in range(_FARTHEST):
        if not line.start:
            return
        line = _line(place, line.start - (2 if text.endswith("\r\n", 0, line.start) else 1))
        yield line


def _below(place: Place, line: _Line) -> Iterator[_Line]:
    """The lines below *line*, the nearest first."""
    text = place.source.text
    while line.end < len(text):
        line = _line(place, line.end + (2 if text.startswith("\r\n", line.end) else 1))
        yield line


def part_front_matter(place: Place) -> Fix | None:
    """An empty line between front matter and what stands below it."""
    text, start = place.source.text, place.span.start
    line = _line(place, start)
    before = text[line.start : start]
    if match := _FRONT_MATTER.match(text) if place.text == "---" else None:
        edges = (match.start("lines") - 3, match.end("lines"))
        return Fix("put === for ---", tuple(swap(place, at, at + 3, "===") for at in edges))
    if place.text.startswith(("=", "--")) or place.text[:1] in "+-_>" or _SIGN.match(line.text):
        return None
    if not before.strip():
        return Fix("put an empty line above", (swap(place, line.start, start, newline_of(place)),))
    if not before.rstrip().endswith("==="):
        return None
    gap = line.start + len(before.rstrip())
    return Fix("put an empty line between", (swap(place, gap, start, newline_of(place) * 2),))


def part_block(place: Place) -> Fix | None:
    """An empty line above a block that begins at the left, and above the comments on it.

    A block that is indented may lack its + or -.
    """
    line = _line(place, place.span.start)
    above = next(_above(place, line), None)
    if place.span.start != line.start or not _BLOCK.match(line.text) or (above and above.text.startswith("--")):
        return None
    first = line
    for line in takewhile(lambda line: _OWN_LINE.fullmatch(line.text), _above(place, first)):
        first = line
    return Fix("put an empty line above", (put(place, first.start, newline_of(place)),))


def join_relation(place: Place) -> Fix | None:
    """No empty line between a relation and the claim above it, which its indentation must fit.

    Below an empty line, a line of hyphens begins like an attack too.
    """
    here = _line(place, place.span.start)
    if _CLOSED.fullmatch(here.text):
        return _join_premise(place, here)
    relations = list[_Line]()
    lines = list(_above(place, here))
    for number, line in enumerate(lines):
        if _COMMENT.search(line.text):
            return None
        if _SIGN.match(line.text):
            relations.append(line)
        elif _NO_PROSE.match(line.text):
            return None
        elif not line.is_empty and (number + 1 == len(lines) or lines[number + 1].is_empty):
            fits = lines[0].is_empty and here.width >= (relations[-1].width if relations else 1)
            return _join(place, lines, here) if fits and _HEAD.match(line.text) else None
    return None


def _join(place: Place, above: list[_Line], here: _Line) -> Fix:
    """Delete the empty lines between *here* and the next line above it with something on it."""
    first_empty = next(lower for lower, upper in pairwise(above) if not upper.is_empty)
    return Fix("delete the empty line above", (swap(place, first_empty.start, here.start),))


def indent_relation(place: Place) -> Fix | None:
    """Two blanks before a relation that begins at the left, and before all below it that may belong to it."""
    here = _line(place, place.span.start)
    behind = place.source.text[place.span.end : place.span.end + 1]
    if here.start != place.span.start or behind.isdigit() or behind.islower():
        return None  # “-5” and “-based” may be text
    indent, head = "  ", here
    for line in _above(place, here):
        if line.is_empty:
            break
        head = line
        if _NO_PROSE.match(line.text):
            return None
        if _COMMENT.search(line.text) or "\t" in line.text[: line.width]:
            return None
        if _SIGN.match(line.text) and line.width:
            indent = " " * line.width
    if not _HEAD.match(head.text):
        return None
    edits = [put(place, here.start, indent)]
    for line in _below(place, here):
        if line.is_empty or _NUMBER.match(line.text) or line.text.lstrip().startswith("--"):
            break
        if "\t" in line.text[: line.width]:
            return None
        edits.append(put(place, line.start, indent))
    return Fix(f"indent {place.text}", tuple(edits))


def mend_inference(place: Place) -> Fix | None:
    """``---`` to ``----`` and ``-- Rule`` to ``-- Rule --`` above a number, and no empty line below a premise."""
    here = _line(place, place.span.start)
    written = here.text.strip()
    if _CLOSED.fullmatch(here.text):
        return _join_premise(place, here)
    below = next(_below(place, here), None)
    above = next((line for line in _above(place, here) if _NO_PROSE.match(line.text) or line.is_empty), None)
    if below is None or above is None or not _NUMBER.match(below.text) or not _NUMBER.match(above.text):
        return None
    end = here.start + len(here.text.rstrip())
    if not written.strip(_RULE_SIGNS):
        return Fix("put four hyphens", (swap(place, end - len(written), end, "----"),))
    return Fix("put two hyphens behind the rule", (put(place, end, " --"),)) if written.startswith("-- ") else None


def _join_premise(place: Place, here: _Line) -> Fix | None:
    """Delete the empty lines between the inference at *here* and a premise above it."""
    above = list(islice(_above(place, here), 20))
    filled = [line for line in above if not line.is_empty]
    if not filled or filled[0] is above[0] or not _NUMBER.match(filled[0].text):
        return None
    return _join(place, above, here)


def join_structure(place: Place) -> Fix | None:
    """No empty line above an inference or a number that goes on with a structure."""
    here = _line(place, place.span.start)
    above = list(islice(_above(place, here), 20))
    filled = [line for line in above if not line.is_empty]
    if not filled or filled[0] is above[0] or not _MARK.fullmatch(place.text):
        return None
    paragraph = takewhile(lambda line: not line.is_empty, above[above.index(filled[0]) :])
    is_structure = any(_NUMBER.match(line.text) or _CLOSED.fullmatch(line.text) for line in paragraph)
    return _join(place, above, here) if is_structure else None


def make_sign(place: Place) -> Fix | None:
    """A hyphen for a dash before a title, and blanks for no-break spaces beside a sign."""
    line = _line(place, place.span.start)
    width = place.span.start - line.start
    behind = line.text[width + 1 :]
    if place.text in _DASHES:
        is_told = _MEMBER.match(behind.lstrip())
        if line.text[:width].strip(" \t") or not is_told or width < _least(place, line):
            return None
        return Fix("put a hyphen for the dash", (swap(place, *place.span, "-"),))
    if place.text not in ("+", "-", "_") or not width:
        return None
    wide = _WIDE.match(place.source.text, place.span.end, line.end)
    edits = tuple(_blanks(place, line.start, wide.end() if wide else place.span.end))
    return Fix("put blanks for the no-break spaces", edits) if edits else None


def _least(place: Place, here: _Line) -> int:
    """How far a relation at *here* must be indented to belong to the claim at the head of its block."""
    least, head = 1, here
    for line in _above(place, here):
        if line.is_empty:
            break
        head = line
        if _SIGN.match(line.text):
            least = line.width
    return least if _HEAD.match(head.text) else len(here.text) + 1


def _blanks(place: Place, start: int, end: int) -> Iterator[Edit]:
    """A blank for every other white space from *start* to *end*; what has no width is deleted."""
    for match in _STRAY_BLANK.finditer(place.source.text, start, end):
        yield swap(place, *match.span(), "" if match["zero"] else " ")
