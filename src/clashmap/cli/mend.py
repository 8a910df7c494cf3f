"""Mending: the safe fixes of what was found, round after round until none is left, and never for the worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clashmap.cli.choose import Chosen
from clashmap.cli.texts import texts_of
from clashmap.diagnostics import Diagnostic, Fix, Severity
from clashmap.encoding import NOT_UTF8, UTF16
from clashmap.graph import ArgumentMap
from clashmap.library import load_texts
from clashmap.mend import apply

_ROUNDS = 20
"""Mending one fault may uncover another, but not without end."""
_FEW = 12
"""Fixes of one rule, at most, that are tried one by one: each costs reading the whole debate."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A debate after mending."""

    map: ArgumentMap
    texts: Mapping[str, str]
    """The new text of each file that changes, by its path."""
    left: Mapping[str, int] = field(default_factory=dict)
    """How many fixes of each rule, by its code, were not made, since something else would have been lost by it."""


def mend(map: ArgumentMap, chosen: Chosen) -> Mended:
    """Mend the *chosen* findings of *map* that have a fix, as far as there are no more errors and no less on the map.

    Nothing is written.
    """
    old = new = texts_of(map)
    spoiled = not_utf8(map)
    left: dict[str, int] = {}
    before = load_texts(old, like=map)  # what is wrong with the files themselves, their texts do not show
    for _ in range(_ROUNDS):
        fixes = [(found.code, fix) for found, fix in _fixes(map, chosen, spoiled) if found.code not in left]
        codes = list(dict.fromkeys(code for code, _ in fixes))
        if not codes:
            break
        # All at once, and when that does harm, one rule after the other, and then one fix after the other.
        for attempt in (codes, *([code] for code in codes if len(codes) > 1)):
            chosen_fixes = [fix for code, fix in fixes if code in attempt]
            tried = _apply(new, chosen_fixes)
            if tried != new and not _is_worse(after := load_texts(tried, like=map), before):
                new, map, before = tried, after, after
                break
            if len(attempt) > 1:
                continue
            if 1 < len(chosen_fixes) <= _FEW and (harmless := _harmless(new, chosen_fixes, before)):
                new = _apply(new, harmless)
                map = before = load_texts(new, like=map)
                break
            left[attempt[0]] = len(chosen_fixes)
    return Mended(map, {path: text for path, text in new.items() if text != old[path]}, left)


def _harmless(texts: Mapping[str, str], fixes: Sequence[Fix], before: ArgumentMap) -> list[Fix]:
    """Those of *fixes* that change something and do no harm, together."""
    kept: list[Fix] = []
    for fix in fixes:
        tried = _apply(texts, [*kept, fix])
        if tried != _apply(texts, kept) and not _is_worse(load_texts(tried, like=before), before):
            kept.append(fix)
    return kept


def mendable(map: ArgumentMap, chosen: Chosen) -> list[tuple[Diagnostic, Fix]]:
    """The *chosen* findings that have a fix which does no harm; none in a file that cannot be written back as read."""
    fixes = _fixes(map, chosen, not_utf8(map))
    if not fixes or not (mended := mend(map, chosen)).left:
        return fixes
    left = Counter(mended.left)
    able: list[tuple[Diagnostic, Fix]] = []
    for found, fix in reversed(fixes):
        if left[found.code]:
            left[found.code] -= 1
        else:
            able.append((found, fix))
    return able[::-1]


def _fixes(map: ArgumentMap, chosen: Chosen, spoiled: Collection[str]) -> list[tuple[Diagnostic, Fix]]:
    files = texts_of(map).keys() - spoiled  # not what stands beside the maps
    fixes = ((found, found.fix) for found in map.diagnostics if chosen(found.rule))
    return [(found, fix) for found, fix in fixes if fix and fix.edits and _file(fix) in files]


def not_utf8(map: ArgumentMap) -> list[str]:
    """The files that were read although they are not UTF-8."""
    return [found.place.source.path for found in map.diagnostics if found.place and found.rule in (NOT_UTF8, UTF16)]


def _file(fix: Fix) -> str:
    """The one file that all edits of *fix* are in."""
    return fix.edits[0].place.source.path


def _apply(texts: Mapping[str, str], fixes: Iterable[Fix]) -> dict[str, str]:
    by_file: dict[str, list[Fix]] = {}
    for fix in fixes:
        by_file.setdefault(_file(fix), []).append(fix)
    return {path: apply(text, by_file.get(path, [])) for path, text in texts.items()}


def _is_worse(after: ArgumentMap, before: ArgumentMap) -> bool:
    errors, relations, defined = zip(*(_sums(map) for map in (after, before)), strict=True)
    return errors[0] > errors[1] or relations[0] < relations[1] or not defined[0] >= defined[1]


def _sums(map: ArgumentMap) -> tuple[int, int, frozenset[str]]:
    """How many errors and relations there are, and what has a title and a text."""
    errors = sum(found.severity is Severity.ERROR for found in map.diagnostics)
    defined = frozenset(node.id for node in map.nodes if node.title is not None and node.definition is not None)
    return errors, len(map.relations), defined
