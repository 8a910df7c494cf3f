"""Plain text to Argdown: escapes for prose that must come back as it was."""

from __future__ import annotations

import re

from clashmap.argdown.patterns import BLANKS, EMPHASIS_START, SHORTCODE, TAG
from clashmap.argdown.shortcodes import SHORTCODES

_LINE_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_WORDS = re.compile(r"([ \t]+)")
_ALWAYS = frozenset("\\[<{")
_SIGNS = frozenset("\\@#*_[],.:;</>-(){}")
_TOUCHY = frozenset("#*_=./:")
_LONG = 1000


def escape(text: str) -> str:
    """*text* on one line, such that behind ``[Title]: `` it reads as it is here; a line break becomes a blank.

    Escapes only what would be read as something else: ``J.A.`` needs a backslash, ``e.g.`` does not.
    """
    pieces = _WORDS.split(_LINE_BREAKS.sub(" ", text))
    written: list[str] = []
    before = ""
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        blanks = pieces[index + 1] if index + 1 < len(pieces) else ""
        blanks = _escape_blanks(blanks, (word or before)[-1:])
        written += (_escape_word(word, blanks), blanks)
        before = word or before
    return "".join(written)


def _escape_blanks(blanks: str, before: str) -> str:
    """Blanks are kept behind a letter, but of those behind a sign only one is, and none at the start."""
    if before and (before not in _SIGNS or blanks == " "):
        return blanks
    return "".join(f"\\{blank}" for blank in blanks)


def _escape_word(word: str, behind: str) -> str:
    """A *word* without blanks, escaped from its end to its start: what a sign means depends on what follows it."""
    if len(word) > _LONG:
        return "".join(f"\\{char}" if char in _ALWAYS or char in _TOUCHY else char for char in word)
    written = behind[:1]
    for char in reversed(word):
        plain = char + written
        written = f"\\{plain}" if char in _ALWAYS or (char in _TOUCHY and _is_markup(plain)) else plain
    return written[: len(written) - len(behind[:1])]


def _is_markup(text: str) -> bool:
    """Whether *text* begins with something that is more than its first sign."""
    match text[0]:
        case "#":
            return text.startswith("#(") or TAG.match(text) is not None
        case "*" | "_":
            return len(text) == 1 or EMPHASIS_START.match(text) is not None
        case "=":
            return text.startswith("===")
        case "/":
            return text.startswith(("//", "/*"))
    match = SHORTCODE.match(text)
    return match is not None and ("\\" in match.group() or match.group().rstrip(BLANKS) in SHORTCODES)
