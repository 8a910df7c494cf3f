"""Names: the people and organisations whose words an article reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from clashmap.draft.cues import language
from clashmap.evidence.text import SourceText

_MOST = 100
"""Names that are told."""
_CAPITAL = r"[A-Z][\w.’'-]*[\w’']"
_LONGEST_PARAGRAPH = 20_000


def named(text: SourceText, paragraphs: Iterable[int], code: str = "en") -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Whose words are reported, in the order of their first mention, and in which of *paragraphs* of *text*."""
    no_names = frozenset(language(code).names["not"].split())
    found: dict[str, dict[int, None]] = {}
    for number in paragraphs:
        paragraph = text.paragraphs[number - 1][:_LONGEST_PARAGRAPH]
        for pattern in _patterns(code):
            for match in pattern.finditer(paragraph):
                name = re.sub(r"[’']s\Z", "", match.group("name"))
                if name.split()[0] not in no_names:
                    found.setdefault(name, {})[number] = None
    return tuple((name, tuple(sorted(numbers))) for name, numbers in list(found.items())[:_MOST])


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """How names stand beside the verbs and phrases of the language with this *code*."""
    words = language(code).names
    verbs, inner = (words[key].replace(", ", "|") for key in ("verbs", "inner"))
    name = rf"(?P<name>{_CAPITAL}(?: (?:(?:{inner}) ){{0,2}}{_CAPITAL}){{0,5}})"
    return (
        re.compile(rf"\b(?i:{words['before']}) (?:(?:{inner}) )?{name}"),
        re.compile(rf"\b{name}(?: of the(?: [a-z]+){{1,3}})?,? (?:{verbs})\b"),
        re.compile(rf"[”\"],? (?:{verbs}) {name}"),
    )
