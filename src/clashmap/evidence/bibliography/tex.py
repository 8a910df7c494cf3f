"""TeX: accents, signs and braces of BibTeX as plain letters."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import Any

from clashmap.evidence.csl.line import line

_SIGNS = re.compile(r"[\\${}`~]|--|''")
_TEX = re.compile(r"[\\$`]")
_BARE = re.compile(r"(?<!\\)[%&]")
_DEEPEST = 20
_LONGEST = 10_000


def decoded(text: str, budget: list[int]) -> str:
    """*text* as it is read by people, in one line.

    *budget*, a list of one number, is how many characters of TeX may still be decoded; it is below 0 once it did not
    reach. Beyond it, and where TeX is nested beyond reason, commands stay as they are written and only braces go.
    """
    if not _SIGNS.search(text):
        return line(text)
    if _TEX.search(text) and len(text) <= _LONGEST and budget[0] >= 0 and _depth(text) <= _DEEPEST:
        budget[0] -= len(text)
        if budget[0] >= 0:
            # Neither sign means in a list of sources what it means in TeX. Of what it stumbles over, the text is
            # still there to be shown.
            with suppress(Exception):
                return line(_decoder().latex_to_text(_BARE.sub(r"\\\g<0>", text)))
    plain = text.replace("---", "—").replace("--", "–").replace("~", " ").replace("''", "”")
    return line(plain.replace("{", "").replace("}", ""))


def unbraced(text: str) -> str | None:
    """*text* if its braces are in order; None if one closes what it did not open."""
    depth = 0
    for sign in re.finditer(r"\\.|[{}]", text):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth < 0:
            return None
    return text


def _depth(text: str) -> int:
    depth = most = 0
    for sign in re.finditer(r"[{}]|\\.", text):
        depth += {"{": 1, "}": -1}.get(sign[0], 1)  # a command takes what is behind it
        most = max(most, depth)
        depth -= sign[0][0] == "\\"
    return most


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    context = get_default_latex_context_db()
    context.add_context_category("addresses", prepend=True, macros=[MacroTextSpec("url", simplify_repl="%s")])
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")
