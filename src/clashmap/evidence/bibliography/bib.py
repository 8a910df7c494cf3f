"""BibTeX and BibLaTeX: the entries of a ``.bib`` file as CSL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clashmap.evidence.bibliography.bibfields import fields_of, type_of
from clashmap.evidence.bibliography.listing import (
    LONGEST,
    Listed,
    Listing,
    Problem,
    past,
    too_many,
)
from clashmap.evidence.extra import MissingLibraryError, needed
from clashmap.source import Span

_WORD = re.compile(r"[^\s#{}\",]+")
_BLANK = re.compile(r"\s*")
_COMMA = "Write each field with = and braces, and a comma behind it: title = {Air power},"
_BRACES = "Check that every { has its }, and that the entry ends in a } of its own."
_KEY = "Write its key and a comma behind the brace, such as @{}{{haun-25, and cite it by that key."
_INHERITED = ("editor", "publisher", "year", "date", "month", "address", "location", "series", "volume", "url", "doi")
"""What an entry has from the one that its ``crossref`` names."""
_BUDGET = 300_000
"""How many characters of TeX in one file are turned into letters, which takes a while."""
_BLOCK = re.compile(r"@\w*[ \t]*[{(]")
_NEXT = re.compile(r"[\r\n][ \t]*@")
_LOOKED_AT = 2_000
"""How many characters of a broken entry are looked at for what helps."""
_MOST = 50_000
"""How many entries of one file are read."""
_SHOWN = 200
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_bib(text: str) -> Listing:
    """The entries of *text*. Raises MissingLibraryError without bibtexparser.

    A broken entry is a problem and nothing is lost but it. Words defined by ``@string`` are put in, those that are
    defined before; a month is one of them.
    """
    if len(_BLOCK.findall(text)) > _MOST:
        return too_many(_MOST)
    try:
        blocks = _blocks(text)
    except MissingLibraryError:
        raise
    except Exception:
        # The library gives up on what it takes for a mistake of its own.
        return Listing((), (Problem("this file cannot be read", Span(0, min(len(text), 1)), _BRACES),))
    known: dict[str, str] = {month: month for month in _MONTHS}
    problems: list[Problem] = []
    written: list[tuple[str, str, dict[str, str], Span]] = []
    at = 0
    for block in blocks:
        raw = str(getattr(block, "raw", "") or "")
        start = max(text.find(raw, at), at)
        # What is broken may reach into the next entry.
        at = start + (len(raw) if type(block).__name__ != "ParsingFailedBlock" else 1)
        span = Span(start, start + len(raw[:_SHOWN].partition("\n")[0].rstrip()))
        match type(block).__name__:
            case "String":
                known[block.key.casefold()] = _value(block.value, known)[0]
                continue
            case "DuplicateFieldKeyBlock" | "DuplicateBlockKeyBlock":
                block = block.ignore_error_block  # noqa: PLW2901  (what is there twice is told by others, or harmless)
            case "Entry":
                pass
            case "ParsingFailedBlock":
                problems.append(Problem("this entry cannot be read", span, _help(text, start)))
                continue
            case _:
                continue
        if type(block).__name__ != "Entry":  # an abbreviation that is there twice
            continue
        values: dict[str, str] = {}
        for field in block.fields:
            value, is_whole = _value(str(field.value), known)
            values.setdefault(str(field.key).casefold(), value)
            if not is_whole:
                problems.append(Problem(f"there is a comma missing behind `{field.key}`", span, _COMMA))
        written.append((str(block.key), str(block.entry_type), values, span))
    entries = tuple(_listed(written, problems))
    return Listing(entries, tuple(problems))


def _help(text: str, start: int) -> str:
    """What helps an entry that begins at *start* and is broken: its braces, or else a comma or = in it."""
    entry = _NEXT.split(text[start : start + _LOOKED_AT], maxsplit=1)[0]
    return _BRACES if entry.count("{") != entry.count("}") else _COMMA


def _blocks(text: str) -> list[Any]:
    """The blocks of the file, as they are written."""
    import logging

    with needed("bibtexparser"):
        from bibtexparser.entrypoint import parse_string
    log = logging.getLogger("bibtexparser")
    if not log.handlers:  # what it has to say is said here, in a better place
        log.addHandler(logging.NullHandler())
        log.propagate = False
    return list(parse_string(text, parse_stack=[]).blocks)


def _listed(written: list[tuple[str, str, dict[str, str], Span]], problems: list[Problem]) -> Iterator[Listed]:
    """The entries in CSL, with what they have from others."""
    by_key = {key.casefold(): values for key, _, values, _ in reversed(written) if key}
    budget = [_BUDGET]
    for key, kind, values, span in written:
        if not key:
            problems.append(Problem("this entry has no key, by which it would be cited", span, _KEY.format(kind)))
        above = by_key.get(values.get("crossref", "").casefold(), {})
        whole = _inherited(above) | values if above is not values else values
        was = budget[0]
        yield Listed(key, {"type": type_of(kind, whole), **fields_of(kind, whole, budget)}, span)
        if was >= 0 > budget[0]:
            help = "Split the file into several ones, or export it from your reference manager without TeX."
            problems.append(Problem("from here on, accents in TeX are left as they are written", span, help))


def _inherited(above: Mapping[str, str]) -> dict[str, str]:
    found = {key: above[key] for key in _INHERITED if key in above}
    return found | ({"booktitle": above["title"]} if "title" in above else {})


def _value(raw: str, known: Mapping[str, str]) -> tuple[str, bool]:
    """What a value says whose parts are joined by #, and whether it was understood to its end."""
    parts: list[str] = []
    length = at = 0
    while at < len(raw) and length < LONGEST:
        at = past(_BLANK, raw, at)
        if at == len(raw):
            break
        if raw[at] in '{"':
            end = _closing(raw, at)
            part = raw[at + 1 : end]
            at = end + 1
        elif word := _WORD.match(raw, at):
            part, at = known.get(word[0].casefold(), word[0]), word.end()
        else:
            return "".join(parts)[:LONGEST], False
        parts.append(part)
        length += len(part)
        at = past(_BLANK, raw, at)
        if at < len(raw) and raw[at] != "#":
            return "".join(parts)[:LONGEST], False
        at += 1
    return "".join(parts)[:LONGEST], True


_SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)


def _closing(raw: str, at: int) -> int:
    """Where what is opened at *at* is closed; the end of *raw* if it is not."""
    depth, is_quoted = 0, raw[at] == '"'
    for sign in _SIGN.finditer(raw, at + is_quoted):
        match sign[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
                if not depth and not is_quoted:
                    return sign.start()
            case '"' if is_quoted and depth <= 0:
                return sign.start()
    return len(raw)
