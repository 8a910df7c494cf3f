"""Escaping: plain words as Argdown, such that they come back as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.argdown.patterns import BLANKS, EMPHASIS_START, SHORTCODE, SPACE, TAG
from clashmap.argdown.shortcodes import SHORTCODES

_LINE_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_WORDS = re.compile(r"([ \t]+)")
_ALWAYS = frozenset("\\[<{")
_SIGNS = frozenset("\\@#*_[],.:;</>-(){}")
_TOUCHY = frozenset("#*_=./:@")
_GOES_ON = re.compile(rf"\A([{SPACE}]*)(?=[,}}])")
"""Words that data above them would be taken to go on with: a closing brace with this behind it does not close."""
_HYPHENS = re.compile(r"--|\A-|-\Z")
_LONG = 1000


def escape(text: str, *, before: str = "", behind: str = "", also: str = "") -> str:
    """*text* on one line, such that behind ``[Title]: `` it reads as it is here; a line break becomes a blank.

    Escapes only what would be read as something else: ``J.A.`` needs a backslash, ``e.g.`` does not. Within running
    text, *before* is the last sign written before it, *behind* what is written behind it, and *also* are signs that
    need a backslash wherever they stand.
    """
    pieces = _WORDS.split(_LINE_BREAKS.sub(" ", text))
    goes_on = not before and _GOES_ON.match(text)
    always = _ALWAYS | set(also)
    written: list[str] = []
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        blanks = pieces[index + 1] if index + 1 < len(pieces) else ""
        blanks = _escape_blanks(blanks, (word or before)[-1:])
        written += (_escape_word(word, blanks or behind, always), blanks)
        before = word or before
    escaped = "".join(written).replace("@include(", "@\\include(")
    return _GOES_ON.sub(r"\1\\", escaped) if goes_on else escaped


def escape_rule(name: str) -> str:
    """The *name* of a rule as it stands between the hyphens of an inference."""
    return escape(name, also=",-" if _HYPHENS.search(name) else ",")


def _escape_blanks(blanks: str, before: str) -> str:
    """Blanks are kept behind a letter, but of those behind a sign only one is, and none at the start."""
    if before and (before not in _SIGNS or blanks == " "):
        return blanks
    return "".join(f"\\{blank}" for blank in blanks)


def _escape_word(word: str, behind: str, always: frozenset[str]) -> str:
    """A *word* without blanks, escaped from its end to its start: what a sign means depends on what follows it."""
    if len(word) > _LONG:
        return "".join(f"\\{char}" if char in always or char in _TOUCHY else char for char in word)
    if behind[:1] in BLANKS:
        behind = behind[:1]
    return "".join(reversed(list(_backwards(word, behind, always))))


def _backwards(word: str, behind: str, always: frozenset[str]) -> Iterator[str]:
    written = behind
    for char in reversed(word):
        plain = char + written
        is_escaped = char in always or (char in _TOUCHY and _is_markup(plain, len(plain) - len(behind)))
        yield f"\\{char}" if is_escaped else char
        written = f"\\{plain}" if is_escaped else plain


def _is_markup(text: str, end: int) -> bool:
    """Whether *text* begins with something that is more than its first sign; its words go to *end*, then markup."""
    match text[0]:
        case "#":
            return text.startswith("#(") or TAG.match(text) is not None
        case "*" | "_":
            return len(text) == 1 or EMPHASIS_START.match(text) is not None
        case "=":
            return text.startswith("===")
        case "/":
            return text.startswith(("//", "/*"))
        case "@":
            return text.startswith(("@[", "@<"))
    match = SHORTCODE.match(text)
    if match is None:
        return False
    found = match.group().rstrip(BLANKS)
    return "\\" in found or found in SHORTCODES or len(found) > end
