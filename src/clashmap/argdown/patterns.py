"""The regular expressions of the language, and look-ups that stay linear on hostile text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

BLANKS = " \t"
SPACE = "\\t\\n\\v\\f\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What counts as white space in Argdown: the set of ECMAScript, which is not that of Python."""

NEWLINE = r"(?:\r\n|\r(?!\n)|\n)"
_SPECIAL = r"\\@#*_\[\],.:;</>\-\r\n(){}"

# No group is repeated possessively: Python before 3.11.5 takes more than it may (issue 106052 of CPython). A greedy one
# remembers every round, so that there is an end to them; what is left is another run.
TEXT_RUN = re.compile(
    r"(?![ \t])(?:"
    rf"(?!===)[^{_SPECIAL}]++"
    r"|[\],;>\-()}](?:[ \t]?(?![ \t]))"
    rf"|\.(?![^{SPACE}][^{SPACE}.]*\.)(?:[ \t]?(?![ \t]))"
    rf"|:(?![^{SPACE}][^{SPACE}:]*:)(?:[ \t]?(?![ \t]))"
    r"|/(?![/*])(?:[ \t]?(?![ \t]))"
    r"){1,1000}"
)
"""A stretch of prose which says exactly what it looks like. Two blanks behind a sign end it: one of them is dropped."""

INFERENCE_RUN = re.compile(
    r"(?![ \t])(?:"
    rf"[^{_SPECIAL}]++"
    r"|(?:[@#*_\[\];>()}]|-(?!-))(?:[ \t]?(?![ \t]))"
    r"){1,1000}"
)
"""The same between the hyphens of an inference."""

MARKS = frozenset(" \t\r\n\\@#*_[<{")
"""What no stretch of prose begins with."""

SIGN = re.compile(r"[@#*_\[\],.:;</>\-(){}][ \t]?")
"""A character that could have been markup and is not."""

PLAIN = re.compile(rf"[^{_SPECIAL}]+")
SHORTCODE = re.compile(rf"(?:\.[^{SPACE}][^{SPACE}.]*\.|:[^{SPACE}][^{SPACE}:]*:)[ \t]?")
ESCAPE = re.compile(r"\\[^\r\n] *")
WHITE = re.compile(rf"[ \t]*+(?:({NEWLINE})((?:[ \t]*+{NEWLINE})+)?)?")
"""Blanks, the line break behind them, and the empty lines behind that."""
# One set of all these ranges is slow to compile.
_TAG_LETTERS = r"[a-zA-z0-9\-]++|[\u00a0-\ud7ff]++|[\uf900-\ufdcf\ufdf0-\uffef]++"
TAG = re.compile(rf"#(?:\(([^)]+)\)|((?:{_TAG_LETTERS})+))[ \t]?")
EMPHASIS_START = re.compile(rf"(\*\*|__|\*|_)(?![{SPACE}])")
EMPHASIS_ENDS = {
    mark: re.compile(re.escape(mark) + r"(?:[ \t]|(?=[\n\r)}_.,!?;:\-*]|\Z))") for mark in ("**", "__", "*", "_")
}
INFERENCE_END = re.compile(r"-{2,}")

AFTER_BLANK = re.compile(rf"(?:[ \t]*{NEWLINE})*")
AFTER_LINE = re.compile(rf"(?:[ \t]*{NEWLINE}(?![ \t]*{NEWLINE}))?")

# An apostrophe counts as indentation: the reference implementation reads it so.
LINE_START = re.compile(
    r"(?P<indent>[' \t]*)(?:"
    r"(?P<inference>--)"
    rf"|(?P<relation>\+>|->|<?\+|<?-|><|_>|<_|_(?=[{SPACE}]))"
    r"|(?P<number>\([0-9]+\))"
    rf"|(?P<ordered>[0-9]+\.(?=[{SPACE}]))"
    rf"|(?P<unordered>\*(?=[{SPACE}]))"
    r")"
)
LINE_SIGNS = frozenset("#' \t-+<>_(*0123456789")
"""What the mark at the start of a line, or the blanks before it, can begin with."""
HEADING = re.compile(r"(#+) ")
HEADING_LIKE = re.compile(r"#+(?!\d+\b)(?=\w)")
"""A heading without its blank; a number behind the # is another matter."""

CLAIM = re.compile(r"\[([^\[\]\r\n]++)\](:|(?=[ \t]*[\r\n]))")
ARGUMENT = re.compile(r"<(?!!)([^<>\r\n]++)>(:|(?=[ \t]*[\r\n]))")
"""Titles as they are nearly always written: they have no brackets in them, and a colon or nothing behind them."""

DATA_START = re.compile(rf"\{{[{SPACE}]*[\"']?[^\W\d][\w-]*[\"']?[{SPACE}]*:")
"""A brace with a name and a colon behind it, which is hardly ever meant as text."""
_DATA_STOP = re.compile(rf"\}}[{SPACE}][^,}}]")
_DATA_END = re.compile(rf"\}}(?![{SPACE}]*[,}}])")
_DATA_OVER = re.compile(
    rf"{NEWLINE}[ \t]*+(?:(?:\+>|->|<?[-+_]|><|_>)[ \t]*+)?(?:\[[^\[\]{{}}\r\n]++\]|<[^<>{{}}\r\n]++>):[ \t]"
)
_EMPTY_LINE = re.compile(rf"{NEWLINE}[ \t]*+{NEWLINE}")
DASHES = frozenset("–—−‐‑‒―•·◦▪→←⇒⇐")
"""What looks like the sign of an attack, like the dot of a list, or like an arrow."""
ZERO_WIDTH = "\u200b\u200c\u200d\u2060"
"""What cannot be seen at all, and comes along with text from web pages."""
RELATION_LIKE = re.compile(
    rf"[{SPACE}]*(?P<sign>[{''.join(sorted(DASHES))}])[{SPACE}]*"
    rf"|(?=.*[^ \t+_-])[{SPACE}{ZERO_WIDTH}]*(?P<stray>[+_-])[{SPACE}{ZERO_WIDTH}]*"
)
"""The start of a line that looks like a relation: a dash for its sign, or an unusual blank beside it."""
_LINE_END = re.compile(r"[\r\n]|\Z")
_EQUALS = re.compile("===+")


class Needle:
    """Finds the next occurrence of a string, remembering the last answer."""

    __slots__ = ("_asked", "_found", "_string", "_text")

    def __init__(self, text: str, string: str) -> None:
        self._text, self._string = text, string
        self._asked, self._found = 0, -1

    def after(self, offset: int) -> int:
        """The first offset >= *offset* where the string stands, or the length of the text."""
        if not self._asked <= offset <= self._found:
            found = self._text.find(self._string, offset)
            self._asked, self._found = offset, len(self._text) if found < 0 else found
        return self._found


class LineEnds:
    """Finds the end of the line that an offset stands in, remembering the last answer."""

    __slots__ = ("_asked", "_found", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked, self._found = 0, -1

    def after(self, offset: int) -> int:
        """The first offset >= *offset* with a line break, or the length of the text."""
        if not self._asked <= offset <= self._found:
            match = _LINE_END.search(self._text, offset)
            self._asked, self._found = offset, match.start() if match else len(self._text)
        return self._found


class DataEnds:
    """Finds the brace that closes ``{data}``.

    Data goes on to the last closing brace which no comma or brace follows, but not beyond a brace with white space and
    then anything else behind it. Where a line with a title comes before that, the brace of the data is missing: then it
    goes on to the last closing brace of its paragraph, or to the end of it, so that no other claim is lost.
    """

    __slots__ = ("_ends", "_heads", "_stops", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] | None = None
        self._stops: list[int] = []
        self._heads: list[int] = []

    def after(self, offset: int) -> int:
        """The offset behind the brace that closes the one at *offset*, or -1."""
        if self._ends is None:
            self._ends = [match.start() for match in _DATA_END.finditer(self._text)]
            self._stops = [match.start() for match in _DATA_STOP.finditer(self._text)]
            self._heads = [match.start() for match in _DATA_OVER.finditer(self._text)]
        stop = bisect_left(self._stops, offset + 1)
        last = self._stops[stop] if stop < len(self._stops) else len(self._text)
        at = bisect_right(self._ends, last) - 1
        if at < 0 or self._ends[at] <= offset:
            return -1
        head = bisect_left(self._heads, offset)
        if head == len(self._heads) or self._heads[head] > self._ends[at]:
            return self._ends[at] + 1
        paragraph, *_ = _EMPTY_LINE.split(self._text[offset : self._heads[head]], 1)
        closing = paragraph.rfind("}")
        return offset + (closing + 1 if closing > 0 else len(paragraph.rstrip()))


def front_matter_end(text: str, offset: int) -> int:
    """The offset behind ``=== … ===`` that begins at *offset*, or -1."""
    opening = _EQUALS.match(text, offset)
    if opening is None:
        return -1
    if closing := _EQUALS.search(text, opening.end()):
        return closing.end()
    return opening.end() if opening.end() - offset >= 6 else -1
