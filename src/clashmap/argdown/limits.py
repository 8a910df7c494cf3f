r"""Limits: what Argdown cannot hold as a title, a text or a tag, and the nearest thing that it can.

What comes back unchanged from these functions can be written, and is read as it is here. Everything else is kept by
the reserved key ``exact`` of the data: ``{exact: {title: …, text: …, tags: […]}}``. That is

- for titles: the closing bracket, a first sign which with the opening bracket means something else, no title at all;
- for texts: blanks at either end or more than one in a row, which say nothing;
- for tags: ``)``, a bracket with a colon behind it, which would close the title before it, and no tag at all;
- for titles and tags: ``@include(``, which asks for another file wherever it stands;
- for all of them: line breaks and control characters, which editors change or hide, NUL, which makes a file no text,
  and surrogates, which no UTF-8 file can hold. In data they stand in quotes: ``"\x00"``, ``"\ud800"``.
"""

from __future__ import annotations

import re

NO_TITLE = "No title"
"""Stands where there is no title; Argdown's own tools call untitled claims “Untitled 1” and so on."""

_BREAKS = re.compile("[ \\t]*[\\t\\n\\v\\f\\r\\x85\\u2028\\u2029]+[ \\t]*")
_CONTROLS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_BLANKS = re.compile(" {2,}")
_CLAIM_START = re.compile("-")
_ARGUMENT_START = re.compile("[-+_]|!--")
_ROUND = str.maketrans("[]", "()")
_POINTED = str.maketrans("<>", "‹›")
_TAG_END = re.compile(r"([\]>]):")


def nearest_title(title: str, *, is_argument: bool) -> str:
    """*title* as it can stand in brackets, where ``]`` or ``>`` would end it."""
    written = _name(title)
    if (">" if is_argument else "]") in written:
        written = written.translate(_POINTED if is_argument else _ROUND)
    if (_ARGUMENT_START if is_argument else _CLAIM_START).match(written):
        written = f" {written}"
    return written or NO_TITLE


def nearest_text(text: str) -> str:
    """*text* on one line, with one blank between its words; empty when it has none."""
    return _BLANKS.sub(" ", _line(text)).strip(" ")


def nearest_tag(name: str) -> str:
    """*name* as it can stand in ``#(…)``."""
    return _TAG_END.sub(r"\1 :", _line(name).replace(")", "]")) or "no name"


def _name(text: str) -> str:
    return _line(text).replace("@include(", "@ include(")


def _line(text: str) -> str:
    return _CONTROLS.sub("\ufffd", _BREAKS.sub(" ", text))
